/**
 * The ledger: a formula over leaf facts, written as a tree of AND, OR, XOR and majority; the question is
 * what its root comes to. Facts are coin flips, and looking one up is what costs. Every leaf occurs
 * once, so that what is not yet known of different branches is independent, and chances of nodes are
 * exact in one walk.
 */
import type { Random } from "@cidery/core";

/** What is done with the values of a node's children; a majority has three of them. */
export type Op = "and" | "or" | "xor" | "majority";

/** A node of the tree; leaves have no `op`. */
export interface FormulaNode {
  readonly op?: Op;
  /** By position in `Formula.nodes`; always later than the node itself. */
  readonly children: readonly number[];
  /** Steps from the root. */
  readonly level: number;
  /** Position among the leaves, from the left; −1 for inner nodes. */
  readonly leaf: number;
}

/** The form of a ledger; the root is node 0, parents come before their children. */
export interface Formula {
  readonly nodes: readonly FormulaNode[];
  /** Nodes that are leaves, from the left. */
  readonly leaves: readonly number[];
  readonly depth: number;
}

/** How large formulas are drawn. */
export interface Shape {
  /** Levels below the root, 1 or more. */
  readonly depth: number;
  /** Most children of a node; each has 2 … this many. */
  readonly branching: number;
}

/** A formula with its facts, and what every node comes to. */
export interface Ledger {
  readonly formula: Formula;
  /** By leaf, 0 or 1. */
  readonly facts: Uint8Array;
  /** By node, 0 or 1. */
  readonly values: Uint8Array;
}

/** Leaves a ledger has at most. */
const MOST_LEAVES = 81;
/** A leaf that nobody has looked up. */
export const UNKNOWN = 2;

/**
 * A formula whose answer is in doubt beforehand: a chance of 0.35 … 0.65 that it is true, and at most 81 leaves.
 * Cost: nodes, times the draws until one is fit (some ten).
 */
export function drawFormula(shape: Shape, random: Random): Formula {
  for (;;) {
    const formula = anyFormula(shape, random);
    if (formula.leaves.length > MOST_LEAVES) continue;
    const chance = chancesOf(formula, nothingKnown(formula))[0] as number;
    if (chance >= 0.35 && chance <= 0.65) return formula;
  }
}

function anyFormula({ depth, branching }: Shape, random: Random): Formula {
  const nodes: FormulaNode[] = [];
  const leaves: number[] = [];
  const grow = (level: number): number => {
    const at = nodes.length;
    if (level === depth) {
      nodes.push({ children: [], level, leaf: leaves.length });
      leaves.push(at);
      return at;
    }
    const size = 2 + random.below(branching - 1);
    const ops: readonly Op[] = size === 3 ? ["and", "or", "xor", "majority"] : ["and", "or", "xor"];
    const children: number[] = [];
    nodes.push({ op: random.pick(ops), children, level, leaf: -1 });
    for (let i = 0; i < size; i++) children.push(grow(level + 1));
    return at;
  };
  grow(0);
  return { nodes, leaves, depth };
}

/** Facts drawn, and everything that follows from them. */
export function drawLedger(formula: Formula, random: Random): Ledger {
  return ledgerOf(
    formula,
    Uint8Array.from(formula.leaves, () => random.below(2)),
  );
}

/** The ledger with these facts. Cost: nodes. */
export function ledgerOf(formula: Formula, facts: Uint8Array): Ledger {
  return { formula, facts, values: valuesOf(formula, facts) };
}

/** What every node comes to, by the values of the leaves. */
export function valuesOf({ nodes }: Formula, facts: ArrayLike<number>): Uint8Array {
  const values = new Uint8Array(nodes.length);
  for (let at = nodes.length - 1; at >= 0; at--) {
    const { op, children, leaf } = nodes[at] as FormulaNode;
    values[at] =
      op === undefined
        ? (facts[leaf] as number)
        : applied(
            op,
            children.map((child) => values[child] as number),
          );
  }
  return values;
}

/** 0 or 1, of as many values of 0 or 1. */
export function applied(op: Op, values: readonly number[]): number {
  const ones = values.reduce((sum, value) => sum + value, 0);
  if (op === "and") return Number(ones === values.length);
  if (op === "or") return Number(ones > 0);
  return op === "xor" ? ones % 2 : Number(2 * ones > values.length);
}

/** Nothing looked up yet. */
export function nothingKnown({ leaves }: Formula): Uint8Array {
  return new Uint8Array(leaves.length).fill(UNKNOWN);
}

/** How likely every node is true, given the leaves that are known; unknown ones are coin flips. */
export function chancesOf({ nodes }: Formula, known: ArrayLike<number>): Float64Array {
  const chances = new Float64Array(nodes.length);
  for (let at = nodes.length - 1; at >= 0; at--) {
    const { op, children, leaf } = nodes[at] as FormulaNode;
    if (op === undefined) chances[at] = known[leaf] === UNKNOWN ? 0.5 : (known[leaf] as number);
    else
      chances[at] = chanceOf(
        op,
        children.map((child) => chances[child] as number),
      );
  }
  return chances;
}

const before = new WeakMap<Formula, Float64Array>();

/** How likely every node is true before anything is looked up. */
export function beforehandOf(formula: Formula): Float64Array {
  const chances = before.get(formula) ?? chancesOf(formula, nothingKnown(formula));
  before.set(formula, chances);
  return chances;
}

