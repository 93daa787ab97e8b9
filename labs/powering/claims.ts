/** What the lab asserts of its numbers. */
import type { LabClaim, LabFinding, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, percent } from "../src/findings.ts";
import { exactlyAsTaught, shareRight } from "./schooling.ts";
import type { Outcome } from "./students.ts";
import { classOf, outcomeOf, studentCalled } from "./students.ts";
import { outOfDate, TASK_TITLES, TASKS } from "./tasks.ts";

/** A student, until it is right at 99 % of the hardest level if it is only asked when. */
function taught(
  id: string,
  settings: Settings,
  seed: number,
  until: "the end" | "it is right" = "the end",
): Outcome & { readonly right: number; readonly labels: number } {
  const of = classOf(settings, seed);
  const signal = { aborted: false };
  const outcome = outcomeOf(studentCalled(id), of, settings, {
    signal,
    onRound({ answers }) {
      const right = shareRight(of.task, of.facts, answers, of.task.levels);
      signal.aborted = until === "it is right" && right >= 0.99;
    },
  });
  const labels = of.key.told;
  const right = shareRight(of.task, of.facts, outcome.answers, of.task.levels);
  return { ...outcome, right, labels };
}

export const claims: readonly LabClaim[] = [
  controlled({
    id: "zero-labels",
    statement:
      "Asked for σ^16(x) in permutations of 16 symbols, a student of 48 units that is taught by amplification gets 99 % right within ten times the steps that one needs who is told what is right, and is told no answer above single steps.",
    provenance: "derived",
    over: "each-seed",
    of: "amplified",
    instead: "supervised",
    swap: "a teacher who looks into the answer key",
    find(agent, { seed }) {
      const settings = { size: 16, levels: 4, units: 48, steps: 1500 };
      const [own, other] = [agent, "supervised"].map((id) =>
        taught(id, settings, seed, "it is right"),
      );
      const [steps = Infinity, most = 0] = [own?.reached, other?.reached];
      return finding(
        steps <= 10 * most && own?.labels === 0,
        `99 % after ${steps} steps and ${own?.labels} labels, supervised ${most} and ${other?.labels}`,
      );
    },
  }),
  controlled({
    id: "tasks",
    statement:
      "In the other four tasks (12 symbols, three levels, 32 units), too, amplification teaches 99 % of the hardest level within 2000 steps, without one answer told above facts.",
    provenance: "derived",
    over: "each-seed",
    of: "amplified",
    instead: "stale",
    swap: "a person whose notes are out of date in three entries",
    find(agent, { seed }) {
      const tasks = TASK_TITLES.map((title, task) => ({ title, task })).slice(1);
      const steps = tasks.map(({ task }) => {
        const { reached, labels } = taught(
          agent,
          { task, size: 12, levels: 3, stale: 3, units: 32, steps: 2000 },
          seed,
          "it is right",
        );
        return labels === 0 ? reached : undefined;
      });
      return finding(
        steps.every((reached) => reached !== undefined),
        tasks.map(({ title }, i) => `${title} ${steps[i] ?? "not within 2000"}`).join(", "),
      );
    },
  }),
  controlled({
    id: "starved",
    statement:
      "A student of 8 units, asked for σ^32(x) in permutations of 24 symbols, is right at least 50 points less often if taught by amplification than if told what is right.",
    provenance: "derived",
    over: "each-seed",
    share: 0.7,
    of: 8,
    instead: 32,
    swap: "a student of 32 units",
    find(units, { seed }) {
      const settings = { size: 24, levels: 5, units, steps: 1500 };
      const [told, amplified] = ["supervised", "amplified"].map(
        (id) => taught(id, settings, seed).right,
      );
      return finding(
        (told ?? 0) - (amplified ?? 0) >= 0.5,
        `told what is right ${percent(told ?? 0)}, amplified ${percent(amplified ?? 0)}`,
      );
    },
  }),
  controlled({
    id: "as-taught",
    statement:
      "Where one of twelve entries of the person's notes is out of date, the student is right about σ^8(x) as often as following the notes comes to (within 2 points).",
    provenance: "derived",
    over: "each-seed",
    of: "stale",
    instead: "slips",
    swap: "a person who slips as often, each time anew",
    find: (agent, { seed }) => asTaught(agent, seed),
  }),
  pairClaim({
    id: "outvoted",
    statement:
      "Slips at one fact in twelve, each time anew, are outvoted: the student is right about σ^8(x) at least 5 points more often than with one of twelve entries out of date.",
    provenance: "derived",
    over: "each-seed",
    pair: ["slips", "stale"],
    find(pair, { seed }) {
      const [one, other] = pair.map((id) => taught(id, {}, seed).right);
      return finding(
        (one ?? 0) - (other ?? 0) >= 0.05,
        `${percent(one ?? 0)} and ${percent(other ?? 0)}`,
      );
    },
  }),
  controlled({
    id: "doubling",
    statement:
      "One of 24 entries out of date: over permutations, the share of wrong answers of a student that answers exactly as it is taught is within 10 % of 1 − (1 − e)^(2^k) at every level up to 8 steps, and grows by 1.5 to 2 from level to level.",
    provenance: "derived",
    over: "all-seeds",
    of: 3,
    instead: 5,
    swap: "up to 32 steps, more than there are symbols: who goes round meets the same entry again",
    find: (levels, _, seeds) => doubling(levels, seeds[0] ?? 1),
  }),
  controlled({
    id: "reinforced",
    statement:
      "Paid for agreeing with the amplified answer and shown none, a student of 32 units is right about σ^4(x) in permutations of 8 symbols in at least 95 % after 8000 answers a level, without one answer told above single steps.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    of: 8000,
    instead: 500,
    swap: "500 answers a level",
    find(tries, { seed }) {
      const { right, labels, asked } = taught(
        "reinforced",
        { size: 8, levels: 2, units: 32, tries },
        seed,
      );
      return finding(
        right >= 0.95 && labels === 0,
        `${percent(right)} right, ${labels} labels, ${asked} answers of the teacher`,
      );
    },
  }),
];

