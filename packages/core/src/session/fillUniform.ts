/**
 * "Put numbers in": tables for variables that so far have only parents. A chance variable gets
 * uniform rows, a decision the domain `bool`, a utility a ramp from 0 to 1 over its table, so that
 * there is something to decide. All of it is ordinary text, to be changed by hand.
 */
import type { TextEdit } from "../base/index.ts";
import type { DiagramNode, InfluenceDiagram } from "../model/index.ts";
import type { SyntaxTree } from "../language/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { edits } from "../language/index.ts";
import { finish, refused, withDiagram } from "./gesture.ts";
import { called } from "./called.ts";

type Item = SyntaxTree["items"][number];
type VariableItem = Extract<Item, { kind: "variable" }>;

/** Larger tables are not written: nobody would read them. */
const MOST_ROWS = 256;

/**
 * Gives variables that have no numbers uniform tables, as an edit of the text: all of them, or those
 * named, whose parents then get two values where they have none.
 */
export function fillUniform(session: Session, names?: readonly string[]): GestureResult {
  return withDiagram(session, (diagram, tree, places) => {
    const changes: TextEdit[] = [];
    const skipped: string[] = [];
    const parents =
      names &&
      new Set(names.flatMap((name) => diagram.nodes[diagram.idOf(name) ?? -1]?.parents ?? []));
    const sizes = new Map<number, number>();
    for (const node of diagram.nodes) sizes.set(node.id, sizeOf(node));
    for (const item of variableItems(tree.items)) {
      // S[1] may have a declaration of its own beside the loop that makes the others.
      const instances = diagram.nodes.filter(
        (node) =>
          (node.instance?.template ?? node.name) === item.name.text &&
          places.nodes[node.id]?.start === item.nameRange.start,
      );
      const isMeant = names === undefined || instances.some(({ name }) => names.includes(name));
      const isParent = instances.some(({ id }) => parents?.has(id) ?? false);
      if (!isMeant && !isParent) continue;
      const edit = isMeant
        ? filled(diagram, item, instances, sizes)
        : instances.length > 0
          ? domainEdits(item)
          : [];
      if (edit === "too-large") skipped.push(item.name.text);
      else changes.push(...edit);
    }
    const all = (some: readonly string[]): string =>
      some.map((name) => called(diagram, name)).join(", ");
    if (changes.length === 0) {
      return refused(
        skipped.length > 0
          ? `the tables of ${all(skipped)} would have more than ${MOST_ROWS} rows or differ from step to step; write their mechanisms by hand`
          : names === undefined
            ? "every variable has its numbers already"
            : `${all(names)} has its numbers already`,
      );
    }
    const done = finish(session, edits.edited(changes), "put numbers in");
    if (!done.ok) return done;
    const rest = skipped.length > 0 ? `; left out, too large: ${all(skipped)}` : "";
    return { ok: true, label: `Put uniform tables in, and ramps for utilities${rest}` };
  });
}

function filled(
  diagram: InfluenceDiagram,
  item: VariableItem,
  instances: readonly DiagramNode[],
  sizes: ReadonlyMap<number, number>,
): TextEdit[] | "too-large" {
  const [first] = instances;
  if (first === undefined || item.mechanism !== undefined) return [];
  const found = domainEdits(item);
  if (item.variableKind === "decision") return found;
  const counts = instances.map((node) => rowsOf(diagram, node, sizes));
  const rows = counts[0] as number;
  if (rows > MOST_ROWS || counts.some((count) => count !== rows)) return "too-large";
  const end = item.range.end;
  const newText =
    item.variableKind === "utility" ? ramp(rows) : uniformRows(rows, sizes.get(first.id) as number);
  found.push({ range: { start: end, end }, newText });
  return found;
}

/** Two values, where nothing is written. */
function domainEdits(item: VariableItem): TextEdit[] {
  if (item.domain !== undefined || item.variableKind === "utility") return [];
  const after = item.label?.range.end ?? item.nameRange.end;
  return [{ range: { start: after, end: after }, newText: " : bool" }];
}

function uniformRows(rows: number, values: number): string {
  if (rows === 1) return " ~ uniform";
  const share = 1 / values;
  const entries = Array.from({ length: values }, () => tidy(share));
  const exact = entries.reduce((sum, entry) => sum + Number(entry), 0);
  entries[values - 1] = tidy(share + 1 - exact);
  const row = `[${entries.join(", ")}]`;
  return ` ~ [${Array.from({ length: rows }, () => row).join(", ")}]`;
}

function ramp(rows: number): string {
  if (rows === 1) return " = 1";
  return ` = [${Array.from({ length: rows }, (_, row) => tidy(row / (rows - 1))).join(", ")}]`;
}

function tidy(value: number): string {
  return String(Number(value.toFixed(12)));
}

function rowsOf(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  sizes: ReadonlyMap<number, number>,
): number {
  return node.parents.reduce((rows, parent) => {
    const size = diagram.node(parent).kind === "utility" ? 1 : (sizes.get(parent) ?? 2);
    return rows * size;
  }, 1);
}

/** What has no domain yet will get two values. */
function sizeOf({ domain }: DiagramNode): number {
  return domain?.kind === "finite" ? domain.values.length : 2;
}

function variableItems(items: readonly Item[]): VariableItem[] {
  return items.flatMap((item): VariableItem[] => {
    if (item.kind === "variable") return [item];
    if (item.kind === "for") return variableItems(item.items);
    if (item.kind === "guard") {
      return [
        ...item.branches.flatMap((branch) => variableItems(branch.items)),
        ...variableItems(item.otherwise ?? []),
      ];
    }
    return [];
  });
}
