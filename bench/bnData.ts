/**
 * The Bayesian networks of ../shared/instances/bn, their evidence sets, and what the C++ library
 * aGrUM 3.1.1.9 needed on them.
 *
 * Source of the figures: the table "bn/ — Bayesian networks" of ../shared/instances/README.md:
 * CPU milliseconds, single thread, median of several runs on a 2-core virtual machine shared with
 * other work (expect ±40 %), all marginals with evidence, by lazy propagation and by
 * Shafer–Shenoy. Null: stopped for time or memory.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { BifNetwork } from "../packages/cidery/src/formats/index.ts";
import { Random } from "../packages/cidery/src/base/index.ts";
import { readBif } from "../packages/cidery/src/formats/index.ts";

const INSTANCES = join(dirname(fileURLToPath(import.meta.url)), "../../shared/instances");

export interface PeerFigures {
  readonly lazy: number | null;
  readonly shaferShenoy: number | null;
}

export const AGRUM: Readonly<Record<string, PeerFigures>> = {
  asia: { lazy: 0.44, shaferShenoy: 0.33 },
  alarm: { lazy: 4.05, shaferShenoy: 3.21 },
  insurance: { lazy: 8.62, shaferShenoy: 7.12 },
  hailfinder: { lazy: 8.8, shaferShenoy: 6.09 },
  hepar2: { lazy: 12.63, shaferShenoy: 7.11 },
  win95pts: { lazy: 14.13, shaferShenoy: 8.69 },
  water: { lazy: 1066.23, shaferShenoy: 941.96 },
  andes: { lazy: 81.46, shaferShenoy: 55.01 },
  pathfinder: { lazy: 75.52, shaferShenoy: 18.84 },
  mildew: { lazy: 263.12, shaferShenoy: 300.67 },
  barley: { lazy: 1983.04, shaferShenoy: 2052.71 },
  pigs: { lazy: 420.9, shaferShenoy: 263.18 },
  link: { lazy: null, shaferShenoy: null },
  diabetes: { lazy: 340.55, shaferShenoy: 313.62 },
  munin1: { lazy: null, shaferShenoy: null },
  munin2: { lazy: 930.54, shaferShenoy: 564.32 },
  munin3: { lazy: 866.86, shaferShenoy: 432.04 },
  munin4: { lazy: 2342.86, shaferShenoy: 2409.9 },
};

export interface ReferenceAnswer {
  readonly evidence: Readonly<Record<string, string>>;
  readonly pEvidence: number;
  readonly target: string;
  readonly posterior: readonly number[];
  readonly marginalMax?: Readonly<Record<string, number>>;
}

export function networkNames(): string[] {
  return readdirSync(join(INSTANCES, "bn"))
    .filter((file) => file.endsWith(".bif.gz"))
    .map((file) => file.slice(0, -".bif.gz".length));
}

export function readNetwork(name: string): BifNetwork {
  const text = gunzipSync(readFileSync(join(INSTANCES, "bn", `${name}.bif.gz`))).toString("utf8");
  const result = readBif(text);
  if (!result.ok) throw new Error(`${name}: ${result.diagnostics[0]?.message}`);
  return result.value;
}

/** The answers recorded for a network; none for some. */
export function referenceAnswers(name: string): ReferenceAnswer[] {
  const file = join(INSTANCES, "bn-reference", `${name}.evidence.jsonl`);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as ReferenceAnswer);
}

export function evidenceByName(
  network: BifNetwork,
  evidence: Readonly<Record<string, string>>,
): Map<number, number> {
  const result = new Map<number, number>();
  for (const [name, state] of Object.entries(evidence)) {
    const v = network.variables.findIndex((variable) => variable.name === name);
    const position = network.variables[v]?.states.indexOf(state) ?? -1;
    if (position < 0) throw new Error(`no ${name} = ${state} in ${network.name}`);
    result.set(v, position);
  }
  return result;
}

/** A fifth of the leaves, sampled forward, as the recorded sets were made. */
export function sampledEvidence(network: BifNetwork, seed: number): Map<number, number> {
  const random = Random.seeded(seed);
  const { variables } = network;
  const isParent = new Set(variables.flatMap((variable) => variable.parents));
  const leaves = variables.map((_, v) => v).filter((v) => !isParent.has(v));
  const chosen = random.shuffled(leaves).slice(0, Math.max(1, Math.round(leaves.length / 5)));
  const value = new Map<number, number>();
  const sample = (v: number): number => {
    const known = value.get(v);
    if (known !== undefined) return known;
    const { parents, states, table } = variables[v] as (typeof variables)[number];
    let row = 0;
    for (const parent of parents) {
      row = row * (variables[parent]?.states.length ?? 0) + sample(parent);
    }
    let rest = random.unit();
    let position = 0;
    while (position < states.length - 1) {
      rest -= table[row * states.length + position] as number;
      if (rest < 0) break;
      position++;
    }
    value.set(v, position);
    return position;
  };
  return new Map(chosen.sort((a, b) => a - b).map((v) => [v, sample(v)]));
}
