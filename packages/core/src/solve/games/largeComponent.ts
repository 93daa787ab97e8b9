/**
 * One equilibrium of a component whose joint rules are too many to list: a pure one by replying in
 * turn, or else, for two agents that remember, one by pivoting in sequence form. Both are exact.
 */
import type { ComponentEquilibria, ComponentOptions } from "./componentAnswer.ts";
import type { ComponentGame } from "./componentGame.ts";
import { planWeights, pureByReplies } from "./bestReplies.ts";
import { quotient } from "./fractions.ts";
import { rulesOf, sequenceGame } from "./sequenceGame.ts";
import { traceSequences } from "./sequenceTracing.ts";
import { freeChoices, LARGEST_NORMAL_FORM, strategySlots } from "./strategyTensors.ts";
import { wholeTerms } from "./wholeTerms.ts";

/** Has the normal form more than this many payoffs? */
export function isLarge(game: ComponentGame, largest: number = LARGEST_NORMAL_FORM): boolean {
  let count = game.agents.length;
  for (const slot of strategySlots(game).flat()) count *= slot.actions;
  return !(count <= largest);
}

/** Undefined where neither way leads to one. */
export function someOfLarge(
  game: ComponentGame,
  kind: "pure" | "mixed",
  { signal }: ComponentOptions,
): ComponentEquilibria | undefined {
  const sequences = sequenceGame(game, wholeTerms(game));
  if (sequences === undefined) return undefined;
  const plans = pureByReplies(sequences, signal);
  const weights =
    plans !== undefined
      ? sequences.agents.map((agent, a) => planWeights(agent, plans[a] as Int32Array))
      : kind === "mixed" && sequences.agents.length === 2
        ? traceSequences(sequences, { signal })
        : undefined;
  if (weights === undefined) return undefined;
  return {
    found: [{ rules: rulesOf(game, sequences, weights, quotient), correlated: [] }],
    completeness: "some",
    degenerate: false,
    freeChoices: freeChoices(game.decisions),
  };
}
