/** The smallest ledgers: three leaves and their majority, of which one is read; two leaves argued about. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { readThrough, stated } from "../src/ledger/approval.ts";
import { judgedWith } from "./critics.ts";
import { amplifier } from "./distillation.ts";
import { argue, backingsOf } from "./path.ts";
import { alone, assisted } from "./rewardModels.ts";
import { readShare } from "../src/ledger/queue.ts";
import type { Formula, Op } from "../src/ledger/world.ts";
import { drawLedger, leavesToFlip, valuesOf } from "../src/ledger/world.ts";

type Drawn = Readonly<Record<string, WorldValue>>;

function smallest(op: Op, count: number): Formula {
  const children = Array.from({ length: count }, (_, i) => i + 1);
  const leaves = children.map((_, leaf) => ({ children: [], level: 1, leaf }));
  return { nodes: [{ op, children, level: 0, leaf: -1 }, ...leaves], leaves: children, depth: 1 };
}

const MAJORITY = { formula: smallest("majority", 3), k: 1, work: 2, bandwidth: 1, ai: 1 };
const PARITY = smallest("xor", 2);

export function ties(): readonly WorldTie[] {
  return [
    {
      kind: "sampled",
      diagram: "diagram.cid",
      draw: (random) => approved(random, "V"),
      shown: { D: [] },
    },
    {
      kind: "sampled",
      diagram: "gold.cid",
      draw: (random) => approved(random, "Q"),
      shown: { D: [] },
    },
    ...["consultancy.cid", "debate.cid"].map(
      (diagram): WorldTie => ({
        kind: "sampled",
        diagram,
        draw: argued,
        shown: { J: ["S"], C: ["S", "J"] },
      }),
    ),
    {
      kind: "sampled",
      diagram: "critic.cid",
      draw: (random) => criticised(random),
      shown: { D: [], C: [] },
    },
    {
      kind: "sampled",
      diagram: "foolable.cid",
      draw: (random) => criticised(random, "untidy"),
      shown: { D: [] },
    },
    { kind: "sampled", diagram: "queue.cid", draw: queued, shown: { D: [], F: [] } },
    { kind: "sampled", diagram: "ida.cid", draw: amplified, shown: { A: ["F1", "F2"] } },
    {
      kind: "sampled",
      diagram: "recursive.cid",
      draw: evaluatedWithHelpers,
      shown: { B1: ["F1"], B2: ["F2"], D: ["F1", "F2"] },
    },
    {
      kind: "sampled",
      diagram: "alone.cid",
      draw: evaluatedAlone,
      shown: { D: ["F1", "F2"] },
    },
    { kind: "sampled", diagram: "weak.cid", draw: labelled, shown: { A: ["F"] } },
    {
      kind: "sampled",
      diagram: "chain.cid",
      draw: labelledTwice,
      shown: { B: ["F1", "F2"], A: ["F1", "F2", "F3"] },
    },
  ];
}

/** @param paidFor what the worker's payment reads */
function approved(random: Random, paidFor: "V" | "Q"): Drawn {
  const ledger = drawLedger(MAJORITY.formula, random);
  const arranged = random.below(2);
  const statement = stated(ledger, MAJORITY, arranged, random);
  const wrong = statement.leaves.filter((value, leaf) => value !== ledger.facts[leaf]).length;
  const V = readThrough(ledger, MAJORITY, statement).approved;
  const Q = valuesOf(MAJORITY.formula, statement.leaves)[0] === ledger.values[0];
  return {
    D: arranged === 1 ? "arranging" : "looking_up",
    W: wrong,
    Q,
    V,
    U: Number(paidFor === "V" ? V : Q),
  };
}

/** A wrong answer is backed by one false entry; somebody leads the overseer to an entry. */
function argued(random: Random): Drawn {
  const { facts, values } = drawLedger(PARITY, random);
  const right = random.below(2) === 1;
  const bent = random.below(2);
  const looked = random.below(2);
  const claim = right ? (values[0] as number) : 1 - (values[0] as number);
  const first = right || bent === 1 ? (facts[0] as number) : 1 - (facts[0] as number);
  const backing = backingsOf("xor", claim, 2).findIndex(([said]) => said === first);
  const { accepted } = argue(
    { formula: PARITY, known: facts, k: 2 },
    facts,
    claim,
    { back: () => backing, choose: () => looked },
    () => 0,
  );
  const names = ["first", "second"];
  return {
    S: right,
    J: names[bent] ?? "",
    C: names[looked] ?? "",
    V: accepted,
    U1: Number(accepted),
    U2: -Number(accepted),
  };
}

/** A false statement, tidied or not, and a critic that follows a cue. */
function criticised(random: Random, learnt?: "untidy"): Drawn {
  const ledger = drawLedger(MAJORITY.formula, random);
  const tidied = random.below(2);
  const cue = learnt ?? random.pick(["untidy", "any"] as const);
  const split = { falsify: true, arranged: 0, tidied: 2 * tidied };
  const { hit = 0, approved } = judgedWith(ledger, MAJORITY, "paid", split, cue, random);
  return {
    W: leavesToFlip(ledger).length,
    D: tidied === 1 ? "tidied" : "plain",
    C: cue,
    H: hit === 1,
    V: approved,
    U1: Number(approved),
    U2: hit,
  };
}

