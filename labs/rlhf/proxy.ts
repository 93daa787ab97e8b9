/**
 * Reward networks: people compare two things that were said and prefer the better one; a network is fitted to the
 * preferences (Christiano et al. 2017). What it is trained on is drawn as things are said before training; what
 * policies make it rate afterwards is not.
 */
import type { Random } from "@cidery/core";
import type { SegmentComparison } from "@cidery/core/learn";
import { fitRewardEnsemble } from "@cidery/core/learn";
import type { World } from "./world.ts";
import { scaleOf } from "./world.ts";

/** How the reward is learnt. */
export interface Teaching {
  /** Comparisons that people make. */
  readonly labels: number;
  /** Hidden units of a network. */
  readonly width: number;
  /** Networks of an ensemble, each fitted to its own draw of the comparisons. */
  readonly members?: number;
  /** Steps of fitting. */
  readonly steps?: number;
}

/** What the learnt reward makes of everything that could be said; mean 0, standard deviation 1. */
export interface Proxy {
  readonly rewards: Float64Array;
  /** The same of anything that can be described, on the same scale. */
  readonly rewardOf: (input: ArrayLike<number>) => number;
}

/** The better one first, as people see it. Where both are worth the same, the first drawn. */
export function compared(
  { inputs, gold }: Pick<World, "inputs" | "gold">,
  labels: number,
  random: Random,
): SegmentComparison[] {
  return Array.from({ length: labels }, () => {
    const [a, b] = [random.below(inputs.length), random.below(inputs.length)];
    const [better, worse] = (gold[a] as number) >= (gold[b] as number) ? [a, b] : [b, a];
    return {
      preferred: [inputs[better] as Float64Array],
      other: [inputs[worse] as Float64Array],
    };
  });
}

/**
 * A reward learnt from comparisons. An ensemble goes by its lowest member, on the members' common scale (Coste et al. 2023: worst-case
 * optimisation).
 */
export function learntProxy(
  world: Pick<World, "inputs" | "gold">,
  { labels, width, members = 1, steps = 1200 }: Teaching,
  random: Random,
): Proxy {
  const comparisons = compared(world, labels, random.fork(1));
  const fitted = fitRewardEnsemble(comparisons, members, {
    random: random.fork(2),
    hidden: width,
    unit: "tanh",
    steps,
    batch: Math.min(labels, 64),
    penalty: 1e-4,
  });
  const each = fitted.members.map(({ reward }) => {
    const raw = Float64Array.from(world.inputs, reward);
    const { centre, spread } = scaleOf(raw);
    return {
      rewards: raw.map((value) => (value - centre) / spread),
      of: (input: ArrayLike<number>) => (reward(input) - centre) / spread,
    };
  });
  const lowest = Float64Array.from(world.inputs, (_, i) =>
    Math.min(...each.map(({ rewards }) => rewards[i] as number)),
  );
  const { centre, spread } = scaleOf(lowest);
  return {
    rewards: lowest.map((value) => (value - centre) / spread),
    rewardOf: (input) => (Math.min(...each.map(({ of }) => of(input))) - centre) / spread,
  };
}

/** How often the learnt reward prefers what people prefer, of fresh pairs drawn as the labels were. */
export function agreement(
  { gold }: Pick<World, "gold">,
  { rewards }: Proxy,
  random: Random,
): number {
  const pairs = 4000;
  let agreed = 0;
  for (let n = 0; n < pairs; n++) {
    const [a, b] = [random.below(gold.length), random.below(gold.length)];
    const ahead = (gold[a] as number) - (gold[b] as number);
    agreed += Number(ahead * ((rewards[a] as number) - (rewards[b] as number)) >= 0);
  }
  return agreed / pairs;
}
