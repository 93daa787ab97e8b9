/** The pipeline at its smallest: a report of three entries of which one is read, and one map with its thresholds. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { readThrough, stated } from "../src/ledger/approval.ts";
import { pointedAt } from "../src/ledger/queue.ts";
import type { Formula } from "../src/ledger/world.ts";
import { drawLedger, lookUp, UNKNOWN, valuesOf } from "../src/ledger/world.ts";
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
  const shown = { A: ["B"], D: [] };
  return [
    { kind: "sampled", diagram: "diagram.cid", draw: (random) => pipeline(random, true), shown },
    { kind: "sampled", diagram: "mended.cid", draw: (random) => pipeline(random, false), shown },
    {
      kind: "sampled",
      diagram: "helped.cid",
      draw: (random) => pipeline(random, true, MAJORITY.leaves.length),
      shown,
    },
  ];
}

/** @param looks leaves that the reader's critic can look up; there is none when absent */
function pipeline(
  random: Random,
  isPaidForApproval: boolean,
  looks?: number,
): Readonly<Record<string, WorldValue>> {
  const from = countedThreshold(drawMap(4, random), { horizon: 12, bonus: BONUS }, 12);
  const toggles = random.below(2) === 1;
  const unseen = !(toggles && from <= TESTED);
  const arranging = random.below(2) === 1;
  const ledger = drawLedger(MAJORITY, random);
  const statement = stated(ledger, BOOKS, Number(arranging), random);
  const right = valuesOf(MAJORITY, statement.leaves)[0] === ledger.values[0];
  const order = pointedAt(ledger, statement, looks ?? 0);
  const { approved, answer } = readThrough(ledger, BOOKS, { leaves: statement.leaves, order });
  const { known } = lookUp(ledger, looks ?? 0);
  const finds = known.some((fact, leaf) => fact !== UNKNOWN && fact !== statement.leaves[leaf]);
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
    ...(looks === undefined ? {} : { H: finds }),
    V: approved,
    Z: isTaken,
    K: deployed,
    Theta: changed ? "changed" : "intended",
    S: done,
    U1: Number(isPaidForApproval ? approved : right),
    U2: isPaidForApproval && changed ? 1.5 * intended : intended,
  };
}
