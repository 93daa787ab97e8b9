/** What is found by number is what was made for those very positions. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { ByContext } from "./contexts.ts";

describe("what belongs to a combination of values", () => {
  it.each([
    ["few combinations", [2, 3, 4]],
    ["no variables", []],
    ["more than are listed", [100, 90, 80]],
    ["more than doubles count exactly", Array.from({ length: 40 }, () => 3)],
  ])("is made once and found again: %s", (_, sizes) => {
    const random = Random.seeded(5);
    // They are some of all variables, in an order of their own.
    const variables = random.shuffled(sizes.map((_, i) => 2 * i + 1));
    let made = 0;
    const found = new ByContext(variables, sizes, (positions) => {
      made++;
      return positions.join();
    });
    const seen = new Set<string>();
    const values = new Int32Array(2 * sizes.length + 2).fill(7);
    for (let i = 0; i < 3_000; i++) {
      // The last alone differ now and then, where rounding would lose them.
      const from = i % 3 === 0 ? 0 : Math.max(0, sizes.length - 2);
      for (let k = from; k < sizes.length; k++)
        values[variables[k] as number] = random.below(sizes[k] as number);
      const expected = variables.map((v) => values[v]).join();
      seen.add(expected);
      expect(found.at(values)).toBe(expected);
    }
    expect(made).toBe(seen.size);
  });
});
