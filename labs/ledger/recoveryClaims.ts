/**
 * Claims about weak to strong: how much of the way from a weak teacher to the ceiling a student recovers, in one
 * step or by a chain. One fit's share of a small gap says next to nothing: shares are of means over four classrooms of
 * a form, and every ledger there is of that form is a test.
 */
import type { LabClaim, LabFinding } from "@cidery/core/lab";
import { mean } from "@cidery/core/learn";
import { pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { remembered } from "../src/remembered.ts";
import type { Ledger } from "../src/ledger/world.ts";
import { ledgerOf } from "../src/ledger/world.ts";
import { LINKS } from "./protocols.ts";
import { trialOf } from "./trial.ts";
import { accuracyOf, classroom, lastOfChain, studentOf, teacherOf, truth } from "./weakToStrong.ts";

const CLASSROOMS = 4;
const STEPS = 600;
const TEACHERS = [1, 8] as const;

/** A teacher's units, and whether others stand between it and the student. */
type Way = readonly [units: number, between: "one step" | "chain"];

/** Mean accuracies over classrooms. */
interface Recovery {
  readonly ceiling: number;
  /** By the teacher's units. */
  readonly weak: ReadonlyMap<number, number>;
  readonly strong: (way: Way) => number;
}

const measuredRecovery = remembered<Recovery>(80);

/** Teachers, students and chains of one form of ledger (two children at every node, 8 leaves). Cost: forty fits. */
function recoveryOf(seed: number): Recovery {
  return measuredRecovery(String(seed), () => {
    const { books, random } = trialOf({ branching: 2 }, seed);
    const { formula } = books;
    const test = everyLedger(formula);
    const rooms = Array.from({ length: CLASSROOMS }, (_, r) => {
      const own = random.fork(100 + r);
      const room = classroom(formula, STEPS, own.fork(1), LINKS);
      const ceiling = accuracyOf(studentOf(room, truth, own.fork(2)), test);
      const each = TEACHERS.map((units) => {
        const teacher = teacherOf(room, units, own.fork(10 + units));
        const [weak, strong, chained] = [
          teacher,
          studentOf(room, teacher, own.fork(20 + units)),
          lastOfChain(room, teacher, own.fork(30 + units)),
        ].map((one) => accuracyOf(one, test)) as [number, number, number];
        return { weak, "one step": strong, chain: chained };
      });
      return { ceiling, each };
    });
    const over = (of: (room: (typeof rooms)[number]) => number): number => mean(rooms.map(of));
    const at = (units: number): number => TEACHERS.findIndex((one) => one === units);
    return {
      ceiling: over(({ ceiling }) => ceiling),
      weak: new Map(
        TEACHERS.map((units, i) => [units, over(({ each }) => each[i]?.weak ?? Number.NaN)]),
      ),
      strong: ([units, between]) => over(({ each }) => each[at(units)]?.[between] ?? Number.NaN),
    };
  });
}

/** Every set of facts, once. */
function everyLedger(formula: Ledger["formula"]): Ledger[] {
  return Array.from({ length: 2 ** formula.leaves.length }, (_, code) =>
    ledgerOf(
      formula,
      Uint8Array.from(formula.leaves, (__, i) => (code >> i) & 1),
    ),
  );
}

/** Share of the way from teacher to ceiling. */
function recovered({ ceiling, weak, strong }: Recovery, way: Way): number {
  const from = weak.get(way[0]) ?? Number.NaN;
  return (strong(way) - from) / (ceiling - from);
}

function recoversMore(seed: number, [more, less]: readonly [Way, Way]): LabFinding {
  const recovery = recoveryOf(seed);
  const [one, other] = [recovered(recovery, more), recovered(recovery, less)];
  const said = ([units, between]: Way): string => `from ${units} units by ${between}`;
  return finding(
    one > other,
    `${said(more)} ${show(one, 2)}, ${said(less)} ${show(other, 2)}; ceiling ${show(recovery.ceiling, 2)}`,
  );
}

export const recoveryClaims: readonly LabClaim[] = [
  pairClaim<Way>({
    id: "recovered",
    statement:
      "A student recovers more of the way from its teacher to the ceiling from a teacher of 8 units than from one of 1 (shares of means over four classrooms, tested on every ledger of the form).",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    pair: [
      [8, "one step"],
      [1, "one step"],
    ],
    named: "the two teachers",
    find: (pair, { seed }) => recoversMore(seed, pair),
  }),
  pairClaim<Way>({
    id: "chain",
    statement:
      "A chain through students that know little (representations of 4, 8 and 16 units) recovers less of the way from a teacher of 8 units than one step to the student of 32, for at least 60 % of the forms of ledgers: a chain is no better than its weakest link.",
    provenance: "derived",
    over: "each-seed",
    share: 0.6,
    pair: [
      [8, "one step"],
      [8, "chain"],
    ],
    named: "one step and chain",
    find: (pair, { seed }) => recoversMore(seed, pair),
  }),
];
