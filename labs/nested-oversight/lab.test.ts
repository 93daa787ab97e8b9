import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { minimax } from "@cidery/core/learn";
import { testLab } from "../test/labPromises.ts";
import { fitPlateaus } from "./curve.ts";
import { eloChance, fitElo } from "./elo.ts";
import { moveBetween } from "./episode.ts";
import { nestedOversight } from "./lab.ts";
import { BEGINS, holds, holdsBest, playMatch } from "./match.ts";
import { bestChain, bestOnCurve } from "./nesting.ts";
import { nimOf } from "./nim.ts";
import type { Player } from "./players.ts";
import { nimGame, practised, searcher } from "./players.ts";

testLab(nestedOversight, 2);

const small = nimOf({ heaps: 2, size: 4, most: 3 });

test("who is to move wins where the nim-sum is not 0, as minimax says of every position", () => {
  for (const rules of [small.rules, { heaps: 3, size: 3, most: 2 }]) {
    const nim = nimOf(rules);
    for (const at of nim.positions.keys()) {
      const { value } = minimax(nimGame(nim), { from: { at, first: true } });
      expect(value > 0, String(nim.positions[at])).toBe(nim.won[at] === 1);
    }
  }
});

test("a searcher thinks and moves as minimax that is cut off there", () => {
  for (const depth of [0, 1, 2, 3, 5]) {
    const { thinks, replies } = searcher(small, depth);
    const worth = (at: number, first: boolean, left: number): number =>
      minimax(nimGame(small), { from: { at, first }, depth: left }).value;
    for (const [at, reached] of small.moves.entries()) {
      expect(thinks[at], `${depth} ${at}`).toBe(worth(at, true, depth));
      if (depth === 0 || at === 0) continue;
      const worths = Array.from(reached, (next) => worth(next, false, depth - 1));
      const best = Math.max(...worths);
      expect([...(replies[at] ?? [])]).toEqual([...reached].filter((_, i) => worths[i] === best));
    }
  }
});

test("of two that play perfectly the guard holds where the one who begins cannot win", () => {
  const perfect = searcher(small, 10);
  const lost = small.starts.reduce((sum, [at, p]) => sum + (small.won[at] === 1 ? 0 : p), 0);
  const play = (begins: number) => holds(small, { begins, locks: 1 }, perfect, perfect);
  expect(lost).toBeGreaterThan(0.1);
  expect(BEGINS.map((_, begins) => play(begins))).toEqual([0.5, lost, 1].map(near));
  expect(holds(small, { begins: 1, locks: 3 }, perfect, perfect)).toBeCloseTo(
    1 - (1 - lost) ** 3,
    12,
  );
});

function near(value: number): unknown {
  return expect.closeTo(value, 12);
}

const crowd: readonly Player[] = [
  ...[0, 1, 2, 4, 8].map((depth) => searcher(small, depth)),
  practised(small, 100, Random.seeded(3)),
];

test("what is played is what was worked out, within 4 standard errors", () => {
  const random = Random.seeded(4);
  for (const begins of BEGINS.keys())
    for (const locks of [1, 3])
      for (const guard of crowd)
        for (const houdini of crowd) {
          const rules = { begins, locks };
          const p = holds(small, rules, guard, houdini);
          let held = 0;
          for (let i = 0; i < 400; i++)
            held += Number(playMatch(small, rules, guard, houdini, random).at(-1)?.guardWins);
          const off = Math.abs(held / 400 - p);
          expect(off).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / 400) + 1e-9);
        }
});

test("nobody gets away more often than the best reply to a guard", () => {
  for (const begins of BEGINS.keys())
    for (const guard of crowd) {
      const rules = { begins, locks: 2 };
      const least = Math.min(...crowd.map((houdini) => holds(small, rules, guard, houdini)));
      expect(holdsBest(small, rules, guard)).toBeLessThanOrEqual(least + 1e-12);
    }
});

test("ratings come back from games that follow them, and 95 % intervals cover some 95 %", () => {
  const truth = [-300, -120, 0, 60, 360];
  const random = Random.seeded(5);
  let [covered, asked] = [0, 0];
  for (let run = 0; run < 200; run++) {
    const results = truth.flatMap((one, i) =>
      truth.slice(i + 1).map((other, j) => {
        let wins = 0;
        for (let n = 0; n < 60; n++) wins += Number(random.unit() < eloChance(one - other));
        return { one: i, other: i + 1 + j, wins, games: 60 };
      }),
    );
    const { elo, margin } = fitElo(results, truth.length);
    for (const [i, one] of truth.entries())
      for (const [j, other] of truth.entries()) {
        if (j <= i) continue;
        asked++;
        const found = (elo[i] ?? 0) - (elo[j] ?? 0);
        covered += Number(Math.abs(found - (one - other)) <= margin(i, j));
      }
  }
  expect(covered / asked).toBeGreaterThan(0.93);
  expect(covered / asked).toBeLessThan(0.97);
});

test("who never lost is rated high, and not infinitely", () => {
  const { elo } = fitElo([{ one: 0, other: 1, wins: 50, games: 50 }], 2);
  expect(elo[0]).toBeGreaterThan(400);
  expect(elo[0]).toBeLessThan(1000);
});

test("plateaus and the line between are found again", () => {
  const curve = (x: number): number => 50 + 300 * Math.max(0, Math.min(1, (x + 100) / 200));
  const points = Array.from({ length: 21 }, (_, i) => {
    const x = -400 + 40 * i;
    return [x, curve(x), 1 + (i % 3)] as const;
  });
  const found = fitPlateaus(points);
  for (const [x, rating] of points) expect(Math.abs(found(x) - rating)).toBeLessThan(1);
});

test("without an advantage one step is best, whatever the curve; collusion never adds a step", () => {
  const random = Random.seeded(6);
  for (let run = 0; run < 30; run++) {
    const ratings = Array.from({ length: 7 }, () => 800 * random.unit());
    ratings.sort((a, b) => a - b);
    const even = (i: number, j: number): number => eloChance((ratings[i] ?? 0) - (ratings[j] ?? 0));
    expect(bestChain(0, 6, even).ranks).toEqual([0, 6]);
    const able = (i: number, j: number): number =>
      eloChance((ratings[i] ?? 0) + 500 - (ratings[j] ?? 0));
    const lengths = [0, 0.1, 0.3, 0.6].map(
      (collude) => bestChain(0, 6, (i, j) => (1 - collude) * able(i, j)).ranks.length,
    );
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  }
});

test("on a straight curve a gap of 400 holds in 9.1 % without an advantage, and in 57.7 % in two steps with one of 400", () => {
  const straight = (ability: number): number => ability;
  const gap = { from: 0, gap: 400, collude: 0 };
  expect(bestOnCurve(straight, straight, gap)).toEqual({ steps: 1, held: near(1 / 11) });
  const guard = (ability: number): number => ability + 400;
  const { steps, held } = bestOnCurve(guard, straight, gap);
  expect(steps).toBe(2);
  expect(held).toBeCloseTo((1 / (1 + 10 ** -0.5)) ** 2, 12);
});

test("a move is told by heap and number", () => {
  expect(moveBetween([3, 1, 5], [1, 2, 3])).toEqual({ heap: 2, count: 3 });
  expect(() => moveBetween([3, 1], [1, 1, 1])).toThrow(RangeError);
});
