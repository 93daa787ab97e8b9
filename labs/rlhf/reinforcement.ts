/**
 * Reinforcement learning on a learnt reward: something is made up turn by turn and rewarded at the end. The learner is the kit's
 * group-relative policy gradient, with λ a nat for leaving what was said before. What its policy comes to is worked out, not
 * sampled: strings one by one, points by the waves' means. Only the learnt reward of points is a mean of draws.
 */
import type { Random } from "@cidery/core";
import type { Environment, Observation, Trained } from "@cidery/core/learn";
import { groupRelative } from "@cidery/core/learn";
import type { Outcome } from "./policies.ts";
import { outcomeOf } from "./policies.ts";
import type { Proxy } from "./proxy.ts";
import type { World } from "./world.ts";

/** A policy of chances, as the learner hands it over. */
export type Policy = NonNullable<Trained["chances"]>;

export interface Reinforcement {
  /** λ, in standard deviations of reward a nat; 0 for none. */
  readonly price: number;
  readonly episodes: number;
  readonly random: Random;
  readonly signal?: { readonly aborted: boolean };
}

/** What came of it at the end, and whenever it was looked at. */
export interface Trail {
  readonly end: Outcome;
  readonly looks: readonly { readonly done: number; readonly outcome: Outcome }[];
}

/** Draws for the learnt reward of points. */
const DRAWS = 1000;

/** Trains a policy on the learnt reward. */
export function reinforced(
  world: World,
  proxy: Pick<Proxy, "rewards" | "rewardOf">,
  { price, episodes, random, signal }: Reinforcement,
): Trail {
  const rewarded = world.space === "strings" ? byNumber(proxy) : byDescription(world, proxy);
  const evaluate = (policy: Policy): Outcome =>
    world.meanWorth === undefined
      ? ofStrings(world, proxy, policy)
      : ofPoints(world, world.meanWorth, rewarded, policy, random.fork(2));
  const looks: { done: number; outcome: Outcome }[] = [];
  const learner = groupRelative({
    price,
    group: 16,
    groups: 4,
    reference: () => world.usual,
    ...(world.described === undefined ? {} : { features: world.described }),
  });
  const trained = learner.train(environmentOf(world, rewarded), {
    episodes,
    random: random.fork(1),
    rate: world.space === "strings" ? 0.02 : 0.1,
    ...(signal === undefined ? {} : { signal }),
    onCheckpoint(done, _behaviour, chances) {
      if (chances !== undefined) looks.push({ done, outcome: evaluate(chances) });
    },
  });
  const uniform: Policy = () => Float64Array.from(world.usual);
  return { end: evaluate(trained.chances ?? uniform), looks };
}

type Rewarded = (actions: readonly number[]) => number;

function byNumber({ rewards }: Pick<Proxy, "rewards">): Rewarded {
  return (letters) => rewards[letters.reduce((sum, letter) => 4 * sum + letter, 0)] as number;
}

function byDescription({ madeOf }: World, { rewardOf }: Pick<Proxy, "rewardOf">): Rewarded {
  return (actions) => rewardOf(madeOf(actions));
}

/** What is seen before a turn: the letters so far, or which coordinate it is. */
function seenBefore(space: World["space"], actions: readonly number[]): string {
  return space === "strings" ? actions.join("") : String(actions.length);
}

function environmentOf(
  { space, turns, usual }: World,
  rewarded: Rewarded,
): Environment<Observation> {
  return {
    horizon: turns,
    begin() {
      const done: number[] = [];
      return {
        get observation() {
          return done.length === turns ? undefined : seenBefore(space, done);
        },
        actionCount: usual.length,
        act(action) {
          done.push(action);
          return done.length === turns ? rewarded(done) : 0;
        },
      };
    },
  };
}

/** The chance of every string under the policy. */
export function chancesOfStrings({ turns, usual, gold }: World, policy: Policy): Float64Array {
  const chances = new Float64Array(gold.length);
  const walk = (said: readonly number[], number: number, chance: number): void => {
    if (said.length === turns) {
      chances[number] = chance;
      return;
    }
    const law = policy(seenBefore("strings", said), usual.length).slice();
    for (const [letter, p] of law.entries())
      walk([...said, letter], usual.length * number + letter, chance * p);
  };
  walk([], 0, 1);
  return chances;
}

function ofStrings(world: World, { rewards }: Pick<Proxy, "rewards">, policy: Policy): Outcome {
  return outcomeOf(chancesOfStrings(world, policy), rewards, world.gold);
}

function ofPoints(
  { turns, usual }: World,
  meanWorth: NonNullable<World["meanWorth"]>,
  rewarded: Rewarded,
  policy: Policy,
  random: Random,
): Outcome {
  const laws = Array.from({ length: turns }, (_, turn) =>
    policy(String(turn), usual.length).slice(),
  );
  let proxy = 0;
  for (let n = 0; n < DRAWS; n++)
    proxy += rewarded(laws.map((law) => drawnFrom(law, random))) / DRAWS;
  let nats = 0;
  for (const law of laws)
    for (const [k, p] of law.entries()) if (p > 0) nats += p * Math.log(p / (usual[k] as number));
  return { proxy, gold: meanWorth(laws), nats };
}

function drawnFrom(law: ArrayLike<number>, random: Random): number {
  let left = random.unit();
  for (let k = 0; k < law.length - 1; k++) {
    left -= law[k] as number;
    if (left < 0) return k;
  }
  return law.length - 1;
}
