/** Variables of a text by the names of nodes: where they are declared, and where they are meant. */
import type { ExpressionSyntax, SyntaxTree, VariableItem } from "../syntax/syntax.ts";
import { findLast } from "../syntax/findLast.ts";
import { declarationsIn } from "./occurrences.ts";
import { reference, squeezed, squeezedAt, templateOf } from "./references.ts";

export type FoundVariable =
  | { readonly ok: true; readonly item: VariableItem; readonly inLoop: boolean }
  | { readonly ok: false; readonly reason: string };

/** The declaration of a node: by its own name, or the loop that makes it. */
export function findVariable(tree: SyntaxTree, name: string): FoundVariable {
  const { variables } = declarationsIn(tree);
  const template = templateOf(variables, name);
  const items = variables.get(template);
  if (items === undefined)
    return { ok: false, reason: `there is no variable ${name} in this file` };
  const compact = squeezed(reference(variables, name));
  const exact = findLast(items, (item) => squeezedAt(tree.text, item.nameRange) === compact);
  const item =
    exact ??
    findLast(items, (i) => !i.indices.every(isConstant) && mayBe(i.indices, name)) ??
    (name === template ? items[0] : undefined);
  if (item === undefined) return { ok: false, reason: `there is no variable ${name} in this file` };
  return { ok: true, item, inLoop: exact === undefined || !item.indices.every(isConstant) };
}

/** Whether a declaration in a loop can be the one of a name: `A[2, r]` is none of `A[1, 1]`. */
function mayBe(indices: readonly ExpressionSyntax[], name: string): boolean {
  const written = /\[(?<list>.*)\]$/u.exec(name)?.groups?.["list"]?.split(",") ?? [];
  return (
    written.length === 0 ||
    (written.length === indices.length &&
      indices.every((index, i) => !isConstant(index) || numberOf(index) === Number(written[i])))
  );
}

function numberOf(e: ExpressionSyntax): number {
  if (e.kind === "number") return e.value;
  return e.kind === "unary" && e.operand.kind === "number" ? -e.operand.value : 0;
}

function isConstant(e: ExpressionSyntax): boolean {
  return e.kind === "number" || (e.kind === "unary" && e.operand.kind === "number");
}

/** Why a new variable cannot have this name, or undefined when it can. */
export function unusableName(tree: SyntaxTree, name: string): string | undefined {
  if (name.trim() === "") return "a name cannot be empty";
  const { variables, parameters, labels } = declarationsIn(tree);
  const template = templateOf(variables, name);
  if (parameters.has(template)) return `${name} is a parameter already`;
  if (labels.has(template)) return `${name} is a label already`;
  const taken = variables.get(template);
  const compact = squeezed(reference(variables, name));
  if (taken?.some((item) => squeezedAt(tree.text, item.nameRange) === compact))
    return `there is a variable ${name} already`;
  if (taken !== undefined && template === name) return `there is a variable ${name} already`;
  return undefined;
}

/** Whether an expression is a node's name. */
export function isReference(e: ExpressionSyntax, name: string): boolean {
  return indexedName(e) === name;
}

/** The name of the node an expression is: `S[1, 2]` however it is spaced. */
export function indexedName(e: ExpressionSyntax): string | undefined {
  if (e.kind === "name") return e.text;
  if (e.kind !== "index" || e.target.kind !== "name" || !e.indices.every(isConstant))
    return undefined;
  const indices = e.indices.map(numberOf);
  return `${e.target.text}[${indices.join(", ")}]`;
}
