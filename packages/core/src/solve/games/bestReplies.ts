/**
 * Best replies in sequence form by backward induction, exactly, and pure equilibria as their fixed
 * points: everybody answers everybody in turn, from several starts, until nobody changes. Cheap
 * where joint rules cannot be listed; finds a pure equilibrium often, not always.
 */
import type { StopSignal } from "../tables/effort.ts";
import type { AgentSequences, SequenceGame } from "./sequenceGame.ts";
import { Random } from "../../base/index.ts";

/** One action for every set of one agent. */
export type PurePlan = Int32Array;

const STARTS = 12;
const ROUNDS = 100;

/** A pure equilibrium, if replying in turn comes to rest. */
export function pureByReplies(
  game: SequenceGame,
  signal?: StopSignal,
): readonly PurePlan[] | undefined {
  const random = Random.seeded(1);
  for (let start = 0; start < STARTS; start++) {
    const plans = game.agents.map(({ sets }) =>
      Int32Array.from(sets, ({ actions }) => (start === 0 ? 0 : random.below(actions))),
    );
    const seen = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      if (signal?.aborted === true) return undefined;
      const key = plans.map((plan) => plan.join()).join("|");
      if (seen.has(key)) break; // going round in a circle
      seen.add(key);
      let rests = true;
      for (const [a, agent] of game.agents.entries()) {
        const weights = game.agents.map((one, i) => planWeights(one, plans[i] as PurePlan));
        const plan = plans[a] as PurePlan;
        if (reply(agent, gains(game, a, weights), plan)) rests = false;
      }
      if (rests) return plans;
    }
  }
  return undefined;
}

/** Realisation weights of a plan: 1 for the sequences it takes. */
export function planWeights({ count, sets }: AgentSequences, plan: PurePlan): bigint[] {
  const weights = Array.from({ length: count }, () => 0n);
  weights[0] = 1n;
  for (const [k, { after, first }] of sets.entries()) {
    weights[first + (plan[k] as number)] = weights[after] as bigint;
  }
  return weights;
}

/** What each sequence of an agent adds to its payoff, against the others' realisation weights. */
export function gains(
  { agents, at, payoffs }: SequenceGame,
  agent: number,
  weights: readonly (readonly bigint[])[],
): bigint[] {
  const sum = Array.from({ length: agents[agent]?.count ?? 0 }, () => 0n);
  for (const [t, sequences] of at.entries()) {
    let product = payoffs[agent]?.[t] as bigint;
    for (const [i, list] of weights.entries()) {
      if (i !== agent && product !== 0n) product *= list[sequences[i] as number] as bigint;
    }
    const own = sequences[agent] as number;
    if (product !== 0n) sum[own] = (sum[own] as bigint) + product;
  }
  return sum;
}

/** Changes the plan into a best one, ties left as they are. True when something changed. */
export function reply(
  { count, sets }: AgentSequences,
  gain: readonly bigint[],
  plan: PurePlan,
): boolean {
  const worth = Array.from({ length: count }, (_, s) => gain[s] as bigint);
  let changed = false;
  for (let k = sets.length - 1; k >= 0; k--) {
    const { after, first, actions } = sets[k] as AgentSequences["sets"][0];
    let best = plan[k] as number;
    for (let a = 0; a < actions; a++) {
      if ((worth[first + a] as bigint) > (worth[first + best] as bigint)) best = a;
    }
    if (best !== plan[k]) changed = true;
    plan[k] = best;
    worth[after] = (worth[after] as bigint) + (worth[first + best] as bigint);
  }
  return changed;
}
