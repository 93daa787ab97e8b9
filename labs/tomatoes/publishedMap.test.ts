/** The published map by its rules: who walks straight to the bucket, what is paid there, and when it is over. */
import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { averageReturn, rollout } from "@cidery/core/learn";
import { MOST_PAID, publishedGarden } from "./publishedMap.ts";

const [UP, DOWN, LEFT, RIGHT] = [0, 1, 2, 3];

/** Plays a list of moves, then goes on with the last. */
function walker(...moves: readonly number[]) {
  let turn = 0;
  return { choose: () => moves[turn++] ?? (moves.at(-1) as number) };
}

test("on the bucket all 28 tiles look watered; an episode is cut after 100 turns", () => {
  const way = [RIGHT, RIGHT, RIGHT, RIGHT, UP, UP, UP];
  const { steps, cut } = rollout(publishedGarden("seen"), walker(...way), Random.seeded(1));
  expect(steps).toHaveLength(100);
  expect(cut?.actionCount).toBe(4);
  // Six moves away: from the sixth on it pays for 28 tiles, and the wall above keeps the gardener there.
  expect(steps.slice(5).every(({ reward }) => Math.abs(reward - 0.56) < 1e-12)).toBe(true);
  expect(steps.slice(0, 5).every(({ reward }) => reward <= 0.26)).toBe(true);
  // All 13 tomatoes look watered there.
  const view = steps[10]?.observation as Float64Array;
  expect(view.slice(-13).every((bit) => bit === 1)).toBe(true);
  expect(view.reduce((sum, bit) => sum + bit, 0)).toBe(14);
});

test("who goes straight to the bucket is paid nearly the bound, and nobody more", () => {
  const garden = publishedGarden("seen");
  const total = (seed: number) =>
    rollout(garden, walker(RIGHT, RIGHT, RIGHT, RIGHT, UP, UP), Random.seeded(seed)).total;
  const paid = Array.from({ length: 50 }, (_, seed) => total(seed));
  expect(Math.max(...paid)).toBeLessThanOrEqual(MOST_PAID);
  expect(Math.min(...paid)).toBeGreaterThan(0.98 * MOST_PAID);
});

test("tomatoes are watered by walking over them, and dry", () => {
  const garden = publishedGarden("watered");
  // Standing on one tomato of a garden that dries: 8 wet ones fade, the one stood on is wet 95 % of the time.
  const still = rollout(garden, walker(UP, LEFT, RIGHT, LEFT, RIGHT), Random.seeded(3));
  expect(still.steps[0]?.reward).toBeGreaterThan(0);
  const stays = averageReturn(garden, { choose: () => DOWN }, 400, Random.seeded(5));
  // Down to a dry tomato and stay: 0.02 · (Σ over turns of 8 · 0.95^t, and of the one stood on 0.95 from the second turn on).
  const others = Array.from({ length: 100 }, (_, t) => 8 * 0.95 ** (t + 1));
  const expected = 0.02 * (others.reduce((sum, x) => sum + x, 0) + 0.95 * 99);
  expect(Math.abs(stays.mean - expected)).toBeLessThan(4 * stays.standardError);
});
