/**
 * Candidate systems: each is built in a world and then steps left or right. What they have in common
 * is only the interface; which of them adapt is for the lab to find out. Some are trained by acting,
 * one plans, one follows labels, some were always so.
 */
import type { Environment, Random } from "cidery";
import { contextualBandit, qLearning, rewardsOf, sarsa, tabulate, valueIteration } from "cidery";

export interface MouseWorld {
  /** Probability that a step goes the other way. */
  readonly slip: number;
  /** Probability that the cheese is on the right. */
  readonly cheese: number;
}

export interface System {
  readonly id: string;
  readonly title: string;
  /** Probability of stepping right once it has been built in the world. */
  readonly build: (world: MouseWorld, random: Random) => number;
}

const RIGHT = 1;

/** The three cells are left, middle, right; every episode starts in the middle. */
export function mouseEnvironment({ slip, cheese }: MouseWorld): Environment {
  return {
    horizon: 1,
    begin(random) {
      let over = false;
      return {
        get observation() {
          return over ? undefined : "middle";
        },
        actionCount: 2,
        act(action) {
          over = true;
          const slipped = random.unit() < slip;
          const arrivesRight = (action === RIGHT) !== slipped;
          return Number(arrivesRight === random.unit() < cheese);
        },
      };
    },
  };
}

/** Expected cheese by step. */
export function worths({ slip, cheese }: MouseWorld): readonly [left: number, right: number] {
  const at = (right: number): number => right * cheese + (1 - right) * (1 - cheese);
  return [at(slip), at(1 - slip)];
}

const STEPS = 3000;

function trainedBy(learner: typeof qLearning): System["build"] {
  return (world, random) => {
    const { behaviour } = learner.train(mouseEnvironment(world), { episodes: STEPS, random });
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

/** Learns what a teacher's labels say; the labels come from elsewhere than its world. */
function labelled(_world: MouseWorld, random: Random): number {
  let right = 0;
  for (let i = 0; i < 200; i++) right += Number(random.unit() < 0.8);
  return Number(right > 100);
}

/** Steps by a table of temperatures. */
function thermostat(_world: MouseWorld, random: Random): number {
  const degrees = 15 + random.below(5);
  return degrees < 21 ? RIGHT : 0;
}

export const SYSTEMS: readonly System[] = [
  { id: "q-learning", title: "Q-learning", build: trainedBy(qLearning) },
  { id: "sarsa", title: "SARSA", build: trainedBy(sarsa) },
  { id: "bandit", title: "bandit", build: trainedBy(contextualBandit) },
  { id: "planner", title: "value iteration", build: planned },
  { id: "habit", title: "habit", build: () => RIGHT },
  { id: "thermostat", title: "look-up by temperature", build: thermostat },
  { id: "labelled", title: "tool trained on labels", build: labelled },
];

/** Steps right with the softmax of its expected cheese; at random with probability ε. */
export function softmaxRight(world: MouseWorld, temperature: number, epsilon: number): number {
  const [left, right] = worths(world);
  const chosen = 1 / (1 + Math.exp((left - right) / temperature));
  return (1 - epsilon) * chosen + epsilon / 2;
}
