/**
 * Another kind for a node, with what becomes of its numbers chosen by whoever asks. A decision that becomes
 * chance is played uniformly, as now, or always the same way; a utility that becomes chance keeps its
 * formula; a chance node that becomes a utility keeps its formula, or its mean in every row. All of these are
 * exact. What becomes a decision is chosen from then on, so its own numbers go.
 */
import type { TextEdit } from "../base/index.ts";
import type { DiagramNode, InfluenceDiagram, NodeKind, Value } from "../model/index.ts";
import type { EditResult, SyntaxTree } from "../language/index.ts";
import type { GestureResult, Step } from "./gesture.ts";
import type { Session } from "./session.ts";
import type { TextAfter } from "./textAfter.ts";
import { edits, writeValue } from "../language/index.ts";
import { mechanismReader, showValue } from "../model/index.ts";
import { chain, finish, withDiagram } from "./gesture.ts";
import { textAfter } from "./textAfter.ts";
import { called } from "./called.ts";

/** Which node is to be of which kind. */
export interface RetypePlan {
  readonly name: string;
  readonly kind: NodeKind;
}

/** What becomes of the numbers of a node that changes its kind. */
export type KindChoice =
  /** The formula stays, or the mean of every row. */
  | { readonly kind: "keep" }
  /** Every option equally likely, whatever is seen. */
  | { readonly kind: "uniform" }
  /** As likely as a rule says: rows by what is seen, the first slowest. */
  | { readonly kind: "played"; readonly rule: readonly number[] }
  /** Always this value. */
  | { readonly kind: "fix"; readonly value: Value }
  | { readonly kind: "forget" };

/** Larger tables are not written: nobody could read them. */
const MOST_ENTRIES = 4096;

/** The choices there are, the one that keeps most first. */
export function kindChoices(
  diagram: InfluenceDiagram,
  { name, kind }: RetypePlan,
): readonly KindChoice["kind"][] {
  const node = nodeOf(diagram, name);
  if (node === undefined) return [];
  const isFinite = node.domain?.kind === "finite";
  if (node.kind === "decision" && kind === "chance" && isFinite)
    return ["uniform", "played", "fix", "forget"];
  if (!edits.hasNumbers(diagram, name)) return ["forget"];
  if (node.kind === "utility" && kind === "chance") return ["keep", "forget"];
  if (node.kind === "chance" && kind === "utility" && worths(node) !== undefined)
    return ["keep", "forget"];
  return ["forget"];
}

/** Does somebody have to be asked: are there numbers that would be lost, or that are needed? */
export function mindsKind(diagram: InfluenceDiagram, plan: RetypePlan): boolean {
  if (nodeOf(diagram, plan.name)?.kind === plan.kind) return false;
  if (edits.hasNumbers(diagram, plan.name)) return true;
  const isCounted = diagram.nodes.some(({ name }) => edits.hasNumbers(diagram, name));
  return isCounted && kindChoices(diagram, plan).length > 1;
}

/** The text as it would be, or why not; nothing is done. */
export function afterRetype(session: Session, plan: RetypePlan, choice: KindChoice): TextAfter {
  return textAfter(session, (now) => retypeEdits(session, now, plan, choice));
}

/** Does it, as one step for undo. */
export function retypeKeeping(
  session: Session,
  plan: RetypePlan,
  choice: KindChoice,
): GestureResult {
  return withDiagram(session, (diagram, tree) =>
    finish(
      session,
      retypeEdits(session, { diagram, tree }, plan, choice),
      `make ${called(diagram, plan.name)} a ${plan.kind} node`,
    ),
  );
}

function retypeEdits(
  session: Session,
  { diagram, tree }: { readonly diagram: InfluenceDiagram; readonly tree: SyntaxTree },
  { name, kind }: RetypePlan,
  choice: KindChoice,
): EditResult {
  const node = nodeOf(diagram, name);
  if (node === undefined) return edits.refused(`${name} is gone`);
  const isGiven = node.kind === "chance" && kind !== "chance" && diagram.agents.length > 1;
  const [first] = diagram.agents;
  const agents = isGiven && first !== undefined ? { agents: [first.name] } : {};
  const bare: Step = (draft) => edits.changeKind(draft.tree, { name, kind, ...agents });
  if (choice.kind === "forget") return chain(session, tree, [bare]);
  if (choice.kind === "keep") {
    const kept = keptMechanism(diagram, tree, node, kind);
    if (typeof kept === "string") return edits.refused(kept);
    return chain(session, tree, [bare, ({ tree: now }) => placed(now, name, kept)]);
  }
  const table = ruleTable(diagram, node, choice);
  if (typeof table === "string") return edits.refused(table);
  return chain(session, tree, [
    bare,
    ({ tree: now }) =>
      edits.rewriteMechanisms(now, diagram, [
        {
          ...node,
          kind: "chance",
          owners: [],
          mechanism: { kind: "table", stochastic: true, entries: table },
        },
      ]),
  ]);
}

