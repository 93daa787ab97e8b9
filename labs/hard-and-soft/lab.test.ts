import { describe, expect, test } from "vitest";
import { Random } from "@cidery/core";
import { quantiliser } from "@cidery/core/learn";
import { testLab } from "../test/labPromises.ts";
import { choice, chosen, CHOOSERS, dot } from "./choosers.ts";
import { QS, valuesByQ } from "./curves.ts";
import { hardAndSoft } from "./lab.ts";
import { drawOptions, LAWS } from "./world.ts";

testLab(hardAndSoft, 1);

describe("shortcuts", () => {
  const random = Random.seeded(3);
  test.each(LAWS)("%s: what is chosen is what the written-out distribution says", (law) => {
    for (const count of [1, 2, 37, 200])
      for (const uneven of [false, true]) {
        const rules = { law, count, scale: 1.3, uneven };
        const options = drawOptions(rules, random);
        expect([...options.estimates]).toEqual([...options.estimates].sort((a, b) => b - a));
        for (const q of QS)
          for (const chooser of CHOOSERS) {
            const manner = { q, habit: 0.7 };
            const { judged, chances } = choice(chooser, options, rules, manner);
            const { expects, value } = chosen(chooser, options, rules, manner);
            expect(expects).toBeCloseTo(dot(chances, judged), 10);
            expect(value).toBeCloseTo(dot(chances, options.values), 10);
          }
        const soft = CHOOSERS.find(({ id }) => id === "soft");
        const byQ = valuesByQ(options, QS);
        for (const [i, q] of QS.entries())
          if (soft !== undefined)
            expect(byQ[i]).toBeCloseTo(chosen(soft, options, rules, { q, habit: 0 }).value, 10);
      }
  });
});

describe("what no draw could deny", () => {
  test("a cost of a q-quantiliser is at most 1/q of the base's (Taylor 2016, Lemma 1)", () => {
    expect(Math.max(...costRatios(Random.seeded(1), 1000))).toBeLessThanOrEqual(1 + 1e-9);
  });

  test("with normal errors the argmax gets 1/(1 + s.d.²) of what it expects", () => {
    const random = Random.seeded(1);
    const hard = CHOOSERS.find(({ id }) => id === "hard");
    for (const scale of [0.5, 1, 2]) {
      const rules = { law: "normal", count: 1000, scale, uneven: false } as const;
      let [got, expected] = [0, 0];
      for (let n = 0; n < 600; n++) {
        if (hard === undefined) continue;
        const one = chosen(hard, drawOptions(rules, random), rules, { q: 0, habit: 0 });
        got += one.value;
        expected += one.expects;
      }
      expect((got / expected) * (1 + scale ** 2)).toBeGreaterThan(0.9);
      expect((got / expected) * (1 + scale ** 2)).toBeLessThan(1.1);
    }
  });
});

/** Expected cost under the quantiliser, as a share of what the bound allows. */
function costRatios(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => {
    const options = 2 + random.below(40);
    const draw = (): Float64Array => Float64Array.from({ length: options }, () => random.unit());
    const weights = draw();
    const total = weights.reduce((sum, w) => sum + w, 0);
    const base = weights.map((w) => w / total);
    // Heavy-tailed, so that few options carry most of the cost.
    const costs = draw().map((u) => 1 / (1e-3 + u) - 0.9);
    const estimates = random.unit() < 0.5 ? costs : draw();
    const q = 0.01 + 0.99 * random.unit();
    return (dot(quantiliser(estimates, q, base), costs) * q) / dot(base, costs);
  });
}
