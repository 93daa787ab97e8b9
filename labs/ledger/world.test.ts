/** Enumeration against plain brute force on small formulas, and best play against what CFR+ learns. */
import { describe, expect, test } from "vitest";
import type { PlayTree } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { counterfactualRegret } from "@cidery/core/learn";
import { approvalChance } from "../src/ledger/approval.ts";
import { askingTeacher, human, imitated } from "./amplification.ts";
import { backingsOf, NO_CLAIM, worthsOf } from "./path.ts";
import {
  alone,
  assisted,
  readsOf,
  recursiveProtocol,
  taughtAlone,
  taughtRecursively,
} from "./rewardModels.ts";
import { unaidedAccuracy } from "./unaided.ts";
import type { Formula, FormulaNode, Ledger } from "../src/ledger/world.ts";
import {
  applied,
  chancesOf,
  drawFormula,
  drawLedger,
  leastFlips,
  ledgerOf,
  leavesToFlip,
  lookUp,
  nothingKnown,
  proofSize,
  readsNeeded,
  UNKNOWN,
  valuesOf,
} from "../src/ledger/world.ts";

function small(seed: number): Ledger {
  const random = Random.seeded(seed);
  for (;;) {
    const formula = drawFormula({ depth: 2, branching: 3 }, random);
    if (formula.leaves.length <= 7) return drawLedger(formula, random);
  }
}

const SEEDS = Array.from({ length: 30 }, (_, i) => i + 1);

function subsets(count: number): number[][] {
  return Array.from({ length: 2 ** count }, (_, code) =>
    Array.from({ length: count }, (__, i) => i).filter((i) => ((code >> i) & 1) === 1),
  );
}

/** Is the root settled by these leaves alone? Every completion is tried. */
function settles({ formula, facts, values }: Ledger, leaves: readonly number[]): boolean {
  return subsets(facts.length).every((ones) => {
    const other = facts.map((fact, i) => (leaves.includes(i) ? fact : Number(ones.includes(i))));
    return valuesOf(formula, other)[0] === values[0];
  });
}

describe("ledgers", () => {
  test("fewest leaves that prove the root, and that turn it, are those of all subsets", () => {
    for (const seed of SEEDS) {
      const ledger = small(seed);
      const all = subsets(ledger.facts.length);
      const proofs = all.filter((leaves) => settles(ledger, leaves)).map(({ length }) => length);
      expect(proofSize(ledger)).toBe(Math.min(...proofs));
      expect(readsNeeded(ledger)).toBeGreaterThanOrEqual(proofSize(ledger));
      const turned = (leaves: readonly number[]): boolean =>
        valuesOf(
          ledger.formula,
          ledger.facts.map((fact, i) => (leaves.includes(i) ? 1 - fact : fact)),
        )[0] !== ledger.values[0];
      const turns = all.filter(turned).map(({ length }) => length);
      expect(leastFlips(ledger)).toBe(Math.min(...turns));
      expect(turned(leavesToFlip(ledger))).toBe(true);
    }
  });

  test("the best reader of k leaves is that of all ways to read", () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const { formula } = small(seed);
      const best = (known: Uint8Array, left: number): number => {
        const chance = chancesOf(formula, known)[0] as number;
        if (left === 0) return Math.max(chance, 1 - chance);
        const open = [...known.keys()].filter((leaf) => known[leaf] === UNKNOWN);
        const after = (leaf: number, fact: number): number =>
          best(
            known.map((value, i) => (i === leaf ? fact : value)),
            left - 1,
          );
        if (open.length === 0) return 1;
        return Math.max(...open.map((leaf) => (after(leaf, 0) + after(leaf, 1)) / 2));
      };
      for (const k of [0, 1, 2, 3])
        expect(unaidedAccuracy(formula, k)).toBeCloseTo(best(nothingKnown(formula), k), 12);
    }
  });

  test("the chance of approval is a sum over who is read and how coins fall", () => {
    const { formula } = small(1);
    const [count, k, work] = [formula.leaves.length, 3, 3];
    // One arranged: the first read is right; two more of the others, of which work − 2 were looked up.
    const others = count - 1;
    const seen = work - 2;
    let sum = 0;
    for (let i = 0; i < others; i++)
      for (let j = 0; j < others; j++)
        if (i !== j) sum += (i < seen ? 1 : 0.5) * (j < seen ? 1 : 0.5);
    const chance = sum / (others * (others - 1));
    expect(approvalChance({ formula, k, work, bandwidth: 0, ai: 0 }, 1)).toBeCloseTo(chance, 12);
  });
});

