/**
 * Edges as curves from outline to outline. An edge is straight when nothing stands in its way;
 * otherwise the gentlest of a family of bends that clears all nodes is taken (or, when none
 * does, the one that covers the least of them). Cost per edge: bends × samples, each sample
 * looking only at the nodes near it.
 */
import type { Curve, Point } from "./geometry.ts";
import type { PlacedEdge, PlacedNode } from "./layout.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram, NodeKind } from "../model/index.ts";
import { between, distance, partOf, pointOn, straight } from "./geometry.ts";
import { isInside } from "./nodeShape.ts";

const CLEARANCE = 9;
const SAMPLE_STEP = 7;
/** Control points stand off the straight line by these shares of its length. */
const OFFSETS = [0, 0.14, -0.14, 0.24, -0.24, 0.36, -0.36, 0.52, -0.52, 0.75, -0.75];

const BENDS: readonly (readonly [number, number])[] = OFFSETS.flatMap((first) =>
  OFFSETS.map((second) => [first, second] as const),
).sort((a, b) => effort(a) - effort(b));

/** Short bends first; a bend to one side reads better than an S. */
function effort([first, second]: readonly [number, number]): number {
  const opposite = first * second < 0 ? 0.5 : 0;
  return Math.abs(first) + Math.abs(second) + Math.abs(first - second) * 0.6 + opposite;
}

export function routeEdges(diagram: InfluenceDiagram, nodes: readonly PlacedNode[]): PlacedEdge[] {
  const placed = new Map<NodeId, PlacedNode>(nodes.map((node) => [node.id, node]));
  const neighbourhood = new Neighbourhood(nodes);
  const edges: PlacedEdge[] = [];
  for (const to of nodes) {
    for (const parent of diagram.graph.parents(to.id)) {
      const from = placed.get(parent);
      if (from === undefined) continue;
      const route = clearRoute(diagram, from, to, neighbourhood);
      const kinds = [diagram.structure.kind(from.id), diagram.structure.kind(to.id)] as const;
      edges.push({
        from: from.id,
        to: to.id,
        curve: clipped(route.curve, from, kinds[0], to, kinds[1]),
        isStraight: route.isStraight,
      });
    }
  }
  return edges;
}

function clearRoute(
  diagram: InfluenceDiagram,
  from: PlacedNode,
  to: PlacedNode,
  neighbourhood: Neighbourhood,
): { readonly curve: Curve; readonly isStraight: boolean } {
  const line = straight(from, to);
  let best = line;
  let least = Infinity;
  for (const bend of BENDS) {
    const curve = bend[0] === 0 && bend[1] === 0 ? line : bent(from, to, bend);
    const covered = coveredShare(diagram, curve, from, to, neighbourhood);
    if (covered < least - 1e-9) {
      least = covered;
      best = curve;
      if (covered === 0) break;
    }
  }
  return { curve: best, isStraight: best === line };
}

function bent(from: Point, to: Point, [first, second]: readonly [number, number]): Curve {
  const across = { x: -(to.y - from.y), y: to.x - from.x };
  const control = (share: number, offset: number): Point => {
    const base = between(from, to, share);
    return { x: base.x + across.x * offset, y: base.y + across.y * offset };
  };
  return [from, control(0.3, first), control(0.7, second), to];
}

/** How many of the samples along a curve fall on (or too close to) a node that is not its end. */
function coveredShare(
  diagram: InfluenceDiagram,
  curve: Curve,
  from: PlacedNode,
  to: PlacedNode,
  neighbourhood: Neighbourhood,
): number {
  const length =
    distance(curve[0], curve[1]) + distance(curve[1], curve[2]) + distance(curve[2], curve[3]);
  const samples = Math.min(400, Math.max(8, Math.ceil(length / SAMPLE_STEP)));
  let covered = 0;
  for (let i = 1; i < samples; i++) {
    const point = pointOn(curve, i / samples);
    for (const node of neighbourhood.near(point)) {
      if (node.id === from.id || node.id === to.id) continue;
      const offset = { x: point.x - node.x, y: point.y - node.y };
      if (isInside(diagram.structure.kind(node.id), node, offset, CLEARANCE)) covered++;
    }
  }
  return covered;
}

/** The part of a curve outside both of its end nodes. */
function clipped(
  curve: Curve,
  from: PlacedNode,
  fromKind: NodeKind,
  to: PlacedNode,
  toKind: NodeKind,
): Curve {
  const inside = (t: number, node: PlacedNode, kind: NodeKind): boolean => {
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

/** Nodes by the squares of a coarse grid that their boxes touch. */
class Neighbourhood {
  static readonly #side = 90;
  readonly #squares = new Map<string, PlacedNode[]>();

  constructor(nodes: readonly PlacedNode[]) {
    for (const node of nodes) {
      const left = Neighbourhood.#index(node.x - node.width / 2 - CLEARANCE);
      const right = Neighbourhood.#index(node.x + node.width / 2 + CLEARANCE);
      const top = Neighbourhood.#index(node.y - node.height / 2 - CLEARANCE);
      const bottom = Neighbourhood.#index(node.y + node.height / 2 + CLEARANCE);
      for (let i = left; i <= right; i++) {
        for (let j = top; j <= bottom; j++) {
          const key = `${i} ${j}`;
          const square = this.#squares.get(key);
          if (square === undefined) this.#squares.set(key, [node]);
          else square.push(node);
        }
      }
    }
  }

  static #index(coordinate: number): number {
    return Math.floor(coordinate / Neighbourhood.#side);
  }

  near(point: Point): readonly PlacedNode[] {
    return (
      this.#squares.get(`${Neighbourhood.#index(point.x)} ${Neighbourhood.#index(point.y)}`) ?? []
    );
  }
}
