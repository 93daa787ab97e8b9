/**
 * Edges as curves from outline to outline. An edge is straight when nothing stands in its way;
 * otherwise the best of a family of bends is taken, judged by the nodes it covers, the edges it
 * runs beside, and how gentle it is. Cost per edge: bends × samples, each sample looking only at
 * what is near it.
 */
import type { Curve, Point } from "./geometry.ts";
import type { PlacedEdge, PlacedNode } from "./layout.ts";
import type { NodeId } from "../graph/index.ts";
import type { NodeKind } from "../model/index.ts";
import { checkpoint } from "../base/index.ts";
import { between, distance, partOf, pointOn, straight } from "./geometry.ts";
import type { OutlineKind } from "./nodeShape.ts";
import { isInside } from "./nodeShape.ts";

/** The arrows to route and the outlines they end at; a diagram is one. */
export interface Routable {
  readonly graph: { readonly parents: (v: NodeId) => Iterable<NodeId> };
  readonly structure: { readonly kind: (v: NodeId) => NodeKind };
}

function outlineOf({ structure }: Routable, { id, outline }: PlacedNode): OutlineKind {
  return outline ?? structure.kind(id);
}

const CLEARANCE = 9;
const SAMPLE_STEP = 7;
/** Control points stand off the straight line by these shares of its length. */
const OFFSETS = [0, 0.14, -0.14, 0.24, -0.24, 0.36, -0.36, 0.52, -0.52, 0.75, -0.75];

const BENDS: readonly (readonly [number, number])[] = OFFSETS.flatMap((first) =>
  OFFSETS.map((second) => [first, second] as const),
).sort((a, b) => effort(a) - effort(b));

const MANY_BLOCKED = 150;
const FEW_BENDS = 12;
/** So many, and the picture is a thicket whatever is done: they stay straight. */
const TOO_MANY_BLOCKED = 2_000;

/** Short bends first; a bend to one side reads better than an S. */
function effort([first, second]: readonly [number, number]): number {
  const opposite = first * second < 0 ? 0.5 : 0;
  return Math.abs(first) + Math.abs(second) + Math.abs(first - second) * 0.6 + opposite;
}

export function routeEdges(diagram: Routable, nodes: readonly PlacedNode[]): PlacedEdge[] {
  const placed = new Map<NodeId, PlacedNode>(nodes.map((node) => [node.id, node]));
  const obstacles = new Neighbourhood(nodes);
  const traffic = new Traffic();
  const edges: PlacedEdge[] = [];
  const blocked: { readonly at: number; readonly from: PlacedNode; readonly to: PlacedNode }[] = [];
  const put = (at: number, from: PlacedNode, to: PlacedNode, whole: Curve, isStraight: boolean) => {
    const curve = clipped(whole, from, kindOf(from), to, kindOf(to));
    edges[at] = { from: from.id, to: to.id, curve, isStraight };
  };
  const kindOf = (node: PlacedNode): OutlineKind => outlineOf(diagram, node);
  // Straight edges first: bends then keep away from them.
  let count = 0;
  for (const to of nodes) {
    for (const parent of diagram.graph.parents(to.id)) {
      const from = placed.get(parent);
      if (from === undefined) continue;
      if (count % 64 === 0) checkpoint();
      const line = straight(from, to);
      const at = count++;
      if (covered(diagram, line, from, to, obstacles, 1) === 0) put(at, from, to, line, true);
      else blocked.push({ at, from, to });
    }
  }
  blocked.sort((a, b) => distance(a.from, a.to) - distance(b.from, b.to));
  // Where very many edges are blocked, no choice of bends makes a tidy picture: look less hard.
  const bends =
    blocked.length > TOO_MANY_BLOCKED
      ? []
      : blocked.length > MANY_BLOCKED
        ? BENDS.slice(0, FEW_BENDS)
        : BENDS;
  // Where nothing bends, nothing keeps away either.
  if (bends.length > 0) for (const edge of edges) if (edge !== undefined) traffic.add(edge.curve);
  for (const { at, from, to } of blocked) {
    checkpoint();
    if (bends.length === 0) {
      put(at, from, to, straight(from, to), false);
      continue;
    }
    put(at, from, to, bestBend(diagram, from, to, obstacles, traffic, bends), false);
    traffic.add((edges[at] as PlacedEdge).curve);
  }
  return edges;
}

/** The bend that covers no node, runs beside no other edge, and is the gentlest, in that order. */
function bestBend(
  diagram: Routable,
  from: PlacedNode,
  to: PlacedNode,
  obstacles: Neighbourhood,
  traffic: Traffic,
  bends: typeof BENDS,
): Curve {
  const kindOf = (node: PlacedNode): OutlineKind => outlineOf(diagram, node);
  let best = straight(from, to);
  let least = covered(diagram, best, from, to, obstacles) * 3;
  for (const bend of bends) {
    const pull = effort(bend) * 4;
    if (pull >= least) break;
    const curve = bent(from, to, bend);
    const most = Math.ceil((least - pull) / 3);
    const price = pull + covered(diagram, curve, from, to, obstacles, most) * 3;
    if (price >= least) continue;
    const visible = clipped(curve, from, kindOf(from), to, kindOf(to));
    const crowded = price + traffic.beside(visible) * 0.35;
    if (crowded < least) {
      least = crowded;
      best = curve;
    }
  }
  return best;
}

