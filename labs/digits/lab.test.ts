import { expect, test } from "vitest";
import { minimax } from "@cidery/core/learn";
import { testLab } from "../test/labPromises.ts";
import { digits } from "./lab.ts";
import { TEST, TRAINING } from "./judge.ts";
import { alone, beatenOf, debateAs, gameOf, liesOf, trialOf } from "./trial.ts";

testLab(digits);

test("1,797 images, each a digit of 64 pixels; those asked about are none that the judge learnt from", () => {
  const all = [...TRAINING, ...TEST];
  expect(all).toHaveLength(1797);
  for (const { digit, darkness } of all) {
    expect(digit).toBeLessThanOrEqual(9);
    expect(darkness).toHaveLength(64);
    expect(Math.min(...darkness)).toBe(0);
    expect(Math.max(...darkness)).toBeGreaterThan(0.5);
    expect(Math.max(...darkness)).toBeLessThanOrEqual(1);
  }
  const known = new Set(TRAINING.map(({ darkness }) => darkness.join()));
  expect(TEST.filter(({ darkness }) => known.has(darkness.join()))).toEqual([]);
});

test("play over sets of pixels comes to what minimax does over orders, in debates and consultancies", () => {
  const trial = trialOf({ shown: 3, steps: 100, width: 8 }, 4);
  const images = [...TEST].sort((a, b) => a.drawn.length - b.drawn.length).slice(0, 2);
  for (const image of images)
    for (const turns of [
      trial.turns,
      [...trial.turns].reverse(),
      ["liar", "honest", "honest"] as const,
      alone("honest", 3),
      alone("liar", 3),
    ]) {
      const beaten = beatenOf(trial, image, turns);
      for (const [i, lie] of liesOf(image).entries()) {
        const { value } = minimax(debateAs(trial.judge, image, lie, turns));
        expect(Number(beaten[i]), `${image.digit} as ${lie} by ${turns.join(", ")}`).toBe(value);
      }
    }
});

test("a line of best play ends as it promises, for every lie", () => {
  const trial = trialOf({ steps: 100, width: 8 }, 4);
  for (const image of trial.images.slice(0, 3)) {
    const game = gameOf(trial, image);
    const values = game.values(trial.turns);
    const beaten = beatenOf(trial, image, trial.turns);
    for (const [i, lie] of liesOf(image).entries()) {
      const line = game.line(values, trial.turns, lie);
      expect(new Set(line).size).toBe(4);
      expect(debateAs(trial.judge, image, lie, trial.turns).worth(line)).toBe(Number(beaten[i]));
    }
  }
});
