/**
 * More of iterated amplification (Christiano, Shlegeris & Amodei 2018): a student that is reinforced instead of shown answers, and a
 * human who is imitated. Reinforced: the student says something about a node, and is paid if the amplified answer is the same.
 * Imitated: the human shows on a few nodes of other ledgers which child it asks about next and when it has an answer; what was
 * cloned from that then takes its place, and learns both what to ask and how to put answers together.
 */
import type { Random } from "@cidery/core";
import type { Trace } from "@cidery/core/learn";
import { cloneBehaviour, deepQ } from "@cidery/core/learn";
import type { Formula, FormulaNode, Op } from "../src/ledger/world.ts";
import { paidForAgreeing } from "../src/agreement.ts";
import { drawFormula, drawLedger, settledBy, UNKNOWN } from "../src/ledger/world.ts";
import type { Education, Student, Teacher } from "./distillation.ts";
import { questionOf, taught } from "./distillation.ts";

/** What to do at a node: say 0, say 1, or ask about a child (2 and more). */
type Move = number;

/** Somebody who knows of a node what is done with its children, and their answers so far; −1 where none was asked for. */
export type Asker = (op: Op, answers: readonly number[]) => Move;

/** The human: asks from the left, until the answers so far settle it. */
export const human: Asker = (op, answers) => {
  const found = answers.filter((answer) => answer >= 0);
  const settled = settledBy(op, found, answers.length);
  return settled === UNKNOWN ? 2 + answers.indexOf(-1) : settled;
};

function seenBy(op: Op, answers: readonly number[]): string {
  return `${op} ${answers.map((answer) => (answer < 0 ? "?" : answer)).join("")}`;
}

/** What somebody did at a node, turn by turn. */
function shownAt(
  asker: Asker,
  op: Op,
  children: readonly number[],
  answerOf: (child: number) => number,
): { readonly steps: Trace["steps"]; readonly says: number } {
  const answers = children.map(() => -1);
  const steps: { observation: string; action: number; reward: number }[] = [];
  // Whoever asks about every child and has said nothing then says 0.
  for (let turn = 0; turn <= children.length; turn++) {
    const action = asker(op, answers);
    steps.push({ observation: seenBy(op, answers), action, reward: 0 });
    if (action < 2) return { steps, says: action };
    const asked = children[action - 2];
    if (asked !== undefined) answers[action - 2] = answerOf(asked);
  }
  return { steps, says: 0 };
}

/** Somebody cloned from what the human did at so many nodes of other ledgers, whose children are leaves. */
export function imitated(shower: Asker, shown: number, random: Random): Asker {
  const traces = Array.from({ length: shown }, (): Trace => {
    const { nodes, leaves } = drawFormula({ depth: 3, branching: 3 }, random);
    const lowest = nodes.filter(({ children }) => children.some((child) => leaves.includes(child)));
    const { op = "xor", children } = random.pick(lowest);
    return { steps: shownAt(shower, op, children, () => random.below(2)).steps, total: 0 };
  });
  const { likeliest } = cloneBehaviour(traces, { random });
  return (op, answers) => likeliest.choose(seenBy(op, answers), 2 + answers.length, random);
}

/** A teacher who asks the student about children, as the asker goes about it. */
export function askingTeacher(asker: Asker): Teacher {
  const teacher: Teacher = {
    facts: 0,
    composites: 0,
    answer(ledger, at, student) {
      const { formula, facts } = ledger;
      const { op = "xor", children } = formula.nodes[at] as FormulaNode;
      return shownAt(asker, op, children, (child) => {
        const { leaf, op: below } = formula.nodes[child] as FormulaNode;
        if (below === undefined) {
          teacher.facts++;
          return facts[leaf] as number;
        }
        if (student === undefined) throw new RangeError("nobody was taught the children yet");
        return student(ledger, child);
      }).says;
    },
  };
  return teacher;
}

export interface Reinforcing {
  readonly random: Random;
  readonly hidden: number;
  /** Answers that are paid for or not, for each level. */
  readonly episodes: number;
}

/** A student reinforced level by level, from the parents of leaves up. Cost: a training for each level. */
export function reinforcedBy(
  formula: Formula,
  teacher: Teacher,
  { random, hidden, episodes }: Reinforcing,
): Student {
  let student: Student | undefined;
  for (let level = formula.depth - 1; level >= 0; level--) {
    const nodes = [...formula.nodes.keys()].filter((at) => {
      const node = formula.nodes[at] as FormulaNode;
      return node.op !== undefined && node.level >= level;
    });
    const earlier = student;
    const { behaviour } = deepQ({ hidden: [hidden], every: 1 }).train(
      paidForAgreeing({
        // Bounds that leave −1, 0 and 1 as they are.
        space: { shape: [formula.nodes.length], low: -1, high: 1 },
        answers: 2,
        draw(from) {
          const ledger = drawLedger(formula, from);
          const at = from.pick(nodes);
          const otherSays = () => teacher.answer(ledger, at, earlier);
          return { seen: questionOf(ledger, at), otherSays };
        },
      }),
      { episodes, random, rate: 0.01 },
    );
    student = (ledger, at) => behaviour.choose(questionOf(ledger, at), 2, random);
  }
  return student as Student;
}

/** Nodes that the human shows. */
const SHOWN = 200;

/** Answers that are paid for or not, for every ledger of training and each level. */
const PAID_FOR = 4;

/** Reinforced as the human would answer. */
export function reinforced(hidden: number): Education {
  return (formula, { random, episodes }) =>
    reinforcedBy(formula, askingTeacher(human), { random, hidden, episodes: PAID_FOR * episodes });
}

/** Shown answers by somebody cloned from what the human did at 200 nodes. */
export function byImitator(hidden: number): Education {
  return (formula, { random, episodes }) => {
    const teacher = askingTeacher(imitated(human, SHOWN, random.fork(1)));
    return taught(formula, teacher, { random, hidden, steps: episodes });
  };
}