/** How likely a node is true whose children are, independently, with these chances. */
export function chanceOf(op: Op, of: readonly number[]): number {
  if (op === "and") return of.reduce((all, p) => all * p, 1);
  if (op === "or") return 1 - of.reduce((none, p) => none * (1 - p), 1);
  if (op === "xor") return (1 - of.reduce((even, p) => even * (1 - 2 * p), 1)) / 2;
  const [a = 0, b = 0, c = 0] = of;
  return a * b + a * c + b * c - 2 * a * b * c;
}

/** The likelier answer; true where both are as likely. */
export function likelier(chance: number): number {
  return Number(chance >= 0.5);
}

/**
 * Looks leaves up from the left, skipping what can no longer matter, until the root is certain or the
 * budget is spent.
 */
export function lookUp(
  { formula, facts }: Ledger,
  budget: number,
): {
  /** By leaf: its fact, or `UNKNOWN`. */
  readonly known: Uint8Array;
  readonly reads: number;
} {
  const known = nothingKnown(formula);
  let reads = 0;
  const visit = (at: number): number => {
    const { op, children, leaf } = formula.nodes[at] as FormulaNode;
    if (op === undefined) {
      if (reads === budget) return UNKNOWN;
      reads++;
      known[leaf] = facts[leaf] as number;
      return known[leaf] as number;
    }
    const found: number[] = [];
    for (const child of children) {
      const value = visit(child);
      if (value === UNKNOWN) return UNKNOWN;
      found.push(value);
      const settled = settledBy(op, found, children.length);
      if (settled !== UNKNOWN) return settled;
    }
    return UNKNOWN;
  };
  visit(0);
  return { known, reads };
}

/** The value that follows from the children found so far, whichever they are, or `UNKNOWN`. */
export function settledBy(op: Op, found: readonly number[], count: number): number {
  const ones = found.reduce((sum, value) => sum + value, 0);
  const zeros = found.length - ones;
  if (found.length === count) return applied(op, found);
  if (op === "and") return zeros > 0 ? 0 : UNKNOWN;
  if (op === "or") return ones > 0 ? 1 : UNKNOWN;
  if (op === "xor") return UNKNOWN;
  return 2 * ones > count ? 1 : 2 * zeros > count ? 0 : UNKNOWN;
}

/** Reads that settle the root when leaves are looked up from the left: the node budget of honest play. */
export function readsNeeded(ledger: Ledger): number {
  return lookUp(ledger, Number.POSITIVE_INFINITY).reads;
}

/**
 * Fewest leaves whose facts alone prove the root's value: nobody can be certain of it with less, whoever
 * tells which leaves to read.
 */
export function proofSize({ formula, values }: Ledger): number {
  const sizes = new Float64Array(formula.nodes.length).fill(1);
  for (let at = formula.nodes.length - 1; at >= 0; at--) {
    const { op, children } = formula.nodes[at] as FormulaNode;
    if (op === undefined) continue;
    const agreeing = children
      .filter((child) => op === "xor" || values[child] === values[at])
      .map((child) => sizes[child] as number)
      .sort((a, b) => a - b);
    sizes[at] = total(agreeing.slice(0, proversOf(op, values[at] as number, children.length)));
  }
  return sizes[0] as number;
}

/** How many children must have the node's value for it to follow. */
function proversOf(op: Op, value: number, count: number): number {
  if (op === "xor") return count;
  if (op === "majority") return Math.floor(count / 2) + 1;
  return (op === "and") === (value === 1) ? count : 1;
}

/** Fewest leaves whose facts would have to be others for the root to come to the opposite. */
export function leastFlips({ formula, values }: Ledger): number {
  return flipsOf(formula, values)[0] as number;
}

/** Leaves of a smallest set whose facts, exchanged, turn the root. */
export function leavesToFlip({ formula, values }: Ledger): number[] {
  const flips = flipsOf(formula, values);
  const found: number[] = [];
  const turn = (at: number): void => {
    const node = formula.nodes[at] as FormulaNode;
    if (node.op === undefined) found.push(node.leaf);
    else for (const child of turned(node, values, flips, at)) turn(child);
  };
  turn(0);
  return found;
}

function flipsOf(formula: Formula, values: Uint8Array): Float64Array {
  const flips = new Float64Array(formula.nodes.length).fill(1);
  for (let at = formula.nodes.length - 1; at >= 0; at--) {
    const node = formula.nodes[at] as FormulaNode;
    if (node.op !== undefined)
      flips[at] = total(turned(node, values, flips, at).map((child) => flips[child] as number));
  }
  return flips;
}

/** The cheapest children to turn so that the node turns. */
function turned(
  { op = "xor", children }: FormulaNode,
  values: Uint8Array,
  flips: Float64Array,
  at: number,
): number[] {
  const value = values[at] as number;
  const [least] = [...children].sort((a, b) => (flips[a] as number) - (flips[b] as number));
  if (op === "xor") return least === undefined ? [] : [least];
  const agreeing = children
    .filter((child) => values[child] === value)
    .sort((a, b) => (flips[a] as number) - (flips[b] as number));
  // So many may stay as they are without the value following from them.
  const spared = proversOf(op, value, children.length) - 1;
  return agreeing.slice(0, agreeing.length - spared);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