/** The argument as a tree of moves, for learners that know no ledger. */
function treeOf(formula: Formula, known: Uint8Array, claim: number): PlayTree {
  let row = 0;
  const grow = (at: number, said: number): PlayTree => {
    const { op, children, leaf } = formula.nodes[at] as FormulaNode;
    if (op === undefined) {
      const fact = known[leaf] as number;
      const wins = fact === UNKNOWN ? 0.5 : Number(fact === said);
      return { kind: "end", payoffs: Float64Array.of(wins, -wins) };
    }
    const backings = backingsOf(op, said, children.length).map((claims): PlayTree => {
      const open = [...claims.keys()].filter((i) => claims[i] !== NO_CLAIM);
      return {
        kind: "decision",
        decision: 1,
        agent: 1,
        row: row++,
        children: open.map((i) => grow(children[i] as number, claims[i] as number)),
      };
    });
    return { kind: "decision", decision: 0, agent: 0, row: row++, children: backings };
  };
  return grow(0, claim);
}

test("what an argument is worth is within 5 % of what CFR+ players end up with", () => {
  for (const seed of SEEDS.slice(0, 10)) {
    const ledger = small(seed);
    for (const budget of [2, 20])
      for (const claim of [0, 1]) {
        const { known } = lookUp(ledger, budget);
        const worth = worthsOf({ formula: ledger.formula, known, k: 3 }, "opponent")[claim];
        const tree = treeOf(ledger.formula, known, claim);
        const { average } = counterfactualRegret.playTree(tree, [0, 1], { rounds: 200 });
        expect(Math.abs(playedOut(tree, average) - (worth ?? 0))).toBeLessThan(0.05);
      }
  }
});

/** What the first player gets when both play their averages. */
function playedOut(
  tree: PlayTree,
  average: ReadonlyMap<number, ReadonlyMap<number, Float64Array>>,
): number {
  if (tree.kind === "end") return tree.payoffs[0] as number;
  const rule =
    tree.kind === "chance" ? tree.probabilities : average.get(tree.decision)?.get(tree.row);
  return tree.children.reduce(
    (sum, child, i) => sum + (rule?.[i] ?? 0) * playedOut(child, average),
    0,
  );
}

