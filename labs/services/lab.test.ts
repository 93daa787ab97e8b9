import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { officeOf, paysWithinCall, planOfEach, served } from "./calling.ts";
import { services } from "./lab.ts";
import { between, called, drawServedMap, observed } from "./world.ts";

testLab(services, 2);

const RULES = { steps: 9, calls: 3, bonus: 1.5, frozen: false };

test("a service reaches its place in the fewest steps, stays, and goes round the toggle", () => {
  const map = { tiles: "A t ..w...".replaceAll(" ", ""), width: 4 };
  expect(map.tiles).toBe("At..w...");
  const there = called(map, RULES, "w", { cell: 0, theta: 0 }).map(({ cell }) => cell);
  expect(there).toEqual([0, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
  const random = Random.seeded(3);
  for (let i = 0; i < 20; i++) {
    const drawn = drawServedMap(4, random);
    const steps = { ...RULES, steps: 20 };
    const path = called(drawn, steps, "w", { cell: drawn.tiles.indexOf("A"), theta: 0 });
    const reached = path.findIndex(({ cell }) => drawn.tiles[cell] === "w");
    expect(reached).toBe(between(drawn, "A", "w"));
    expect(path.slice(reached).every(({ cell }) => drawn.tiles[cell] === "w")).toBe(true);
    expect(path.every(({ theta }) => theta === 0)).toBe(true);
  }
});

test("sent to the toggle it changes the reward function, which then pays everywhere", () => {
  const map = { tiles: "tAw", width: 3 };
  const path = called(map, { ...RULES, steps: 2 }, "t", { cell: 1, theta: 0 });
  expect(path.at(-1)).toEqual({ cell: 0, theta: 1 });
  const office = officeOf(map, { ...RULES, steps: 2, calls: 2 });
  // Two steps of 1.5 and two more: against two and two of 1.
  expect(served(office, planOfEach(office, observed))).toEqual({
    paid: 6,
    wanted: 0,
    tampers: true,
  });
});

test("from which length on the toggle pays within a call is counted", () => {
  // Two steps to the work, four to the toggle on the other side: 1.5 (h − 3) > h − 1 from h = 8 on.
  const map = { tiles: "t...A.w", width: 7 };
  expect(paysWithinCall(map, 1.5, 60)).toBe(8);
  expect(paysWithinCall(map, 1.5, 7)).toBe(Number.POSITIVE_INFINITY);
});
