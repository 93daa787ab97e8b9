/**
 * A slider drag on a 30-node model with numbers: every step sets one parameter, compiles the
 * tables that depend on it and solves again. Warm, 200 steps; the target is one frame, 16 ms.
 *
 *   npx tsx bench/slider.ts [--quick] [--json]
 *
 * Columns: CPU milliseconds per re-solve (collector and compiler threads included): median, 95 %
 * and worst of the drag, with values only and with all rows, ties and counts; then the median time
 * elapsed, which other work on the machine lengthens. `first` is the one before the drag. The
 * target is held to the 95 %.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Random } from "../packages/core/src/base/index.ts";
import type { DiagramNode, Expression } from "../packages/core/src/model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../packages/core/src/model/index.ts";
import { solveSingleAgent } from "../packages/core/src/solve/index.ts";
import { keep } from "./results.ts";

export interface SliderResult {
  readonly model: string;
  readonly nodes: number;
  readonly decisions: number;
  readonly task: "values" | "all rows";
  readonly first: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  /** Median milliseconds elapsed. */
  readonly elapsed: number;
}

export const SLIDER_TARGET = 16;
const WARM_UP = 50;

interface Shape {
  readonly name: string;
  readonly chance: number;
  readonly decisions: number;
  readonly values: number;
  /** Decisions see what earlier ones saw and did. */
  readonly remembers: boolean;
}

const SHAPES: readonly Shape[] = [
  { name: "two decisions", chance: 26, decisions: 2, values: 3, remembers: true },
  { name: "four decisions, recall", chance: 22, decisions: 4, values: 2, remembers: true },
  { name: "four decisions, memoryless", chance: 22, decisions: 4, values: 2, remembers: false },
];

/** 30 nodes: chance nodes with two parents from nearby, decisions spread among them, utilities. */
export function sliderModel(shape: Shape): InfluenceDiagram {
  const random = Random.seeded(30);
  const nodes: DiagramNode[] = [];
  const domain = finiteDomain(Array.from({ length: shape.values }, (_, i) => i));
  const inner = shape.chance + shape.decisions;
  const spacing = Math.floor(inner / (shape.decisions + 1));
  let known: number[] = [];
  for (let id = 0; id < inner; id++) {
    const parents = [...new Set([id - 1, id - 1 - random.below(4)])].filter((p) => p >= 0);
    const turn = (id + 1) / (spacing + 1);
    if (Number.isInteger(turn) && turn <= shape.decisions) {
      const seen = [...new Set(shape.remembers ? [...known, id - 1] : [id - 1])];
      known = [...seen, id];
      nodes.push({
        id,
        name: `D${id}`,
        kind: "decision",
        owners: [0],
        domain,
        parents: seen,
        mechanism: { kind: "decision" },
      });
      continue;
    }
    const body = mixed(id, parents, shape.values);
    const mechanism = { kind: "expression", stochastic: true, body } as const;
    nodes.push({ id, name: `X${id}`, kind: "chance", owners: [], domain, parents, mechanism });
  }
  for (let id = inner; id < 30; id++) {
    const parents = id === 29 ? [inner - 1, inner - 4] : [spacing, 2 * spacing - (id % 3)];
    const mechanism = { kind: "expression", stochastic: false, body: product(parents) } as const;
    nodes.push({ id, name: `U${id}`, kind: "utility", owners: [0], parents, mechanism });
  }
  const noise = { name: "noise", value: 0.2, low: 0, high: 0.5, structural: false };
  const price = { name: "price", value: 1, low: 0, high: 4, structural: false };
  return InfluenceDiagram.of({ agents: [{ name: "agent" }], nodes, parameters: [noise, price] });
}

const literal = (value: number): Expression => ({ kind: "literal", value });
const parameter = (name: string): Expression => ({ kind: "parameter", name });
const parent = (position: number): Expression => ({
  kind: "call",
  name: "number",
  arguments: [{ kind: "parent", position }],
});
const combine = (operator: "+" | "-" | "*", left: Expression, right: Expression): Expression => ({
  kind: "binary",
  operator,
  left,
  right,
});

/** The first parent's value, but with probability `noise` the second's, else one of its own. */
function mixed(id: number, parents: readonly number[], values: number): Expression {
  if (parents.length === 0) return { kind: "family", family: "uniform", arguments: [] };
  const copy: Expression = { kind: "parent", position: 0 };
  const other: Expression = parents.length > 1 ? { kind: "parent", position: 1 } : literal(0);
  const certain = combine("-", literal(1), parameter("noise"));
  return {
    kind: "weights",
    entries: [
      { value: copy, weight: certain },
      { value: other, weight: combine("*", parameter("noise"), literal(0.75)) },
      { value: literal(id % values), weight: combine("*", parameter("noise"), literal(0.25)) },
    ],
  };
}

/** price · first · second − first */
function product(parents: readonly number[]): Expression {
  const second = parents.length > 1 ? parent(1) : literal(1);
  const worth = combine("*", parameter("price"), combine("*", parent(0), second));
  return combine("-", worth, parent(0));
}

export function benchSlider(shape: Shape, task: SliderResult["task"], steps: number): SliderResult {
  const diagram = sliderModel(shape);
  const waits: number[] = [];
  const solve = (name: string, value: number): number => {
    const begin = performance.now();
    const start = cpu();
    const parameters = new Map([[name, value]]);
    solveSingleAgent(diagram, undefined, { parameters, brief: task === "values" });
    const spent = cpu() - start;
    waits.push(performance.now() - begin);
    return spent;
  };
  const first = solve("noise", 0.2);
  for (let i = 0; i < WARM_UP; i++) {
    solve("noise", 0.2 + i / 1000);
    solve("price", 1 + i / 100);
  }
  waits.length = 0;
  const times: number[] = [];
  for (let i = 0; i < steps; i++) {
    // Half the drag changes every chance table, the other half the utilities.
    const place = (i % 100) / 100;
    times.push(i < steps / 2 ? solve("noise", 0.01 + place * 0.48) : solve("price", place * 4));
  }
  const at = (share: number, list = times): number =>
    [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))] ??
    Number.NaN;
  return {
    model: shape.name,
    nodes: diagram.nodes.length,
    decisions: shape.decisions,
    task,
    first,
    median: at(0.5),
    p95: at(0.95),
    worst: at(1),
    elapsed: at(0.5, waits),
  };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function main(): void {
  const { values: options } = parseArgs({
    options: { json: { type: "boolean" }, quick: { type: "boolean" } },
  });
  const steps = options.quick === true ? 40 : 200;
  const results = SHAPES.flatMap((shape) =>
    (["values", "all rows"] as const).map((task) => benchSlider(shape, task, steps)),
  );
  keep({ steps, target: SLIDER_TARGET, results });
  if (options.json === true) {
    console.log(JSON.stringify({ steps, target: SLIDER_TARGET, results }));
    return;
  }
  console.log(`30 nodes, ${steps} steps; CPU ms per re-solve`);
  console.log(
    "model                        task       first   median     95 %    worst  elapsed  target",
  );
  for (const one of results) {
    const ms = (x: number): string => x.toFixed(2).padStart(8);
    const met = one.p95 < SLIDER_TARGET ? "met" : "missed";
    console.log(
      `${one.model.padEnd(28)} ${one.task.padEnd(8)}${ms(one.first)} ${ms(one.median)} ${ms(one.p95)} ${ms(one.worst)} ${ms(one.elapsed)}  ${met} (95 % < ${SLIDER_TARGET})`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
