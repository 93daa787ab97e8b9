/** The lab's promises; and the numbers that are handed on, against brute force and closed forms. */
import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { readThrough } from "../src/ledger/approval.ts";
import { pointedAt } from "../src/ledger/queue.ts";
import { drawFormula, drawLedger, lookUp, UNKNOWN, valuesOf } from "../src/ledger/world.ts";
import { testLab } from "../test/labPromises.ts";
import { strategy } from "./lab.ts";
import type { Ground } from "./stages.ts";
import { certifiedBy, MONTHS, monthsTo } from "./stages.ts";
import { AS_IS, failsFrom, STAGES, trialOf, whollyFailsFrom } from "./trial.ts";

testLab(strategy, 2);

const PEOPLE = { r: 1.2, p: 0.3, f: 8, limit: 11, jump: 5, researcher: "people" } as const;

function groundOf(thresholds: readonly number[], tolerated: number): Ground {
  const random = Random.seeded(1);
  const books = { formula: drawFormula({ depth: 2, branching: 2 }, random), k: 1 };
  const queue = { ...books, bandwidth: 1, ai: 0.5 };
  return { books: queue, ledgers: [], thresholds, ahead: 2, tolerated, growth: PEOPLE, random };
}

test("who is certified is counted over every way the reports can come out", () => {
  const thresholds = [2, 5, 6, Number.POSITIVE_INFINITY];
  const [taken, level] = [0.7, 4];
  let [certified, falsely] = [0, 0];
  for (let code = 0; code < 16; code++) {
    const isTaken = thresholds.map((_, i) => ((code >> i) & 1) === 1);
    const chance = isTaken.reduce((p, is) => p * (is ? taken : 1 - taken), 1);
    const passes = thresholds.map((from, i) => from > level === isTaken[i]);
    certified += (chance * passes.filter(Boolean).length) / 4;
    falsely += (chance * passes.filter((is, i) => is && (thresholds[i] ?? 0) <= 6).length) / 4;
  }
  const found = certifiedBy(groundOf(thresholds, 0.1), taken, level);
  expect(found.certified).toBeCloseTo(certified, 12);
  expect(found.falsely).toBeCloseTo(falsely, 12);
});

test("the window is open until the level at which too many of the certified tamper", () => {
  // Reports are always right: half of those that pass at 4 tamper at 8, one doubling later.
  const half = certifiedBy(groundOf([8, Number.POSITIVE_INFINITY], 0.4), 1, 4);
  expect(half.months).toBe(3);
  expect(certifiedBy(groundOf([8, Number.POSITIVE_INFINITY], 0.5), 1, 4).months).toBe(MONTHS);
  // Wrong reports let through what is known to tamper, at once.
  expect(certifiedBy(groundOf([2, Number.POSITIVE_INFINITY], 0.1), 0.5, 4).months).toBe(0);
});

test("a critic that looks everything up lets nothing false be read past; one that looks nothing up changes nothing", () => {
  const random = Random.seeded(3);
  const formula = drawFormula({ depth: 2, branching: 3 }, random);
  const count = formula.leaves.length;
  for (let i = 0; i < 50; i++) {
    const ledger = drawLedger(formula, random);
    const leaves = ledger.facts.map((fact) => (random.below(3) === 0 ? 1 - fact : fact));
    const order = random.shuffled([...leaves.keys()]);
    expect(pointedAt(ledger, { leaves, order }, 0)).toEqual(order);
    const { known } = lookUp(ledger, count);
    const found = order.filter((leaf) => known[leaf] !== UNKNOWN && known[leaf] !== leaves[leaf]);
    const read = pointedAt(ledger, { leaves, order }, count);
    expect(read.slice(0, found.length)).toEqual(found);
    expect([...read].sort((a, b) => a - b)).toEqual([...leaves.keys()]);
    // What settles the root was looked up: where nothing of it is false, the root is stated rightly.
    const says = valuesOf(formula, leaves)[0];
    if (found.length === 0) expect(says).toBe(ledger.values[0]);
    const { approved } = readThrough(ledger, { k: 1 }, { leaves, order: read });
    if (says !== ledger.values[0]) expect(approved).toBe(false);
  }
});

test("people double ability in three months, evenly within a doubling", () => {
  expect([0, 0.5, 1, 2.25].map((doublings) => monthsTo(PEOPLE, doublings))).toEqual([
    0, 1.5, 3, 6.75,
  ]);
});

test("the whole fails where its first stage does, and not before the worker is useful", () => {
  for (let seed = 1; seed <= 3; seed++) {
    const trial = trialOf({ ledgers: 50 }, seed, AS_IS);
    const from = STAGES.map((stage) => failsFrom(trial, stage));
    expect(whollyFailsFrom(trial)).toBe(Math.min(...from));
    for (const level of from) expect(level).toBeGreaterThanOrEqual(trial.useful);
  }
});
