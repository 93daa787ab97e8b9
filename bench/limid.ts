/**
 * LIMIDs of ../shared/instances and pig breeding up to 60 months: value, proof and CPU time,
 * against the figures recorded for kpu (limidData.ts).
 *
 *   npx tsx bench/limid.ts [--only pigs,chain] [--limit 30] [--json]
 *
 * Columns, CPU milliseconds:
 *   SPU      single policy updating from the uniform policy, compilation included, again (median),
 *   peer     the same by kpu,
 *   exact    until the optimum was proven, or the limit; `bound` is what is proven then,
 *   MPU      kpu's exact multiple policy updating.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readLimid } from "../packages/core/src/formats/index.ts";
import { InfluenceDiagram, finiteDomain } from "../packages/core/src/model/index.ts";
import type { DiagramNode } from "../packages/core/src/model/index.ts";
import type { Solution } from "../packages/core/src/solve/index.ts";
import { SolveError, solveSingleAgent } from "../packages/core/src/solve/index.ts";
import type { LimidFigure } from "./limidData.ts";
import { KPU, MORE } from "./limidData.ts";
import { keep } from "./results.ts";

const INSTANCES = join(
  dirname(fileURLToPath(import.meta.url)),
  "../../shared/instances/limid-generated",
);

export interface LimidResult {
  readonly name: string;
  readonly decisions: number;
  readonly spuValue: number | null;
  readonly spu: number | null;
  readonly value: number | null;
  readonly bound: number | null;
  readonly proven: boolean;
  readonly exact: number;
  readonly method: string;
  readonly peer: LimidFigure | undefined;
}

/** Pig breeding (Lauritzen & Nilsson 2001): n months, a test and a treatment in all but the last. */
export function pigs(months: number): InfluenceDiagram {
  const health = finiteDomain(["ill", "healthy"]);
  const nodes: DiagramNode[] = [];
  const add = (node: Omit<DiagramNode, "id">): number =>
    nodes.push({ ...node, id: nodes.length }) - 1;
  const table = (entries: number[], stochastic = true) =>
    ({ kind: "table", stochastic, entries: Float64Array.from(entries) }) as const;
  const chance = { kind: "chance", owners: [] } as const;
  const utility = { kind: "utility", owners: [0] } as const;
  let state = add({
    ...chance,
    name: "H1",
    domain: health,
    parents: [],
    mechanism: table([0.1, 0.9]),
  });
  for (let t = 1; t < months; t++) {
    const test = finiteDomain(["positive", "negative"]);
    const seen = add({
      ...chance,
      name: `R${t}`,
      domain: test,
      parents: [state],
      mechanism: table([0.8, 0.2, 0.1, 0.9]),
    });
    const treat = add({
      kind: "decision",
      owners: [0],
      name: `D${t}`,
      domain: finiteDomain(["treat", "pass"]),
      parents: [seen],
      mechanism: { kind: "decision" },
    });
    add({ ...utility, name: `C${t}`, parents: [treat], mechanism: table([-100, 0], false) });
    state = add({
      ...chance,
      name: `H${t + 1}`,
      domain: health,
      parents: [state, treat],
      mechanism: table([0.5, 0.5, 0.9, 0.1, 0.1, 0.9, 0.2, 0.8]),
    });
  }
  add({ ...utility, name: "sale", parents: [state], mechanism: table([300, 1000], false) });
  return InfluenceDiagram.of({ agents: [{ name: "farmer" }], nodes });
}

