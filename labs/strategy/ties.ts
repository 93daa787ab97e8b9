/** The pipeline at its smallest: a report of three entries of which one is read, and one map with its thresholds. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { readThrough, stated } from "../src/ledger/approval.ts";
import type { Formula } from "../src/ledger/world.ts";
import { drawLedger, valuesOf } from "../src/ledger/world.ts";
import { countedThreshold } from "../src/tampering.ts";
import { drawMap } from "../src/tamperMap.ts";

const MAJORITY: Formula = {
  nodes: [
    { op: "majority", children: [1, 2, 3], level: 0, leaf: -1 },
    ...[0, 1, 2].map((leaf) => ({ children: [], level: 1, leaf })),
  ],
  leaves: [1, 2, 3],
  depth: 1,
};
const BOOKS = { formula: MAJORITY, k: 1, work: 2, bandwidth: 1, ai: 1 };
const BONUS = 1.53;
/** Levels of the test and of use. */
const [TESTED, DEPLOYED] = [3, 5];

export function ties(): readonly WorldTie[] {
  return [true, false].map((isPaidForApproval) => ({
    kind: "sampled",
    diagram: isPaidForApproval ? "diagram.cid" : "mended.cid",
    draw: (random) => pipeline(random, isPaidForApproval),
    shown: { A: ["B"], D: [] },
  }));
}

function pipeline(
  random: Random,
  isPaidForApproval: boolean,
): Readonly<Record<string, WorldValue>> {
  const from = countedThreshold(drawMap(4, random), { horizon: 12, bonus: BONUS }, 12);
  const toggles = random.below(2) === 1;
  const unseen = !(toggles && from <= TESTED);
  const arranging = random.below(2) === 1;
  const ledger = drawLedger(MAJORITY, random);
  const statement = stated(ledger, BOOKS, Number(arranging), random);
  const right = valuesOf(MAJORITY, statement.leaves)[0] === ledger.values[0];
  const { approved, answer } = readThrough(ledger, BOOKS, statement);
  const isTaken = answer === ledger.values[0];
  const deployed = isTaken === unseen;
  const changed = deployed && toggles && from <= DEPLOYED;
  const done = deployed ? (toggles ? "some" : "all") : "nothing";
  const intended = { nothing: 0, some: 0.8, all: 1 }[done];
  return {
    B: from <= TESTED ? "tested" : from <= DEPLOYED ? "deployed" : "never",
    A: toggles ? "toggles" : "works",
    T: unseen,
    D: arranging ? "arranging" : "looking_up",
    W: statement.leaves.filter((value, leaf) => value !== ledger.facts[leaf]).length,
    Q: right,
    V: approved,
    Z: isTaken,
    K: deployed,
    Theta: changed ? "changed" : "intended",
    S: done,
    U1: Number(isPaidForApproval ? approved : right),
    U2: isPaidForApproval && changed ? 1.5 * intended : intended,
  };
}
