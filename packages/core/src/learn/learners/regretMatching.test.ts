/** All agents learning at once: against the definitions of regret and equilibria that are known. */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { InfluenceDiagram, NormalFormGame } from "../../model/index.ts";
import type { GamePlay, GameTrainingReport } from "../index.ts";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { bimatrixGame, MechanismError, normalFormGame } from "../../model/index.ts";
import {
  compileDiagram,
  inducedNormalForm,
  policyRegrets,
  regret,
  regrets,
  SolveError,
} from "../../solve/index.ts";
import { analyse, perfectRecall } from "../../structure/index.ts";
import { averageRules, playDistance, regretMatching, trainInGame } from "../index.ts";

const models = resolve(import.meta.dirname, "../../../../../models/games");

function game(name: string): InfluenceDiagram {
  return model(readFileSync(resolve(models, `${name}.cid`), "utf8"));
}

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

function hasNumbers(diagram: InfluenceDiagram): boolean {
  try {
    compileDiagram(diagram);
    return true;
  } catch (fault) {
    if (fault instanceof SolveError || fault instanceof MechanismError) return false;
    throw fault;
  }
}

function randomGame(seed: number, sizes: readonly number[], constantSum = false): NormalFormGame {
  const random = Random.seeded(seed);
  const count = sizes.reduce((product, size) => product * size, 1);
  const payoffs = sizes.map(() => Float64Array.from({ length: count }, () => random.unit()));
  if (constantSum) payoffs[1] = (payoffs[0] as Float64Array).map((x) => 1 - x);
  return normalFormGame({ strategies: sizes, payoffs });
}

function play(of: NormalFormGame, rounds: number, seed = 1): GamePlay {
  return regretMatching.play(of, { rounds, random: Random.seeded(seed) });
}

/** By the definition: Σ over the profiles that were played of what one fixed strategy would have added. */
function hindsight(of: NormalFormGame, joint: Float64Array): number[] {
  const sizes = of.strategies.map((list) => list.length);
  return sizes.map((size, player) => {
    const stride = sizes.slice(player + 1).reduce((product, n) => product * n, 1);
    const gains = Array.from({ length: size }, (_, s) => {
      let sum = 0;
      for (const [profile, share] of joint.entries()) {
        const taken = Math.floor(profile / stride) % size;
        const instead = profile + (s - taken) * stride;
        const payoffs = of.payoffs[player] as Float64Array;
        sum += share * ((payoffs[instead] as number) - (payoffs[profile] as number));
      }
      return sum;
    });
    return Math.max(...gains);
  });
}

