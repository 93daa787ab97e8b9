/** What every solver of normal-form games returns, and what a solver says about itself. */
import type { NormalFormGame } from "../../model/index.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import { expectedPayoffs } from "./mixedProfile.ts";
import { regret } from "./regret.ts";

/** A mixed profile from which no player gains more than `regret` by deviating. */
export interface Equilibrium {
  readonly profile: MixedProfile;
  readonly payoffs: readonly number[];
  /** Largest gain of any player from leaving, measured by the checker, in payoff units. */
  readonly regret: number;
}

/**
 * - `all`: every equilibrium of the stated kind is listed (for degenerate games: every extreme one)
 * - `all-pure`: every one in pure strategies is listed; mixed ones may exist beside them
 * - `some`: these are equilibria, there may be more
 * - `limit`: the search stopped at a limit, so the list may lack some
 */
export type Completeness = "all" | "all-pure" | "some" | "limit";

/** Equilibria of a game in normal form, and whether they are all. */
export interface EquilibriumSet {
  readonly equilibria: readonly Equilibrium[];
  readonly completeness: Completeness;
}

/** What a solver needs and what its answer is worth; the methods table is made of these. */
export interface GameSolver {
  readonly id: string;
  readonly title: string;
  readonly needs: {
    readonly form: "normal" | "extensive" | "either";
    readonly players: "two" | "any";
    readonly zeroSum?: boolean;
    readonly perfectRecall?: boolean;
  };
  readonly guarantees: string;
  readonly reference: string;
  /** A command that is answered by this method; none where the library alone offers it. */
  readonly example?: string;
}

/** A profile with its payoffs and its checked regret. */
export function checkedEquilibrium(game: NormalFormGame, profile: MixedProfile): Equilibrium {
  return { profile, payoffs: expectedPayoffs(game, profile), regret: regret(game, profile) };
}
