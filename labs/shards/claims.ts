/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabContext, Settings } from "@cidery/core/lab";
import { mayControl } from "../src/ask.ts";
import { diagramClaim, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { meterOf, selfCalled, selfRow } from "./selves.ts";

const QUIET = { seed: 1, signal: { aborted: false } };

function of(
  id: string,
  settings: Settings,
  running: Pick<LabContext, "seed" | "signal"> = QUIET,
): Readonly<Record<string, number>> {
  return selfRow(selfCalled(id), settings, running).values;
}

const GRID = [4, 6, 8, 10, 12, 16].flatMap((T) =>
  [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1].map((binding) => ({ T, binding })),
);

/**
 * By the friend, at love 1.2 and work 1: the study lies on the short way (1 step, then 1), the long way takes 4. In the study
 * the friend counts (1 − binding) · 1.2 a step and staying 1, whatever time is left.
 */
function counted(T: number, binding: number): { present: number; foreseeing: number } {
  const asleep = 1 - binding;
  const short = asleep + 1.2 * (T - 1);
  const stays = asleep * 1.2 < 1;
  if (!stays) return { present: short, foreseeing: short };
  const stuck = asleep * T;
  const long = 1.2 * (T - 3);
  return { present: stuck, foreseeing: Math.max(stuck, long) };
}

export const claims: readonly LabClaim[] = [
  pairClaim({
    id: "counted",
    statement:
      "Who judges by the value awake now sets out for the friend and, once places wake more than a sixth of a value of their own, stays in the study; who foresees that goes the long way round wherever it pays. By the value awake at the start both get what counting steps says, at 42 settings.",
    provenance: "derived",
    over: "once",
    pair: ["present", "foreseeing"],
    find([present, foreseeing]) {
      const apart = GRID.map((one) => {
        const should = counted(one.T, one.binding);
        const found = [of(present, one)["judged"] ?? 9, of(foreseeing, one)["judged"] ?? 9];
        return Math.max(
          Math.abs((found[0] ?? 9) - should.present),
          Math.abs((found[1] ?? 9) - should.foreseeing),
        );
      });
      const [stuck, round] = [of(present, {}), of(foreseeing, {})];
      return finding(
        Math.max(...apart) < 1e-9 && stuck["study"] === 1 && (round["friend"] ?? 0) === 0.7,
        `at most ${Math.max(...apart).toExponential(1)} apart at ${GRID.length} settings; ${show(stuck["judged"] ?? 0)} and ${show(round["judged"] ?? 0)} at the initial ones`,
      );
    },
  }),
  pairClaim({
    id: "bottle",
    statement:
      "Who judges by the values it will have takes the bottle for every horizon from 3 to 16, stays there and gets nothing of what it valued; who judges by the value awake now never does, and influence on its values is worth exactly nothing to it.",
    provenance: "derived",
    over: "once",
    pair: ["later", "present"],
    find([later, present]) {
      const horizons = Array.from({ length: 14 }, (_, i) => i + 3);
      const all = horizons.map((T) => [of(later, { T }), of(present, { T })] as const);
      const worth = (id: string): number => meterOf(selfCalled(id), {});
      return finding(
        all.every(
          ([one, other]) => one["bottle"] === 1 && one["all"] === 0 && other["bottle"] === 0,
        ) &&
          worth(later) > 1e-6 &&
          Math.abs(worth(present)) < 1e-12,
        `taken at ${all.filter(([one]) => one["bottle"] === 1).length} and ${all.filter(([, other]) => other["bottle"] === 1).length} of ${horizons.length} horizons; influence is worth ${show(worth(later))} and ${show(worth(present))}`,
      );
    },
  }),
  pairClaim({
    id: "learners",
    statement:
      "Q-learning for the value that is awake does what planning as if it stayed awake does; SARSA, which learns from what is done, what foreseeing does.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["q-present", "sarsa-foreseeing"],
    find([one, other], running) {
      const [present, foreseeing] = [of("present", {}), of("foreseeing", {})];
      const [first, second] = [of(one, {}, running), of(other, {}, running)];
      const same = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
        ["judged", "study", "friend"].every(
          (name) => Math.abs((a[name] ?? 0) - (b[name] ?? 9)) < 1e-9,
        );
      return finding(
        same(first, present) && same(second, foreseeing),
        `${show(first["judged"] ?? 0)} of ${show(present["judged"] ?? 0)}, ${show(second["judged"] ?? 0)} of ${show(foreseeing["judged"] ?? 0)}`,
      );
    },
  }),
  diagramClaim({
    id: "graph",
    statement:
      "The graph admits control of one's own values where plans are judged by later ones, or carried out by a self that has them, and excludes it where they are judged by the value awake now.",
    provenance: "published",
    place: "Everitt et al. 2021, Claims 1 to 3 (the structure; there of reward functions)",
    over: "once",
    diagrams: ["present.cid", "foreseeing.cid"],
    check({ diagram }) {
      const all = ["diagram.cid", "foreseeing.cid", "present.cid", "whole.cid"].map((file) =>
        mayControl(diagram(file), "A[1]", "Theta[2]"),
      );
      return finding(all.join() === "true,true,false,false", all.join(", "));
    },
  }),
];
