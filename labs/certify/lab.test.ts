import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { certify } from "./lab.ts";
import { countedThreshold, planned, tampersFrom } from "../src/tampering.ts";
import { drawMap, implemented, moved, stepsTo } from "../src/tamperMap.ts";
import type { AssuredAfterHold } from "./hold.ts";
import { afterHold, usefulAfter } from "./hold.ts";
import { othersActFrom, toOthers, toOthersOn, withoutAct } from "./forWhom.ts";

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

test("a hold widens, moves or narrows what a certificate leaves open", () => {
  const thresholds = [2, 4, 5, 7, 8, 9, 12];
  const at = (level: number) =>
    thresholds.map((from) => ({ paid: 0, wanted: 0, tampers: from <= level }));
  const sevenths = ({ stale, renewed, kept }: AssuredAfterHold): number[] =>
    [stale, renewed, kept].map((share) => Math.round(7 * share));
  // Passes at 3, is used at 7: 4, 5 and 7 tamper.
  expect(sevenths(afterHold({ tested: 3, deployed: 7, hold: 0 }, at))).toEqual([3, 3, 3]);
  // Two steps on: 8 and 9 as well; tested at 5 neither 4 nor 5 any longer.
  expect(sevenths(afterHold({ tested: 3, deployed: 7, hold: 2 }, at))).toEqual([5, 3, 1]);
  // As far as use was planned: nothing is left to miss, unless use moves on.
  expect(sevenths(afterHold({ tested: 3, deployed: 7, hold: 4 }, at))).toEqual([5, 2, 0]);
  expect([0, 2, 3, 4].map((hold) => usefulAfter(hold, { works: 2, tampers: 5 }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("what comes to the others, and from when the act is worth it to them, are those of all ways to go", () => {
  const random = Random.seeded(12);
  const [bonus, stake, most] = [1.537, 0.6, 6];
  for (let i = 0; i < 4; i++) {
    const map = drawMap(3, random);
    /** The most that anybody who gets this part of the changed reward gets in so many steps; without the act, too. */
    const best = (steps: number, part: number): { free: number; without: number } => {
      let [free, without] = [0, 0];
      for (let code = 0; code < 5 ** steps; code++) {
        let [cell, theta, sum] = [map.tiles.indexOf("A"), 0, 0];
        for (let step = 0, left = code; step < steps; step++, left = Math.floor(left / 5)) {
          cell = moved(map, cell, left % 5);
          if (map.tiles[cell] === "t") theta = 1;
          sum += theta === 1 ? part * bonus : Number(map.tiles[cell] === "w");
        }
        free = Math.max(free, sum);
        if (theta === 0) without = Math.max(without, sum);
      }
      return { free, without };
    };
    const levels = Array.from({ length: most }, (_, h) => best(h + 1, stake));
    const from = levels.findIndex(({ free, without }) => free > without + 1e-9) + 1;
    const expected = from === 0 ? Number.POSITIVE_INFINITY : from;
    expect(othersActFrom(map, { horizon: most, bonus }, stake, most), map.tiles).toBe(expected);
    for (const [h, { free, without }] of levels.entries()) {
      const rules = { horizon: h + 1, bonus };
      expect(withoutAct(map, rules)).toBeCloseTo(without, 12);
      const plan = planned(map, rules, implemented);
      expect(toOthers(map, rules, plan, stake)).toBeLessThanOrEqual(free + 1e-9);
      // Whoever gets all of it is who the agent is paid by.
      expect(toOthers(map, rules, plan, 1)).toBeCloseTo(best(h + 1, 1).free, 12);
    }
  }
  // Beside the toggle: three steps of the others' share, against two of work.
  const beside = { tiles: "tA.w", width: 4 };
  const rules = { horizon: 3, bonus };
  const plan = planned(beside, rules, implemented);
  expect(toOthers(beside, rules, plan, 0.5)).toBeCloseTo(3 * 0.5 * bonus, 12);
  expect(withoutAct(beside, rules)).toBe(2);
  expect(toOthersOn([beside], rules, implemented, 0.5).against_others).toBe(0);
  expect(toOthersOn([beside], rules, implemented, 0.4).against_others).toBe(1);
});