/** What a decision does, as the table of a chance variable. */
function ruleTable(
  diagram: InfluenceDiagram,
  { id, domain, parents }: DiagramNode,
  choice: Exclude<KindChoice, { kind: "keep" | "forget" }>,
): Float64Array | string {
  const title = diagram.titleOf(id);
  if (domain?.kind !== "finite") return `${title} has no list of options`;
  const { values } = domain;
  let rows = 1;
  for (const parent of parents) {
    const seen = diagram.node(parent);
    if (seen.domain?.kind !== "finite") return `${diagram.titleOf(parent)} has no list of values`;
    rows *= seen.domain.values.length;
  }
  if (rows * values.length > MOST_ENTRIES)
    return `the table of ${title} would have ${rows * values.length} entries, more than ${MOST_ENTRIES}`;
  if (choice.kind === "played")
    return choice.rule.length === rows * values.length
      ? Float64Array.from(choice.rule)
      : `the rule of ${title} has another shape by now: compute it again`;
  const at =
    choice.kind === "fix"
      ? values.findIndex((value) => showValue(value) === showValue(choice.value))
      : undefined;
  if (at === -1) return `${title} has no such option`;
  return Float64Array.from({ length: rows * values.length }, (_, i) =>
    at === undefined ? 1 / values.length : i % values.length === at ? 1 : 0,
  );
}

interface Kept {
  /** The list of parents and the mechanism, as they are to be written. */
  readonly text: string;
  /** Values, where they cannot be worked out from the formula. */
  readonly domain: string | undefined;
}

function keptMechanism(
  diagram: InfluenceDiagram,
  tree: SyntaxTree,
  node: DiagramNode,
  kind: NodeKind,
): Kept | string {
  const found = edits.findVariable(tree, node.name);
  if (!found.ok) return found.reason;
  const { from, mechanism } = found.item;
  if (mechanism === undefined)
    return `the numbers of ${diagram.titleOf(node.id)} stand in another file`;
  const written = tree.text.slice(from?.range.start ?? mechanism.range.start, mechanism.range.end);
  if (kind === "chance") {
    // A list of numbers does not say what else they may be.
    const values = mechanism.body.kind === "list" ? valuesTaken(diagram, node) : undefined;
    if (typeof values === "string") return values;
    return { text: written, domain: values && `{${values.map(writeValue).join(", ")}}` };
  }
  if (mechanism.sign === "=" && isNumeric(node)) return { text: written, domain: undefined };
  const means = meanTable(diagram, node);
  if (typeof means === "string") return means;
  const list = node.parents.map((parent) => diagram.node(parent).name).join(", ");
  return {
    text: `${list === "" ? "" : `from ${list} `}= ${tableText(node, means)}`,
    domain: undefined,
  };
}

/** The mechanism in place of the list of parents that the change of kind has left. */
function placed(tree: SyntaxTree, name: string, { text, domain }: Kept): EditResult {
  const found = edits.findVariable(tree, name);
  if (!found.ok) return found;
  const { item } = found;
  const all: TextEdit[] = [];
  if (domain !== undefined) {
    const at = item.label?.range.end ?? item.nameRange.end;
    all.push({ range: { start: at, end: at }, newText: ` : ${domain}` });
  }
  const end = item.from?.range.end ?? item.range.end;
  const start = item.from?.range.start ?? end;
  const newText = item.from === undefined ? ` ${text}` : text;
  return edits.edited([...all, { range: { start, end }, newText }]);
}

function valuesTaken(diagram: InfluenceDiagram, node: DiagramNode): readonly number[] | string {
  const rows = eachRow(diagram, node);
  return typeof rows === "string"
    ? rows
    : [...new Set(rows.map(([value]) => (value === 0 ? 0 : (value ?? 0))))].sort((a, b) => a - b);
}

function meanTable(diagram: InfluenceDiagram, node: DiagramNode): number[] | string {
  const rows = eachRow(diagram, node);
  if (typeof rows === "string") return rows;
  const values = worths(node) ?? [];
  return rows.map((row) =>
    Number(row.reduce((sum, p, i) => sum + p * (values[i] ?? 0), 0).toPrecision(15)),
  );
}

function tableText({ parents }: DiagramNode, means: readonly number[]): string {
  return parents.length === 0 ? String(means[0]) : `[${means.join(", ")}]`;
}

function eachRow(diagram: InfluenceDiagram, node: DiagramNode): number[][] | string {
  try {
    const reader = mechanismReader(diagram, node.id);
    const { parentSizes: sizes } = reader;
    const count = sizes.reduce((product, size) => product * size, 1);
    if (count > MOST_ENTRIES) return `the table of ${diagram.titleOf(node.id)} has ${count} rows`;
    const row = new Float64Array(reader.rowSize);
    return Array.from({ length: count }, (_, index) => {
      const at: number[] = [];
      let left = index;
      for (let i = sizes.length - 1; i >= 0; i--) {
        at[i] = left % (sizes[i] as number);
        left = Math.floor(left / (sizes[i] as number));
      }
      reader.read(at, row);
      return [...row];
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What each value counts as a utility: numbers as they are, truth values 0 and 1. */
function worths({ domain }: DiagramNode): readonly number[] | undefined {
  if (domain?.kind !== "finite") return undefined;
  const numbers = domain.values.map((value) =>
    typeof value === "boolean" ? Number(value) : value,
  );
  return numbers.every((value) => typeof value === "number") ? (numbers as number[]) : undefined;
}

function isNumeric({ domain }: DiagramNode): boolean {
  return domain?.kind === "finite" && domain.values.every((value) => typeof value === "number");
}

function nodeOf(diagram: InfluenceDiagram, name: string): DiagramNode | undefined {
  return diagram.nodes[diagram.idOf(name) ?? -1];
}
