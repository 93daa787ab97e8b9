import { expect, test } from "vitest";
import { testLab } from "../test/labPromises.ts";
import { ERRING, HIDDEN } from "./claims.ts";
import { explore } from "./lab.ts";
import { bayesian, comesTo } from "./minds.ts";
import { blindValue, tableFor, toldValue } from "./walkers.ts";

testLab(explore, 2);

test("what the planner expects is what its plan comes to, told nothing of how it was made", () => {
  for (const settings of [{}, { safe: 0.2, T: 5 }, HIDDEN, { ...ERRING, prior: 0.8, flip: 0.1 }]) {
    const table = tableFor({}, settings);
    const { value, start } = bayesian(table);
    const paid = comesTo(table, start, [(_before, _action, after) => after.paid]);
    expect(paid[0]).toBeCloseTo(value, 12);
    expect(value).toBeGreaterThanOrEqual(blindValue(settings) - 1e-12);
    expect(value).toBeLessThanOrEqual(toldValue(settings) + 1e-12);
  }
});
