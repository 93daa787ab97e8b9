/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, Settings } from "@cidery/core/lab";
import { pointBasedValueIteration } from "@cidery/core/learn";
import { admits } from "../src/ask.ts";
import { controlled, diagramClaim, pairClaim, rowClaim } from "../src/controls.ts";
import { finding, measured, show } from "../src/findings.ts";
import { bayesian } from "./minds.ts";
import { blindValue, tableFor, walkerCalled, walkerRow } from "./walkers.ts";

const AWAY = { aborted: false };
/** The end that pays moves unseen. */
export const HIDDEN = { T: 6, safe: 0.6, drift: 0.1 } as const;
/** Payments that err, too: a memory of the last one is less than there is to know. */
export const ERRING = { ...HIDDEN, sure: 0.9 } as const;

/**
 * The most that can be expected where payments never err and nothing moves. Walking at once finds the end that pays with
 * chance q; else the other end, two steps on, is as good as known.
 */
function counted(T: number, safe: number, prior: number, flip: number): number {
  const right = prior * (1 - flip) + (1 - prior) * flip;
  const q = Math.max(right, 1 - right);
  const missed = Math.max(0, safe * (T - 1), T >= 2 ? safe + T - 2 : 0);
  return Math.max(safe * T, q * T + (1 - q) * missed);
}

function paidTo(id: string, settings: Settings, seed: number): number {
  const { values } = walkerRow(walkerCalled(id), settings, { seed, signal: AWAY });
  return values["paid"] ?? Number.NaN;
}

const GRID = [1, 2, 3, 4, 5, 6].flatMap((T) =>
  [0, 0.3, 0.6, 0.9].flatMap((safe) =>
    [0.5, 0.8].flatMap((prior) => [0, 0.5, 0.9].map((flip) => ({ T, safe, prior, flip }))),
  ),
);

export const claims: readonly LabClaim[] = [
  controlled<(settings: (typeof GRID)[number]) => number>({
    id: "counted",
    statement:
      "Where payments never err and nothing moves, planning over beliefs expects at 144 settings what counting says: the end that pays is found at once with chance q, and otherwise two steps later.",
    provenance: "derived",
    over: "once",
    of: (settings) => bayesian(tableFor({}, settings)).value,
    instead: blindValue,
    swap: "somebody who walks blindly",
    find(valueOf) {
      const apart = GRID.map((one) =>
        Math.abs(valueOf(one) - counted(one.T, one.safe, one.prior, one.flip)),
      );
      return finding(
        Math.max(...apart) < 1e-9,
        `at most ${Math.max(...apart).toExponential(1)} apart at ${GRID.length} settings`,
      );
    },
  }),
  rowClaim({
    id: "planning-to-learn",
    statement:
      "With the same beliefs, whoever plans to learn gives up what is safe at once and is paid 5.3; whoever plans as if it learnt nothing more stays where it is and is paid 3.6.",
    provenance: "derived",
    over: "once",
    exchanged: ["bayes", "passive"],
    rows: (context) => ["bayes", "passive"].map((id) => walkerRow(walkerCalled(id), {}, context)),
    find(rows) {
      const of = (agent: string, measure: string): number => measured(rows, agent, measure);
      return finding(
        Math.abs(of("bayes", "paid") - 5.3) < 1e-9 &&
          Math.abs(of("passive", "paid") - 3.6) < 1e-9 &&
          of("bayes", "explores") === 1 &&
          of("passive", "explores") === 0,
        `${show(of("bayes", "paid"))} and ${show(of("passive", "paid"))}`,
      );
    },
  }),
  pairClaim({
    id: "horizon",
    statement:
      "Exploring needs time: for three steps or fewer nobody leaves a middle that pays 0.85; with four, whoever plans to learn does.",
    provenance: "derived",
    over: "once",
    pair: ["bayes", "passive"],
    named: "planning with and without learning",
    find([planning, other], context) {
      const leaves = (id: string): number[] =>
        [1, 2, 3, 4, 5, 6].map(
          (T) => walkerRow(walkerCalled(id), { T, safe: 0.85 }, context).values["explores"] ?? -1,
        );
      const [one, two] = [leaves(planning), leaves(other)];
      return finding(
        one.join() === "0,0,0,1,1,1" && two.every((share) => share === 0),
        `${one.join(", ")} and ${two.join(", ")} for 1 to 6 steps`,
      );
    },
  }),
  controlled({
    id: "learner",
    statement:
      "Q-learning and SARSA that remember what they were paid come within 2 % of the best plan over beliefs.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: ["learner", "sarsa"],
    instead: ["forgetful"],
    swap: "a learner without a memory",
    find(learners, { seed }) {
      const best = bayesian(tableFor({}, {})).value;
      const paid = learners.map((id) => paidTo(id, {}, seed));
      return finding(
        paid.every((sum) => sum >= 0.98 * best),
        `${paid.map((sum) => show(sum)).join(" and ")} of ${show(best)}`,
      );
    },
  }),
  controlled({
    id: "hidden",
    statement:
      "Where the end that pays moves unseen, the best plan over beliefs lies between the bounds of point-based planning (also where payments err), planning to learn is worth more than not, and learners with a memory come within 3 % of the best plan after 20,000 episodes.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: ["learner", "sarsa"],
    instead: ["forgetful"],
    swap: "a learner without a memory",
    find(learners, { seed }) {
      const found = [HIDDEN, ERRING].map((settings) => {
        const table = tableFor({}, settings);
        const best = bayesian(table).value;
        const { lower, upper } = pointBasedValueIteration(table, { discount: 1, maxBackups: 200 });
        return { best, lower, upper, passive: paidTo("passive", settings, seed) };
      });
      const within = found.every(
        ({ best, lower, upper, passive }) =>
          lower <= best + 1e-9 && best <= upper + 1e-9 && best > passive + 0.1,
      );
      const best = found[0]?.best ?? 9;
      const paid = learners.map((id) => paidTo(id, { ...HIDDEN, episodes: 20_000 }, seed));
      return finding(
        within && paid.every((sum) => sum >= 0.97 * best),
        `${found.map((one) => `${show(one.best)} in ${show(one.lower)} to ${show(one.upper)}, ${show(one.passive)} without planning to learn`).join("; ")}; learnt ${paid.map((sum) => show(sum)).join(" and ")}`,
      );
    },
  }),
  diagramClaim({
    id: "graph",
    statement:
      "What was paid is a requisite observation of the second move where it is seen, and knowing which end pays would be worth something; cut the observations and nothing is left to learn from.",
    provenance: "derived",
    over: "once",
    diagrams: ["diagram.cid", "deaf.cid"],
    check({ diagram }) {
      const seen = ["diagram.cid", "deaf.cid"].map((file) =>
        admits(diagram(file), "requisite-observation", "A[2]", "P[2]"),
      );
      const wanted = ["diagram.cid", "deaf.cid"].map((file) =>
        admits(diagram(file), "value-of-information", "A[2]", "G"),
      );
      return finding(
        seen.join() === "true,false" && wanted.every(Boolean),
        `requisite: ${seen.join(", ")}; worth knowing: ${wanted.join(", ")}`,
      );
    },
  }),
];
