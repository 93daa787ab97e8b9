/**
 * Ended and cut episodes. A worker is paid 1 a turn; for 3 turns of training it earns 3 a turn later. With
 * little time left training does not pay; whoever does not see the time and was merely no longer watched should
 * train.
 */
import { describe, expect, test } from "vitest";
import { Random } from "../base/index.ts";
import type { LabWorld } from "./index.ts";
import {
  evaluatePlan,
  expectedSarsa,
  finiteHorizonPlan,
  qLearning,
  reinforce,
  rewardsOf,
  rollout,
  sarsa,
  tableEnvironment,
  tabulate,
  valueIteration,
  worldEnvironment,
} from "./index.ts";

interface Job {
  readonly skill: number;
  readonly turn: number;
}

const TURNS = 6;
const [WORK, TRAIN] = [0, 1];

/** The time is in the state; whether it is shown, and what the limit is, differs. */
function job(limit: "cut" | "end", showsTime: boolean, timeUp = false): LabWorld<Job> {
  return {
    horizon: TURNS,
    limit,
    initial: () => [{ state: { skill: 0, turn: 0 }, probability: 1 }],
    key: ({ skill, turn }) => `${skill} ${turn}`,
    observe: ({ skill, turn }) => (showsTime ? `${skill}, ${TURNS - turn} turns left` : `${skill}`),
    actionCount: ({ turn }) => (timeUp && turn === TURNS ? 0 : 2),
    step: ({ skill, turn }, action) => [
      {
        state: {
          skill: action === TRAIN ? Math.min(3, skill + 1) : skill,
          turn: Math.min(TURNS, turn + 1),
        },
        probability: 1,
      },
    ],
    reward: ({ skill }, action) => (action === TRAIN ? 0 : skill === 3 ? 3 : 1),
  };
}

const LEARNERS = [qLearning, sarsa, expectedSarsa];

describe("an episode says how it is over", () => {
  test.each(["cut", "end"] as const)("at a limit that is a %s", (limit) => {
    const world = job(limit, false);
    const table = tabulate(world);
    for (const environment of [
      worldEnvironment(world),
      tableEnvironment(table, { rewards: rewardsOf(table) }),
    ]) {
      const { steps, cut } = rollout(environment, { choose: () => WORK }, Random.seeded(1));
      expect(steps).toHaveLength(TURNS);
      expect(environment.cuts).toBe(limit === "cut");
      expect(cut).toEqual(limit === "cut" ? { observation: "0", actionCount: 2 } : undefined);
    }
  });

  test("a world that has no actions left when time is up has ended", () => {
    const environment = worldEnvironment(job("cut", true, true));
    expect(rollout(environment, { choose: () => WORK }, Random.seeded(1)).cut).toBeUndefined();
  });
});

describe.each(LEARNERS.map((learner) => [learner.id, learner] as const))("%s", (_id, learner) => {
  /** By observation, what was learnt to do. */
  const learnt = (world: LabWorld<Job>, discount?: number) => {
    const { behaviour, discount: used } = learner.train(worldEnvironment(world), {
      episodes: 4000,
      random: Random.seeded(3),
      ...(discount === undefined ? {} : { discount }),
    });
    const choose = (seen: string): number => behaviour.choose(seen, 2, Random.seeded(0));
    return { choose, used };
  };

  test.each([
    ["ends", job("end", true)],
    ["is cut, nothing coming after", job("cut", true, true)],
  ])(
    "with the time left in view it agrees with the exact planner where the world %s",
    (_w, world) => {
      const table = tabulate(world);
      const rewards = rewardsOf(table);
      const { value } = finiteHorizonPlan(table, rewards);
      const { choose } = learnt(world, 1);
      const chosen = Int32Array.from(table.states, (state) =>
        choose((world.observe ?? world.key)(state)),
      );
      const choice = Array.from({ length: TURNS }, () => chosen);
      expect(value).toBe(9);
      expect(evaluatePlan(table, { choice }, [rewards])[0]).toBeCloseTo(value, 9);
    },
  );

  test("cut short without seeing the time it does what is best for ever", () => {
    const { choose, used } = learnt(job("cut", false));
    const endless = tabulate<Job>({
      ...job("cut", false),
      key: ({ skill }) => `${skill}`,
    });
    const best = valueIteration(endless, rewardsOf(endless), { discount: 0.98 }).choice;
    expect(used).toBe(0.98);
    for (const [s, { skill }] of endless.states.entries()) expect(choose(`${skill}`)).toBe(best[s]);
    expect(choose("0")).toBe(TRAIN);
  });
});

test.each([...LEARNERS, reinforce].map((learner) => [learner.id, learner] as const))(
  "%s: where two turns are all there is, training never pays",
  (_id, learner) => {
    const world: LabWorld<Job> = { ...job("end", false), horizon: 2 };
    const random = Random.seeded(5);
    const { behaviour } = learner.train(worldEnvironment(world), { episodes: 2000, random });
    expect(behaviour.choose("0", 2, random)).toBe(WORK);
  },
);
