/**
 * Learners that play against each other, as data: what each needs, what it promises, and how all
 * players of a game in normal form learn at once. The counterpart of `Learner`, which learns alone.
 */
import type { Random } from "../../base/index.ts";
import type { NormalFormGame } from "../../model/index.ts";
import type { PlayTree } from "../environments/playTree.ts";

export interface GamePlayOptions {
  readonly rounds: number;
  readonly random: Random;
  /** Called about a hundred times with the rounds done and the largest regret in hindsight. */
  readonly onProgress?: (roundsDone: number, hindsightRegret: number) => void;
  /** Polled now and then; play stops with what was played so far. */
  readonly signal?: { readonly aborted: boolean };
}

/** What was played. */
export interface GamePlay {
  readonly rounds: number;
  /** average[player][strategy]: how often it was played. */
  readonly average: readonly Float64Array[];
  /** Share of the rounds in which each profile was played; indexed like the payoffs. */
  readonly joint: Float64Array;
  /**
   * By player: what its best fixed strategy would have paid per round against what the others did,
   * minus what it was paid. Play is a coarse correlated equilibrium up to the largest of these.
   */
  readonly hindsightRegrets: readonly number[];
}

/** A learner for all agents at once, described, with the function that plays. */
export interface GameLearner {
  /** Stable, snake_case. */
  readonly id: string;
  readonly title: string;
  readonly needs: string;
  readonly guarantees: string;
  readonly source: string;
  readonly play: (game: NormalFormGame, options: GamePlayOptions) => GamePlay;
}

export interface TreePlayOptions {
  readonly rounds: number;
  /** Called about a hundred times with the rounds done. */
  readonly onProgress?: (roundsDone: number) => void;
  /** Polled between rounds; play stops with what was played so far. */
  readonly signal?: { readonly aborted: boolean };
}

/** What was played in the tree. */
export interface TreePlay {
  readonly rounds: number;
  /** By agent: what it expected to be paid per round. */
  readonly paid: Float64Array;
  /** average rule by decision, then row of what it sees, then action; rows that cannot happen are absent. */
  readonly average: ReadonlyMap<number, ReadonlyMap<number, Float64Array>>;
}

/** A learner for all agents at once that learns decision by decision, in the tree of all courses. */
export interface TreeLearner {
  readonly id: string;
  readonly title: string;
  readonly needs: string;
  readonly guarantees: string;
  readonly source: string;
  readonly playTree: (
    tree: PlayTree,
    agents: readonly number[],
    options: TreePlayOptions,
  ) => TreePlay;
}
