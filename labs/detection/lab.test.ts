import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { areaBound, areaUnder, precision, weightedArea, worthOfScore } from "./detector.ts";
import { detection } from "./lab.ts";
import { drawSource, lawOf, logOdds, sharpened, totalVariation, writeText } from "./sources.ts";

testLab(detection, 2);

test("of what is flagged so much is an AI's, at the published operating point and five base rates", () => {
  const found = [0.01, 0.05, 0.1, 0.2, 0.5].map((base) => precision(base, 0.26, 0.09));
  expect(found.map((share) => Number((100 * share).toFixed(1)))).toEqual([
    2.8, 13.2, 24.3, 41.9, 74.3,
  ]);
  expect(precision(0.5, 0, 0)).toBe(0);
});

test("areas are shares of pairs, ties counted half", () => {
  const random = Random.seeded(2);
  const [ai, human] = [1, 2].map(() => Array.from({ length: 40 }, () => random.below(9))) as [
    number[],
    number[],
  ];
  let pairs = 0;
  for (const a of ai) for (const h of human) pairs += a > h ? 1 : a === h ? 0.5 : 0;
  expect(areaUnder(ai, human)).toBeCloseTo(pairs / 1600, 12);
  expect(areaUnder(human, ai)).toBeCloseTo(1 - pairs / 1600, 12);
});

test("the laws of short texts sum to 1 and are what texts are drawn by", () => {
  const random = Random.seeded(3);
  const source = drawSource(2, 1, random);
  const { law, texts } = lawOf(source, 2);
  expect(law.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  const counts = new Float64Array(texts.length);
  for (let i = 0; i < 20_000; i++) {
    const text = writeText(source, 2, random);
    const code = text.reduce((n, letter) => 2 * n + letter, 0);
    counts[code] = (counts[code] as number) + 1;
  }
  for (const [i, p] of law.entries()) expect((counts[i] as number) / 20_000).toBeCloseTo(p, 1);
});

test("a sharpened source is further away the sharper it is; the same one cannot be told", () => {
  const human = drawSource(3, 1, Random.seeded(4));
  const { law, texts } = lawOf(human, 3);
  const apart = [1, 0.8, 0.5].map((temperature) => {
    const ai = sharpened(human, temperature);
    const theirs = lawOf(ai, 3).law;
    const area = weightedArea(
      texts.map((text) => logOdds(ai, human, text)),
      theirs,
      law,
    );
    const variation = totalVariation(law, theirs);
    expect(area).toBeLessThanOrEqual(areaBound(variation) + 1e-12);
    return variation;
  });
  expect(apart[0]).toBeCloseTo(0, 12);
  expect(apart[1]).toBeLessThan(apart[2] ?? 0);
});

test("a score is worth what the better of acting and trusting gains by it", () => {
  expect(worthOfScore(0.1, 0.26, 0.09)).toBe(0);
  expect(worthOfScore(0.6, 0.26, 0.09)).toBeCloseTo(0.6 * 0.26 - 3 * 0.4 * 0.09, 12);
  expect(worthOfScore(0.5, 1, 0)).toBeCloseTo(0.5, 12);
});
