import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { basinBorder, settles } from "./bank.ts";
import { prophecy } from "./lab.ts";

testLab(prophecy);

test("announcing what the last announcement brought about settles at 0.1 or 0.9, with the border at 0.6", () => {
  for (const start of [0.05, 0.3, 0.55, 0.59, 0.61, 0.65, 0.8, 0.97])
    expect(settles(start)).toBeCloseTo(start < 0.6 ? 0.1 : 0.9, 6);
  expect(basinBorder(0.05, 0.97)).toBeCloseTo(0.6, 2);
});

test("the mean of the labels of N questions of which a share p is erased strays by σ / √(Np)", () => {
  const spreads = LABEL_PLANS.map(([questions, share], i) =>
    spreadOfMeans(questions, share, Random.seeded(1).fork(i)),
  );
  for (const [i, [questions, share]] of LABEL_PLANS.entries())
    expect((spreads[i] ?? 0) / (DEVIATION / Math.sqrt(questions * share))).toBeCloseTo(1, 0.5);
  const labels = LABEL_PLANS.map(([questions, share]) => Math.log(questions * share));
  expect(slope(labels, spreads.map(Math.log))).toBeCloseTo(-0.5, 1);
});

const DEVIATION = 5;

const LABEL_PLANS = [
  [400, 0.1],
  [800, 0.1],
  [400, 0.4],
  [1600, 0.2],
  [800, 0.8],
] as const;

/** Spread of the mean of the labels over many repetitions with binomially many labels. */
function spreadOfMeans(questions: number, share: number, random: Random): number {
  const repetitions = 400;
  let squares = 0;
  for (let n = 0; n < repetitions; n++) {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < questions; i++)
      if (random.unit() < share) {
        sum += DEVIATION * random.normal();
        count++;
      }
    if (count > 0) squares += (sum / count) ** 2;
  }
  return Math.sqrt(squares / repetitions);
}

function slope(x: readonly number[], y: readonly number[]): number {
  const centre = (all: readonly number[]): number =>
    all.reduce((sum, v) => sum + v, 0) / all.length;
  const [mx, my] = [centre(x), centre(y)];
  const over = x.reduce((sum, v, i) => sum + (v - mx) * ((y[i] ?? 0) - my), 0);
  return over / x.reduce((sum, v) => sum + (v - mx) ** 2, 0);
}
