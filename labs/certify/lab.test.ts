import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { certify } from "./lab.ts";
import { countedThreshold, tampersFrom } from "../src/tampering.ts";
import { drawMap, implemented, stepsTo } from "../src/tamperMap.ts";

testLab(certify, 2);

test("thresholds counted on the map are those of planning at every level", () => {
  const random = Random.seeded(11);
  for (let i = 0; i < 40; i++) {
    const map = drawMap(4 + (i % 3), random);
    for (const bonus of [1.217, 1.537, 2.731]) {
      const rules = { horizon: 18, bonus };
      expect(countedThreshold(map, rules, 18), map.tiles).toBe(
        tampersFrom(map, rules, implemented, 18),
      );
    }
  }
});

test("steps are counted around walls", () => {
  const map = { tiles: "A#w..#.#t", width: 3 };
  expect(stepsTo(map, "w")).toBe(-1);
  expect(stepsTo({ tiles: "A#w...t..", width: 3 }, "w")).toBe(4);
});
