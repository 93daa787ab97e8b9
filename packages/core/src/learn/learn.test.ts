import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { Random } from "../base/index.ts";
import { loadModel } from "../language/index.ts";
import { compileDiagram, expectedUtility, mergePolicies } from "../solve/index.ts";
import {
  averageReturn,
  contextualBandit,
  diagramEnvironment,
  GAME_LEARNERS,
  LEARNERS,
  qLearning,
  rollout,
  trainInModel,
  shareInterval,
} from "./index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

const UMBRELLA = `
agent me
chance Rain : bool ~ bernoulli(0.3)
chance Forecast : bool ~ { Rain: 0.8, other(Rain): 0.2 }
decision Take : bool by me sees Forecast
utility U for me = if Rain and Take then 70 else if Rain then 0 else if Take then 20 else 100
`;

const TWO_STEPS = `
agent me
decision Train : bool by me
chance Skill : bool = Train
decision Play : bool by me sees Skill
utility Cost for me = if Train then -1 else 0
utility Win for me = if Play and Skill then 3 else if Play then -2 else 0
`;

const REPLICATED = `
agent me
param T = 4 in 1..9
chance S[1] : 0..2 = 0
for t in 1..T {
  decision A[t] : {left, right} by me sees S[t]
  chance S[t+1] : 0..2 = if A[t] == right then min(S[t] + 1, 2) else max(S[t] - 1, 0)
  utility R[t] for me = if S[t+1] == 2 then 1 else 0
}
`;

describe("a diagram as an environment", () => {
  test("the same seed plays the same episode", () => {
    const environment = diagramEnvironment(model(UMBRELLA), 0);
    const lazy = { choose: (): number => 0 };
    const once = rollout(environment, lazy, Random.seeded(7));
    expect(rollout(environment, lazy, Random.seeded(7))).toEqual(once);
  });

  test("sampled returns agree with exact expected utility", () => {
    const diagram = model(UMBRELLA);
    const environment = diagramEnvironment(diagram, 0);
    const obedient = { choose: (seen: string): number => (seen.endsWith("|1") ? 1 : 0) };
    const random = Random.seeded(1);
    const { mean, standardError } = averageReturn(environment, obedient, 20_000, random);
    const policy = environment.policyOf(obedient, random);
    const exact = expectedUtility(compileDiagram(diagram), 0, mergePolicies(policy, new Map()));
    expect(Math.abs(mean - exact)).toBeLessThan(4 * standardError);
  });

  test("steps of a replicated model share observations of the same shape, unless kept apart", () => {
    const diagram = model(REPLICATED);
    const seen = (separateSteps: boolean): Set<string> => {
      const environment = diagramEnvironment(diagram, 0, { separateSteps });
      const random = Random.seeded(3);
      const keys = new Set<string>();
      for (let i = 0; i < 200; i++) {
        const behaviour = { choose: (_: string, n: number, r: Random): number => r.below(n) };
        for (const { observation } of rollout(environment, behaviour, random).steps)
          keys.add(observation);
      }
      return keys;
    };
    expect(seen(false).size).toBe(3);
    expect(seen(true).size).toBeGreaterThan(3);
  });

  test("an agent without decisions cannot learn", () => {
    const diagram = model(
      "agent a\nagent b\ndecision D : bool by a\nutility U for b = if D then 1 else 0\nutility V for a = 0",
    );
    expect(() => diagramEnvironment(diagram, 1)).toThrow(/takes no decision/);
  });

  test("acting after the end, or with an unknown action, is the caller's error", () => {
    const episode = diagramEnvironment(model(UMBRELLA), 0).begin(Random.seeded(1));
    expect(() => episode.act(2)).toThrow(/0…1/);
    episode.act(0);
    expect(() => episode.act(0)).toThrow(/over/);
  });

  test("parameters that are not replaced keep their values", () => {
    const diagram = model(`
      param a = 0 in 0..1
      param b = 1 in 0..1
      decision D : {0, 1}
      utility U = a + b
    `);
    const environment = diagramEnvironment(diagram, 0, { parameters: new Map([["a", 2]]) });
    expect(environment.begin(Random.seeded(1)).act(0)).toBe(3);
  });
});

