/**
 * The long measurements of the labs, one lab after another, kept in labs/measured.json: what docs/labs.md tells in its
 * table. What is not asked again stays as it was.
 *
 *   npx tsx --conditions=source scripts/measure-labs.ts check tool-ai off-switch [--claim learner] [--first-seed 1] [--seconds 360]
 *   npx tsx --conditions=source scripts/measure-labs.ts settings tool-ai [--count 417] [--seconds 60]
 *   npx tsx --conditions=source scripts/measure-labs.ts robustness tool-ai [--count 40] [--seconds 60]
 *   npm run renew -- measured
 *
 * `check` asks the claims as `cidery lab check` does, each over the seeds it needs, with its control; a claim that is
 * known keeps its result unless it is named. `settings` is the share of a lab in the 10,000 settings of `npm run labs`,
 * `robustness` asks the conclusions at settings drawn as `cidery lab robustness` does. `--seconds` is processor time of a
 * lab, after which it is left where it stands; a claim that is not done by then is not kept.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Lab, LabContext } from "@cidery/core/lab";
import { checkLabClaim } from "@cidery/core/lab";
import { LABS } from "../labs/src/index.ts";
import { askSettings } from "../labs/test/askedSettings.ts";
import type { Measured, MeasuredClaim, MeasuredLab } from "../labs/test/measured.ts";
import { MEASURED } from "../labs/test/measured.ts";
import { readDiagram } from "../labs/test/readDiagram.ts";
import { conclusionsHold, robustnessSettings } from "../packages/core/src/lab/labRobustness.ts";

interface Asked {
  readonly count: number | undefined;
  readonly claim: string | undefined;
  readonly firstSeed: number;
  /** Whether the processor time of the lab is used up. */
  readonly enough: () => boolean;
}

const KINDS: Readonly<Record<string, (lab: Lab, asked: Asked) => void>> = {
  check,
  settings,
  robustness,
};

function check(lab: Lab, { claim: only, firstSeed, enough }: Asked): void {
  for (const claim of lab.claims) {
    const known = readKept()[lab.id]?.claims?.[claim.id];
    if (only === undefined ? known !== undefined : claim.id !== only) continue;
    const used = stopwatch();
    const verdict = checkLabClaim(claim, contextOf(lab, enough), { firstSeed });
    if (enough()) break;
    const { outcome, agree, asked, measured } = verdict;
    const first = claim.over === "each-seed" && firstSeed !== 1 ? { firstSeed } : {};
    const found: MeasuredClaim = { outcome, agree, asked, ...first, seconds: rounded(used()) };
    console.log(
      `${lab.id} ${claim.id}: ${JSON.stringify(found)} ${outcome === "holds" ? "" : measured}`,
    );
    const claims = { ...readKept()[lab.id]?.claims, [claim.id]: found };
    const left = lab.claims.map(({ id }) => id).filter((id) => claims[id] === undefined);
    keep(lab, { claims, left });
  }
}

function settings(lab: Lab, { count = Math.ceil(10_000 / LABS.length), enough }: Asked): void {
  const used = stopwatch();
  const { settings: asked, wrong, ...found } = askSettings(lab, diagramOf(lab), count, enough);
  for (const one of wrong.slice(0, 3)) console.log(JSON.stringify(one));
  const kept = { asked, ...found, violations: wrong.length, seconds: rounded(used()) };
  console.log(`${lab.id} settings: ${JSON.stringify(kept)}`);
  keep(lab, { settings: kept });
}

function robustness(lab: Lab, { count = 40, enough }: Asked): void {
  const conclusions = lab.conclusions ?? [];
  const context = { ...contextOf(lab, () => false), seed: 1 };
  const held = new Map(conclusions.map(({ id }) => [id, 0]));
  let asked = 0;
  for (const drawn of robustnessSettings(lab, 1, { settings: count }).drawn) {
    if (enough()) break;
    asked++;
    const found = conclusionsHold(lab, context, drawn);
    for (const [i, { id }] of conclusions.entries())
      if (found[i] === true) held.set(id, (held.get(id) ?? 0) + 1);
  }
  const kept = { asked, held: Object.fromEntries(held) };
  console.log(`${lab.id} robustness: ${JSON.stringify(kept)}`);
  keep(lab, { robustness: kept });
}

function contextOf(lab: Lab, enough: () => boolean): Omit<LabContext, "seed"> {
  const signal = {
    get aborted() {
      return enough();
    },
  };
  return { effort: "full", diagram: diagramOf(lab), signal, onProgress: () => {} };
}

function diagramOf(lab: Lab): (file: string) => ReturnType<typeof readDiagram> {
  const folder = resolve(import.meta.dirname, "../labs", lab.id);
  return (file) => readDiagram(join(folder, file));
}

function readKept(): Measured {
  return JSON.parse(readFileSync(MEASURED, "utf8")) as Measured;
}

/** Adds to what is known of a lab; labs stand in the order of the list. */
function keep(lab: Lab, found: Partial<MeasuredLab>): void {
  const all: Measured = { ...readKept(), [lab.id]: { ...readKept()[lab.id], ...found } };
  const sorted = LABS.flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]]));
  writeFileSync(MEASURED, `${lines(Object.fromEntries(sorted))}\n`);
}

/** JSON with a line for each claim. */
function lines(value: object): string {
  const text = JSON.stringify(value, null, 2);
  return text.replaceAll(/\{\n([^{}]*?)\n *\}/gu, (all: string, inner: string) => {
    const one = `{ ${inner.trim().replaceAll(/\n */gu, " ")} }`;
    return one.length <= 80 ? one : all;
  });
}

/** Seconds of processor time since. */
function stopwatch(): () => number {
  const { user, system } = process.cpuUsage();
  return () => {
    const now = process.cpuUsage();
    return (now.user - user + now.system - system) / 1e6;
  };
}

function rounded(seconds: number): number {
  return Number(seconds.toPrecision(3));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string" },
    claim: { type: "string" },
    "first-seed": { type: "string", default: "1" },
    seconds: { type: "string", default: "360" },
  },
});
const [kind = "", ...ids] = positionals;
const ask = KINDS[kind];
const labs = ids.map((id) => LABS.find((lab) => lab.id === id));
if (ask === undefined || labs.length === 0 || labs.includes(undefined)) {
  console.error(
    `measure-labs: ${Object.keys(KINDS).join(", ")}, then labs of ${LABS.map(({ id }) => id).join(", ")}`,
  );
  process.exit(1);
}
for (const lab of labs) {
  if (lab === undefined) continue;
  const used = stopwatch();
  const limit = Number(values.seconds);
  ask(lab, {
    count: values.count === undefined ? undefined : Number(values.count),
    claim: values.claim,
    firstSeed: Number(values["first-seed"]),
    enough: () => used() > limit,
  });
}
