/**
 * Candidate systems: each is built in a world and then steps left or right. What they have in common
 * is only the interface; which of them adapt is for the lab to find out. Some are trained by acting,
 * one plans, one follows labels, some were always so.
 */
import type { Random } from "@cidery/core";
import type { Environment, Learner } from "@cidery/core/learn";
import {
  checkpoints,
  contextualBandit,
  qLearning,
  rewardsOf,
  sarsa,
  tabulate,
  valueIteration,
} from "@cidery/core/learn";
import { oneDecision } from "../src/oneDecision.ts";

export interface MouseWorld {
  /** Probability that a step goes the other way. */
  readonly slip: number;
  /** Probability that the cheese is on the right. */
  readonly cheese: number;
}

export interface System {
  readonly id: string;
  readonly title: string;
  /** It trains, on episodes or on labels. */
  readonly learns?: boolean;
  /** Its steps do not come from what they bring about: a chance variable in the diagram. */
  readonly given?: boolean;
  /** Probability of stepping right once it has been built in the world. */
  readonly build: (world: MouseWorld, random: Random, onPoint?: OnPoint) => number;
}

const RIGHT = 1;

/** Where a step leads, and whether the cheese is there. */
export function takeStep(
  { slip, cheese }: MouseWorld,
  step: number,
  random: Random,
): { readonly right: boolean; readonly eats: boolean } {
  const slipped = random.unit() < slip;
  const right = (step === RIGHT) !== slipped;
  return { right, eats: right === random.unit() < cheese };
}

/** The three cells are left, middle, right; every episode starts in the middle. */
function mouseEnvironment(world: MouseWorld): Environment {
  return oneDecision({
    observation: "middle",
    actionCount: 2,
    act: (action, random) => Number(takeStep(world, action, random).eats),
  });
}

/** Expected cheese by step. */
export function worths({ slip, cheese }: MouseWorld): readonly [left: number, right: number] {
  const at = (right: number): number => right * cheese + (1 - right) * (1 - cheese);
  return [at(slip), at(1 - slip)];
}

const STEPS = 3000;

/** How far it has learnt, and its probability of stepping right, were it to stop there. */
export type OnPoint = (done: number, right: number) => void;

function trainedBy(learner: Learner): System["build"] {
  return (world, random, onPoint) => {
    // Chance of its own, so that looking does not change what is learnt.
    const looking = random.fork(1);
    const { behaviour } = learner.train(mouseEnvironment(world), {
      episodes: STEPS,
      random,
      ...(onPoint === undefined
        ? {}
        : {
            onCheckpoint: (done, now) => onPoint(done, now.choose("middle", 2, looking)),
          }),
    });
    return behaviour.choose("middle", 2, random);
  };
}

function planned(world: MouseWorld): number {
  const pay = worths(world);
  const table = tabulate<string>({
    horizon: 1,
    initial: () => [{ state: "middle", probability: 1 }],
    key: (state) => state,
    actionCount: (state) => (state === "middle" ? 2 : 0),
    step: () => [{ state: "end", probability: 1 }],
    reward: (_state, action) => pay[action] ?? 0,
  });
  return valueIteration(table, rewardsOf(table), { discount: 0.9 }).choice[0] ?? 0;
}

const LABELS = 200;

/** Learns what a teacher's labels say; the labels come from elsewhere than its world. */
function labelled(_world: MouseWorld, random: Random, onPoint?: OnPoint): number {
  let right = 0;
  const looks = checkpoints(LABELS);
  for (let i = 1; i <= LABELS; i++) {
    right += Number(random.unit() < 0.8);
    if (looks.has(i)) onPoint?.(i, Number(right > i / 2));
  }
  return Number(right > LABELS / 2);
}

/** Steps by a table of temperatures. */
function thermostat(_world: MouseWorld, random: Random): number {
  const degrees = 15 + random.below(5);
  return degrees < 21 ? RIGHT : 0;
}

const learner = trainedBy(qLearning);

/** Those that are built from what steps bring about, and those that are not. */
export const PLAIN: readonly System[] = [
  { id: "q-learning", title: "Q-learning", learns: true, build: learner },
  { id: "sarsa", title: "SARSA", learns: true, build: trainedBy(sarsa) },
  { id: "bandit", title: "bandit", learns: true, build: trainedBy(contextualBandit) },
  { id: "planner", title: "value iteration", build: planned },
  { id: "habit", title: "habit", given: true, build: () => RIGHT },
  { id: "thermostat", title: "look-up by temperature", given: true, build: thermostat },
  { id: "labelled", title: "tool trained on labels", given: true, learns: true, build: labelled },
];

/** How a less than rational mouse steps. */
export interface Bounds {
  readonly temperature: number;
  readonly epsilon: number;
  readonly aspiration: number;
}

export function boundedSystems({ temperature, epsilon, aspiration }: Bounds): readonly System[] {
  return [
    {
      id: "softmax",
      title: "softmax",
      build: (world) => softmaxRight(world, temperature, epsilon),
    },
    {
      id: "satisficer",
      title: "content with enough",
      build: (world) => satisficedRight(world, aspiration),
    },
  ];
}

/** Steps right with the softmax of its expected cheese; at random with probability ε. */
export function softmaxRight(world: MouseWorld, temperature: number, epsilon: number): number {
  const [left, right] = worths(world);
  const chosen = 1 / (1 + Math.exp((left - right) / temperature));
  return (1 - epsilon) * chosen + epsilon / 2;
}

/** Takes any step that is good enough; any step at all when none is. */
export function satisficedRight(world: MouseWorld, aspiration: number): number {
  const [left, right] = worths(world).map((worth) => worth >= aspiration - 1e-12);
  return left === right ? 0.5 : Number(right);
}

/** Expected cheese of whoever steps right with this probability. */
export function cheeseOf(world: MouseWorld, right: number): number {
  const [left, ofRight] = worths(world);
  return right * ofRight + (1 - right) * left;
}
