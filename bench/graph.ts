/**
 * Graph criteria on random diagrams: every criterion × decision × node at 30 … 10,000 nodes, a
 * single-decision diagram of 100,000 nodes, and d-separation on 100,000 nodes.
 *
 *   npx tsx bench/graph.ts [--json] [--quick]
 *
 * Prints the best processor time of several warm runs (the machine may be shared), the memory the
 * answers keep, and the growth exponent between neighbouring sizes: log(time ratio) / log(size ratio).
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Random } from "../packages/core/src/base/index.ts";
import { Separation } from "../packages/core/src/graph/index.ts";
import { allVerdicts, CRITERIA, subjects } from "../packages/core/src/incentives/index.ts";
import { analyse } from "../packages/core/src/structure/index.ts";
import type { Structure } from "../packages/core/src/model/index.ts";
import { randomStructure } from "../packages/core/src/testing/index.ts";
import { keep } from "./results.ts";

interface Row {
  readonly task: string;
  readonly family: string;
  readonly nodes: number;
  readonly edges: number;
  readonly decisions: number;
  readonly answers: number;
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly target?: number;
}

interface Shape {
  readonly nodes: number;
  readonly decisions: number;
  readonly agents: number;
  readonly noForgetting?: boolean;
  /** Parents per node, about; default 2. */
  readonly density?: number;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const json = process.argv.includes("--json");
const quick = process.argv.includes("--quick");

const FAMILIES: readonly { readonly name: string; readonly shape: (n: number) => Shape }[] = [
  { name: "one agent", shape: (nodes) => ({ nodes, decisions: decisionsFor(nodes), agents: 1 }) },
  {
    name: "one agent, no forgetting",
    shape: (nodes) => ({ nodes, decisions: decisionsFor(nodes), agents: 1, noForgetting: true }),
  },
  {
    name: "three agents",
    shape: (nodes) => ({ nodes, decisions: decisionsFor(nodes), agents: 3 }),
  },
];
const TARGETS: Readonly<Record<number, number>> = { 30: 2, 1000: 150 };

function decisionsFor(nodes: number): number {
  return nodes <= 30 ? 3 : nodes <= 100 ? 6 : 20;
}

function structureOf(shape: Shape): Structure {
  return randomStructure(Random.seeded(7), { density: 2, ...shape, utilities: 3 });
}

/** Every criterion for every decision (or agent) and every node. Returns how many answers. */
function judgeEverything(structure: Structure): { answers: number; kept: unknown } {
  const analysis = analyse(structure);
  let answers = 0;
  for (const criterion of CRITERIA) {
    for (const subject of subjects(analysis, criterion)) {
      answers += criterion.codes(analysis, subject).length;
    }
  }
  return { answers, kept: analysis };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function best(runs: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = processorTime();
    work();
    least = Math.min(least, processorTime() - start);
  }
  return least;
}

/** Megabytes of arrays and objects still reachable after the work. */
async function megabytesKept(work: () => unknown): Promise<number> {
  const before = await memoryInUse();
  const kept = work();
  const after = await memoryInUse();
  return kept === undefined ? 0 : Math.max(0, after - before) / 1e6;
}

