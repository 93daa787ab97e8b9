/** Walking over expression syntax. Depth is bounded by the parser, so recursion is safe. */
import type { ArgumentSyntax, ExpressionSyntax } from "../syntax/syntax.ts";

/** The direct parts of an expression. */
export function partsOf(e: ArgumentSyntax): readonly ArgumentSyntax[] {
  switch (e.kind) {
    case "number":
    case "boolean":
    case "label":
    case "name":
      return [];
    case "group":
      return [e.inner];
    case "call":
      return e.given === undefined ? e.arguments : [...e.arguments, ...e.given];
    case "index":
      return [e.target, ...e.indices];
    case "unary":
      return [e.operand];
    case "binary":
      return [e.left, e.right];
    case "if":
      return [e.condition, e.then, e.otherwise];
    case "cases":
      return [...e.branches.flatMap((b) => [b.condition, b.then]), e.otherwise];
    case "match":
      return [e.subject, ...e.cases.flatMap((c) => [...c.patterns, c.body])];
    case "let":
      return [e.value, e.body];
    case "aggregate":
      return [...e.indices.map((i) => i.values), e.body];
    case "tuple":
    case "list":
      return e.items;
    case "braces":
      return e.entries.flatMap((entry) =>
        entry.weight === undefined ? [entry.value] : [entry.value, entry.weight],
      );
    case "under":
      return [e.target, ...e.forced];
    case "assignment":
    case "distributed":
      return [e.target, e.value];
  }
}

/** Calls `visit` for an expression and everything in it, outermost first. */
function walk(e: ArgumentSyntax, visit: (e: ArgumentSyntax) => void): void {
  visit(e);
  for (const part of partsOf(e)) walk(part, visit);
}

/** Every name an expression mentions (not the names it calls). */
export function namesIn(e: ExpressionSyntax): Set<string> {
  const names = new Set<string>();
  walk(e, (part) => {
    if (part.kind === "name") names.add(part.text);
  });
  return names;
}
