/**
 * All equilibria of a two-player game. x ∈ P and y ∈ Q (the best-response polytopes) are an
 * equilibrium exactly when every pure strategy is played with probability 0 or is a best response,
 * that is when the labels of x and y together are complete; and every equilibrium is a convex
 * combination of equilibria whose x and y are vertices (Mangasarian 1964; Winkels 1979; von
 * Stengel 2002). So: list the vertices of both polytopes and pair those with complementary labels.
 *
 * In a nondegenerate game these are all equilibria, and their number is odd. In a degenerate one
 * they are the extreme points; `components` groups those that lie in one connected set of
 * equilibria, and a component with several points is a continuum.
 *
 * Cost: vertices of the polytopes, at most about C(m + n − m/2, m/2) each: 24,752 for 12 × 12.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { Equilibrium, EquilibriumSet, GameSolver } from "./equilibrium.ts";
import { bestResponsePolytopes } from "./bimatrix.ts";
import { checkedEquilibrium } from "./equilibrium.ts";
import type { PolytopeVertex } from "./polytopeVertices.ts";
import { polytopeVertices } from "./polytopeVertices.ts";

export const VERTEX_ENUMERATION: GameSolver = {
  id: "vertex-enumeration",
  title: "Complementary vertices of the best-response polytopes",
  needs: { form: "normal", players: "two" },
  guarantees: "all equilibria; all extreme equilibria and their components when degenerate",
  reference: "Avis, Rosenberg, Savani, von Stengel 2010",
};

export interface ExtremeEquilibria extends EquilibriumSet {
  /** True when the game is degenerate: then a component may be more than its extreme points. */
  readonly degenerate: boolean;
  /** Connected sets of equilibria, as indices into `equilibria`. */
  readonly components: readonly (readonly number[])[];
  /** Bases met in both polytopes, for the curious. */
  readonly vertexCount: number;
}

/** @throws SolveError `not-two-players` */
export function extremeEquilibria(
  game: NormalFormGame,
  options: { readonly maxBases?: number } = {},
): ExtremeEquilibria {
  const { rows, columns, forRowPlayer, forColumnPlayer } = bestResponsePolytopes(game);
  const maxBases = options.maxBases ?? 400_000;
  const p = polytopeVertices(forRowPlayer, columns, rows, maxBases);
  const q = polytopeVertices(forColumnPlayer, rows, columns, maxBases);
  // P's labels are rows first, as we want them; Q's are columns first.
  const ofQ = (label: number): number => (label < columns ? rows + label : label - columns);
  const pairs = complementaryPairs(p.vertices, q.vertices, rows + columns, rows, ofQ);
  const equilibria = pairs.map(([x, y]) =>
    checkedEquilibrium(game, [
      normalised((p.vertices[x] as PolytopeVertex).point),
      normalised((q.vertices[y] as PolytopeVertex).point),
    ]),
  );
  const order = pairs.map((_, i) => i).sort((a, b) => bySupport(equilibria[a], equilibria[b]));
  const sortedPairs = order.map((i) => pairs[i] as readonly [number, number]);
  return {
    equilibria: order.map((i) => equilibria[i] as Equilibrium),
    completeness: p.complete && q.complete ? "all" : "limit",
    degenerate: p.degenerate || q.degenerate,
    components: connectedPairs(sortedPairs),
    vertexCount: p.vertices.length + q.vertices.length,
  };
}

/** Pairs of vertices, without the two origins, whose labels together are all labels. */
function complementaryPairs(
  ps: readonly PolytopeVertex[],
  qs: readonly PolytopeVertex[],
  labelCount: number,
  rows: number,
  ofQ: (label: number) => number,
): [number, number][] {
  const words = Math.ceil(labelCount / 30);
  const full = mask(
    Array.from({ length: labelCount }, (_, i) => i),
    words,
  );
  const qMasks = qs.map((vertex) => mask(vertex.labels.map(ofQ), words));
  const exact = new Map<string, number>();
  const loose: number[] = [];
  for (const [i, vertex] of qs.entries()) {
    if (isOrigin(vertex)) continue;
    // A nondegenerate vertex has labelCount − rows labels and fits exactly one label set of P.
    if (vertex.labels.length === labelCount - rows) exact.set((qMasks[i] as Int32Array).join(), i);
    else loose.push(i);
  }
  const everyQ = [...exact.values(), ...loose];
  const pairs: [number, number][] = [];
  for (const [i, vertex] of ps.entries()) {
    if (isOrigin(vertex)) continue;
    const own = mask(vertex.labels, words);
    const missing = full.map((word, w) => word & ~(own[w] as number));
    const nondegenerate = vertex.labels.length === rows;
    if (nondegenerate) {
      const match = exact.get(missing.join());
      if (match !== undefined) pairs.push([i, match]);
    }
    for (const j of nondegenerate ? loose : everyQ) {
      if (contains(qMasks[j] as Int32Array, missing)) pairs.push([i, j]);
    }
  }
  return pairs;
}

/** Groups of pairs that share a vertex of P or of Q, directly or through others. */
function connectedPairs(pairs: readonly (readonly [number, number])[]): number[][] {
  const parent = pairs.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    return root;
  };
  const firstWith = new Map<string, number>();
  for (const [i, [x, y]] of pairs.entries()) {
    for (const key of [`x${x}`, `y${y}`]) {
      const other = firstWith.get(key);
      if (other === undefined) firstWith.set(key, i);
      else parent[find(i)] = find(other);
    }
  }
  const groups = new Map<number, number[]>();
  for (const i of pairs.keys()) {
    const root = find(i);
    groups.set(root, [...(groups.get(root) ?? []), i]);
  }
  return [...groups.values()];
}

function mask(labels: readonly number[], words: number): Int32Array {
  const result = new Int32Array(words);
  for (const label of labels) {
    const word = Math.floor(label / 30);
    result[word] = (result[word] as number) | (1 << (label % 30));
  }
  return result;
}

function contains(set: Int32Array, subset: Int32Array): boolean {
  for (let w = 0; w < set.length; w++) {
    if (((subset[w] as number) & ~(set[w] as number)) !== 0) return false;
  }
  return true;
}

function isOrigin(vertex: PolytopeVertex): boolean {
  return vertex.point.every((value) => value === 0);
}

function normalised(point: Float64Array): Float64Array {
  const total = point.reduce((sum, value) => sum + value, 0);
  return point.map((value) => value / total);
}

/** Small supports first, then the earlier strategies first. */
function bySupport(a: Equilibrium | undefined, b: Equilibrium | undefined): number {
  const flatA = a?.profile.flatMap((p) => Array.from(p)) ?? [];
  const flatB = b?.profile.flatMap((p) => Array.from(p)) ?? [];
  const size = (flat: number[]): number => flat.filter((p) => p > 0).length;
  if (size(flatA) !== size(flatB)) return size(flatA) - size(flatB);
  const at = flatA.findIndex((value, i) => Math.abs(value - (flatB[i] as number)) > 1e-12);
  return at < 0 ? 0 : (flatB[at] as number) - (flatA[at] as number);
}
