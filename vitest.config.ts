/**
 * All tests of the repository, run from the sources: the condition "source" makes
 * `import … from "@cidery/core"` mean packages/core/src/index.ts instead of the built files.
 */

import { defineConfig } from "vitest/config";
import { CONFORMANCE, referenceIsThere } from "./test/reference.ts";

/** When set, the results are also written there as JSON; .ci/run counts them. */
const reportFile = process.env["CIDERY_TEST_REPORT"];

const conditions = ["source", "module", "node", "import", "development|production", "default"];

/** These start processes, browsers and servers, or have modules of their own. */
const APART = [
  "packages/core/src/session/gestureWork.test.ts",
  "packages/cidery/test/**/*.test.ts",
  "apps/*/{e2e,test}/**/*.test.ts",
  "test/**/*.test.ts",
];

const common = {
  exclude: [
    "**/node_modules/**",
    "**/dist/**",
    // Left out aloud: test/reference.ts says so before and after the run.
    ...(referenceIsThere() ? [] : CONFORMANCE),
  ],
  pool: "forks" as const,
  testTimeout: 180_000,
  hookTimeout: 180_000,
  // The browser tests wait as long as a patient reader would, also on a busy machine.
  expect: { poll: { timeout: 60_000 } },
};

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["source", "node", "import", "default"] } },
};

export default defineConfig({
  ...shared,
  test: {
    globalSetup: ["./test/reference.ts"],
    maxWorkers: 2,
    reporters: reportFile ? ["default", ["json", { outputFile: reportFile }]] : ["default"],
    projects: [
      {
        ...shared,
        test: {
          ...common,
          name: "code",
          include: ["packages/*/{src,test}/**/*.test.ts", "labs/**/*.test.ts", "apps/**/*.test.ts"],
          exclude: [...common.exclude, ...APART],
          // One process reads the sources once for all its files: two fifths of the whole time.
          isolate: false,
        },
      },
      {
        ...shared,
        test: { ...common, name: "processes", include: APART },
      },
    ],
  },
});
