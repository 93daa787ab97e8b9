/**
 * What is typed into a node's sheet, as small edits of the text: each one step for undo, each leaves a
 * sound model or says why it cannot be done.
 */
import type { Value } from "../../model/index.ts";
import type { SyntaxTree } from "../../language/index.ts";
import type { GestureResult } from "../gesture.ts";
import type { Session } from "../session.ts";
import { edits, keptComments, writeValue } from "../../language/index.ts";
import { mechanismReader, showValue } from "../../model/index.ts";
import { finish, refused, withDiagram } from "../gesture.ts";
import { setProbability } from "../ownTable.ts";
import { noteEdits } from "./note.ts";
import { listedCells } from "./tableCells.ts";
import { agentCalled, called } from "../called.ts";

/** Gives a decision or a utility to these agents. */
export function setOwners(
  session: Session,
  name: string,
  agents: readonly string[],
): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const owners = agents.map((agent) => agentCalled(diagram, agent)).join(", ");
    const done = edits.changeOwner(tree, { name, agents });
    return finish(session, done, `give ${called(diagram, name)} to ${owners}`);
  });
}

/** Makes this the note of a node: the comment behind or above its declaration; "" removes it. */
export function setNote(session: Session, name: string, note: string): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const found = edits.findVariable(tree, name);
    if (!found.ok) return refused(found.reason);
    return finish(
      session,
      edits.edited(noteEdits(tree, found.item, note)),
      `note on ${called(diagram, name)}`,
    );
  });
}

/**
 * Puts a formula in place of the mechanism, or after the declaration where there is none. It may begin
 * with its sign; else the old one stays, `~` where there was none and it makes a distribution. An empty
 * one takes the mechanism away, and what it mentions stays as parents.
 */
export function setFormula(session: Session, name: string, formula: string): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const found = edits.findVariable(tree, name);
    if (!found.ok) return refused(found.reason);
    const { item } = found;
    const title = called(diagram, name);
    if (item.variableKind === "decision")
      return refused(`${title} is a decision: what it does is chosen, not written`);
    const written = formula.trim();
    const label = written === "" ? `forget the numbers of ${title}` : `formula of ${title}`;
    if (written === "") return finish(session, withoutMechanism(diagram, tree, item), label);
    const sign = /^[=~]/u.test(written) ? "" : `${item.mechanism?.sign ?? "="} `;
    const newText = sign + written;
    if (item.mechanism !== undefined)
      return finish(session, edits.edited([{ range: item.mechanism.range, newText }]), label);
    const at = item.range.end;
    const edit = { range: { start: at, end: at }, newText: ` ${newText}` };
    return finish(session, edits.edited([edit]), label);
  });
}

type VariableItem = Extract<SyntaxTree["items"][number], { kind: "variable" }>;

function withoutMechanism(
  diagram: Parameters<typeof edits.rewriteMechanisms>[1],
  tree: SyntaxTree,
  item: VariableItem,
): ReturnType<typeof edits.edited> {
  const { mechanism } = item;
  if (mechanism === undefined) return edits.edited([]);
  const id = diagram.idOf(item.name.text);
  if (id === undefined) {
    const start = tree.text.slice(0, mechanism.range.start).trimEnd().length;
    const range = { start, end: mechanism.range.end };
    return edits.edited([{ range, newText: keptComments(tree, range) }]);
  }
  const node = { ...diagram.node(id), mechanism: { kind: "unspecified" as const } };
  return edits.rewriteMechanisms(tree, diagram, [node]);
}

/**
 * Writes the numbers of a node as a table, row by row, in place of the formula that computes them. Exact
 * to 15 digits.
 */
export function writeAsTable(session: Session, name: string): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const id = diagram.idOf(name);
    if (id === undefined) return refused(`${name} is gone`);
    if (!edits.hasNumbers(diagram, name))
      return refused(`${called(diagram, name)} has no numbers yet`);
    const table = edits.averagedMechanism(diagram, id, [], () => []);
    if (!table.ok) return refused(table.reason);
    const done = edits.rewriteMechanisms(tree, diagram, [table.node]);
    return finish(session, done, `write the numbers of ${called(diagram, name)} as a table`);
  });
}

/**
 * Sets one cell of a table that is written as numbers. Of probabilities the others of the row make
 * room, those behind the cell first; a utility is a number; a `choice` is the position of a value.
 */
export function setCell(
  session: Session,
  name: string,
  { row, column, value }: { readonly row: number; readonly column: number; readonly value: number },
): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const id = diagram.idOf(name);
    if (id === undefined) return refused(`${name} is gone`);
    const node = diagram.node(id);
    const title = called(diagram, name);
    if (!Number.isFinite(value)) return refused("a number is needed here");
    const { mechanism, domain } = node;
    if (mechanism.kind !== "expression" && mechanism.kind !== "table")
      return refused(`${title} has no numbers yet`);
    if (node.kind === "chance" && mechanism.stochastic)
      return setProbability(session, name, { row, value: column, probability: value, typed: true });
    const rows = mechanismReader(diagram, id).parentSizes.reduce(
      (product, size) => product * size,
      1,
    );
    const range = listedCells({ diagram, tree }, name, rows)?.[row];
    if (range === undefined)
      return refused(`the numbers of ${title} come from a formula: write them as a table first`);
    const written = node.kind === "utility" ? value : choice(domain, value);
    if (written === undefined) return refused(`${title} has no such value`);
    const edit = { range, newText: writeValue(written) };
    const label = `set ${title} to ${showValue(written)} in a row`;
    return finish(session, edits.edited([edit]), label);
  });
}

function choice(
  domain: { readonly kind: string; readonly values?: readonly Value[] } | undefined,
  position: number,
): Value | undefined {
  return domain?.values?.[position];
}
