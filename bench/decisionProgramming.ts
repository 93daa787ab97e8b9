/**
 * The two problem families of the Decision Programming papers (Salo, Andelmin & Oliveira 2022;
 * Herrala, Terho, Oliveira, arXiv 2401.03734), solved exactly, beside the Gurobi times recorded
 * for their mixed-integer programs (decisionProgrammingData.ts).
 *
 *   npx tsx bench/decisionProgramming.ts [--quick] [--instances 5] [--limit 60] [--json]
 *
 * Not the same question: most recorded runs maximise conditional value at risk, Cidery maximises
 * expectation (over the same policies); and the instances are drawn here as those papers describe,
 * not their files. Figures of a cluster with 8 threads, ours one thread. Read orders of magnitude.
 *
 * N-monitoring: a load L, N reports on it, N fortifications each seeing its own report, a failure
 * that depends on the load and on all fortifications; 100 if there is none, less what was spent.
 * Pig farm: Lauritzen and Nilsson's pigs, probabilities and prices drawn at random.
 * The value is one joint table over everything it depends on, as in the recorded runs, or additive.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Random } from "../packages/core/src/base/index.ts";
import type { DiagramNode } from "../packages/core/src/model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../packages/core/src/model/index.ts";
import { solveSingleAgent } from "../packages/core/src/solve/index.ts";
import type { Family } from "./decisionProgrammingData.ts";
import { GUROBI } from "./decisionProgrammingData.ts";
import { keep } from "./results.ts";

export interface FamilyResult {
  readonly family: Family;
  readonly size: number;
  readonly instances: number;
  readonly proven: number;
  readonly meanMs: number;
  readonly worstMs: number;
  /** Largest distance between policy value and proven bound, relative to the value. */
  readonly gap: number;
  readonly methods: readonly string[];
}

type Draft = Omit<DiagramNode, "id">;

class Builder {
  readonly nodes: DiagramNode[] = [];

  add(node: Draft): number {
    return this.nodes.push({ ...node, id: this.nodes.length }) - 1;
  }

  chance(name: string, parents: readonly number[], entries: readonly number[]): number {
    const mechanism = { kind: "table", stochastic: true, entries: Float64Array.from(entries) };
    return this.add({ ...TWO, name, kind: "chance", owners: [], parents, mechanism } as Draft);
  }

  decision(name: string, parents: readonly number[]): number {
    const mechanism = { kind: "decision" } as const;
    return this.add({ ...TWO, name, kind: "decision", owners: [0], parents, mechanism });
  }

  utility(name: string, parents: readonly number[], value: (at: number[]) => number): void {
    const entries = Float64Array.from(contexts(parents.length), value);
    const mechanism = { kind: "table", stochastic: false, entries } as const;
    this.add({ name, kind: "utility", owners: [0], parents, mechanism });
  }

  diagram(): InfluenceDiagram {
    return InfluenceDiagram.of({ agents: [{ name: "agent" }], nodes: this.nodes });
  }
}

const TWO = { domain: finiteDomain(["first", "second"]) };

/** All assignments of n two-valued variables, the first slowest. */
function contexts(n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, c) =>
    Array.from({ length: n }, (__, i) => (c >> (n - 1 - i)) & 1),
  );
}

const sure = (p: number): number => Math.max(p, 1 - p);
const pair = (p: number): [number, number] => [p, 1 - p];

/** First values: high load, high report, fortify, failure. */
export function monitoring(n: number, seed: number, joint: boolean): InfluenceDiagram {
  const random = Random.seeded(seed);
  const builder = new Builder();
  const load = builder.chance("L", [], pair(random.unit()));
  const costs = Array.from({ length: n }, () => random.unit());
  const actions = costs.map((_, k) => {
    const [high, low] = [sure(random.unit()), sure(random.unit())];
    const report = builder.chance(`R${k + 1}`, [load], [...pair(high), ...pair(1 - low)]);
    return builder.decision(`A${k + 1}`, [report]);
  });
  const spent = (chosen: readonly number[]): number =>
    chosen.reduce((sum, a, k) => sum + (a === 0 ? (costs[k] as number) : 0), 0);
  const [whenHigh, whenLow] = [sure(random.unit()), 1 - sure(random.unit())];
  const failure = builder.chance(
    "F",
    [load, ...actions],
    contexts(n + 1).flatMap(([state, ...chosen]) =>
      pair((state === 0 ? whenHigh : whenLow) / Math.exp(0.03 * spent(chosen))),
    ),
  );
  if (joint)
    builder.utility("T", [failure, ...actions], ([f, ...chosen]) => 100 * (f ?? 0) - spent(chosen));
  else {
    builder.utility("T", [failure], ([f]) => 100 * (f ?? 0));
    for (const [k, action] of actions.entries())
      builder.utility(`C${k + 1}`, [action], ([a]) => (a === 0 ? -(costs[k] as number) : 0));
  }
  return builder.diagram();
}

