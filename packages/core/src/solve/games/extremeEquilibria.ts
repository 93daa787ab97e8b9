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
 * All arithmetic is exact: payoffs are read as fractions first (`fractions.ts`).
 *
 * Cost: bases of P, at most 24,752 for 12 × 12, times one dense solve each.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { WholeBimatrix } from "./bimatrix.ts";
import type { EquilibriumSet, GameSolver } from "./equilibrium.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import type { WorkLimit } from "./polytopeVertices.ts";
import { bestResponsePolytopes, distributionOf, mirrored, wholeBimatrix } from "./bimatrix.ts";
import { complementaryVertices } from "./complementaryVertices.ts";
import { checkedEquilibrium } from "./equilibrium.ts";
import { polytopeVertices } from "./polytopeVertices.ts";

export const VERTEX_ENUMERATION: GameSolver = {
  id: "vertex-enumeration",
  title: "Complementary vertices of the best-response polytopes",
  needs: { form: "normal", players: "two" },
  guarantees: "all equilibria; all extreme equilibria and their components when degenerate",
  reference: "Mangasarian 1964; Avis, Rosenberg, Savani & von Stengel 2010",
  example: "cidery equilibria games/matching-pennies --kind mixed",
};

/** All extreme equilibria of a game of two, and which of them belong to one connected set. */
export interface ExtremeEquilibria extends EquilibriumSet {
  /** True when a vertex met was degenerate; `hasContinua` says whether that matters. */
  readonly degenerate: boolean;
  /** True when some component has several points: then it holds infinitely many equilibria. */
  readonly hasContinua: boolean;
  /** Connected sets of equilibria, as indices into `equilibria`. */
  readonly components: readonly (readonly number[])[];
  /** Vertices of the polytope that was walked, for the curious. */
  readonly vertexCount: number;
}

/** The same for a game in whole numbers, as profiles only. */
export interface ExtremeProfiles extends Omit<ExtremeEquilibria, "equilibria"> {
  readonly profiles: readonly MixedProfile[];
}

interface Pair {
  readonly profile: MixedProfile;
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
  const { profiles, ...rest } = extremeProfiles(wholeBimatrix(game), options);
  return { equilibria: profiles.map((one) => checkedEquilibrium(game, one)), ...rest };
}

export function extremeProfiles(
  game: WholeBimatrix,
  options: Partial<WorkLimit> = {},
): ExtremeProfiles {
  const swapped = game.columns < game.rows;
  const played = swapped ? mirrored(game) : game;
  const { rows, columns } = played;
  const { forRowPlayer, forColumnPlayer } = bestResponsePolytopes(played);
  const { maxBases = 400_000, signal } = options;
  const p = polytopeVertices(forRowPlayer.matrix, columns, rows, { maxBases, signal });
  const partners = complementaryVertices(forColumnPlayer.matrix, rows, columns, {
    maxBases: maxBases - p.bases,
    signal,
  });
  let { complete, degenerate } = p;
  const pairs: Pair[] = [];
  for (const vertex of p.vertices) {
    const support = [...vertex.point.keys()].filter((i) => (vertex.point[i] as bigint) > 0n);
    if (support.length === 0) continue;
    const replies = vertex.labels.filter((label) => label >= rows).map((label) => label - rows);
    const found = partners(support, replies);
    complete &&= found.complete;
    for (const y of found.points) {
      const [mine, theirs] = [
        distributionOf(vertex.point, forRowPlayer),
        distributionOf(y.point, forColumnPlayer),
      ];
      pairs.push({
        profile: swapped ? [theirs, mine] : [mine, theirs],
        xKey: vertex.labels.join(),
        yKey: y.labels.join(),
      });
      degenerate ||= y.labels.length > columns;
    }
  }
  pairs.sort((a, b) => bySupport(a.profile, b.profile));
  const components = connectedPairs(pairs);
  return {
    profiles: pairs.map((pair) => pair.profile),
    completeness: complete ? "all" : "limit",
    degenerate,
    hasContinua: components.some((list) => list.length > 1),
    components,
    vertexCount: p.vertices.length,
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

/** Small supports first, then the earlier strategies first. */
function bySupport(a: MixedProfile, b: MixedProfile): number {
  const flatA = a.flatMap((p) => Array.from(p));
  const flatB = b.flatMap((p) => Array.from(p));
  const size = (flat: number[]): number => flat.filter((p) => p > 0).length;
  if (size(flatA) !== size(flatB)) return size(flatA) - size(flatB);
  const at = flatA.findIndex((value, i) => value !== flatB[i]);
  return at < 0 ? 0 : (flatB[at] as number) - (flatA[at] as number);
}
