import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { drawMap, implemented } from "../src/tamperMap.ts";
import { planned } from "../src/tampering.ts";
import { probes } from "./lab.ts";
import { firstMind, hiddenOf, schooled, scoreOf, scoreSlopes, worthsOf } from "./mind.ts";
import { acted, bestMove, worthsBy } from "./schooling.ts";
import { inputCount, MOVES, onesOf } from "./world.ts";

testLab(probes, 2);

test("what moves are worth is what planning says, and best moves are paid the most", () => {
  const random = Random.seeded(1);
  const rules = { horizon: 7, bonus: 1.53 };
  for (let i = 0; i < 10; i++) {
    const map = drawMap(4, random);
    const worths = worthsBy(implemented, map, rules);
    const { value } = planned(map, rules, implemented);
    const start = { map, cell: map.tiles.indexOf("A"), theta: 0, left: 7 };
    expect(Math.max(...worths.of(start))).toBeCloseTo(value, 9);
    const best = acted((situation) => bestMove(worths.of(situation)), map, rules);
    expect(best.paid).toBeCloseTo(value, 9);
    expect(best.succeeds).toBe(true);
  }
});

test("a situation is described from where the robot stands", () => {
  const map = { tiles: "A.w.#.t..", width: 3 };
  const ones = onesOf({ map, cell: 0, theta: 1, left: 2 });
  // Of 25 cells around the corner 16 are outside, and one is a wall; work two to the right, toggle two below.
  expect(ones.filter((one) => one < 25)).toHaveLength(17);
  expect(ones.slice(17)).toEqual([25 + 2 * 5 + 4, 25 + 25 + 4 * 5 + 2, 75, 77]);
  expect(Math.max(...ones)).toBeLessThan(inputCount(3, 2));
});

const SHAPE = { inputs: 6, units: 3, outputs: 2 };
const LESSON = { ones: [0, 3], worth: Float64Array.of(0.5, -1), read: true };

test("a lesson pulls weights down the slope of its loss, the reader's score in it", () => {
  const mind = firstMind(SHAPE, Random.seeded(2));
  const reader = { weights: Float64Array.of(0.7, -0.4, 1.1), bias: 0.2 };
  const loss = (weights: Float64Array): number => {
    const hidden = hiddenOf({ shape: SHAPE, weights }, LESSON.ones);
    const errors = worthsOf({ shape: SHAPE, weights }, hidden).map(
      (worth, a) => worth - (LESSON.worth[a] ?? 0),
    );
    const squares = errors.reduce((sum, e) => sum + e * e, 0) / 2;
    return squares + 0.8 * Math.log(1 + Math.exp(scoreOf(reader, hidden)));
  };
  // One step of Adam moves every weight that matters by its rate against the sign of its slope.
  const shunned = { reader, price: 0.8 };
  const { weights } = schooled(mind, [LESSON], { steps: 1, random: Random.seeded(3), shunned });
  for (let at = 0; at < weights.length; at++) {
    const [up, down] = [mind.weights.slice(), mind.weights.slice()];
    up[at] = (up[at] ?? 0) + 1e-5;
    down[at] = (down[at] ?? 0) - 1e-5;
    const slope = (loss(up) - loss(down)) / 2e-5;
    const step = (weights[at] ?? 0) - (mind.weights[at] ?? 0);
    expect(step, `weight ${at}`).toBeCloseTo(
      Math.abs(slope) < 1e-6 ? 0 : -0.01 * Math.sign(slope),
      4,
    );
  }
});

test("slopes of the score by inputs are differences", () => {
  const mind = firstMind(SHAPE, Random.seeded(4));
  const reader = { weights: Float64Array.of(0.3, 0.9, -0.5), bias: 0 };
  const hidden = hiddenOf(mind, LESSON.ones);
  const slopes = scoreSlopes(mind, reader, hidden);
  for (let input = 0; input < SHAPE.inputs; input++) {
    const added = mind.weights
      .slice(input * SHAPE.units, (input + 1) * SHAPE.units)
      .map((w) => 1e-6 * w);
    const moved = scoreOf(reader, hiddenOf(mind, LESSON.ones, added)) - scoreOf(reader, hidden);
    expect(moved / 1e-6).toBeCloseTo(slopes[input] ?? Number.NaN, 4);
  }
});

test("there are as many moves as the network says worths of", () => {
  expect(
    worthsOf(
      firstMind({ inputs: 4, units: 2, outputs: MOVES }, Random.seeded(5)),
      Float64Array.of(0, 0),
    ),
  ).toHaveLength(5);
});