function bent(from: Point, to: Point, [first, second]: readonly [number, number]): Curve {
  const across = { x: -(to.y - from.y), y: to.x - from.x };
  const control = (share: number, offset: number): Point => {
    const base = between(from, to, share);
    return { x: base.x + across.x * offset, y: base.y + across.y * offset };
  };
  return [from, control(0.3, first), control(0.7, second), to];
}

/** How many samples along a curve fall on (or too close to) a node that is not its end; `most` will do. */
function covered(
  diagram: Routable,
  curve: Curve,
  from: PlacedNode,
  to: PlacedNode,
  obstacles: Neighbourhood,
  most = Infinity,
): number {
  const length =
    distance(curve[0], curve[1]) + distance(curve[1], curve[2]) + distance(curve[2], curve[3]);
  const samples = Math.min(400, Math.max(8, Math.ceil(length / SAMPLE_STEP)));
  let count = 0;
  for (let i = 1; i < samples && count < most; i++) {
    const point = pointOn(curve, i / samples);
    for (const node of obstacles.near(point)) {
      if (node.id === from.id || node.id === to.id) continue;
      const offset = { x: point.x - node.x, y: point.y - node.y };
      if (isInside(outlineOf(diagram, node), node, offset, CLEARANCE)) count++;
    }
  }
  return count;
}

/** The part of a curve outside both of its end nodes. */
export function clipped(
  curve: Curve,
  from: PlacedNode,
  fromKind: OutlineKind,
  to: PlacedNode,
  toKind: OutlineKind,
): Curve {
  const inside = (t: number, node: PlacedNode, kind: OutlineKind): boolean => {
    const point = pointOn(curve, t);
    return isInside(kind, node, { x: point.x - node.x, y: point.y - node.y }, 1);
  };
  const leaves = crossing((t) => inside(t, from, fromKind));
  const enters = 1 - crossing((t) => inside(1 - t, to, toKind));
  return leaves < enters ? partOf(curve, leaves, enters) : curve;
}

/** The first t at which `inside` stops to hold, by stepping and halving. */
function crossing(inside: (t: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let t = 0; t <= 1; t += 1 / 64) {
    if (!inside(t)) {
      high = t;
      break;
    }
    low = t;
  }
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    if (inside(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** One number for a square of a grid; far enough apart for any drawing. */
function square(i: number, j: number): number {
  return i * 4_194_304 + j;
}

/** Nodes by the squares of a coarse grid that their boxes touch. */
class Neighbourhood {
  static readonly #side = 90;
  readonly #squares = new Map<number, PlacedNode[]>();

  constructor(nodes: readonly PlacedNode[]) {
    for (const node of nodes) {
      const left = Neighbourhood.#index(node.x - node.width / 2 - CLEARANCE);
      const right = Neighbourhood.#index(node.x + node.width / 2 + CLEARANCE);
      const top = Neighbourhood.#index(node.y - node.height / 2 - CLEARANCE);
      const bottom = Neighbourhood.#index(node.y + node.height / 2 + CLEARANCE);
      for (let i = left; i <= right; i++) {
        for (let j = top; j <= bottom; j++) {
          const key = square(i, j);
          const others = this.#squares.get(key);
          if (others === undefined) this.#squares.set(key, [node]);
          else others.push(node);
        }
      }
    }
  }

  static #index(coordinate: number): number {
    return Math.floor(coordinate / Neighbourhood.#side);
  }

  near(point: Point): readonly PlacedNode[] {
    return (
      this.#squares.get(square(Neighbourhood.#index(point.x), Neighbourhood.#index(point.y))) ?? []
    );
  }
}

/** Where edges already run, as samples in small squares. */
class Traffic {
  static readonly #side = 10;
  readonly #squares = new Set<number>();

  add(curve: Curve): void {
    for (const { x, y } of inner(curve)) {
      this.#squares.add(square(Math.floor(x / Traffic.#side), Math.floor(y / Traffic.#side)));
    }
  }

  /** How many samples of a curve run along edges added before; crossing one does not count. */
  beside(curve: Curve): number {
    let count = 0;
    let run = 0;
    for (const { x, y } of inner(curve)) {
      const shared = this.#squares.has(
        square(Math.floor(x / Traffic.#side), Math.floor(y / Traffic.#side)),
      );
      run = shared ? run + 1 : 0;
      if (run > 3) count += run === 4 ? 4 : 1;
    }
    return count;
  }
}

/** Samples of a curve but for its ends, where edges may meet. */
function* inner(curve: Curve): Generator<Point> {
  const samples = Math.min(400, Math.ceil(distance(curve[0], curve[3]) / SAMPLE_STEP));
  for (let i = 3; i <= samples - 3; i++) yield pointOn(curve, i / samples);
}
