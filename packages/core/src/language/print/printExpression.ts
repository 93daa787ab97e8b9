/** The model's expressions written back as `.cid` text. */
import type { Expression, Pattern, Value } from "../../model/index.ts";
import type { Spelling } from "./spelling.ts";
import { binaryPrecedence, CHAIN_FAMILIES, LONGEST_CHAIN } from "../syntax/operators.ts";
import { writeName } from "../syntax/words.ts";
import { writeValue } from "./spelling.ts";

const LOWEST = -1;
const MEMBERSHIP = 5;
const NOT = 4;
const MINUS = 9;
const ATOM = 12;

/** How the names in an expression are written. */
interface Names {
  /** The parents', by position, as they are written. */
  readonly parents: readonly string[];
  readonly value: (value: Value) => string;
  readonly name: (text: string) => string;
  /** Is this also the name of a variable or parameter, so that a bare word would mean that? */
  readonly isTaken: (word: string) => boolean;
}

/**
 * The text of an expression. Reading it gives an equal expression.
 * @param parentNames the parents' names by position, as they are written
 * @param spelling how the model's labels and words are told from its names
 */
export function printExpression(
  e: Expression,
  parentNames: readonly string[],
  spelling?: Pick<Spelling, "name" | "value" | "isTaken">,
): string {
  const names: Names = {
    parents: parentNames,
    value: (value) => spelling?.value(value) ?? writeValue(value),
    name: (text) => spelling?.name(text) ?? writeName(text),
    isTaken: (word) => spelling?.isTaken(word) ?? false,
  };
  return print(e, names, LOWEST);
}

function precedenceOf(e: Expression): number {
  switch (e.kind) {
    case "if":
    case "let":
      return LOWEST;
    case "binary":
      return binaryPrecedence(e.operator);
    case "unary":
      return e.operator === "not" ? NOT : MINUS;
    case "literal":
      return typeof e.value === "number" && (e.value < 0 || Object.is(e.value, -0)) ? MINUS : ATOM;
    default:
      return ATOM;
  }
}

/** Text that may stand where an operator of this precedence or tighter is needed. */
function print(e: Expression, names: Names, least: number): string {
  const text = printBare(e, names);
  return precedenceOf(e) < least ? `(${text})` : text;
}

function printBare(e: Expression, names: Names): string {
  const list = (items: readonly Expression[]): string =>
    items.map((item) => print(item, names, LOWEST)).join(", ");
  switch (e.kind) {
    case "literal":
      return names.value(e.value);
    case "parameter":
      return names.name(e.name);
    case "local":
      return writeName(e.name);
    case "parent":
      return names.parents[e.position] ?? `_${e.position}`;
    case "let":
      return `let ${writeName(e.name)} = ${print(e.value, names, MEMBERSHIP + 1)} in ${print(e.body, names, LOWEST)}`;
    case "unary":
      return e.operator === "not"
        ? `not ${print(e.operand, names, NOT)}`
        : `-${printNegated(e.operand, names)}`;
    case "binary":
      return printBinary(e, names);
    case "call":
      return `${e.name}(${list(e.arguments)})`;
    case "family":
      return e.family === "uniform" && e.arguments.length === 0 && !names.isTaken("uniform")
        ? "uniform"
        : `${e.family}(${list(e.arguments)})`;
    case "other":
      return `other(${print(e.operand, names, LOWEST)})`;
    case "if":
      return `if ${print(e.condition, names, LOWEST)} then ${print(e.then, names, LOWEST)} else ${print(e.otherwise, names, LOWEST)}`;
    case "match": {
      const cases = e.cases.map(
        ({ patterns, body }) =>
          `${patterns.map((pattern) => printPattern(pattern, names)).join(" | ")} => ${print(body, names, LOWEST)}`,
      );
      return `match ${print(e.subject, names, LOWEST)} { ${cases.join(", ")} }`;
    }
    case "tuple":
      return `(${list(e.items)})`;
    case "list":
      return `[${list(e.items)}]`;
    case "component":
      return `${print(e.tuple, names, ATOM)}[${print(e.index, names, LOWEST)}]`;
    case "weights": {
      const entries = e.entries.map(
        ({ value, weight }) => `${print(value, names, LOWEST)}: ${print(weight, names, LOWEST)}`,
      );
      return `{${entries.join(", ")}}`;
    }
  }
}

/** A number literal after a minus sign would be read as one negative number. */
function printNegated(operand: Expression, names: Names): string {
  if (operand.kind === "literal" && typeof operand.value === "number")
    return `(${names.value(operand.value)})`;
  return print(operand, names, MINUS);
}

function printBinary(e: Extract<Expression, { kind: "binary" }>, names: Names): string {
  const own = binaryPrecedence(e.operator);
  if (e.operator === "in" && e.right.kind === "list") {
    const items = e.right.items.map((item) => print(item, names, LOWEST)).join(", ");
    return `${print(e.left, names, own)} in {${items}}`;
  }
  const family = CHAIN_FAMILIES[e.operator];
  if (family !== undefined) {
    const count = leavesOf(e, family);
    if (count > LONGEST_CHAIN && isInHalves(e, family, count)) return printChain(e, family, names);
  }
  const rightFirst = e.operator === "^" || e.operator === "implies";
  const left = print(e.left, names, rightFirst ? own + 1 : own);
  const right = print(e.right, names, rightFirst ? own : own + 1);
  return `${left} ${e.operator} ${right}`;
}

type Binary = Extract<Expression, { kind: "binary" }>;

function isOf(e: Expression, family: string): e is Binary {
  return e.kind === "binary" && CHAIN_FAMILIES[e.operator] === family;
}

function leavesOf(e: Expression, family: string): number {
  return isOf(e, family) ? leavesOf(e.left, family) + leavesOf(e.right, family) : 1;
}

/** Is this what reading a chain of so many terms gives? */
function isInHalves(e: Expression, family: string, count: number): boolean {
  if (!isOf(e, family)) return count === 1;
  return (
    isInHalves(e.left, family, count >> 1) && isInHalves(e.right, family, count - (count >> 1))
  );
}

/** The terms one after the other, without the brackets of the halves. */
function printChain(e: Binary, family: string, names: Names): string {
  const own = binaryPrecedence(e.operator);
  const parts: string[] = [];
  const add = (part: Expression, sign: string): void => {
    if (isOf(part, family)) {
      add(part.left, sign);
      const turned = part.operator === "-" ? (sign === "-" ? "+" : "-") : sign;
      add(part.right, part.operator === "+" || part.operator === "-" ? turned : part.operator);
    } else if (parts.length === 0) parts.push(print(part, names, own));
    else parts.push(`${sign} ${print(part, names, own + 1)}`);
  };
  add(e, family === "sum" ? "+" : e.operator);
  return parts.join(" ");
}

function printPattern(pattern: Pattern, names: Names): string {
  switch (pattern.kind) {
    case "any":
      return "_";
    case "value":
      return names.value(pattern.value);
    case "tuple":
      return `(${pattern.items.map((item) => printPattern(item, names)).join(", ")})`;
  }
}
