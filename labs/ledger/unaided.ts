/**
 * What an overseer can find out alone: how often its likelier answer is right after the k looks that
 * serve it best, each chosen by what the earlier ones showed. Worked out by enumeration of what is left
 * of the formula; formulas that differ only in the order of branches are one.
 */
import type { Formula, FormulaNode, Op } from "../src/ledger/world.ts";
import { chanceOf } from "../src/ledger/world.ts";

/** What remains of a formula: settled, a leaf, or a node of undecided parts. */
interface Rest {
  readonly key: string;
  readonly chance: number;
  /** Parts that are left; none for what is settled and for a leaf. */
  readonly parts: readonly Rest[];
  readonly op?: Op;
  /** True where the value is the opposite of what the parts come to; for XOR only. */
  readonly turned: boolean;
}

const FALSE: Rest = { key: "0", chance: 0, parts: [], turned: false };
const TRUE: Rest = { key: "1", chance: 1, parts: [], turned: false };
const LEAF: Rest = { key: "?", chance: 0.5, parts: [], turned: false };

/** Most states that are looked at before the search gives up. */
const MOST_STATES = 20_000;

/**
 * Share of ledgers of this form in which the best reader of k leaves answers rightly; undefined when
 * there are more than 20,000 states of knowledge to tell apart.
 * Cost: states of knowledge (up to branches with the same form), times leaves of different standing.
 */
export function unaidedAccuracy(formula: Formula, k: number): number | undefined {
  const known = new Map<string, number>();
  const best = (rest: Rest, left: number): number => {
    const sure = Math.max(rest.chance, 1 - rest.chance);
    if (left === 0 || sure === 1) return sure;
    const key = `${left} ${rest.key}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST_STATES) return Number.NaN;
    let most = sure;
    for (const [zero, one] of looks(rest).values())
      most = Math.max(most, (best(zero, left - 1) + best(one, left - 1)) / 2);
    known.set(key, most);
    return most;
  };
  const found = best(restOf(formula, 0), k);
  return known.size >= MOST_STATES || Number.isNaN(found) ? undefined : found;
}

function restOf(formula: Formula, at: number): Rest {
  const { op, children } = formula.nodes[at] as FormulaNode;
  if (op === undefined) return LEAF;
  return joined(
    op,
    children.map((child) => restOf(formula, child)),
    false,
  );
}

/** Each look that differs from the others in what it may lead to: the rest if the leaf is 0, and if 1. */
function looks(rest: Rest): Map<string, readonly [Rest, Rest]> {
  const found = new Map<string, readonly [Rest, Rest]>();
  const { op, parts, turned } = rest;
  if (op === undefined) {
    if (rest === LEAF) found.set("?", [FALSE, TRUE]);
    return found;
  }
  const seen = new Set<string>();
  for (const [i, part] of parts.entries()) {
    if (seen.has(part.key)) continue;
    seen.add(part.key);
    for (const [zero, one] of looks(part).values()) {
      const pair = [zero, one].map((then) =>
        joined(
          op,
          parts.map((other, j) => (j === i ? then : other)),
          turned,
        ),
      ) as [Rest, Rest];
      found.set(`${pair[0].key} ${pair[1].key}`, pair);
    }
  }
  return found;
}

/** A node of parts, simplified by those that are settled. */
function joined(op: Op, parts: readonly Rest[], turned: boolean): Rest {
  const open = parts.filter((part) => part !== FALSE && part !== TRUE);
  const ones = parts.filter((part) => part === TRUE).length;
  const zeros = parts.length - open.length - ones;
  if (op === "and") return zeros > 0 ? FALSE : open.length === 0 ? TRUE : node("and", open, false);
  if (op === "or") return ones > 0 ? TRUE : open.length === 0 ? FALSE : node("or", open, false);
  if (op === "xor") {
    const odd = (ones % 2 === 1) !== turned;
    return open.length === 0 ? (odd ? TRUE : FALSE) : node("xor", open, odd);
  }
  if (2 * ones > parts.length) return TRUE;
  if (2 * zeros > parts.length) return FALSE;
  // Of three, one is settled: the other two must agree with it, or one of them.
  if (open.length === 2) return node(ones === 1 ? "or" : "and", open, false);
  return node("majority", open, false);
}

function node(op: Op, open: readonly Rest[], turned: boolean): Rest {
  const parts = [...open].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return turned ? opposite(only) : only;
  const chances = parts.map((part) => part.chance);
  const sum = chanceOf(op, chances);
  return {
    key: `${op}${turned ? "!" : ""}(${parts.map((part) => part.key).join(",")})`,
    chance: turned ? 1 - sum : sum,
    parts,
    op,
    turned,
  };
}

function opposite(rest: Rest): Rest {
  const { op, parts } = rest;
  // A leaf is a coin flip, and occurs once: which side is called true makes no difference.
  if (op === undefined) return rest === TRUE ? FALSE : rest === FALSE ? TRUE : rest;
  if (op === "xor") return node("xor", parts, !rest.turned);
  // De Morgan: AND and OR change places; a majority of opposites is the opposite of the majority.
  const dual = op === "and" ? "or" : op === "or" ? "and" : op;
  return node(dual, parts.map(opposite), false);
}
