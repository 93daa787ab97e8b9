/** Claims written back as text. */
import type { Claim, ClaimDistribution, ClaimEdge, ClaimExpression } from "../../model/index.ts";
import type { Spelling } from "./spelling.ts";
import { writeName } from "../syntax/words.ts";
import { writeNodeName, writeValue } from "./spelling.ts";

const NOT = 4;

/** Precedence as in the grammar: looser operators need brackets inside tighter ones. */
function precedence(e: ClaimExpression): number {
  switch (e.kind) {
    case "logic":
      return e.operator === "or" ? 2 : 3;
    case "negation":
      return NOT;
    case "comparison":
    case "membership":
      return 5;
    case "arithmetic":
      return e.operator === "^" ? 10 : ["*", "/", "%"].includes(e.operator) ? 8 : 7;
    default:
      return 12;
  }
}

/** How names in claims are written; without a model, names in the usual form of instances are. */
type ClaimSpelling = Pick<Spelling, "node" | "value" | "isTaken">;
const ANY_MODEL: ClaimSpelling = {
  node: writeNodeName,
  value: writeValue,
  isTaken: () => false,
};

/** The sentence of a claim; reading it again gives the same expression. */
export function printClaimExpression(
  e: ClaimExpression,
  spelling: ClaimSpelling = ANY_MODEL,
): string {
  const print = (part: ClaimExpression): string => printClaimExpression(part, spelling);
  const inside = (part: ClaimExpression, least: number): string => {
    const text = print(part);
    return precedence(part) < least ? `(${text})` : text;
  };
  const own = precedence(e);
  switch (e.kind) {
    case "comparison":
      return `${inside(e.left, own + 1)} ${e.operator} ${inside(e.right, own + 1)}`;
    case "arithmetic":
    case "logic": {
      const rightFirst = e.kind === "arithmetic" && e.operator === "^";
      return `${inside(e.left, rightFirst ? own + 1 : own)} ${e.operator} ${inside(e.right, rightFirst ? own : own + 1)}`;
    }
    case "negation":
      return `not ${inside(e.operand, own)}`;
    case "call": {
      if (e.name === "component") {
        const [tuple, at] = e.arguments as [ClaimExpression, ClaimExpression];
        return `${print(tuple)}[${print(at)}]`;
      }
      const name = e.receiver === undefined ? e.name : `${writeName(e.receiver)}.${e.name}`;
      const list = e.arguments.map(print).join(", ");
      if (e.given.length > 0) return `${name}(${list} | ${e.given.map(print).join(", ")})`;
      const isBare = e.arguments.length === 0 && e.receiver === undefined;
      return isBare && !spelling.isTaken(e.name) ? name : `${name}(${list})`;
    }
    case "name":
      return spelling.node(e.name);
    case "value":
      return spelling.value(e.value);
    case "set": {
      const text = `{${e.items.map(print).join(", ")}}`;
      return e.of === undefined ? text : `${text} of ${e.of}`;
    }
    case "tuple":
      return `(${e.items.map(print).join(", ")})`;
    case "edge":
      return `${spelling.node(e.from)} -> ${spelling.node(e.to)}`;
    case "assignment":
      return `${spelling.node(e.target)} = ${print(e.value)}`;
    case "membership":
      return `${inside(e.left, own + 1)} in {${e.items.map(print).join(", ")}}`;
    case "distributed": {
      const written = printDistribution(e.distribution, spelling);
      return e.likelihood === true
        ? `likelihood(${spelling.node(e.target)}, ${written})`
        : `${spelling.node(e.target)} ~ ${written}`;
    }
  }
}

function printDistribution(distribution: ClaimDistribution, spelling: ClaimSpelling): string {
  if (distribution.kind === "weights") {
    const entries = distribution.entries.map(({ value, weight }) => {
      return `${spelling.value(value)}: ${spelling.value(weight)}`;
    });
    return `{${entries.join(", ")}}`;
  }
  const { family, parameters } = distribution;
  return parameters.length === 0
    ? family
    : `${family}(${parameters.map((value) => spelling.value(value)).join(", ")})`;
}

/** The whole claim but its citation and note: the sentence with its suffixes. */
export function printClaimSentence(
  claim: Omit<Claim, "text">,
  spelling: ClaimSpelling = ANY_MODEL,
): string {
  const sentence = printClaimExpression(claim.expression, spelling);
  const parts = [
    claim.negated
      ? `not ${precedence(claim.expression) >= NOT ? sentence : `(${sentence})`}`
      : sentence,
  ];
  const edges = (list: readonly ClaimEdge[]): string =>
    list.map(({ from, to }) => `${spelling.node(from)} -> ${spelling.node(to)}`).join(", ");
  if (claim.addedEdges.length > 0) parts.push(`with ${edges(claim.addedEdges)}`);
  if (claim.removedEdges.length > 0) parts.push(`without ${edges(claim.removedEdges)}`);
  if (claim.holding !== undefined && claim.holding.length > 0)
    parts.push(`holding ${claim.holding.map(spelling.node).join(", ")}`);
  if (claim.tolerance !== undefined) parts.push(`within ${writeValue(claim.tolerance)}`);
  if (claim.seeds !== undefined) parts.push(`seeds ${claim.seeds}`);
  return parts.join(" ");
}
