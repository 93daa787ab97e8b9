import { join } from "node:path";
import { expect, test } from "vitest";
import { testLab } from "../test/labPromises.ts";
import { readDiagram } from "../test/readDiagram.ts";
import { boundedRationality } from "./lab.ts";
import { shippedPlaces } from "./places.ts";
import { gainByHeeding, movedBy, stumbling, tableOf, worthsAt } from "./rules.ts";

testLab(boundedRationality);

test("pull falls with ε in a straight line on every shipped model, and is 0 at ε = 1, as is the gain by heeding", () => {
  const diagram = (file: string) => readDiagram(join(import.meta.dirname, file));
  for (const place of shippedPlaces({ diagram })) {
    const pull = (share: number): number =>
      movedBy(place, tableOf(worthsAt(place), stumbling(share)));
    expect(pull(0)).toBeGreaterThan(1e-6);
    for (const share of [0.25, 0.5, 0.75, 1])
      expect(pull(share)).toBeCloseTo((1 - share) * pull(0), 9);
    expect(gainByHeeding(place, stumbling(1))).toBeCloseTo(0, 9);
  }
});
