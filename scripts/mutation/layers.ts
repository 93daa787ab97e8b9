/** Which tests judge the mutants of a layer: its own, and those beside it that state its promises. */

export interface MutatedLayer {
  /** Folders of packages/core/src. */
  readonly folders: readonly string[];
  /** Beside the tests in these folders; paths of packages/core. */
  readonly tests: readonly string[];
  /** Those of all these that take a second: `--quick` runs them alone, before the whole run. */
  readonly quick?: readonly string[];
}

export const MUTATED: Readonly<Record<string, MutatedLayer>> = {
  graph: { folders: ["graph"], tests: [] },
  structure: {
    folders: ["structure"],
    tests: ["src/incentives/**/*.test.ts", "test/recordedGraph.test.ts"],
    quick: [
      "src/structure/**/*.test.ts",
      "src/incentives/definitions.test.ts",
      "test/recordedGraph.test.ts",
    ],
  },
  incentives: {
    folders: ["incentives"],
    tests: [
      "test/criteria.test.ts",
      "test/criterionPages.test.ts",
      "test/indirectControl.test.ts",
      "test/recordedGraph.test.ts",
      "test/scim.test.ts",
    ],
    quick: [
      "src/incentives/registry.test.ts",
      "test/criteria.test.ts",
      "test/criterionPages.test.ts",
      "test/indirectControl.test.ts",
      "test/recordedGraph.test.ts",
    ],
  },
  probability: { folders: ["probability"], tests: [] },
  solve: {
    folders: ["solve"],
    tests: [
      "test/equilibria.test.ts",
      "test/gameDiagrams.test.ts",
      "test/sequenceForm.test.ts",
      "test/solveModels.test.ts",
    ],
  },
  language: { folders: ["language"], tests: ["test/bad-input/*.test.ts"] },
};
