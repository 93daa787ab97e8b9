/**
 * Layers by Graphviz' `dot` (Gansner, Koutsofios, North & Vo 1993), compiled to WebAssembly; the
 * same bytes run in browsers and in Node. Only the centres are taken: edges are routed here.
 */
import type { Point } from "./geometry.ts";
import type { Size } from "./nodeShape.ts";
import type { Digraph, NodeId } from "../graph/index.ts";

const POINTS_PER_INCH = 72;
const SAME_ROW = 9;

/**
 * @param sizes in a picture whose layers follow each other to the right
 * @throws Error when Graphviz fails twice, or cannot be loaded
 */
export async function graphvizPlacement(
  graph: Digraph,
  sizes: readonly Size[],
): Promise<Map<NodeId, Point>> {
  // Loaded when first needed: its WebAssembly is most of the library's weight.
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  const source = dotSource(graph, sizes);
  try {
    return centresIn((await Graphviz.load()).layout(source, "plain", "dot"));
  } catch {
    // A WebAssembly instance that trapped once stays broken: start a fresh one, a single time.
    Graphviz.unload();
    return centresIn((await Graphviz.load()).layout(source, "plain", "dot"));
  }
}

function dotSource(graph: Digraph, sizes: readonly Size[]): string {
  const inches = (length: number): string => (length / POINTS_PER_INCH).toFixed(4);
  const lines = [
    "digraph {",
    "  rankdir=LR; nodesep=0.5; ranksep=0.85; splines=line; outputorder=nodesfirst",
    '  node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none]',
  ];
  for (let v = 0; v < graph.size; v++) {
    const { width, height } = sizes[v] as Size;
    lines.push(`  n${v} [width=${inches(width)}, height=${inches(height)}]`);
  }
  for (const [from, to] of graph.edges()) lines.push(`  n${from} -> n${to}`);
  lines.push("}");
  return lines.join("\n");
}

/** Reads lines `node n3 x y …` (inches, y up). */
function centresIn(plain: string): Map<NodeId, Point> {
  const centres = new Map<NodeId, Point>();
  for (const line of plain.split("\n")) {
    const [what, name, x, y] = line.split(" ");
    if (what !== "node" || name === undefined) continue;
    centres.set(Number(name.slice(1)), {
      x: Math.round(Number(x) * POINTS_PER_INCH),
      y: Math.round(-Number(y) * POINTS_PER_INCH),
    });
  }
  return levelled(centres);
}

/** Rows that differ by a few points only are made one: almost level lines look like mistakes. */
function levelled(centres: ReadonlyMap<NodeId, Point>): Map<NodeId, Point> {
  const byHeight = [...centres].sort(([, a], [, b]) => a.y - b.y);
  const result = new Map<NodeId, Point>();
  let row: [NodeId, Point][] = [];
  const close = (): void => {
    const first = row[0]?.[1].y ?? 0;
    const y = Math.round((first + (row.at(-1)?.[1].y ?? 0)) / 2);
    for (const [v, { x }] of row) result.set(v, { x, y });
    row = [];
  };
  for (const entry of byHeight) {
    if (row.length > 0 && entry[1].y - (row[0]?.[1].y ?? 0) > SAME_ROW) close();
    row.push(entry);
  }
  close();
  return result;
}
