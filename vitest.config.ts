/**
 * All tests of the repository, run from the sources: the condition "source" makes
 * `import … from "@cidery/core"` mean packages/core/src/index.ts instead of the built files.
 */

import { defineConfig } from "vitest/config";
import { CONFORMANCE, referenceIsThere } from "./test/reference.ts";

/** When set, the results are also written there as JSON; .ci/run counts them. */
const reportFile = process.env["CIDERY_TEST_REPORT"];

const conditions = ["source", "module", "node", "import", "development|production", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["source", "node", "import", "default"] } },
  test: {
    include: [
      "packages/*/{src,test}/**/*.test.ts",
      "labs/**/*.test.ts",
      "apps/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    exclude: [
      "**/node_modules/**",
      "**/dist/**",
      // Left out aloud: test/reference.ts says so before and after the run.
      ...(referenceIsThere() ? [] : CONFORMANCE),
    ],
    globalSetup: ["./test/reference.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The browser tests wait as long as a patient reader would, also on a busy machine.
    expect: { poll: { timeout: 60_000 } },
    reporters: reportFile ? ["default", ["json", { outputFile: reportFile }]] : ["default"],
  },
});