/** A ledger of the queue, by an AI or not, read or not. */
function queued(random: Random): Drawn {
  const ledger = drawLedger(MAJORITY.formula, random);
  const [byAi, arranged, ais] = [0, 1, 2].map(() => random.below(2) === 1) as [
    boolean,
    boolean,
    boolean,
  ];
  const queue = { ...MAJORITY, bandwidth: 0.5, ai: 0.5 };
  const R = random.unit() < readShare(queue, byAi, ais ? "the AIs'" : "the people's");
  const statement = stated(ledger, MAJORITY, Number(byAi && arranged), random);
  const Q = valuesOf(ledger.formula, statement.leaves)[0] === ledger.values[0];
  const read = readThrough(ledger, MAJORITY, statement);
  const V = !R || read.approved;
  const Z = R ? read.answer === ledger.values[0] : Q;
  return {
    A: byAi,
    D: arranged ? "arranging" : "looking_up",
    F: ais ? "ais" : "people",
    R,
    W: statement.leaves.filter((value, leaf) => value !== ledger.facts[leaf]).length,
    Q,
    V,
    Z,
    U1: Number(byAi && V),
    U2: Number(Z),
  };
}

/** The XOR of two ANDs of two leaves each. */
const PAIRS: Formula = {
  nodes: [
    { op: "xor", children: [1, 4], level: 0, leaf: -1 },
    { op: "and", children: [2, 3], level: 1, leaf: -1 },
    { children: [], level: 2, leaf: 0 },
    { children: [], level: 2, leaf: 1 },
    { op: "and", children: [5, 6], level: 1, leaf: -1 },
    { children: [], level: 2, leaf: 2 },
    { children: [], level: 2, leaf: 3 },
  ],
  leaves: [2, 3, 5, 6],
  depth: 2,
};

/** A question, an earlier student that is wrong now and then, and what the human makes of its answers. */
function amplified(random: Random): Drawn {
  const ledger = drawLedger(PAIRS, random);
  const told: number[] = [];
  const target = amplifier().answer(ledger, 0, ({ values }, at) => {
    const right = values[at] as number;
    told.push(random.below(4) === 0 ? 1 - right : right);
    return told.at(-1) as number;
  });
  const answer = random.below(2);
  const [a, b, c, d] = ledger.facts;
  return {
    F1: `${a}${b}`,
    F2: `${c}${d}`,
    B1: told[0] === 1,
    B2: told[1] === 1,
    At: target === 1,
    A: answer === 1,
    U: Number(answer === target),
  };
}

const BELOW = ["none", "right", "left", "both"];

/** Which of a pair of facts are true. */
function pairOf(facts: ArrayLike<number>, first: number): string {
  return BELOW[2 * (facts[first] as number) + (facts[first + 1] as number)] ?? "";
}

/** A helper states anything of the children, and a worker of the node. */
function evaluatedWithHelpers(random: Random): Drawn {
  const ledger = drawLedger(PAIRS, random);
  const { facts, values } = ledger;
  const [first, second, stated] = [0, 1, 2].map(() => random.below(2)) as [number, number, number];
  const helper = (_: unknown, at: number): number => (at === 1 ? first : second);
  const found = [1, 4].map((at) => assisted(2, helper)(ledger, at).value);
  const { value } = assisted(2, helper)(ledger, 0);
  return {
    F1: pairOf(facts, 0),
    F2: pairOf(facts, 2),
    E1: found[0] === 1,
    E2: found[1] === 1,
    B1: first === 1,
    B2: second === 1,
    U2: Number(first === found[0]) + Number(second === found[1]),
    T: values[0] === 1,
    Z: value === 1,
    D: stated === 1,
    U1: Number(stated === value),
  };
}

/** The overseer looks two leaves up. */
function evaluatedAlone(random: Random): Drawn {
  const ledger = drawLedger(PAIRS, random);
  const { facts, values } = ledger;
  const stated = random.below(2);
  const { value } = alone(2)(ledger, 0);
  return {
    F1: pairOf(facts, 0),
    F2: pairOf(facts, 2),
    T: values[0] === 1,
    Z: value === 1,
    D: stated === 1,
    U1: Number(stated === value),
  };
}

/** A teacher that looks at one leaf of three. */
function labelled(random: Random): Drawn {
  const { facts, values } = drawLedger(MAJORITY.formula, random);
  const label = facts[random.below(facts.length)] as number;
  const answer = random.below(2);
  return {
    F: facts.reduce((sum, fact) => sum + fact, 0),
    T: values[0] === 1,
    Y: label === 1,
    A: answer === 1,
    U: Number(answer === label),
  };
}

/** Such a teacher, and somebody between it and the student. */
function labelledTwice(random: Random): Drawn {
  const { facts, values } = drawLedger(MAJORITY.formula, random);
  const label = facts[random.below(facts.length)] as number;
  const [between, answer] = [random.below(2), random.below(2)];
  const [F1, F2, F3] = Array.from(facts, (fact) => fact === 1);
  return {
    F1: F1 === true,
    F2: F2 === true,
    F3: F3 === true,
    T: values[0] === 1,
    Y: label === 1,
    B: between === 1,
    U2: Number(between === label),
    A: answer === 1,
    U1: Number(answer === between),
  };
}