describe("learners", () => {
  for (const learner of LEARNERS) {
    test(`${learner.id} finds the optimum of a single decision in every seed`, () => {
      const report = trainInModel(model(UMBRELLA), 0, { learner, episodes: 4000, seeds: 5 });
      expect(report.successShare).toBe(1);
      expect(report.optimalValue).toBeGreaterThan(report.uniformValue);
    });
  }

  for (const learner of LEARNERS.filter(({ id }) => id !== "bandit")) {
    test(`${learner.id} pays a cost now for a gain later`, () => {
      const report = trainInModel(model(TWO_STEPS), 0, { learner, episodes: 4000, seeds: 5 });
      expect(report.optimalValue).toBe(2);
      expect(report.successShare).toBe(1);
    });
  }

  test("a bandit does not, and the report says so", () => {
    const report = trainInModel(model(TWO_STEPS), 0, {
      learner: contextualBandit,
      episodes: 4000,
      seeds: 5,
    });
    expect(report.successShare).toBe(0);
    // It sees only the cost of training, so it neither trains nor plays: nothing instead of 2.
    expect(report.shortfall.mean).toBeCloseTo(report.optimalValue - report.meanValue, 12);
    expect(report.shortfall.worst).toBe(2);
  });

  test("a learner that reaches the optimum falls short by nothing", () => {
    const plan = { learner: qLearning, episodes: 4000, seeds: 2 };
    expect(trainInModel(model(UMBRELLA), 0, plan).shortfall).toMatchObject({ mean: 0, worst: 0 });
  });

  test("the same first seed gives the same report", () => {
    const plan = { learner: qLearning, episodes: 300, seeds: 3, firstSeed: 11 };
    const values = (): number[] =>
      trainInModel(model(REPLICATED), 0, plan).seeds.map((one) => one.value);
    expect(values()).toEqual(values());
  });

  test("training stops when asked, keeping what was learnt", () => {
    const environment = diagramEnvironment(model(UMBRELLA), 0);
    let polls = 0;
    const signal = {
      get aborted(): boolean {
        return ++polls > 50;
      },
    };
    const { episodes } = qLearning.train(environment, {
      episodes: 1e9,
      random: Random.seeded(1),
      signal,
    });
    expect(episodes).toBe(50);
  });

  test("a seed that was cut short is told apart and not counted", () => {
    const plan = { learner: qLearning, episodes: 100, seeds: 4 };
    const whole = trainInModel(model(UMBRELLA), 0, plan);
    expect(whole).not.toHaveProperty("stopped");
    for (const polls of [0, 30, 250, 320]) {
      let left = polls;
      const signal = {
        get aborted(): boolean {
          return --left < 0;
        },
      };
      const report = trainInModel(model(UMBRELLA), 0, { ...plan, signal });
      expect(report.stopped).toBe(true);
      expect(report.seeds.map((one) => one.value)).toEqual(
        whole.seeds.slice(0, report.seeds.length).map((one) => one.value),
      );
      expect(report.cutShort?.episodes ?? 1).toBeLessThan(100);
      expect(report.seeds.length).toBe(Math.floor(polls / 101));
      if (report.seeds.length === 0) expect(report.meanValue).toBeNaN();
    }
  });
});

test("the interval of 20 out of 20 begins near 0.83", () => {
  expect(shareInterval(20, 20)[0]).toBeCloseTo(0.8316, 3);
});

test("every learner of the registry is documented in the learn README", () => {
  const readme = readFileSync(resolve(import.meta.dirname, "README.md"), "utf8");
  for (const { id } of [...LEARNERS, ...GAME_LEARNERS]) expect(readme).toContain(id);
});
