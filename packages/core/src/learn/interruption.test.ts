/**
 * A gate that half of the time stops whoever wants to go through it. Going through pays 10, stopping
 * there 0, going around 7.
 */
import { describe, expect, test } from "vitest";
import { Random } from "../base/index.ts";
import type { Learner } from "./learners/learner.ts";
import type { LabWorld } from "./environments/labWorld.ts";
import { expectedSarsa, qLearning, sarsa } from "./learners/temporalDifference.ts";
import { worldEnvironment } from "./environments/labWorld.ts";

interface At {
  readonly place: "start" | "gate" | "end";
  /** Decided on the way to the gate; the agent cannot see it. */
  readonly stops: boolean;
}

const END: At = { place: "end", stops: false };
const [THROUGH, STOP] = [0, 1];

const silent: LabWorld<At> = {
  horizon: 2,
  initial: () => [{ state: { place: "start", stops: false }, probability: 1 }],
  key: ({ place, stops }) => `${place} ${stops}`,
  observe: ({ place }) => place,
  actionCount: ({ place }) => (place === "end" ? 0 : 2),
  step: ({ place }, action) =>
    place === "start" && action === THROUGH
      ? [true, false].map((stops) => ({ state: { place: "gate", stops }, probability: 0.5 }))
      : [{ state: END, probability: 1 }],
  reward: ({ place, stops }, action) => {
    if (place === "gate") return stops || action === STOP ? 0 : 10;
    return action === THROUGH ? 0 : 7;
  },
};
const telling: LabWorld<At> = {
  ...silent,
  executed: ({ place, stops }, action) => (place === "gate" && stops ? STOP : action),
};

function goesThrough(learner: Learner, world: LabWorld<At>): number {
  const seeds = Array.from({ length: 20 }, (_, i) => i);
  return seeds.filter((seed) => {
    const random = Random.seeded(seed);
    const { behaviour } = learner.train(worldEnvironment(world), { episodes: 4000, random });
    return behaviour.choose("start", 2, random) === THROUGH;
  }).length;
}

describe("learning from what was done", () => {
  test("Q-learning ignores interruptions it is told of, SARSA learns to avoid them", () => {
    expect(goesThrough(qLearning, telling)).toBe(20);
    expect(goesThrough(sarsa, telling)).toBe(0);
  });

  test("Q-learning avoids interruptions it takes for its own doing", () => {
    expect(goesThrough(qLearning, silent)).toBe(0);
    expect(goesThrough(sarsa, silent)).toBe(0);
  });

  test("expected SARSA expects its own choices, not what is put in their place", () => {
    expect(goesThrough(expectedSarsa, telling)).toBe(20);
  });
});