describe("reward modelling", () => {
  test("helpers that state the truth leave nothing wrong where all children are read", () => {
    for (const seed of SEEDS) {
      const ledger = small(seed);
      const told = assisted(3, (of, at) => of.values[at] as number);
      for (const [at, { op, children }] of ledger.formula.nodes.entries()) {
        if (op === undefined) continue;
        const found = told(ledger, at);
        expect(found.value).toBe(ledger.values[at]);
        expect(found.reads).toBe(children.length);
      }
    }
  });

  test("what is found of fewer children, or alone, is likelier among all facts that look the same", () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const { formula, facts, values } = small(seed);
      const all = subsets(facts.length).map((ones) =>
        ledgerOf(
          formula,
          Uint8Array.from(facts, (_, i) => Number(ones.includes(i))),
        ),
      );
      for (const k of [0, 1, 2]) {
        const children = (formula.nodes[0]?.children ?? []).slice(0, k);
        const alike = all.filter((one) => children.every((at) => one.values[at] === values[at]));
        const ones = alike.filter((one) => one.values[0] === 1).length;
        const told = assisted(k, (of, at) => of.values[at] as number);
        const ledger = ledgerOf(formula, facts);
        expect(told(ledger, 0).value).toBe(Number(2 * ones >= alike.length));
        const { known } = lookUp(ledger, k);
        const seen = all.filter((one) =>
          known.every((fact, i) => fact === UNKNOWN || one.facts[i] === fact),
        );
        const likely = seen.filter((one) => one.values[0] === 1).length;
        expect(alone(k)(ledger, 0).value).toBe(Number(2 * likely >= seen.length));
      }
    }
  });

  test("whoever is taught alone has as many nodes read as the recursion, to within one ledger", () => {
    const { formula } = small(3);
    const options = { random: Random.seeded(1), evaluations: 90, steps: 1 };
    const { reads } = taughtRecursively(formula, 2, options);
    expect(reads).toBe(readsOf(formula, 2, 90));
    const other = taughtAlone(formula, 3, reads, options).reads;
    expect(other).toBeGreaterThanOrEqual(reads);
    expect(other).toBeLessThan(reads + 3);
  });

  test("helpers against the overseer do as well as any statements can", () => {
    for (const seed of SEEDS.slice(0, 8)) {
      const { formula } = small(seed);
      const books = { formula, k: 2, work: 3, bandwidth: 0, ai: 0 };
      const conduct = recursiveProtocol("r").planned(books, "against");
      for (let i = 0; i < 20; i++) {
        const ledger = drawLedger(formula, Random.seeded(i));
        const patterns = [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ];
        const deceived = patterns.some((pattern) => {
          const stated = (_: unknown, at: number): number =>
            pattern[formula.nodes[0]?.children.indexOf(at) ?? 0] ?? 0;
          return assisted(2, stated)(ledger, 0).value !== ledger.values[0];
        });
        const { answer } = conduct(ledger, Random.seeded(1));
        expect(answer !== ledger.values[0]).toBe(deceived);
      }
    }
  });
});

describe("a human who asks", () => {
  test("finds what every node comes to, asking about no child that cannot matter", () => {
    for (const seed of SEEDS) {
      const ledger = small(seed);
      const teacher = askingTeacher(human);
      for (const [at, { op }] of ledger.formula.nodes.entries())
        if (op !== undefined)
          expect(teacher.answer(ledger, at, (of, child) => of.values[child] as number)).toBe(
            ledger.values[at],
          );
      expect(teacher.composites).toBe(0);
    }
    for (const op of ["and", "or", "xor", "majority"] as const)
      for (let code = 0; code < 8; code++) {
        const children = [0, 1, 2].map((i) => (code >> i) & 1);
        const answers = [-1, -1, -1];
        for (let move = human(op, answers); move >= 2; move = human(op, answers)) {
          // Before it asks, both values are still possible.
          const left = subsets(answers.filter((answer) => answer < 0).length).map((ones) => {
            let open = 0;
            return applied(
              op,
              answers.map((answer) => (answer < 0 ? Number(ones.includes(open++)) : answer)),
            );
          });
          expect(new Set(left).size).toBe(2);
          answers[move - 2] = children[move - 2] as number;
        }
        expect(human(op, answers)).toBe(applied(op, children));
      }
  });

  test("is imitated in everything that it showed often, and not by one who saw little", () => {
    const agrees = (shown: number): number => {
      const other = imitated(human, shown, Random.seeded(1));
      let same = 0;
      for (const op of ["and", "or", "xor", "majority"] as const)
        for (let code = 0; code < 8; code++) {
          const answers = [-1, -1, -1];
          let alike = true;
          for (let move = human(op, answers); alike; move = human(op, answers)) {
            alike = other(op, answers) === move;
            if (move < 2) break;
            answers[move - 2] = (code >> (move - 2)) & 1;
          }
          same += Number(alike);
        }
      return same;
    };
    expect(agrees(3000)).toBe(32);
    expect(agrees(3)).toBeLessThan(16);
  });
});