async function memoryInUse(): Promise<number> {
  // Buffers are freed after the collection, in their own time.
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function measure(
  task: string,
  family: string,
  shape: Shape,
  runs: number,
  target?: number,
): Promise<Row> {
  const structure = structureOf(shape);
  const milliseconds = best(runs, () => judgeEverything(structure));
  const { answers } = judgeEverything(structure);
  const row = {
    task,
    family,
    nodes: structure.graph.size,
    edges: structure.graph.edgeCount,
    decisions: structure.decisions.length,
    answers,
    milliseconds,
    megabytes: await megabytesKept(() => judgeEverything(structure).kept),
  };
  return target === undefined ? row : { ...row, target };
}

async function measureSeparation(nodes: number, runs: number): Promise<Row> {
  const structure = structureOf({ nodes, decisions: 1, agents: 1 });
  const separation = new Separation(structure.graph);
  const random = Random.seeded(8);
  const given = Array.from({ length: nodes / 100 }, () => random.below(nodes));
  const flags = new Uint8Array(nodes);
  return {
    task: "d-separation, one sweep",
    family: "1 % of the nodes given",
    nodes,
    edges: structure.graph.edgeCount,
    decisions: 1,
    answers: nodes,
    milliseconds: best(runs, () => separation.sweep([nodes - 1, 0], given, flags)),
    megabytes: await megabytesKept(() => new Separation(structure.graph)),
  };
}

async function measureObjects(nodes: number, runs: number): Promise<Row> {
  const structure = structureOf({ nodes, decisions: decisionsFor(nodes), agents: 1 });
  let answers = 0;
  const milliseconds = best(runs, () => {
    answers = allVerdicts(analyse(structure)).length;
  });
  const megabytes = await megabytesKept(() => allVerdicts(analyse(structure)));
  const { graph, decisions } = structure;
  return {
    task: "all verdicts as objects",
    family: "one agent",
    nodes,
    edges: graph.edgeCount,
    decisions: decisions.length,
    answers,
    milliseconds,
    megabytes,
  };
}

const rows: Row[] = [];
/** What is measured is kept and shown at once: the rest may be cut off. */
function add(one: Row): void {
  rows.push(one);
  keep(rows);
  const { task, family, nodes, milliseconds } = one;
  if (!json) console.log(`${task}, ${family}, ${nodes} nodes: ${milliseconds.toFixed(2)} ms`);
}
for (const family of FAMILIES) {
  for (const nodes of quick ? [30, 1000] : [30, 100, 1000, 10_000]) {
    const runs = nodes <= 100 ? 300 : nodes <= 1000 ? 15 : 3;
    add(await measure("all verdicts", family.name, family.shape(nodes), runs, TARGETS[nodes]));
  }
}
for (const { name, shape } of FAMILIES) {
  for (const nodes of quick ? [1000] : [30, 1000]) {
    const task = "all verdicts, three parents";
    const dense = { ...shape(nodes), density: 3 };
    add(await measure(task, name, dense, nodes <= 100 ? 300 : 5));
  }
}
for (const nodes of [30, 1000]) add(await measureObjects(nodes, nodes <= 100 ? 300 : 10));
for (const nodes of quick ? [100_000] : [1000, 10_000, 100_000]) {
  const shape = { nodes, decisions: 1, agents: 1 };
  const target = nodes === 100_000 ? 1000 : undefined;
  add(
    await measure(
      "all verdicts, one decision",
      "one agent",
      shape,
      nodes > 10_000 ? 4 : 15,
      target,
    ),
  );
}
for (const nodes of quick ? [100_000] : [1000, 10_000, 100_000]) {
  add(await measureSeparation(nodes, nodes > 10_000 ? 10 : 100));
}

if (json) console.log(JSON.stringify(rows, undefined, 2));
else printTable(rows);
const missed = rows.filter(({ target, milliseconds }) => milliseconds > (target ?? Infinity));
if (!json && missed.length > 0) console.log(`${missed.length} rows miss their target`);

function printTable(list: readonly Row[]): void {
  const cells = list.map((row, i) => {
    const before = list[i - 1];
    const comparable = before?.task === row.task && before.family === row.family;
    const exponent = comparable
      ? Math.log(row.milliseconds / before.milliseconds) / Math.log(row.nodes / before.nodes)
      : undefined;
    return [
      row.task,
      row.family,
      row.nodes.toLocaleString("en"),
      row.edges.toLocaleString("en"),
      String(row.decisions),
      row.answers.toLocaleString("en"),
      row.milliseconds.toFixed(2),
      row.target === undefined ? "" : `< ${row.target}`,
      exponent === undefined ? "" : exponent.toFixed(2),
      row.megabytes.toFixed(2),
    ];
  });
  const head = ["task", "family", "nodes", "edges", "decisions", "answers"];
  const all = [[...head, "ms (cpu)", "target", "exponent", "MB kept"], ...cells];
  const widths = (all[0] as string[]).map((_, c) => Math.max(...all.map((r) => r[c]?.length ?? 0)));
  for (const line of all) {
    const padded = line.map((cell, c) =>
      c < 2 ? cell.padEnd(widths[c] as number) : cell.padStart(widths[c] as number),
    );
    console.log(padded.join("  ").trimEnd());
  }
}
