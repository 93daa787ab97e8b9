/** Claims written back as text. */
import type { Claim, ClaimEdge, ClaimExpression } from "../../model/index.ts";
import { showValue } from "../../model/index.ts";

/** Precedence as in the grammar: looser operators need brackets inside tighter ones. */
function precedence(e: ClaimExpression): number {
  switch (e.kind) {
    case "logic":
      return e.operator === "or" ? 2 : 3;
    case "negation":
      return 4;
    case "comparison":
      return 5;
    case "arithmetic":
      return e.operator === "^" ? 10 : e.operator === "*" || e.operator === "/" ? 8 : 7;
    default:
      return 12;
  }
}

/** The sentence of a claim; reading it again gives the same expression. */
export function printClaimExpression(e: ClaimExpression): string {
  const inside = (part: ClaimExpression, least: number): string => {
    const text = printClaimExpression(part);
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
      const name = e.receiver === undefined ? e.name : `${e.receiver}.${e.name}`;
      const list = e.arguments.map(printClaimExpression).join(", ");
      if (e.given.length > 0)
        return `${name}(${list} | ${e.given.map(printClaimExpression).join(", ")})`;
      return e.arguments.length === 0 && e.receiver === undefined ? name : `${name}(${list})`;
    }
    case "name":
      return e.name;
    case "value":
      return showValue(e.value);
    case "set": {
      const text = `{${e.items.map(printClaimExpression).join(", ")}}`;
      return e.of === undefined ? text : `${text} of ${e.of}`;
    }
    case "tuple":
      return `(${e.items.map(printClaimExpression).join(", ")})`;
    case "edge":
      return `${e.from} -> ${e.to}`;
    case "assignment":
      return `${e.target} = ${printClaimExpression(e.value)}`;
  }
}

/** The whole claim but its citation and note: the sentence with its suffixes. */
export function printClaimSentence(claim: Omit<Claim, "text">): string {
  const parts = [
    claim.negated
      ? `not ${printClaimExpression(claim.expression)}`
      : printClaimExpression(claim.expression),
  ];
  const edges = (list: readonly ClaimEdge[]): string =>
    list.map(({ from, to }) => `${from} -> ${to}`).join(", ");
  if (claim.addedEdges.length > 0) parts.push(`with ${edges(claim.addedEdges)}`);
  if (claim.removedEdges.length > 0) parts.push(`without ${edges(claim.removedEdges)}`);
  if (claim.tolerance !== undefined) parts.push(`within ${showValue(claim.tolerance)}`);
  if (claim.seeds !== undefined) parts.push(`seeds ${claim.seeds}`);
  return parts.join(" ");
}
