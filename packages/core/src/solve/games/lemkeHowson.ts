/**
 * One equilibrium of a two-player game by complementary pivoting (Lemke and Howson 1964): drop a
 * label at the artificial equilibrium and follow the edges of the best-response polytopes until it
 * is found again. Lexicographic pivoting makes the path finite in degenerate games too. The path
 * can be exponentially long (Savani and von Stengel 2006), hence `maxPivots`; different starting
 * labels may reach different equilibria, never all for sure.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { WholeBimatrix } from "./bimatrix.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import type { Equilibrium, EquilibriumSet, GameSolver } from "./equilibrium.ts";
import { bestResponsePolytopes, distributionOf, wholeBimatrix } from "./bimatrix.ts";
import { Dictionary } from "./dictionary.ts";
import { checkpoint } from "../../base/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { checkedEquilibrium } from "./equilibrium.ts";

export const LEMKE_HOWSON: GameSolver = {
  id: "lemke-howson",
  title: "Complementary pivoting",
  needs: { form: "normal", players: "two" },
  guarantees: "one equilibrium",
  reference: "Lemke and Howson 1964; lexicographic pivoting as in von Stengel 2002",
};

/**
 * The equilibrium reached from a starting label: strategies of the first player are 0 … m−1, of
 * the second m … m+n−1.
 * @throws SolveError `not-two-players`; `pivot-limit` when the path is longer than `maxPivots`
 */
export function lemkeHowson(
  game: NormalFormGame,
  options: { readonly label?: number; readonly maxPivots?: number } = {},
): Equilibrium {
  const { profile } = lemkeHowsonProfile(wholeBimatrix(game), options);
  return checkedEquilibrium(game, profile);
}

/** The same for a game in whole numbers. */
export function lemkeHowsonProfile(
  game: WholeBimatrix,
  options: { readonly label?: number; readonly maxPivots?: number } = {},
): { readonly profile: MixedProfile } {
  const { rows, columns } = game;
  const { forRowPlayer, forColumnPlayer } = bestResponsePolytopes(game);
  const dropped = options.label ?? 0;
  if (!(Number.isInteger(dropped) && dropped >= 0 && dropped < rows + columns)) {
    throw new RangeError(`label ${dropped} is outside 0…${rows + columns - 1}`);
  }
  const maxPivots = options.maxPivots ?? 100_000;
  const p = new Dictionary(forRowPlayer.matrix, columns, rows);
  const q = new Dictionary(forColumnPlayer.matrix, rows, columns);
  // Variables of q are y first; labels number the rows' strategies first.
  const inQ = (label: number): number => (label < rows ? columns + label : label - rows);
  const outOfQ = (variable: number): number =>
    variable < columns ? rows + variable : variable - columns;
  let label = dropped;
  let atP = dropped < rows;
  for (let pivots = 0; ; pivots++) {
    checkpoint();
    if (pivots >= maxPivots) {
      throw new SolveError(
        "pivot-limit",
        `no equilibrium after ${maxPivots} pivots from label ${dropped}`,
        "try another starting label, or allow more pivots",
      );
    }
    const dictionary = atP ? p : q;
    const column = dictionary.nonbasic.indexOf(atP ? label : inQ(label));
    const row = dictionary.leavingRow(column);
    const leaving = dictionary.basic[row] as number;
    dictionary.pivot(row, column);
    label = atP ? leaving : outOfQ(leaving);
    if (label === dropped) break;
    atP = !atP;
  }
  return {
    profile: [distributionOf(p.point(), forRowPlayer), distributionOf(q.point(), forColumnPlayer)],
  };
}

/** The different equilibria that the paths from all starting labels reach. */
export function lemkeHowsonAll(game: NormalFormGame): EquilibriumSet {
  const found: Equilibrium[] = [];
  const labels = game.strategies.reduce((sum, list) => sum + list.length, 0);
  for (let label = 0; label < labels; label++) {
    const next = lemkeHowson(game, { label });
    if (!found.some((one) => distance(one, next) < 1e-9)) found.push(next);
  }
  return { equilibria: found, completeness: "some" };
}

/** The largest difference of two profiles' probabilities. */
function distance(a: Equilibrium, b: Equilibrium): number {
  let worst = 0;
  for (const [player, mixed] of a.profile.entries()) {
    for (const [i, value] of mixed.entries()) {
      worst = Math.max(worst, Math.abs(value - (b.profile[player]?.[i] ?? 0)));
    }
  }
  return worst;
}
