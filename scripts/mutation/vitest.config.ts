/** The tests that judge mutants: those that `run.ts` names, in the copy that Stryker makes. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: process.cwd(),
  test: {
    include: (process.env["CIDERY_MUTATION_TESTS"] ?? "").split(","),
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
