/**
 * A correlated equilibrium of a diagram: joint rules with probabilities, announced to each agent as
 * far as its own are concerned; nobody gains by playing other rules than those announced.
 */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { CompileOptions } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import { type CorrelatedEquilibrium, correlatedEquilibrium } from "./correlatedEquilibrium.ts";
import { type InducedNormalForm, inducedNormalForm } from "./inducedNormalForm.ts";

/** A correlated equilibrium of a diagram: the joint rules drawn, each with its probability. */
export interface CorrelatedPlay {
  /** Most probable first. */
  readonly draws: readonly {
    readonly probability: number;
    /** Rules for every decision. */
    readonly policy: Policy;
    /** The agents' rules in words, in the order of `agents`. */
    readonly rules: readonly string[];
  }[];
  /** The agents that decide. */
  readonly agents: readonly number[];
  /** Expected utility of each of them. */
  readonly values: readonly number[];
  /** Largest gain of any agent from disobeying one announcement, weighted by its probability. */
  readonly regret: number;
  /** What the method may leave of a regret of 0. */
  readonly regretTolerance: number;
  /**
   * Told to stop before the best one was found: an equilibrium of less, or, with a regret above the tolerance, the
   * nearest joint rules. In no correlated equilibrium the utilities add up to more than `atMost`.
   */
  readonly stopped?: { readonly atMost: number };
}

/**
 * The correlated equilibrium with the largest sum of utilities. `onPart` is told what there would be if the
 * work were ended at once.
 * @throws SolveError `game-too-large`, `too-many-profiles`
 */
export async function correlatedPlay(
  diagram: InfluenceDiagram,
  {
    onPart,
    ...options
  }: CompileOptions & { readonly onPart?: (play: CorrelatedPlay) => void } = {},
): Promise<CorrelatedPlay> {
  const induced = inducedNormalForm(diagram, options);
  return inRules(
    induced,
    await correlatedEquilibrium(induced.game, undefined, (nearest) =>
      onPart?.(inRules(induced, nearest)),
    ),
  );
}

function inRules(
  { game, agents, policyOf }: InducedNormalForm,
  found: CorrelatedEquilibrium,
): CorrelatedPlay {
  const sizes = game.strategies.map((list) => list.length);
  const draws = [...found.distribution.entries()]
    .filter(([, probability]) => probability > 0)
    .sort(([, p], [, q]) => q - p)
    .map(([index, probability]) => {
      const choice = sizes.map((size, a) => {
        const stride = sizes.slice(a + 1).reduce((n, other) => n * other, 1);
        return Math.floor(index / stride) % size;
      });
      return {
        probability,
        policy: policyOf(choice),
        rules: choice.map((s, a) => game.strategies[a]?.[s] ?? ""),
      };
    });
  return {
    draws,
    agents,
    values: found.payoffs,
    regret: found.regret,
    regretTolerance: found.tolerance,
    ...(found.stopped !== undefined && { stopped: found.stopped }),
  };
}