function asTaught(agent: string, seed: number): LabFinding {
  const { task, facts, notes } = classOf({}, seed);
  const exact = exactlyAsTaught(task, notes);
  const [expected, single] = [task.levels, 0].map((level) => shareRight(task, facts, exact, level));
  const { right } = taught(agent, {}, seed);
  return finding(
    Math.abs(right - (expected ?? 0)) <= 0.02,
    `${percent(right)} right, the notes ${percent(expected ?? 0)}, of single steps ${percent(single ?? 0)}`,
  );
}

/** Permutations over which the shares are means. */
const PERMUTATIONS = 500;
const SYMBOLS = 24;

function doubling(levels: number, seed: number): LabFinding {
  const task = (TASKS[0] as (typeof TASKS)[number])({ size: SYMBOLS, levels });
  const random = Random.seeded(seed);
  const wrong = Array.from({ length: PERMUTATIONS }, () => {
    const facts = task.draw(random);
    const answers = exactlyAsTaught(task, outOfDate(task, facts, 1, random));
    return answers.map((_, level) => 1 - shareRight(task, facts, answers, level));
  });
  const shares = Array.from({ length: levels + 1 }, (_, level) =>
    mean(wrong.map((one) => one[level] ?? 0)),
  );
  const formula = shares.map((_, level) => 1 - (1 - 1 / SYMBOLS) ** (2 ** level));
  const grows = shares.slice(1).map((share, level) => share / (shares[level] ?? 1));
  return finding(
    shares.every((share, level) => Math.abs(share / (formula[level] ?? 1) - 1) <= 0.1) &&
      grows.every((factor) => factor >= 1.5 && factor <= 2),
    `${shares.map(percent).join(", ")} (formula ${formula.map(percent).join(", ")})`,
  );
}