export function benchLimid(name: string, diagram: InfluenceDiagram, limit: number): LimidResult {
  const brief = { brief: true } as const;
  const base = { name, decisions: diagram.structure.decisions.length, peer: KPU[name] };
  const start = cpu();
  try {
    const solution = solveSingleAgent(diagram, undefined, {
      ...brief,
      clock: cpu,
      timeLimit: limit * 1000,
    });
    const exact = cpu() - start;
    const times: number[] = [];
    let spuValue = Number.NaN;
    const begin = performance.now();
    for (let run = 0; run < 9 && (run === 0 || performance.now() - begin < 5000); run++) {
      const before = cpu();
      const local = solveSingleAgent(diagram, undefined, {
        ...brief,
        method: "policy-updating",
        restarts: 0,
      });
      times.push(cpu() - before);
      spuValue = valueOf(local);
    }
    const value = valueOf(solution);
    const [, bound] = solution.bounds;
    return {
      ...base,
      spuValue,
      spu: median(times),
      value,
      bound,
      proven: solution.optimal,
      exact,
      method: solution.method,
    };
  } catch (error) {
    if (!(error instanceof SolveError)) throw error;
    return {
      ...base,
      spuValue: null,
      spu: null,
      value: null,
      bound: null,
      proven: false,
      exact: cpu() - start,
      method: error.message,
    };
  }
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The value of the only agent. */
function valueOf({ value }: Solution): number {
  return [...value.values()][0] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function main(): void {
  const { values: options } = parseArgs({
    options: { only: { type: "string" }, limit: { type: "string" }, json: { type: "boolean" } },
  });
  const wanted = options.only?.split(",");
  const isWanted = (name: string): boolean => wanted?.some((w) => name.includes(w)) ?? true;
  const limit = Number(options.limit ?? 30);
  const results: LimidResult[] = [];
  const report = (r: LimidResult): void => {
    results.push(r);
    keep(results);
    if (options.json !== true) console.log(row(r));
  };
  if (options.json !== true) console.log(HEADING);
  for (const name of [...Object.keys(KPU), ...MORE]) {
    if (!isWanted(name)) continue;
    const file = join(INSTANCES, `${name}.limid`);
    if (!existsSync(file)) {
      console.log(`${name}: ${file} is missing`);
      continue;
    }
    const read = readLimid(readFileSync(file, "utf8"));
    if (read.ok) report(benchLimid(name, read.value, limit));
  }
  for (const n of [3, 12, 15, 20, 30, 40, 50, 60]) {
    const name = `pigs/${n} months`;
    if (isWanted(name)) report(benchLimid(name, pigs(n), limit));
  }
  if (options.json === true) console.log(JSON.stringify(results));
  else console.log(summary(results));
}

const HEADING = `${"instance".padEnd(48)} ${"D".padStart(3)} ${"SPU ms".padStart(9)} ${"peer".padStart(9)} ${"exact ms".padStart(9)} ${"MPU".padStart(9)}  value, bound, method`;

function row(r: LimidResult): string {
  const ms = (x: number | null | undefined): string =>
    (x === null ? "stopped" : x === undefined ? "–" : x.toFixed(1)).padStart(9);
  const proof = r.proven ? "proven" : `≤ ${r.bound?.toFixed(6)}`;
  return `${r.name.padEnd(48)} ${String(r.decisions).padStart(3)} ${ms(r.spu ?? undefined)} ${ms(r.peer?.spu)} ${ms(r.exact)} ${ms(r.peer?.mpu)}  ${r.value?.toFixed(6)}, ${proof}, ${r.method}`;
}

function summary(results: readonly LimidResult[]): string {
  const compared = results.filter((r) => r.spu !== null && r.peer !== undefined);
  const logs = compared.map((r) => Math.log((r.spu as number) / (r.peer?.spu as number)));
  const ratio = Math.exp(logs.reduce((sum, x) => sum + x, 0) / Math.max(1, logs.length));
  const proven = results.filter((r) => r.proven).length;
  const better = results.filter(
    (r) => r.peer !== undefined && (r.value ?? 0) > r.peer.spuValue + 1e-5,
  );
  return `proven optimal: ${proven} of ${results.length}; better than the peer's SPU value: ${better.length}; SPU time / peer's, geometric mean over ${compared.length}: ${ratio.toFixed(2)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
