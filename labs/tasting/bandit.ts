/**
 * A bandit that tastes what it serves: one arm is known, the other good or not. Backward induction over how often it was served
 * and pleased, with nobody in between; what proposals could tell at best. Cost: rounds³.
 */
import type { Table } from "./world.ts";
import { expectedOfNew } from "./world.ts";

export function bestOfBandit(table: Table): number {
  const known = new Map<string, number>();
  const value = (left: number, served: number, pleased: number): number => {
    if (left === 0) return 0;
    const key = `${left} ${served} ${pleased}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const often = expectedOfNew(table, { served, pleased });
    const house = table.house + value(left - 1, served, pleased);
    const other =
      often * (1 + value(left - 1, served + 1, pleased + 1)) +
      (1 - often) * value(left - 1, served + 1, pleased);
    const best = Math.max(house, other);
    known.set(key, best);
    return best;
  };
  return value(table.rounds, 0, 0);
}
