/**
 * Equilibria of an extensive game through its reduced normal form, written as behaviour: all
 * (extreme) ones for two players, pure ones and a traced one for more.
 */
import type { ExtensiveGame, NormalFormGame } from "../../model/index.ts";
import type { BehaviourProfile } from "./behaviourProfile.ts";
import type { Completeness, Equilibrium } from "./equilibrium.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import { AbortedError } from "../../base/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { behaviourRegret } from "./behaviourRegret.ts";
import { extremeEquilibria } from "./extremeEquilibria.ts";
import { lemkeHowson } from "./lemkeHowson.ts";
import { pureEquilibria } from "./pureEquilibria.ts";
import { behaviourOf, reducedNormalForm } from "./reducedNormalForm.ts";
import { traceEquilibrium } from "./traceEquilibrium.ts";

/** An equilibrium of a game tree as a mixture of plans and as behaviour. */
export interface ExtensiveEquilibrium {
  /** Mixed strategies over reduced plans. */
  readonly profile: MixedProfile;
  readonly behaviour: BehaviourProfile;
  readonly payoffs: readonly number[];
  /** Of the mixed strategies, in the reduced normal form. */
  readonly regret: number;
  /** Of the behaviour, in the tree: larger than `regret` only without perfect recall. */
  readonly behaviourRegret: number;
}

/** Equilibria of a game tree, and whether they are all. */
export interface ExtensiveEquilibria {
  readonly equilibria: readonly ExtensiveEquilibrium[];
  readonly completeness: Completeness;
}

/** @throws SolveError `game-too-large` */
export function extensiveEquilibria(
  game: ExtensiveGame,
  options: {
    readonly kind?: "pure" | "mixed";
    readonly all?: boolean;
    /** Work limit of the search for all of them; 30,000 bases unless told. */
    readonly maxBases?: number;
  } = {},
): ExtensiveEquilibria {
  const reduced = reducedNormalForm(game);
  const two = reduced.game.players.length === 2;
  const pure = pureEquilibria(reduced.game);
  const set =
    options.kind === "pure"
      ? pure
      : two && options.all !== false
        ? extremeEquilibria(reduced.game, { maxBases: options.maxBases ?? 30_000 })
        : {
            equilibria: two
              ? [lemkeHowson(reduced.game)]
              : [...pure.equilibria, ...traced(reduced.game, pure.equilibria.length > 0)],
            completeness: "some" as const,
          };
  return {
    completeness: set.completeness,
    equilibria: set.equilibria.map((one) => {
      const behaviour = behaviourOf(game, reduced, one.profile);
      return { ...one, behaviour, behaviourRegret: behaviourRegret(game, behaviour) };
    }),
  };
}

/** Where there is something to show, being stopped or too wide only ends the search for more. */
function traced(game: NormalFormGame, isEnough: boolean): Equilibrium[] {
  try {
    return [traceEquilibrium(game)];
  } catch (error) {
    if (isEnough && (error instanceof AbortedError || error instanceof SolveError)) return [];
    throw error;
  }
}
