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
  const output: ExpressionSyntax[] = [];
  const pending: Pending[] = [];
  const reduce = (): void => {
    const top = pending.pop() as Pending;
    const right = output.pop() as ExpressionSyntax;
    if (top.arity === 1) output.push(applyPrefix(top.prefix, right));
    else output.push(applyBinary(top.operator, output.pop() as ExpressionSyntax, right));
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
  return output[0] as ExpressionSyntax;
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

/** One level above the deepest of the given depths. @throws TooDeep */
export function deeper(range: TextRange, ...depths: readonly number[]): number {
  let depth = 0;
  for (const one of depths) if (one > depth) depth = one;
  if (depth >= DEEPEST_NESTING) throw new TooDeep(range);
  return depth + 1;
}
