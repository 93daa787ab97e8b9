/** Looks at a learner are dense early, and never miss the end. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkpoints } from "../index.ts";

test("every episode where there are few", () => {
  expect([...checkpoints(5)]).toEqual([1, 2, 3, 4, 5]);
  expect([...checkpoints(0)]).toEqual([]);
});

test("start at 1, end at the end, grow by no more than a half once they are apart, and are some forty", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (all) => {
      const found = [...checkpoints(all)];
      expect(found[0]).toBe(1);
      expect(found.at(-1)).toBe(all);
      expect(found.length).toBe(Math.min(40, all));
      for (const [i, at] of found.entries()) {
        const before = found[i - 1] ?? 0;
        expect(at).toBeGreaterThan(before);
        if (before >= 10) expect(at).toBeLessThanOrEqual(1.5 * before + 1);
      }
      // Half of the looks lie in the first tenth, as soon as there is a tenth worth the name.
      if (all >= 1000)
        expect(found.filter((at) => at <= all / 10).length).toBeGreaterThanOrEqual(20);
    }),
    { seed: 7, numRuns: 300 },
  );
});
