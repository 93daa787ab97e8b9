import { expect, test } from "vitest";
import { testLab } from "../test/labPromises.ts";
import { recursiveOversight } from "./lab.ts";
import { breakEven, detection, unaided } from "./world.ts";

testLab(recursiveOversight);

test("at the break-even hit rate the tree finds what the human alone does; below it less, above it more", () => {
  const tree = { claims: 64, branching: 4, hitRate: 0.95, falseAlarm: 0.02, systematic: 0.5 };
  const t = breakEven(tree);
  const [less, same, more] = [t - 0.05, t, t + 0.05].map((hitRate) =>
    detection({ ...tree, hitRate }),
  );
  expect(t).toBeCloseTo(0.397, 3);
  expect(less).toBeLessThan(unaided(tree));
  expect(same).toBeCloseTo(unaided(tree), 12);
  expect(more).toBeGreaterThan(unaided(tree));
});
