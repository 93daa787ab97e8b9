/**
 * The Bayesian networks of ../shared/instances/bn, their evidence sets, and what the C++ library
 * aGrUM 3.1.1.9 needed on them.
 *
 * Source of the figures: the table "bn/ — Bayesian networks" of ../shared/instances/README.md:
 * CPU milliseconds, single thread, median of several runs on a 2-core virtual machine shared with
 * other work (expect ±40 %). Null: stopped for time or memory.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { BifNetwork } from "../packages/core/src/formats/index.ts";
import { Random } from "../packages/core/src/base/index.ts";
import { readBif } from "../packages/core/src/formats/index.ts";

const INSTANCES = join(dirname(fileURLToPath(import.meta.url)), "../../shared/instances");

/** Milliseconds by method; null where the peer was stopped. */
export interface PeerFigures {
  /** All marginals without evidence: lazy propagation, Shafer–Shenoy. */
  readonly noEvidence: readonly (number | null)[];
  /** All marginals with evidence: lazy propagation, Shafer–Shenoy. */
  readonly evidence: readonly (number | null)[];
  /** One posterior with evidence: lazy propagation, Shafer–Shenoy, variable elimination. */
  readonly query: readonly (number | null)[];
}

export const AGRUM: Readonly<Record<string, PeerFigures>> = {
  asia: { noEvidence: [0.7, 0.48], evidence: [0.44, 0.33], query: [0.19, 0.19, 0.14] },
  alarm: { noEvidence: [3.0, 4.34], evidence: [4.05, 3.21], query: [1.26, 1.11, 1.07] },
  insurance: { noEvidence: [9.64, 8.05], evidence: [8.62, 7.12], query: [0.09, 0.08, 0.08] },
  hailfinder: { noEvidence: [10.63, 6.05], evidence: [8.8, 6.09], query: [0.13, 0.16, 0.14] },
  hepar2: { noEvidence: [16.14, 8.69], evidence: [12.63, 7.11], query: [1.47, 1.17, 1.12] },
  win95pts: { noEvidence: [15.24, 8.94], evidence: [14.13, 8.69], query: [0.18, 0.18, 0.2] },
  water: { noEvidence: [1003.41, 1099.51], evidence: [1066.23, 941.96], query: [3.31, 3.67, 3.21] },
  andes: { noEvidence: [76.03, 65.11], evidence: [81.46, 55.01], query: [11.36, 11.58, 9.91] },
  pathfinder: { noEvidence: [99.47, 18.36], evidence: [75.52, 18.84], query: [1.09, 1.35, 1.32] },
  mildew: {
    noEvidence: [236.34, 319.78],
    evidence: [263.12, 300.67],
    query: [60.67, 87.01, 107.19],
  },
  barley: {
    noEvidence: [2501.67, 2407.88],
    evidence: [1983.04, 2052.71],
    query: [0.16, 0.14, 0.09],
  },
  pigs: { noEvidence: [128.55, 98.02], evidence: [420.9, 263.18], query: [1.69, 1.54, 1.37] },
  link: { noEvidence: [null, null], evidence: [null, null], query: [null, null, null] },
  diabetes: { noEvidence: [369.73, 339.8], evidence: [340.55, 313.62], query: [1.44, 1.7, 1.19] },
  munin1: { noEvidence: [59625.81, null], evidence: [null, null], query: [null, null, 0.35] },
  munin2: {
    noEvidence: [841.17, 573.93],
    evidence: [930.54, 564.32],
    query: [31.48, 28.56, 31.46],
  },
  munin3: {
    noEvidence: [863.56, 528.92],
    evidence: [866.86, 432.04],
    query: [60.06, 57.57, 78.91],
  },
  munin4: {
    noEvidence: [2349.43, 3180.71],
    evidence: [2342.86, 2409.9],
    query: [80.51, 72.99, 81.9],
  },
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