/** First values: ill, positive, treat. */
export function pigFarm(periods: number, seed: number, joint: boolean): InfluenceDiagram {
  const random = Random.seeded(seed);
  const builder = new Builder();
  const [hit, miss] = [sure(random.unit()), 1 - sure(random.unit())];
  const price = 50 + 100 * random.unit();
  const [ill, healthy] = [200 + 200 * random.unit(), 800 + 400 * random.unit()];
  const getsIll = 0.05 + 0.3 * random.unit();
  const staysIll = 0.5 + 0.5 * random.unit();
  const cure = 0.3 + 0.5 * random.unit();
  let health = builder.chance("H1", [], pair(0.05 + 0.2 * random.unit()));
  const treatments: number[] = [];
  for (let t = 1; t <= periods; t++) {
    const test = builder.chance(`R${t}`, [health], [...pair(hit), ...pair(miss)]);
    const treat = builder.decision(`D${t}`, [test]);
    treatments.push(treat);
    const rows = [staysIll * (1 - cure), staysIll, getsIll * (1 - cure), getsIll];
    health = builder.chance(`H${t + 1}`, [health, treat], rows.flatMap(pair));
  }
  const paid = (chosen: readonly number[]): number =>
    chosen.reduce((sum, d) => sum + (d === 0 ? price : 0), 0);
  const sale = (state: number | undefined): number => (state === 0 ? ill : healthy);
  if (joint)
    builder.utility("V", [health, ...treatments], ([h, ...chosen]) => sale(h) - paid(chosen));
  else {
    builder.utility("V", [health], ([h]) => sale(h));
    for (const [t, treat] of treatments.entries())
      builder.utility(`C${t + 1}`, [treat], (chosen) => -paid(chosen));
  }
  return builder.diagram();
}

function diagramOf(family: Family, size: number, seed: number): InfluenceDiagram {
  switch (family) {
    case "N-monitoring":
      return monitoring(size, seed, true);
    case "N-monitoring, additive value":
      return monitoring(size, seed, false);
    case "pig farm, joint value":
      return pigFarm(size, seed, true);
    case "pig farm, additive value":
      return pigFarm(size, seed, false);
  }
}

export function benchFamily(
  family: Family,
  size: number,
  instances: number,
  limit: number,
): FamilyResult {
  const times: number[] = [];
  const methods = new Set<string>();
  let proven = 0;
  let gap = 0;
  for (let seed = 1; seed <= instances; seed++) {
    const diagram = diagramOf(family, size, seed);
    const start = cpu();
    const solution = solveSingleAgent(diagram, undefined, {
      brief: true,
      clock: cpu,
      timeLimit: limit * 1000,
    });
    times.push(cpu() - start);
    methods.add(solution.method);
    if (solution.optimal) proven++;
    const [value, upper] = solution.bounds;
    gap = Math.max(gap, solution.optimal ? 0 : (upper - value) / Math.abs(value));
  }
  return {
    family,
    size,
    instances,
    proven,
    meanMs: times.reduce((sum, x) => sum + x, 0) / times.length,
    worstMs: Math.max(...times),
    gap,
    methods: [...methods],
  };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function main(): void {
  const { values: options } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      instances: { type: "string" },
      limit: { type: "string" },
    },
  });
  const { quick, json } = options;
  const instances = Number(options.instances ?? (quick ? 2 : 5));
  const limit = Number(options.limit ?? (quick ? 5 : 60));
  const largest = quick ? 4 : 10;
  const results: FamilyResult[] = [];
  const say = (text: string): void => {
    if (!json) console.log(text);
  };
  say("ours: expected utility, CPU ms. recorded: Gurobi, mean seconds, mostly CVaR (see the data)");
  say(HEADING);
  benchFamily("N-monitoring", 3, 20, limit); // warm the compiler
  for (const { family, figures } of GUROBI)
    for (let size = 1; size <= largest; size++) {
      const result = benchFamily(family, size, instances, limit);
      results.push(result);
      const figure = figures.filter((f) => f.size === size);
      const text = figure.map((f) => `${f.method} ${f.seconds} s (${f.objective})`).join(", ");
      say(row(result, text));
    }
  const proven = results.reduce((sum, r) => sum + r.proven, 0);
  const all = results.reduce((sum, r) => sum + r.instances, 0);
  const ratios = results.flatMap((r) => {
    const seconds = GUROBI.find((g) => g.family === r.family)
      ?.figures.filter((f) => f.size === r.size)
      .map((f) => f.seconds);
    return seconds === undefined || seconds.length === 0
      ? []
      : [(1000 * Math.min(...seconds)) / r.meanMs];
  });
  const mean = Math.exp(ratios.reduce((sum, x) => sum + Math.log(x), 0) / ratios.length);
  const summary = { proven, instances: all, compared: ratios.length, timesFaster: mean };
  keep({ summary, results });
  if (json) console.log(JSON.stringify({ summary, results }, undefined, 1));
  else
    console.log(
      `proven optimal: ${proven} of ${all}; best recorded mean / ours, geometric mean over ` +
        `${ratios.length} sizes: ${mean.toFixed(1)}× (expectation here, mostly CVaR there)`,
    );
}

const HEADING = `${"family".padEnd(30)} ${"N".padStart(2)} ${"proven".padStart(7)} ${"mean ms".padStart(9)} ${"worst ms".padStart(9)} ${"gap".padStart(7)}  method; recorded`;

function row(r: FamilyResult, recorded: string): string {
  return [
    r.family.padEnd(30),
    String(r.size).padStart(2),
    `${r.proven}/${r.instances}`.padStart(7),
    r.meanMs.toFixed(2).padStart(9),
    r.worstMs.toFixed(2).padStart(9),
    (r.gap === 0 ? "0" : r.gap.toExponential(0)).padStart(7),
    ` ${r.methods.join(", ")}; ${recorded === "" ? "–" : recorded}`,
  ].join(" ");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
