/**
 * `npm run mutation -- <layer> [--share 0.2] [--only greedyElimination] [--quick yes]`: changes the code of
 * a layer in one place at a time (Stryker) and runs the layer's tests over each: a change that no test
 * notices stands for a promise that no test makes. Prints the score with the interval that a sample
 * leaves, then what survived and is not known to be equivalent (equivalent.json). The full report is
 * `out/mutation/<layer>.json`. Results are kept: after tests were added, or after a run with the quick
 * ones alone, only survivors are tried again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";
import { MUTATED } from "./layers.ts";
import { isTried, SHARE } from "./sample.js";

interface Equivalent {
  readonly file: string;
  /** The line of the mutant, without the spaces around it. */
  readonly line: string;
  readonly replacement: string;
  readonly reason: string;
}

const [layer = "", ...rest] = process.argv.slice(2);
const options = new Map<string, string>();
for (let i = 0; i + 1 < rest.length; i += 2) options.set(rest[i] as string, rest[i + 1] as string);
const chosen = MUTATED[layer];
if (chosen === undefined) {
  console.error(`name a layer: ${Object.keys(MUTATED).join(", ")}`);
  process.exit(2);
}
const share = Number(options.get("--share") ?? 1);
const only = options.get("--only");
const inCore = (path: string): string => `packages/core/${path}`;
process.env[SHARE] = String(share);
const all = [...chosen.folders.map((folder) => `src/${folder}/**/*.test.ts`), ...chosen.tests];
const judges = options.has("--quick") ? (chosen.quick ?? all) : all;
process.env["CIDERY_MUTATION_TESTS"] = judges.flatMap(filesOf).join(",");

const name = [layer, ...(only === undefined ? [] : [only])].join("-");
mkdirSync("out/mutation", { recursive: true });
const results = await new Stryker({
  testRunner: "in-process",
  plugins: ["./scripts/mutation/runner.js", "./scripts/mutation/sample.js"],
  testRunnerNodeArgs: ["--conditions=source"],
  checkers: ["sample"],
  mutate: [
    ...chosen.folders.map((folder) => inCore(`src/${folder}/**/${only ?? "*"}.ts`)),
    "!**/*.test.ts",
    "!**/index.ts",
  ],
  // Words are judged by the texts that are recorded of commands and messages.
  mutator: { excludedMutations: ["StringLiteral"] },
  coverageAnalysis: "perTest",
  concurrency: 1,
  // Most endless loops are found by counting; a busy machine must not look like one.
  timeoutMS: 8_000,
  timeoutFactor: 4,
  // Nor the first run, without a mutant, like tests that hang.
  dryRunTimeoutMinutes: 180,
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `out/mutation/${name}.json` },
  incremental: true,
  incrementalFile: `out/mutation/${name}-${share}.incremental.json`,
  tempDirName: "out/stryker",
  // Only the library is copied. Its tsconfig files speak of folders that are not there, and Stryker
  // reads them with a part of TypeScript that version 7 does not have.
  ignorePatterns: [
    "/*",
    "!/packages",
    "/packages/cidery",
    "dist",
    "!/scripts",
    "!/conformance",
    "!/package.json",
    "tsconfig*.json",
  ],
  tsconfigFile: "none.json",
}).runMutationTest();

const known: readonly Equivalent[] = existsSync("scripts/mutation/equivalent.json")
  ? (JSON.parse(readFileSync("scripts/mutation/equivalent.json", "utf8")) as Equivalent[])
  : [];
// The report counts lines and columns from 1, the plugin was asked about places from 0.
const tried = results.filter((mutant) => {
  const { start, end } = mutant.location;
  const back = ({ line, column }: typeof start): typeof start => ({
    line: line - 1,
    column: column - 1,
  });
  return isTried({ ...mutant, location: { start: back(start), end: back(end) } }, share);
});
const count = (...statuses: readonly string[]): number =>
  tried.filter(({ status }) => statuses.includes(status)).length;
const killed = count("Killed", "Timeout");
const left = tried.filter(({ status }) => status === "Survived" || status === "NoCoverage");
const lineOf = (mutant: (typeof tried)[number]): string =>
  readFileSync(mutant.fileName, "utf8").split("\n")[mutant.location.start.line - 1]?.trim() ?? "";
const isKnown = (mutant: (typeof tried)[number]): boolean =>
  known.some(
    ({ file, line, replacement }) =>
      mutant.fileName.replaceAll("\\", "/").endsWith(file) &&
      lineOf(mutant) === line &&
      mutant.replacement === replacement,
  );
const equivalent = left.filter(isKnown).length;
const counted = killed + left.length - equivalent;

for (const mutant of left.filter((one) => !isKnown(one))) {
  const { line, column } = mutant.location.start;
  const file = mutant.fileName.slice(mutant.fileName.indexOf("packages/core/src/") + 18);
  const uncovered = mutant.status === "NoCoverage" ? " (no test comes here)" : "";
  console.log(
    `${file}:${line}:${column}${uncovered}\n  ${lineOf(mutant)}\n  → ${mutant.replacement}`,
  );
}
const byFile = new Map<string, [killed: number, all: number]>();
for (const mutant of tried) {
  const file = mutant.fileName.slice(mutant.fileName.indexOf("packages/core/src/") + 18);
  const row = byFile.get(file) ?? [0, 0];
  byFile.set(file, row);
  if (mutant.status === "Killed" || mutant.status === "Timeout") row[0]++;
  row[1]++;
}
for (const [file, [dead, all]] of byFile) console.log(`${file.padEnd(50)} ${dead} of ${all}`);
const [low, high] = interval(killed, counted);
const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
console.log(
  `${name}: ${killed} of ${counted} killed, ${percent(killed / counted)}` +
    (share < 1
      ? `; a sample of ${tried.length} of ${results.length} mutants, 95 % interval ${percent(low)} to ${percent(high)}`
      : ` of all ${results.length} mutants`) +
    `; ${equivalent} equivalent, ${count("Timeout")} of the killed by endless loops, ` +
    `${count("NoCoverage")} without a test`,
);

/** The test files of `folder/**\/*.test.ts`, `folder/*.test.ts` or one name. */
function filesOf(pattern: string): string[] {
  const star = pattern.indexOf("*");
  if (star < 0) return [inCore(pattern)];
  const folder = inCore(pattern.slice(0, star - 1));
  return readdirSync(folder, { recursive: pattern.includes("**"), encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();
}

/** Wilson's interval of a proportion. */
function interval(part: number, whole: number): [low: number, high: number] {
  if (whole === 0) return [0, 1];
  const z = 1.96;
  const p = part / whole;
  const middle = p + (z * z) / (2 * whole);
  const half = z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole));
  return [middle - half, middle + half].map((end) => end / (1 + (z * z) / whole)) as [
    number,
    number,
  ];
}
