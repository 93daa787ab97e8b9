import { describe, expect, test } from "vitest";
import { Random } from "@cidery/core";
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
