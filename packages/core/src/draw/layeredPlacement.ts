/**
 * Layers without help from outside: each node one layer after its last parent (longest path),
 * long edges broken by invisible stops, layers ordered by barycentre sweeps, rows straightened
 * by averaging with room kept (Sugiyama, Tagawa & Toda 1981). Used when Graphviz cannot be, and
 * for diagrams too large for it. Cost: sweeps × (nodes + layer spans of edges).
 */
import type { Point } from "./geometry.ts";
import type { Size } from "./nodeShape.ts";
import type { Digraph, NodeId } from "../graph/index.ts";
import { checkpoint } from "../base/index.ts";
import { topologicalOrder } from "../graph/index.ts";

const BETWEEN_LAYERS = 62;
const BETWEEN_ROWS = 34;
const SWEEPS = 12;
/** Beyond this many stops, long edges are left out of the ordering. */
const MOST_STOPS = 20_000;

/** A node of the diagram, or a stop of a long edge. */
interface Item {
  readonly layer: number;
  /** Room across the layer (up and down, when layers follow each other to the right). */
  readonly room: number;
  readonly before: Item[];
  readonly after: Item[];
  row: number;
}

/** @param sizes in a picture whose layers follow each other to the right */
export function layeredPlacement(graph: Digraph, sizes: readonly Size[]): Map<NodeId, Point> {
  const layerOf = layersOf(graph);
  const items = Array.from({ length: graph.size }, (_, v): Item => {
    const room = (sizes[v]?.height ?? 0) + BETWEEN_ROWS;
    return { layer: layerOf[v] as number, room, before: [], after: [], row: 0 };
  });
  const layers: Item[][] = [];
  for (const item of items) (layers[item.layer] ??= []).push(item);
  let stops = 0;
  for (const [from, to] of graph.edges()) {
    let last = items[from] as Item;
    const end = items[to] as Item;
    stops += end.layer - last.layer - 1;
    if (stops > MOST_STOPS) break;
    for (let layer = last.layer + 1; layer < end.layer; layer++) {
      const stop: Item = { layer, room: 22, before: [last], after: [], row: 0 };
      last.after.push(stop);
      layers[layer]?.push(stop);
      last = stop;
    }
    last.after.push(end);
    end.before.push(last);
  }
  orderLayers(layers);
  assignRows(layers);
  return centresOf(items, sizes, layers.length);
}

function layersOf(graph: Digraph): Int32Array {
  const layerOf = new Int32Array(graph.size);
  const order = topologicalOrder(graph) ?? [];
  for (const v of order) {
    for (const p of graph.parents(v)) {
      layerOf[v] = Math.max(layerOf[v] as number, (layerOf[p] as number) + 1);
    }
  }
  // A root stands just before its first child, not at the far end.
  for (const v of order) {
    const children = [...graph.children(v)];
    if (graph.parents(v).length > 0 || children.length === 0) continue;
    layerOf[v] = Math.min(...children.map((child) => layerOf[child] as number)) - 1;
  }
  return layerOf;
}

function orderLayers(layers: readonly Item[][]): void {
  for (const layer of layers) for (const [row, item] of layer.entries()) item.row = row;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forward = sweep % 2 === 0;
    for (const layer of forward ? layers : [...layers].reverse()) {
      checkpoint();
      const wanted = new Map(
        layer.map((item) => [item, meanRow(forward ? item.before : item.after) ?? item.row]),
      );
      layer.sort((a, b) => (wanted.get(a) as number) - (wanted.get(b) as number) || a.row - b.row);
      for (const [row, item] of layer.entries()) item.row = row;
    }
  }
}

function meanRow(items: readonly Item[]): number | undefined {
  if (items.length === 0) return undefined;
  let sum = 0;
  for (const item of items) sum += item.row;
  return sum / items.length;
}

/** Rows become coordinates: each item near the mean of its neighbours, in order, with room. */
function assignRows(layers: readonly Item[][]): void {
  for (const layer of layers) {
    let at = 0;
    for (const item of layer) {
      item.row = at + item.room / 2;
      at += item.room;
    }
    for (const item of layer) item.row -= at / 2;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : [...layers].reverse()) {
      const wanted = layer.map((item) => meanRow([...item.before, ...item.after]) ?? item.row);
      spread(layer, wanted);
    }
  }
}

/** Rows as near to the wanted ones as order and room allow (pool adjacent violators). */
function spread(layer: readonly Item[], wanted: readonly number[]): void {
  const offsets: number[] = [];
  let at = 0;
  for (const item of layer) {
    offsets.push(at + item.room / 2);
    at += item.room;
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [i, offset] of offsets.entries()) {
    let pool = { sum: (wanted[i] as number) - offset, count: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.count <= pool.sum / pool.count) break;
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  let i = 0;
  for (const { sum, count } of pools) {
    for (const end = i + count; i < end; i++) {
      (layer[i] as Item).row = sum / count + (offsets[i] as number);
    }
  }
}

function centresOf(
  items: readonly Item[],
  sizes: readonly Size[],
  layerCount: number,
): Map<NodeId, Point> {
  const thickness = new Float64Array(layerCount);
  for (const [v, { layer }] of items.entries()) {
    thickness[layer] = Math.max(thickness[layer] as number, sizes[v]?.width ?? 0);
  }
  const middles: number[] = [];
  let at = 0;
  for (const width of thickness) {
    middles.push(at + width / 2);
    at += width + BETWEEN_LAYERS;
  }
  return new Map(
    items.map((item, v) => [v, { x: middles[item.layer] as number, y: Math.round(item.row) }]),
  );
}
