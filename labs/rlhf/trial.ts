/**
 * A setting tried with one seed: what people want is drawn, a reward is learnt from what they compare, and everybody optimises it
 * in their own way. What several ask for is worked out once.
 */
import type { LabContext, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { incentiveMeter } from "@cidery/core/solve";
import { remembered } from "../src/remembered.ts";
import type { Curve, Outcome } from "./policies.ts";
import { bestOf, curveOf, DRAWS, outcomeOf, pricedPolicy, priceAt } from "./policies.ts";
import type { Proxy } from "./proxy.ts";
import { agreement, learntProxy } from "./proxy.ts";
import type { Trail } from "./reinforcement.ts";
import { reinforced } from "./reinforcement.ts";
import type { Space, World } from "./world.ts";
import { drawWorld, SPACES } from "./world.ts";

/** What a seed gives at some settings. */
export interface Trial {
  readonly world: World;
  readonly proxy: Proxy;
  /** Several networks, of which the lowest counts. */
  readonly ensemble: () => Proxy;
  readonly random: Random;
  readonly episodes: number;
  /** Tells this trial from others. */
  readonly key: string;
}

const worlds = remembered<World>(3);
const proxies = remembered<Proxy>(6);
const trails = remembered<Trail>(24);

export function trialOf(settings: Settings, seed: number): Trial {
  const { space = 1, states = 8, labels = 2000, width = 8, members = 4 } = settings;
  const { waviness = 0.4, steps = 1200, episodes = 40_000 } = settings;
  const random = Random.seeded(seed);
  const named: Space = SPACES[space] ?? "strings";
  const drawn = `${seed} ${named} ${named === "strings" ? states : waviness}`;
  const world = worlds(drawn, () => drawWorld(named, states, random.fork(1), waviness));
  const taught = `${drawn} ${labels} ${width} ${steps}`;
  const learnt = (count: number): Proxy =>
    proxies(`${taught} ${count}`, () =>
      learntProxy(world, { labels, width, steps, members: count }, random.fork(2)),
    );
  return {
    world,
    proxy: learnt(1),
    ensemble: () => learnt(members),
    random,
    episodes,
    key: `${taught} ${episodes}`,
  };
}

/** A policy trained on the learnt reward of the trial. @param price λ, 0 for none */
export function trailOf(
  { world, proxy, random, episodes, key }: Trial,
  price: number,
  signal: LabContext["signal"],
): Trail {
  return trails(`${key} ${price}`, () =>
    reinforced(world, proxy, { price, episodes, random: random.fork(3), signal }),
  );
}

/** What a way of optimising comes to, and how it got there. */
interface Optimised {
  readonly outcome: Outcome;
  readonly curve?: Curve;
  /** The most learnt reward at the same distance, where that is known. */
  readonly most?: number;
}

/** A way of optimising what was learnt. */
export interface Optimiser {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly learns?: true;
  readonly optimise: (trial: Trial, settings: Settings, signal: LabContext["signal"]) => Optimised;
}

/** Draws up to n, doubling. */
function drawsUpTo(n: number): readonly number[] {
  return [...DRAWS.filter((draws) => draws < n), n];
}

function drawn({ world }: Trial, { rewards }: Proxy, n: number): Optimised {
  const outcomes = drawsUpTo(n).map((draws) => bestOf(draws, rewards, world.gold));
  const curve = curveOf(outcomes);
  return { outcome: outcomes.at(-1) as Outcome, curve };
}

/** How much of the most reward at its distance a policy over strings gets. */
export function mostAt({ nats }: Outcome, { rewards }: Proxy): number {
  return outcomeOf(pricedPolicy(priceAt(nats, rewards), rewards), rewards, rewards).proxy;
}

function trained(price: (settings: Settings) => number): Optimiser["optimise"] {
  return (trial, settings, signal) => {
    const { end, looks } = trailOf(trial, price(settings), signal);
    return {
      outcome: end,
      curve: curveOf([...looks.map(({ outcome }) => outcome), end]),
      ...(trial.world.space === "strings" ? { most: mostAt(end, trial.proxy) } : {}),
    };
  };
}

const priceOf = ({ lambda = 0.1 }: Settings): number => lambda;

export const OPTIMISERS: readonly Optimiser[] = [
  {
    id: "rl",
    title: "reinforcement learning",
    objective: "the learnt reward",
    diagram: "diagram.cid",
    learns: true,
    optimise: trained(() => 0),
  },
  {
    id: "priced",
    title: "reinforcement learning with a price",
    objective: "the learnt reward, less λ a nat of leaving what was said",
    diagram: "priced.cid",
    learns: true,
    optimise: trained(priceOf),
  },
  {
    id: "frontier",
    title: "the best policy at that price, exactly",
    objective: "the learnt reward, less λ a nat of leaving what was said",
    diagram: "priced.cid",
    optimise({ world, proxy }, settings) {
      const chances = pricedPolicy(priceOf(settings), proxy.rewards);
      return { outcome: outcomeOf(chances, proxy.rewards, world.gold) };
    },
  },
  {
    id: "best-of-n",
    title: "best of n by one network",
    objective: "the learnt reward of one of n draws",
    diagram: "best-of-n.cid",
    optimise: (trial, { n = 1024 }) => drawn(trial, trial.proxy, n),
  },
  {
    id: "ensemble",
    title: "best of n by the lowest of several networks",
    objective: "the lowest of the learnt rewards of one of n draws",
    diagram: "ensemble.cid",
    optimise: (trial, { n = 1024 }) => drawn(trial, trial.ensemble(), n),
  },
  {
    id: "gold",
    title: "the best policy for people at that price, exactly",
    objective: "what it is worth to people, less λ a nat of leaving what was said",
    diagram: "gold.cid",
    optimise({ world, proxy }, settings) {
      const chances = pricedPolicy(priceOf(settings), world.gold);
      return { outcome: outcomeOf(chances, proxy.rewards, world.gold) };
    },
  },
];

/** A row of the table. */
export function rowOf(
  optimiser: Optimiser,
  settings: Settings,
  { seed, signal, diagram }: Pick<LabContext, "seed" | "signal" | "diagram">,
): LabRow {
  const trial = trialOf(settings, seed);
  const { outcome, curve, most } = optimiser.optimise(trial, settings, signal);
  const judge = optimiser.id === "ensemble" ? trial.ensemble() : trial.proxy;
  return {
    agent: optimiser.id,
    values: {
      ...outcome,
      ...(curve === undefined ? {} : { peak: curve.peak, fall: curve.fall }),
      ...(most === undefined || most <= 0 ? {} : { of_frontier: outcome.proxy / most }),
      agreement: agreement(trial.world, judge, trial.random.fork(4)),
      meter: incentiveMeter(diagram(optimiser.diagram), { decision: "X" }, "Q").value,
    },
  };
}
