/**
 * From a flat run of operands and operators to a tree, by precedence (Dijkstra's shunting yard).
 * Iterative, so that a long chain of operators costs no stack; the depth of what it builds is
 * bounded, so that later passes may recurse over it.
 */
import type { TextRange } from "../../base/index.ts";
import type { AggregateName, BinarySign, ExpressionSyntax, IndexBinding } from "./syntax.ts";

/** Deepest expression the language accepts: later passes recurse this far and no further. */
export const DEEPEST_NESTING = 300;

/** Most brackets, `if`s and `let`s inside one another: the parser recurses this far. */
export const DEEPEST_BRACKETS = 100;

export class TooDeep extends Error {
  readonly range: TextRange;
  constructor(range: TextRange) {
    super("too deep");
    this.name = "TooDeep";
    this.range = range;
  }
}

export type PrefixOperator =
  | {
      readonly kind: "unary";
      readonly operator: "-" | "not";
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: "aggregate";
      readonly name: AggregateName;
      readonly indices: readonly IndexBinding[];
      readonly start: number;
      readonly end: number;
    };

export interface OperandWithPrefixes {
  readonly prefixes: readonly PrefixOperator[];
  readonly operand: ExpressionSyntax;
}

const BINARY_PRECEDENCE: Readonly<Record<BinarySign, number>> = {
  "->": 0,
  implies: 1,
  or: 2,
  xor: 2,
  and: 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  in: 5,
  "=": 5,
  "~": 5,
  "..": 6,
  "+": 7,
  "-": 7,
  "*": 8,
  "/": 8,
  "%": 8,
  "^": 10,
};
const NOT_PRECEDENCE = 4;
// Just looser than what the body of an aggregate may be, so that the body takes it in.
const OVER_COMPARISON = 4.5;
const OVER_PRODUCT = 7.5;
const MINUS_PRECEDENCE = 9;

/** How tightly an operator binds; larger is tighter. */
export function binaryPrecedence(operator: BinarySign): number {
  return BINARY_PRECEDENCE[operator];
}

/** The body of `sum(…)` is a product, the body of `all(…)` a comparison. */
function prefixPrecedence(prefix: PrefixOperator): number {
  if (prefix.kind === "unary") return prefix.operator === "not" ? NOT_PRECEDENCE : MINUS_PRECEDENCE;
  return prefix.name === "all" || prefix.name === "any" || prefix.name === "count"
    ? OVER_COMPARISON
    : OVER_PRODUCT;
}

function isRightAssociative(operator: BinarySign): boolean {
  return operator === "^" || operator === "implies";
}

type Pending =
  | { readonly arity: 1; readonly prefix: PrefixOperator; readonly precedence: number }
  | { readonly arity: 2; readonly operator: BinarySign; readonly precedence: number };

/** @throws TooDeep when the tree would be nested deeper than the language accepts */
export function resolveOperators(
  operands: readonly OperandWithPrefixes[],
  operators: readonly BinarySign[],
): ExpressionSyntax {
  const output: (ExpressionSyntax | Chain)[] = [];
  const pending: Pending[] = [];
  const reduce = (): void => {
    const top = pending.pop() as Pending;
    const right = settled(output.pop() as ExpressionSyntax | Chain);
    if (top.arity === 1) output.push(applyPrefix(top.prefix, right));
    else output.push(chained(top.operator, output.pop() as ExpressionSyntax | Chain, right));
  };
  for (const [i, { prefixes, operand }] of operands.entries()) {
    for (const prefix of prefixes)
      pending.push({ arity: 1, prefix, precedence: prefixPrecedence(prefix) });
    output.push(operand);
    const operator = operators[i];
    if (operator === undefined) continue;
    const precedence = binaryPrecedence(operator);
    for (;;) {
      const top = pending[pending.length - 1];
      if (top === undefined) break;
      const binds =
        top.precedence > precedence ||
        (top.precedence === precedence && !(top.arity === 2 && isRightAssociative(operator)));
      if (!binds) break;
      reduce();
    }
    pending.push({ arity: 2, operator, precedence });
  }
  while (pending.length > 0) reduce();
  return settled(output[0] as ExpressionSyntax | Chain);
}

function applyPrefix(prefix: PrefixOperator, operand: ExpressionSyntax): ExpressionSyntax {
  const range = { start: prefix.start, end: operand.range.end };
  const depth = deeper(range, operand.depth);
  return prefix.kind === "unary"
    ? { kind: "unary", operator: prefix.operator, operand, range, depth }
    : {
        kind: "aggregate",
        name: prefix.name,
        indices: prefix.indices,
        body: operand,
        range,
        depth,
      };
}

function applyBinary(
  operator: BinarySign,
  left: ExpressionSyntax,
  right: ExpressionSyntax,
): ExpressionSyntax {
  const range = { start: left.range.start, end: right.range.end };
  return {
    kind: "binary",
    operator,
    left,
    right,
    range,
    depth: deeper(range, left.depth, right.depth),
  };
}

// ---- chains -----------------------------------------------------------------------------------

/**
 * Most terms that are put together one after the other. A longer chain is put together in halves,
 * so that it is as deep as the number of its terms has binary digits: a long sum is not nested.
 */
export const LONGEST_CHAIN = 200;

/** Terms joined by operators that associate: `a + b - c`, `a and b and c`. */
interface Chain {
  readonly operators: BinarySign[];
  readonly terms: ExpressionSyntax[];
}

/** Operators of one family may be grouped in any way; a `-` before a group turns its signs. */
export const CHAIN_FAMILIES: Readonly<Partial<Record<BinarySign, string>>> = {
  "+": "sum",
  "-": "sum",
  "*": "product",
  and: "and",
  or: "or",
  xor: "xor",
};

function chained(
  operator: BinarySign,
  left: ExpressionSyntax | Chain,
  right: ExpressionSyntax,
): ExpressionSyntax | Chain {
  const family = CHAIN_FAMILIES[operator];
  if (family === undefined) return applyBinary(operator, settled(left), right);
  if ("terms" in left && CHAIN_FAMILIES[left.operators[0] as BinarySign] === family) {
    left.operators.push(operator);
    left.terms.push(right);
    return left;
  }
  return { operators: [operator], terms: [settled(left), right] };
}

function settled(output: ExpressionSyntax | Chain): ExpressionSyntax {
  if (!("terms" in output)) return output;
  const { terms, operators } = output;
  if (terms.length <= LONGEST_CHAIN) {
    return terms.reduce((left, right, i) =>
      applyBinary(operators[i - 1] as BinarySign, left, right),
    );
  }
  // The sign before term i; the first has none.
  const isMinus = (i: number): boolean => operators[i - 1] === "-";
  const half = (start: number, end: number): ExpressionSyntax => {
    if (end - start === 1) return terms[start] as ExpressionSyntax;
    const middle = (start + end) >> 1;
    const operator = operators[middle - 1] as BinarySign;
    const turned = operator === "+" || operator === "-";
    const sign = isMinus(middle) === isMinus(start) ? "+" : "-";
    return applyBinary(turned ? sign : operator, half(start, middle), half(middle, end));
  };
  return half(0, terms.length);
}

/** One level above the deepest of the given depths. @throws TooDeep */
export function deeper(range: TextRange, ...depths: readonly number[]): number {
  let depth = 0;
  for (const one of depths) if (one > depth) depth = one;
  if (depth >= DEEPEST_NESTING) throw new TooDeep(range);
  return depth + 1;
}
