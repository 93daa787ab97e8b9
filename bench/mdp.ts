/**
 * T-step MDPs written with replication, T = 10 … 10,000, and a slider on a 30-node model.
 *
 *   npx tsx bench/mdp.ts [--json]
 *
 * Columns: CPU milliseconds from diagram to optimal policy with all its rows, the same per step,
 * megabytes of heap in use afterwards. Linear means that the last two columns level off.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { DiagramNode, Expression } from "../packages/core/src/model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../packages/core/src/model/index.ts";
import { solveSingleAgent } from "../packages/core/src/solve/index.ts";
import { keep } from "./results.ts";

/** A walk on `states` cells that slips with probability `slip`, paid at the last cell. */
export function walk(steps: number, states = 6): InfluenceDiagram {
  const cell = finiteDomain(Array.from({ length: states }, (_, i) => i));
  const moves = finiteDomain(["left", "right"]);
  const nodes: DiagramNode[] = [];
  const add = (node: Omit<DiagramNode, "id">): number =>
    nodes.push({ ...node, id: nodes.length }) - 1;
  const literal = (value: number | string): Expression => ({ kind: "literal", value });
  const position: Expression = { kind: "parent", position: 0 };
  const number = (operand: Expression): Expression => ({
    kind: "call",
    name: "number",
    arguments: [operand],
  });
  const equals = (left: Expression, right: Expression): Expression => ({
    kind: "binary",
    operator: "==",
    left,
    right,
  });
  const chosen = number(equals({ kind: "parent", position: 1 }, literal("right")));
  const twice: Expression = { kind: "binary", operator: "*", left: literal(2), right: chosen };
  const direction: Expression = {
    kind: "binary",
    operator: "-",
    left: twice,
    right: literal(1),
  };
  const moved: Expression = {
    kind: "call",
    name: "clamp",
    arguments: [
      { kind: "binary", operator: "+", left: position, right: direction },
      literal(0),
      literal(states - 1),
    ],
  };
  const slip: Expression = { kind: "parameter", name: "slip" };
  const stays: Expression = { kind: "binary", operator: "-", left: literal(1), right: slip };
  const body: Expression = {
    kind: "weights",
    entries: [
      { value: moved, weight: stays },
      { value: position, weight: slip },
    ],
  };
  const step = { kind: "expression", stochastic: true, body } as const;
  const gain = {
    kind: "expression",
    stochastic: false,
    body: number(equals(position, literal(states - 1))),
  } as const;
  const uniform = {
    kind: "expression",
    stochastic: true,
    body: { kind: "family", family: "uniform", arguments: [] },
  } as const;
  let state = add({
    name: "S[1]",
    kind: "chance",
    owners: [],
    domain: cell,
    parents: [],
    mechanism: uniform,
  });
  for (let t = 1; t <= steps; t++) {
    const action = add({
      name: `A[${t}]`,
      kind: "decision",
      owners: [0],
      domain: moves,
      parents: [state],
      mechanism: { kind: "decision" },
    });
    state = add({
      name: `S[${t + 1}]`,
      kind: "chance",
      owners: [],
      domain: cell,
      parents: [state, action],
      mechanism: step,
    });
    add({ name: `R[${t}]`, kind: "utility", owners: [0], parents: [state], mechanism: gain });
  }
  return InfluenceDiagram.of({
    agents: [{ name: "walker" }],
    nodes,
    parameters: [{ name: "slip", value: 0.1, low: 0, high: 0.5, structural: false }],
  });
}

export interface MdpResult {
  readonly steps: number;
  readonly value: number;
  readonly ms: number;
  readonly megabytes: number;
}

export function benchMdp(steps: number): MdpResult {
  const diagram = walk(steps);
  const start = cpu();
  const solution = solveSingleAgent(diagram);
  const ms = cpu() - start;
  return {
    steps,
    value: solution.value.get(0) as number,
    ms,
    megabytes: process.memoryUsage().heapUsed / 1e6,
  };
}

/** Milliseconds per re-solve while a parameter moves, warm: 30 nodes, values only and with rows. */
export function benchSlider(): { readonly values: number; readonly rows: number } {
  const diagram = walk(10);
  const times = (brief: boolean): number => {
    const list: number[] = [];
    for (let i = 0; i < 200; i++) {
      const parameters = new Map([["slip", (i % 50) / 100]]);
      const start = cpu();
      solveSingleAgent(diagram, undefined, { parameters, brief });
      if (i >= 100) list.push(cpu() - start);
    }
    return list.sort((a, b) => a - b)[list.length >> 1] as number;
  };
  return { values: times(true), rows: times(false) };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function main(): void {
  const { values: options } = parseArgs({ options: { json: { type: "boolean" } } });
  benchMdp(50); // warm the compiler
  const results = [10, 30, 100, 300, 1000, 3000, 10_000].map(benchMdp);
  const slider = benchSlider();
  keep({ results, slider });
  if (options.json === true) {
    console.log(JSON.stringify({ results, slider }));
    return;
  }
  console.log(
    `${"T".padStart(6)} ${"ms".padStart(9)} ${"ms per step".padStart(12)} ${"MB".padStart(7)}  value`,
  );
  for (const { steps, ms, megabytes, value } of results)
    console.log(
      `${String(steps).padStart(6)} ${ms.toFixed(1).padStart(9)} ${(ms / steps).toFixed(3).padStart(12)} ${megabytes.toFixed(0).padStart(7)}  ${value}`,
    );
  console.log(
    `slider on 30 nodes, warm: ${slider.values.toFixed(2)} ms per re-solve, ${slider.rows.toFixed(2)} ms with all rows and ties`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
