/**
 * `npm run mutation -- <layer> [--share 0.2] [--only greedyElimination] [--quick yes] [--known yes] [--minutes 20]`: changes the
 * code of a layer in one place at a time (Stryker) and runs the layer's tests over each: a change that no test
 * notices stands for a promise that no test makes. `--share 0.1-0.2` tries others than `--share 0.1` did.
 * Random tests draw few times at first (draws.js); what
 * survives is tried again with all draws, unless the run is a quick one. Prints the score with the interval that a
 * sample leaves, then what survived and is not known to be equivalent (equivalent.json). The full report
 * is `out/mutation/<layer>.json`. Results are kept: the next run tries survivors again, and what no time was left for.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { MUTATED } from "./layers.ts";
import { DRAWS, JOURNAL, KNOWN, NO_TIME, RECORD, ROOT, SHARE, TESTS, UNTIL } from "./options.js";
import { forgetUndecided, isKnown, lineOf } from "./known.js";
import { endsOf, isTried } from "./sample.js";

/** Of a random test, at first. */
const FEW = 60;

const [layer = "", ...rest] = process.argv.slice(2);
const options = new Map<string, string>();
for (let i = 0; i + 1 < rest.length; i += 2) options.set(rest[i] as string, rest[i + 1] as string);
const chosen = MUTATED[layer] ?? refused(layer);
const share = options.get("--share") ?? "1";
const only = options.get("--only");
const quick = options.has("--quick");
if (endsOf(share).some((end) => !(end >= 0 && end <= 1))) {
  console.error(`no share "${share}"; say 0.2 for the first fifth, 0.2-0.4 for the second`);
  process.exit(2);
}
const inCore = (path: string): string => `packages/core/${path}`;
const all = [...chosen.folders.map((folder) => `src/${folder}/**/*.test.ts`), ...chosen.tests];
const judges = quick ? (chosen.quick ?? all) : all;
const name = [layer, ...(only === undefined ? [] : [only])].join("-");
const incrementalFile = `out/mutation/${name}-${share}.incremental.json`;

mkdirSync("out/mutation", { recursive: true });
process.env[SHARE] = share;
process.env[TESTS] = judges.flatMap(filesOf).join(",");
const record = resolve(`out/mutation/${name}.record.json`);
process.env[RECORD] = record;
const journal = resolve(`out/mutation/${name}.journal`);
process.env[JOURNAL] = journal;
for (const file of [record, journal]) rmSync(file, { force: true });
if (options.has("--minutes"))
  process.env[UNTIL] = String(Date.now() + 60_000 * Number(options.get("--minutes")));

if (options.has("--known")) process.env[KNOWN] = "yes";
process.env[ROOT] = process.cwd();

process.env[DRAWS] = String(FEW);
let results = await tryMutants();
const { spared } = JSON.parse(readFileSync(record, "utf8")) as { spared: boolean };
if (!quick && spared && results.some(({ status }) => status === "Survived")) {
  delete process.env[DRAWS];
  results = await tryMutants();
}

/** All that the results kept so far do not decide. */
async function tryMutants(): ReturnType<Stryker["runMutationTest"]> {
  forgetUndecided(incrementalFile);
  return await new Stryker({
    testRunner: "in-process",
    plugins: ["./scripts/mutation/runner.js", "./scripts/mutation/sample.js"],
    // An array that grows without end should end soon, and alone.
    testRunnerNodeArgs: ["--conditions=source", "--max-old-space-size=1024"],
    checkers: ["sample"],
    mutate: [
      ...chosen.folders.map((folder) => inCore(`src/${folder}/**/${only ?? "*"}.ts`)),
      "!**/*.test.ts",
      "!**/index.ts",
      // Compiled from elsewhere, which a test sees to.
      "!**/kernel/binary.ts",
    ],
    // Words are judged by the texts that are recorded of commands and messages.
    mutator: { excludedMutations: ["StringLiteral"] },
    coverageAnalysis: "perTest",
    concurrency: 1,
    // Most endless loops are found by counting; a busy machine must not look like one.
    timeoutMS: 12_000,
    timeoutFactor: 4,
    // Nor the first run, without a mutant, like tests that hang.
    dryRunTimeoutMinutes: 180,
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: `out/mutation/${name}.json` },
    incremental: true,
    incrementalFile,
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
      "!/models",
      "!/docs",
      "/docs/pictures",
      "!/package.json",
      "tsconfig*.json",
    ],
    tsconfigFile: "none.json",
    // Types are taken off, not checked; and a test compares the text of a file.
    disableTypeChecks: false,
  }).runMutationTest();
}

