/**
 * All equilibria of a two-player game. x ∈ P and y ∈ Q (the best-response polytopes) are an
 * equilibrium exactly when every pure strategy is played with probability 0 or is a best response;
 * and every equilibrium is a convex combination of equilibria whose x and y are vertices
 * (Mangasarian 1964; Winkels 1979; von Stengel 2002). So: list the vertices x of the player with
 * fewer strategies, and for each find the vertices y that are supported by best responses to x and
 * make every strategy in the support of x a best response. Those y are a face of Q: mostly one
 * point, found by one small linear system; otherwise its vertices are listed like those of P.
 *
 * In a nondegenerate game these are all equilibria, and their number is odd. In a degenerate one
 * they are the extreme points; `components` groups those that lie in one connected set of
 * equilibria, and a component with several points is a continuum.
 *
 * Cost: bases of P, at most 24,752 for 12 × 12, times one dense solve each.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { BestResponsePolytopes } from "./bimatrix.ts";
import type { Equilibrium, EquilibriumSet, GameSolver } from "./equilibrium.ts";
import { bestResponsePolytopes } from "./bimatrix.ts";
import { complementaryVertices } from "./complementaryVertices.ts";
import { checkedEquilibrium } from "./equilibrium.ts";
import type { WorkLimit } from "./polytopeVertices.ts";
import { polytopeVertices } from "./polytopeVertices.ts";

export const VERTEX_ENUMERATION: GameSolver = {
  id: "vertex-enumeration",
  title: "Complementary vertices of the best-response polytopes",
  needs: { form: "normal", players: "two" },
  guarantees: "all equilibria; all extreme equilibria and their components when degenerate",
  reference: "Mangasarian 1964; Avis, Rosenberg, Savani, von Stengel 2010",
};

export interface ExtremeEquilibria extends EquilibriumSet {
  /** True when a vertex met was degenerate: then a component may be more than its extreme points. */
  readonly degenerate: boolean;
  /** Connected sets of equilibria, as indices into `equilibria`. */
  readonly components: readonly (readonly number[])[];
  /** Vertices of the polytope that was walked, for the curious. */
  readonly vertexCount: number;
}

interface Pair {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Names of the vertices: equal exactly when the points are. */
  readonly xKey: string;
  readonly yKey: string;
}

/**
 * @param options work limit, 400,000 bases unless told; past it `completeness` is `limit`
 * @throws SolveError `not-two-players`
 */
export function extremeEquilibria(
  game: NormalFormGame,
  options: Partial<WorkLimit> = {},
): ExtremeEquilibria {
  const polytopes = bestResponsePolytopes(game);
  const swapped = polytopes.columns < polytopes.rows;
  const { rows, columns, forRowPlayer, forColumnPlayer } = swapped
    ? mirrored(polytopes)
    : polytopes;
  const { maxBases = 400_000, signal } = options;
  const p = polytopeVertices(forRowPlayer, columns, rows, { maxBases, signal });
  const partners = complementaryVertices(forColumnPlayer, rows, columns, {
    maxBases: maxBases - p.bases,
    signal,
  });
  let { complete, degenerate } = p;
  const pairs: Pair[] = [];
  for (const vertex of p.vertices) {
    const support = [...vertex.point.keys()].filter((i) => (vertex.point[i] as number) > 0);
    if (support.length === 0) continue;
    const replies = vertex.labels.filter((label) => label >= rows).map((label) => label - rows);
    const found = partners(support, replies);
    complete &&= found.complete;
    for (const y of found.points) {
      pairs.push({
        x: vertex.point,
        y: y.point,
        xKey: vertex.labels.join(),
        yKey: y.labels.join(),
      });
      degenerate ||= y.labels.length > columns;
    }
  }
  const solved = pairs.map((pair) => {
    const [x, y] = [normalised(pair.x), normalised(pair.y)];
    return { pair, equilibrium: checkedEquilibrium(game, swapped ? [y, x] : [x, y]) };
  });
  solved.sort((a, b) => bySupport(a.equilibrium, b.equilibrium));
  return {
    equilibria: solved.map((one) => one.equilibrium),
    completeness: complete ? "all" : "limit",
    degenerate,
    components: connectedPairs(solved.map((one) => one.pair)),
    vertexCount: p.vertices.length,
  };
}

/** The same game with the players' roles exchanged. */
function mirrored(polytopes: BestResponsePolytopes): BestResponsePolytopes {
  return {
    rows: polytopes.columns,
    columns: polytopes.rows,
    forRowPlayer: polytopes.forColumnPlayer,
    forColumnPlayer: polytopes.forRowPlayer,
  };
}

/** Groups of pairs that share a vertex of P or of Q, directly or through others. */
function connectedPairs(pairs: readonly Pair[]): number[][] {
  const parent = pairs.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    return root;
  };
  const firstWith = new Map<string, number>();
  for (const [i, { xKey, yKey }] of pairs.entries()) {
    for (const key of [`x ${xKey}`, `y ${yKey}`]) {
      const other = firstWith.get(key);
      if (other === undefined) firstWith.set(key, i);
      else parent[find(i)] = find(other);
    }
  }
  const groups = new Map<number, number[]>();
  for (const i of pairs.keys()) {
    const root = find(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [i]);
    else group.push(i);
  }
  return [...groups.values()];
}

function normalised(point: Float64Array): Float64Array {
  const total = point.reduce((sum, value) => sum + value, 0);
  return point.map((value) => value / total);
}

/** Small supports first, then the earlier strategies first. */
function bySupport(a: Equilibrium, b: Equilibrium): number {
  const flatA = a.profile.flatMap((p) => Array.from(p));
  const flatB = b.profile.flatMap((p) => Array.from(p));
  const size = (flat: number[]): number => flat.filter((p) => p > 0).length;
  if (size(flatA) !== size(flatB)) return size(flatA) - size(flatB);
  const at = flatA.findIndex((value, i) => Math.abs(value - (flatB[i] as number)) > 1e-12);
  return at < 0 ? 0 : (flatB[at] as number) - (flatA[at] as number);
}
