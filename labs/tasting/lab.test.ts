/** The lab's promises; planning by proposals against trying every way of serving, and against counting. */
import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { bestOfBandit } from "./bandit.ts";
import { tasting } from "./lab.ts";
import { tableOf } from "./parameters.ts";
import { seenAs } from "./rememberingAll.ts";
import type { Serving } from "./servers.ts";
import { comesOf, meterOf, planned, serverCalled, toldPleases } from "./servers.ts";
import type { Dish, Table } from "./world.ts";
import { DISHES, EATERS, means, NOTHING } from "./world.ts";

testLab(tasting, 2);

const RUNNING = { seed: 1, signal: { aborted: false } };

function drawnTable(random: Random, rounds: number): Table {
  return {
    rounds,
    house: random.unit(),
    prior: random.unit(),
    good: 0.5 + random.unit() / 2,
    bad: random.unit() / 2,
    slip: random.unit() / 2,
    eater: random.pick(EATERS),
  };
}

/** Every way of serving for two rounds: 2 first sights, and 8 second ones. */
function everyServing(): readonly Serving[] {
  const sights = DISHES.flatMap((first) => [
    seenAs([], first),
    ...DISHES.flatMap((served) =>
      DISHES.map((second) => seenAs([{ proposed: first, served }], second)),
    ),
  ]);
  return Array.from({ length: 2 ** sights.length }, (_, code): Serving => {
    const does = new Map(sights.map((sight, i) => [sight, ((code >> i) & 1) as Dish]));
    return (before, proposed) => does.get(seenAs(before, proposed)) ?? 0;
  });
}

test("planning is worth what the best of all ways of serving is worth, and does it", () => {
  const random = Random.seeded(2);
  const ways = everyServing();
  expect(ways).toHaveLength(1024);
  for (let i = 0; i < 8; i++) {
    const table = drawnTable(random, 2);
    const best = Math.max(...ways.map((serving) => comesOf(table, serving).pleased));
    const { value, serving } = planned(table);
    expect(value).toBeCloseTo(best, 10);
    expect(comesOf(table, serving).pleased).toBeCloseTo(best, 10);
  }
});

test("the assumption is right for an eater that knows and slips as often as assumed", () => {
  const random = Random.seeded(3);
  for (let i = 0; i < 20; i++) {
    const table: Table = {
      ...drawnTable(random, 4),
      eater: "told",
      slip: 0.05 + random.unit() / 3,
    };
    const assumes = serverCalled("assumes").serving(table, {}, RUNNING);
    expect(comesOf(table, assumes).pleased).toBeCloseTo(planned(table).value, 9);
    expect(meterOf(table)).toBeCloseTo(0, 9);
  }
});

test("nothing that goes by proposals gets more than tasting oneself, and that no more than being told", () => {
  const random = Random.seeded(4);
  for (let i = 0; i < 20; i++) {
    const table: Table = { ...drawnTable(random, 4), eater: random.pick(["careful", "stays"]) };
    expect(planned(table).value).toBeLessThanOrEqual(bestOfBandit(table) + 1e-9);
    expect(bestOfBandit(table)).toBeLessThanOrEqual(toldPleases(table) + 1e-9);
  }
});

test("of two rounds, counted by hand: the new dish is tried once, and again if it pleased", () => {
  const table = tableOf({ rounds: 2 });
  // Alone: never tried. Helped: 0.42, then 0.42 · P(pleases again | pleased) or the house.
  const again = (0.4 * 0.9 * 0.9 + 0.6 * 0.1 * 0.1) / 0.42;
  const tried = 0.42 + 0.42 * again + 0.58 * 0.5;
  expect(planned(table).value).toBeCloseTo(Math.max(1, tried), 12);
  expect(tried).toBeCloseTo(1.04, 12);
});

test("the careful proposes what it expects most of, the one that stays what pleased", () => {
  const careful = tableOf({ eater: 0 });
  const stays = tableOf({ eater: 1 });
  const tried = (dish: Dish, pleased: boolean) => ({
    served: dish,
    pleased: Number(dish === 1 && pleased),
    last: { dish, pleased },
  });
  for (const isGood of [true, false]) {
    expect([means(careful, isGood, NOTHING), means(stays, isGood, NOTHING)]).toEqual([0, 0]);
    expect(means(careful, isGood, tried(1, true))).toBe(1);
    expect(means(careful, isGood, tried(0, false))).toBe(0);
    expect(means(stays, isGood, tried(0, false))).toBe(1);
    expect(means(stays, isGood, tried(1, false))).toBe(0);
  }
  expect(DISHES.map((dish) => means(tableOf({ eater: 2 }), dish === 1, NOTHING))).toEqual([0, 1]);
});
