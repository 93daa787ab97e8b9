/**
 * The next turns of a world as a game of one player against chance, for searches that look ahead from
 * where they are and never see the world as a table. What is won is the sum of the objective.
 */
import type { Random } from "@cidery/core";
import type { LabWorld, Objective, Outcome, TwoPlayerGame } from "@cidery/core/learn";
import { drawOutcome, monteCarloTreeSearch } from "@cidery/core/learn";
import type { PlayedStep } from "./played.ts";

/** A state to act in, or the outcomes of an action that chance is to choose from. */
export interface Moment<S> {
  readonly state: S;
  readonly turn: number;
  readonly total: number;
  readonly action?: number;
  readonly outcomes?: readonly Outcome<S>[];
}

export function worldGame<S>(
  world: LabWorld<S>,
  objective: Objective<S>,
  from: S,
  turns: number,
): TwoPlayerGame<Moment<S>> {
  return {
    initial: { state: from, turn: 0, total: 0 },
    mover({ state, turn, outcomes }) {
      if (outcomes !== undefined) return "chance";
      return turn >= turns || world.actionCount(state) === 0 ? "over" : "maximiser";
    },
    moveCount: ({ state, outcomes }) => outcomes?.length ?? world.actionCount(state),
    probability: ({ outcomes }, move) => outcomes?.[move]?.probability ?? 0,
    play({ state, turn, total, action, outcomes }, move) {
      if (outcomes === undefined || action === undefined)
        return { state, turn, total, action: move, outcomes: world.step(state, move) };
      const next = outcomes[move]?.state ?? state;
      return { state: next, turn: turn + 1, total: total + objective(state, action, next) };
    },
    worth: ({ total }) => total,
    key: ({ state, turn, total, action }) =>
      `${world.key(state)} ${turn} ${action} ${total.toFixed(9)}`,
  };
}

export interface SearchOptions {
  /** Turns that are looked ahead. */
  readonly ahead: number;
  /** Playouts before each move. */
  readonly playouts: number;
  readonly random: Random;
  readonly signal?: { readonly aborted: boolean };
}

/** An episode in which every move is searched for anew. */
export function searchedEpisode<S>(
  world: LabWorld<S>,
  objective: Objective<S>,
  { ahead, playouts, random, signal = { aborted: false } }: SearchOptions,
): readonly PlayedStep<S>[] {
  let before = drawOutcome(world.initial(), random);
  const steps: PlayedStep<S>[] = [];
  for (let turn = 0; turn < world.horizon && world.actionCount(before) > 0; turn++) {
    if (signal.aborted) break;
    const game = worldGame(world, objective, before, Math.min(ahead, world.horizon - turn));
    const { move } = monteCarloTreeSearch(game, { playouts, random });
    const after = drawOutcome(world.step(before, move), random);
    steps.push({ before, action: move, after });
    before = after;
  }
  return steps;
}
