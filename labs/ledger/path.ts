/**
 * Arguing along a path. A claim about a node is backed by claims about some of its children, from which
 * it follows; one of those is gone into next, and so on down to a leaf, which the overseer looks at. That
 * claims follow is seen by all, at the price of reading the nodes. Who chooses the way down is what
 * parts debate (an opponent) from consultancy (whoever claims). An overseer that cannot read as far
 * as a leaf stops, and takes the claim it stopped at for what it is beforehand.
 */
import type { Random } from "@cidery/core";
import type { Formula, FormulaNode, Op } from "../src/ledger/world.ts";
import { beforehandOf, UNKNOWN } from "../src/ledger/world.ts";

/** A claim about a child: false, true, or none. */
export const NO_CLAIM = 2;
type Claims = readonly number[];

const backings = new Map<string, readonly Claims[]>();

/** The ways to back the claim that a node has this value, none of which claims more than it must. */
export function backingsOf(op: Op, value: number, count: number): readonly Claims[] {
  const key = `${op} ${value} ${count}`;
  const known = backings.get(key);
  if (known !== undefined) return known;
  const all = everyClaim(count).filter((claims) => follows(op, value, claims));
  const found = all.filter(
    (claims) => !all.some((other) => other !== claims && isPart(other, claims)),
  );
  backings.set(key, found);
  return found;
}

function everyClaim(count: number): Claims[] {
  return Array.from({ length: 3 ** count }, (_, code) =>
    Array.from({ length: count }, (__, i) => Math.floor(code / 3 ** i) % 3),
  );
}

/** Does the node have this value whatever the children are that nothing is claimed of? */
function follows(op: Op, value: number, claims: Claims): boolean {
  const ones = claims.filter((claim) => claim === 1).length;
  const zeros = claims.filter((claim) => claim === 0).length;
  const count = claims.length;
  if (op === "xor") return ones + zeros === count && ones % 2 === value;
  const [needed, has] = value === 1 ? [needs(op, 1, count), ones] : [needs(op, 0, count), zeros];
  return has >= needed;
}

function needs(op: Op, value: number, count: number): number {
  if (op === "majority") return Math.floor(count / 2) + 1;
  return (op === "and") === (value === 1) ? count : 1;
}

function isPart(small: Claims, large: Claims): boolean {
  return small.every((claim, i) => claim === NO_CLAIM || claim === large[i]);
}

/** What an argument is about: the form, what the arguers know, and how far the overseer can read. */
export interface Argument {
  readonly formula: Formula;
  /** By leaf, what both arguers have looked up. */
  readonly known: Uint8Array;
  readonly k: number;
}

/** Who chooses what is gone into next. */
export type Guide = "opponent" | "claimant";

/** The last level the overseer can read; below the leaves' level it must stop short of them. */
export function lastLevel({ formula, k }: Pick<Argument, "formula" | "k">): number {
  return Math.min(formula.depth, k - 1);
}

/**
 * By node and claim (2·node + claim): how likely the claimant gets away with it when all play best.
 * What nobody looked up is a coin flip to both. Exact, by enumeration of moves from the leaves up; cost: nodes × moves.
 */
export function worthsOf(argument: Argument, guide: Guide): Float64Array {
  const { formula, known } = argument;
  const before = beforehandOf(formula);
  const worths = new Float64Array(2 * formula.nodes.length);
  for (let at = formula.nodes.length - 1; at >= 0; at--) {
    const node = formula.nodes[at] as FormulaNode;
    if (node.level > lastLevel(argument)) continue;
    for (const claim of [0, 1])
      worths[2 * at + claim] =
        node.op === undefined
          ? leafWorth(known[node.leaf] as number, claim)
          : node.level === lastLevel(argument)
            ? beforehand(before[at] as number, claim)
            : Math.max(
                ...backingsOf(node.op, claim, node.children.length).map((claims) =>
                  backingWorth(claims, node.children, worths, guide),
                ),
              );
  }
  return worths;
}

function leafWorth(known: number, claim: number): number {
  return known === UNKNOWN ? 0.5 : Number(known === claim);
}

/** The overseer goes by what is likelier, and by a coin where neither is. */
export function beforehand(chance: number, claim: number): number {
  const likely = claim === 1 ? chance : 1 - chance;
  return Math.abs(likely - 0.5) < 1e-12 ? 0.5 : Number(likely > 0.5);
}

/** What a backing is worth to the claimant, by who chooses among its claims. */
function backingWorth(
  claims: Claims,
  children: readonly number[],
  worths: Float64Array,
  guide: Guide,
): number {
  const each = children.flatMap((child, i) =>
    claims[i] === NO_CLAIM ? [] : [worths[2 * child + (claims[i] as number)] as number],
  );
  return guide === "opponent" ? Math.min(...each) : Math.max(...each);
}

/** Who decides at each step: how a claim is backed, and which of the claims is gone into. */
export interface Arguer {
  readonly back: (at: number, claim: number) => number;
  readonly choose: (at: number, claim: number, backing: number) => number;
}

/** The course of an argument. */
export interface Course {
  readonly accepted: boolean;
  /** Nodes read, from the root on. */
  readonly path: readonly number[];
  /** Claims about them. */
  readonly claims: readonly number[];
}

/**
 * Follows an argument from the root. @param coin decides where the overseer stops short and neither is likelier
 */
export function argue(
  argument: Argument,
  facts: Uint8Array,
  claim: number,
  { back, choose }: Arguer,
  coin: () => number,
): Course {
  const { formula } = argument;
  const path = [0];
  const claims = [claim];
  for (;;) {
    const at = path.at(-1) as number;
    const said = claims.at(-1) as number;
    const node = formula.nodes[at] as FormulaNode;
    if (node.op === undefined) return { accepted: facts[node.leaf] === said, path, claims };
    if (node.level >= lastLevel(argument)) {
      const likely = beforehand(beforehandOf(formula)[at] as number, said);
      return { accepted: likely === 0.5 ? coin() === 1 : likely === 1, path, claims };
    }
    const backing = back(at, said);
    const next = choose(at, said, backing);
    const said2 = backingsOf(node.op, said, node.children.length)[backing]?.[next];
    if (said2 === undefined || said2 === NO_CLAIM)
      throw new RangeError(`nothing is claimed of child ${next}`);
    path.push(node.children[next] as number);
    claims.push(said2);
  }
}

/** An arguer who plays best by these worths, for both sides; a coin decides between what is as good. */
export function planner(
  { formula }: Argument,
  worths: Float64Array,
  guide: Guide,
  random: Random,
): Arguer {
  const most = (each: readonly number[]): number => {
    const best = Math.max(...each);
    return random.pick([...each.keys()].filter((i) => (each[i] as number) > best - 1e-12));
  };
  return {
    back(at, claim) {
      const { op = "xor", children } = formula.nodes[at] as FormulaNode;
      const each = backingsOf(op, claim, children.length).map((claims) =>
        backingWorth(claims, children, worths, guide),
      );
      return most(each);
    },
    choose(at, claim, backing) {
      const { op = "xor", children } = formula.nodes[at] as FormulaNode;
      const claims = backingsOf(op, claim, children.length)[backing] ?? [];
      const sign = guide === "opponent" ? -1 : 1;
      const each = children.map((child, i) =>
        claims[i] === NO_CLAIM
          ? Number.NEGATIVE_INFINITY
          : sign * (worths[2 * child + (claims[i] as number)] as number),
      );
      return most(each);
    },
  };
}