describe("regret matching in normal form", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

  test("what it says of its play agrees with the definitions", () => {
    fc.assert(
      fc.property(fc.integer(), sizes, (seed, shape) => {
        const one = randomGame(seed, shape);
        const { joint, average, hindsightRegrets, rounds } = play(one, 50, seed);
        expect(rounds).toBe(50);
        expect(joint.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        for (const [player, worst] of hindsight(one, joint).entries())
          expect(hindsightRegrets[player]).toBeCloseTo(worst, 9);
        for (const [player, row] of average.entries()) {
          const stride = shape.slice(player + 1).reduce((product, n) => product * n, 1);
          for (const [s, p] of row.entries()) {
            let sum = 0;
            for (const [profile, q] of joint.entries())
              if (Math.floor(profile / stride) % row.length === s) sum += q;
            expect(p).toBeCloseTo(sum, 9);
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("play is a coarse correlated equilibrium up to √(strategies / rounds)", () => {
    fc.assert(
      fc.property(fc.integer(), sizes, (seed, shape) => {
        const rounds = 4000;
        const { hindsightRegrets } = play(randomGame(seed, shape), rounds, seed);
        // Twice the bound in expectation leaves room for the luck of the draws.
        for (const [player, size] of shape.entries())
          expect(hindsightRegrets[player]).toBeLessThan(2 * Math.sqrt(size / rounds));
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  test("with a constant sum, average strategies gain at most the two regrets together", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (seed, rows, columns) => {
          const one = randomGame(seed, [rows, columns], true);
          const { average, hindsightRegrets } = play(one, 3000, seed);
          const together = hindsightRegrets.reduce((sum, x) => sum + x, 0);
          const [first = 0, second = 0] = regrets(one, average);
          expect(first + second).toBeCloseTo(together, 9);
          expect(regret(one, average)).toBeLessThan(0.1);
        },
      ),
      { seed: 3, numRuns: 40 },
    );
  });

  test("rock-paper-scissors: more rounds, less to gain; in the end nearly a third each", () => {
    const rows = [
      [0, -1, 1],
      [1, 0, -1],
      [-1, 1, 0],
    ];
    const one = bimatrixGame(rows);
    const gains = [100, 10_000, 400_000].map((rounds) => regret(one, play(one, rounds).average));
    expect(gains[1]).toBeLessThan(gains[0] ?? 0);
    expect(gains[2]).toBeLessThan(gains[1] ?? 0);
    for (const row of play(one, 400_000).average)
      for (const share of row) expect(share).toBeCloseTo(1 / 3, 1);
  });

  test("Shapley's game: play is correlated in the end, its averages need not be an equilibrium", () => {
    const rows = [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ];
    const columns = [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ];
    const one = bimatrixGame(rows, columns);
    const { joint, hindsightRegrets } = play(one, 100_000);
    expect(Math.max(...hindsightRegrets)).toBeLessThan(0.01);
    // Both get more than the 1/3 of the only equilibrium, which independent play would give.
    const paid = one.payoffs.map((tensor) =>
      tensor.reduce((sum, x, i) => sum + x * (joint[i] ?? 0), 0),
    );
    expect(Math.min(...paid)).toBeGreaterThan(0.4);
  });

  test("the same seed plays the same; it stops when asked", () => {
    const one = randomGame(5, [3, 3]);
    expect(play(one, 500, 7)).toEqual(play(one, 500, 7));
    let polls = 0;
    const signal = {
      get aborted(): boolean {
        return ++polls > 3;
      },
    };
    const { rounds } = regretMatching.play(one, {
      rounds: 10_000,
      random: Random.seeded(1),
      signal,
    });
    expect(rounds).toBe(400);
  });
});

describe("in models", () => {
  const train = (diagram: InfluenceDiagram, rounds = 20_000): GameTrainingReport =>
    trainInGame(diagram, { learner: regretMatching, rounds, seeds: 5 });

  test("a seed that was cut short is told apart and not counted", () => {
    let cut = 0;
    for (let after = 1; after < 1000; after = Math.ceil(after * 1.4)) {
      let polls = 0;
      const signal = {
        get aborted(): boolean {
          return ++polls > after;
        },
      };
      const plan = { learner: regretMatching, rounds: 1000, seeds: 3, signal };
      const report = trainInGame(game("matching-pennies"), plan);
      expect(report.stopped === true).toBe(report.seeds.length < 3);
      if (report.cutShort === undefined) continue;
      expect(report.cutShort.seed).toBe(report.seeds.length + 1);
      expect(report.cutShort.rounds).toBeLessThan(1000);
      cut++;
    }
    expect(cut).toBeGreaterThan(0);
  });

  test.each(["matching-pennies", "rock-paper-scissors", "prisoners-dilemma"])(
    "%s: the average strategies are the equilibrium in every seed",
    (name) => {
      const report = train(game(name));
      expect(report.successShare).toBe(1);
      expect(report.equilibria.kind).toBe("found");
      for (const { nearest, regrets: gains } of report.seeds) {
        expect(nearest?.distance).toBeLessThan(report.closeness);
        expect(Math.max(...gains)).toBeLessThanOrEqual(report.allowed);
      }
    },
  );

  test("the prisoners defect; the pennies fall either way", () => {
    const dilemma = game("prisoners-dilemma");
    const column = dilemma.idOf("D2") ?? -1;
    for (const { policy, values } of train(dilemma).seeds) {
      expect(policy.get(column)?.[1]).toBeGreaterThan(0.99);
      for (const value of values) expect(value).toBeCloseTo(-2, 1);
    }
    const pennies = game("matching-pennies");
    const first = pennies.idOf("D1") ?? -1;
    for (const { policy } of train(pennies).seeds)
      expect(policy.get(first)?.[0]).toBeCloseTo(0.5, 1);
  });

  test("Shapley's game is reported as what it is", () => {
    const report = train(game("shapley-game"));
    const worst = Math.max(...report.seeds.flatMap((one) => one.hindsightRegrets));
    expect(worst).toBeLessThan(report.allowed);
    expect(report.meanRegret).toBeGreaterThan(report.allowed);
    expect(report.successShare).toBe(0);
    for (const { paid } of report.seeds) expect(Math.min(...paid)).toBeGreaterThan(0.4);
  });

  test("average rules are the same play as the mixture when agents remember", () => {
    // Each sees its own earlier move and, of the other's, only a noisy sign.
    const diagram = model(`
agent a
agent b
decision A1 : {l, r} by a
decision B1 : {l, r} by b
chance Sign : {l, r} ~ { A1: 0.7, other(A1): 0.3 }
decision A2 : {l, r} by a sees A1, Sign
decision B2 : {l, r} by b sees B1, Sign
utility U for a = (if A1 == B2 then 1 else 0) + (if A2 == B1 then 2 else 0)
utility V for b = (if A1 == B2 then 0 else 2) + (if A2 == B1 then 0 else 1)
`);
    const form = inducedNormalForm(diagram);
    const compiled = compileDiagram(diagram);
    for (let seed = 1; seed <= 4; seed++) {
      const random = Random.seeded(seed);
      const profile = form.game.strategies.map((list) => {
        const weights = Float64Array.from(list, () => random.unit() ** 4);
        const total = weights.reduce((sum, w) => sum + w, 0);
        return weights.map((w) => w / total);
      });
      const gains = policyRegrets(compiled, averageRules(diagram, form, profile));
      for (const [player, gain] of regrets(form.game, profile).entries())
        expect(gains[form.agents[player] ?? -1]).toBeCloseTo(gain, 9);
    }
  });

  test("so they are in every game of the catalogue in which agents remember", () => {
    let compared = 0;
    for (const file of readdirSync(models).sort()) {
      const diagram = loadModel(readFileSync(resolve(models, file), "utf8"), {
        resolve: (name) => readFileSync(resolve(models, name), "utf8"),
      }).diagram;
      if (diagram === undefined) throw new Error(`${file} does not load`);
      const remember = diagram.agents.every((_, id) =>
        perfectRecall(analyse(diagram.structure), id),
      );
      const decided = diagram.structure.decisions.length > 0;
      if (!decided || !remember || !hasNumbers(diagram)) continue;
      const form = inducedNormalForm(diagram);
      const { average } = play(form.game, 40);
      const gains = policyRegrets(compileDiagram(diagram), averageRules(diagram, form, average));
      for (const [player, gain] of regrets(form.game, average).entries())
        expect(gains[form.agents[player] ?? -1], file).toBeCloseTo(gain, 8);
      compared++;
    }
    expect(compared).toBeGreaterThan(6);
  });

  test("rules that differ only where nobody gets are the same play", () => {
    const diagram = model(`
agent a
decision First : {stop, go} by a
decision Then : {l, r} by a sees First
utility U for a = if First == go and Then == r then 1 else 0
`);
    const then = (whenStopped: number): ReadonlyMap<number, Float64Array> =>
      new Map([
        [0, Float64Array.of(0, 1)],
        [1, Float64Array.of(whenStopped, 1 - whenStopped, 0, 1)],
      ]);
    const distance = playDistance(compileDiagram(diagram), then(0));
    expect(distance(then(1))).toBe(0);
    expect(distance(new Map([...then(0), [1, Float64Array.of(0, 1, 0.5, 0.5)]]))).toBeCloseTo(
      0.5,
      12,
    );
  });

  test("a model in which nobody decides is refused", () => {
    expect(() => train(model("agent a\nutility U for a = 1"))).toThrow(/nobody takes a decision/);
  });

  test("a model with too many joint rules is refused by their number", () => {
    const many = model(`
agent a
agent b
chance X : 0..20 ~ uniform
decision A : {l, r} by a sees X
decision B : {l, r} by b sees X
utility U for a = if A == B then 1 else 0
utility V for b = if A == B then 0 else 1
`);
    expect(() => train(many)).toThrow(/joint pure rules/);
  });
});