// The report counts lines and columns from 1, the plugin was asked about places from 0.
const back = (at: { line: number; column: number }): typeof at => ({
  line: at.line - 1,
  column: at.column - 1,
});
const mutants = results.filter(({ status }) => status !== "Ignored");
const tried = mutants.filter((mutant) => {
  const { start, end } = mutant.location;
  const location = { start: back(start), end: back(end) };
  return isTried({ ...mutant, location }, share);
});
type Tried = (typeof tried)[number];
const lineAt = (mutant: Tried): string => lineOf(mutant, 1);
const isListed = (mutant: Tried): boolean => isKnown(mutant, 1);
const count = (...statuses: readonly string[]): number =>
  tried.filter(({ status }) => statuses.includes(status)).length;
// Stryker tries what ends the process a second time, in a new one, before it says so.
const ended = tried.filter(
  ({ status, statusReason }) =>
    status === "RuntimeError" && /ran out of memory|exited unexpectedly/u.test(statusReason ?? ""),
).length;
const killed = count("Killed", "Timeout") + ended;
const left = tried.filter(
  (one) => (one.status === "Survived" || one.status === "NoCoverage") && !isListed(one),
);
const equivalent = tried.filter(
  (one) => one.status !== "Killed" && one.status !== "Timeout" && isListed(one),
).length;
const counted = killed + left.length;

for (const mutant of left) {
  const { line, column } = mutant.location.start;
  const uncovered = mutant.status === "NoCoverage" ? " (no test comes here)" : "";
  console.log(
    `${shortName(mutant.fileName)}:${line}:${column}${uncovered}\n  ${lineAt(mutant)}\n  → ${mutant.replacement}`,
  );
}
const byFile = new Map<string, [killed: number, all: number]>();
for (const mutant of tried) {
  const file = shortName(mutant.fileName);
  const row = byFile.get(file) ?? [0, 0];
  byFile.set(file, row);
  if (mutant.status === "Killed" || mutant.status === "Timeout") row[0]++;
  row[1]++;
}
for (const [file, [dead, of]] of byFile) console.log(`${file.padEnd(50)} ${dead} of ${of}`);
for (const mutant of tried.filter(({ status }) => status === "Killed").filter(isListed))
  console.log(
    `noticed, though listed as equivalent: ${shortName(mutant.fileName)} ${lineAt(mutant)}`,
  );
const undecided = tried.length - counted - equivalent;
if (undecided > 0)
  console.log(`${undecided} not tried, or ended in an error: the score is not of all`);
for (const { status, statusReason = "", fileName, location } of tried)
  if (status === "RuntimeError" && statusReason !== NO_TIME)
    console.log(`${shortName(fileName)}:${location.start.line} ${statusReason.slice(0, 200)}`);
const [low, high] = interval(killed, counted);
const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
console.log(
  `${name}: ${killed} of ${counted} killed, ${percent(killed / counted)}` +
    (tried.length < mutants.length
      ? `; a sample of ${tried.length} of ${mutants.length} mutants, 95 % interval ${percent(low)} to ${percent(high)}`
      : ` of all ${mutants.length} mutants`) +
    `; ${equivalent} equivalent, ${count("Timeout")} of the killed by endless loops, ${ended} by the end of the process, ` +
    `${count("NoCoverage")} without a test`,
);

function refused(name: string): never {
  console.error(`no layer "${name}"; name one of ${Object.keys(MUTATED).join(", ")}`);
  process.exit(2);
}

/** A path in packages/core/src. */
function shortName(file: string): string {
  return file.slice(file.indexOf("packages/core/src/") + 18);
}

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
