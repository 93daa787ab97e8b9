/**
 * A chance variable's own probabilities where they are written as numbers: `{ a: 0.2, b: 0.8 }`,
 * `bernoulli(0.3)`, a table `[[0.9, 0.1], …]`, or `uniform` without parents. Changing one changes
 * the others of its row in proportion, and of the text only the numbers.
 */
import type { TextEdit, TextRange } from "../base/index.ts";
import type { Places, SyntaxTree } from "../language/index.ts";
import type { DiagramNode, InfluenceDiagram, Value } from "../model/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { GoodReading, Session } from "./session.ts";
import { edits, writeValue } from "../language/index.ts";
import { showValue } from "../model/index.ts";
import { finish, refused, withDiagram } from "./gesture.ts";
import { called } from "./called.ts";

/** A variable's table as it stands in the text, to be edited. */
export interface OwnTable {
  readonly values: readonly Value[];
  readonly rows: readonly {
    /** Values of the parents, `Rain = true`; empty when there is one row. */
    readonly context: readonly string[];
    readonly probabilities: readonly number[];
  }[];
}

type Read = { readonly ok: true; readonly table: OwnTable; readonly cells: Cells } | NotRead;
type NotRead = { readonly ok: false; readonly reason: string };

/** How a row is written back. */
type Cells = (row: number, probabilities: readonly number[]) => TextEdit[];

type Item = SyntaxTree["items"][number];
type VariableItem = Extract<Item, { kind: "variable" }>;
type Expression = NonNullable<VariableItem["mechanism"]>["body"];

/** The table that the text gives a variable, or why it has none that could be edited. */
export function ownTable(
  reading: GoodReading,
  name: string,
): { readonly ok: true; readonly table: OwnTable } | NotRead {
  return read(reading, name);
}

/**
 * Sets one probability; the others of the row share the rest as they did before. Of a number that is
 * `typed` all digits are kept, what stands before it in the row stays where it can, and it is a step for
 * undo of its own.
 */
export function setProbability(
  session: Session,
  name: string,
  {
    row,
    value,
    probability,
    typed = false,
  }: { row: number; value: number; probability: number; typed?: boolean },
): GestureResult {
  return withDiagram(session, (diagram, tree, places) => {
    const found = read({ diagram, tree, places }, name);
    if (!found.ok) return refused(found.reason);
    const before = found.table.rows[row]?.probabilities;
    if (before?.[value] === undefined)
      return refused(`${called(diagram, name)} has no such row or value`);
    if (!(probability >= 0 && probability <= 1)) {
      return refused(`${probability} is not a probability: it lies between 0 and 1`);
    }
    const changes = found.cells(
      row,
      typed ? typedIn(before, value, probability) : shared(before, value, probability),
    );
    const label = `set a probability of ${called(diagram, name)}`;
    const mergeKey = typed ? undefined : `probability ${name} ${row}`;
    return finish(session, edits.edited(changes), label, undefined, mergeKey);
  });
}

/**
 * A row typed from left to right: what stands before the cell stays, what comes behind shares the rest.
 * Where that is less than nothing, or nothing comes behind, all others share it.
 */
function typedIn(before: readonly number[], at: number, probability: number): number[] {
  const digits = Math.max(4, ...[...before, probability].map(decimals));
  const units = 10 ** digits;
  const first = before.slice(0, at);
  const left = Math.round(first.reduce((rest, p) => rest - p, 1) * units) / units;
  if (at === before.length - 1 || left < probability) return shared(before, at, probability, units);
  const behind = before.slice(at + 1);
  const total = behind.reduce((sum, p) => sum + p, 0);
  const room = Math.round((left - probability) * units);
  let unshared = room;
  const shares = behind.map((p, index) => {
    const wish = Math.round(room * (total > 0 ? p / total : 1 / behind.length));
    const own = index === behind.length - 1 ? unshared : Math.min(unshared, wish);
    unshared -= own;
    return own / units;
  });
  return [...first, probability, ...shares];
}

/** Digits behind the point, of a number as it is written; at most twelve. */
function decimals(x: number): number {
  const [, fraction = ""] = x.toFixed(12).replace(/0+$/u, "").split(".");
  return fraction.length;
}

/** To four decimals, or as many as told, that add up to one exactly in the decimals written. */
function shared(
  before: readonly number[],
  at: number,
  probability: number,
  units: number = 10_000,
): number[] {
  const chosen = Math.round(probability * units);
  const others = before.reduce((sum, p, index) => (index === at ? sum : sum + p), 0);
  let left = units - chosen;
  const last = before.length - 1 === at ? before.length - 2 : before.length - 1;
  return before.map((p, index) => {
    if (index === at) return chosen / units;
    if (index === last) return left / units;
    const share = others > 0 ? p / others : 1 / (before.length - 1);
    const own = Math.min(left, Math.round((units - chosen) * share));
    left -= own;
    return own / units;
  });
}

function read({ diagram, tree, places }: Omit<GoodReading, "text">, name: string): Read {
  const id = diagram.idOf(name);
  const node = id === undefined ? undefined : diagram.node(id);
  if (node === undefined) return { ok: false, reason: `${name} is gone` };
  const title = called(diagram, name);
  if (node.kind !== "chance") {
    return { ok: false, reason: `${title} is a ${node.kind} node: only chance has probabilities` };
  }
  const { domain } = node;
  const item = declarationOf(tree, node, places);
  if (item === undefined) return { ok: false, reason: `${title} is declared in another file` };
  const mechanism = item.mechanism;
  if (domain?.kind !== "finite" || mechanism?.sign !== "~") {
    return {
      ok: false,
      reason:
        mechanism === undefined
          ? `${title} has no probabilities yet: put numbers in first`
          : `${title} is computed from its parents; change its mechanism in the text`,
    };
  }
  const cells = cellsOf(mechanism.body, domain.values, tree.text);
  const contexts = contextsOf(diagram, node);
  if (cells === undefined || contexts === undefined || cells.rows.length % contexts.length !== 0) {
    return {
      ok: false,
      reason: `the probabilities of ${title} are not all written as numbers; change them in the text`,
    };
  }
  // Where the parents do not matter, one row serves all.
  const rows = cells.rows.map((probabilities, row) => ({
    context: cells.rows.length === 1 ? [] : (contexts[row] ?? []),
    probabilities,
  }));
  if (rows.length !== 1 && rows.length !== contexts.length) {
    return { ok: false, reason: `the table of ${title} has another shape; change it in the text` };
  }
  return { ok: true, table: { values: domain.values, rows }, cells: cells.write };
}

function declarationOf(
  tree: SyntaxTree,
  node: DiagramNode,
  places: Places,
): VariableItem | undefined {
  const template = node.instance?.template ?? node.name;
  const inside = (items: readonly Item[]): VariableItem | undefined => {
    for (const item of items) {
      if (item.kind === "variable") {
        const { name, nameRange } = item;
        if (name.text === template && nameRange.start === places.nodes[node.id]?.start) return item;
      }
      const nested =
        item.kind === "for"
          ? inside(item.items)
          : item.kind === "guard"
            ? (item.branches.map((branch) => inside(branch.items)).find(Boolean) ??
              inside(item.otherwise ?? []))
            : undefined;
      if (nested !== undefined) return nested;
    }
    return undefined;
  };
  return inside(tree.items);
}

function cellsOf(
  body: Expression,
  values: readonly Value[],
  text: string,
): { readonly rows: readonly (readonly number[])[]; readonly write: Cells } | undefined {
  if (body.kind === "name" && body.text === "uniform") {
    const rows = [values.map(() => 1 / values.length)];
    const write: Cells = (_, row) => [
      {
        range: body.range,
        newText: `{ ${row.map((p, i) => `${writeValue(values[i] as Value)}: ${p}`).join(", ")} }`,
      },
    ];
    return { rows, write };
  }
  if (body.kind === "call" && body.callee.text === "bernoulli" && values.length === 2) {
    const [argument] = body.arguments;
    if (argument?.kind !== "number") return undefined;
    // false, then true; or 0, then 1.
    const rows = [[1 - argument.value, argument.value]];
    return { rows, write: (_, row) => [edit(argument.range, row[1] as number)] };
  }
  if (body.kind === "braces") {
    const places = values.map((value) => {
      const entry = body.entries.find((one) => isWritten(one.value, value, text));
      return entry?.weight?.kind === "number" ? entry.weight : undefined;
    });
    if (body.entries.length !== values.length) return undefined;
    return numbersIn([places]);
  }
  if (body.kind !== "list") return undefined;
  const lines = body.items.every((one) => one.kind === "list")
    ? body.items.map((one) => (one.kind === "list" ? one.items : []))
    : [body.items];
  if (lines.some((line) => line.length !== values.length)) return undefined;
  return numbersIn(lines);
}

/** Is this value written there, bare or in quotation marks? */
function isWritten(e: Expression, value: Value, text: string): boolean {
  if (e.kind === "label" || e.kind === "name") return e.text === value;
  return text.slice(e.range.start, e.range.end).trim() === writeValue(value);
}

function numbersIn(
  lines: readonly (readonly (Expression | undefined)[])[],
): ReturnType<typeof cellsOf> {
  const rows: number[][] = [];
  for (const line of lines) {
    const row = line.flatMap((one) => (one?.kind === "number" ? [one.value] : []));
    if (row.length !== line.length) return undefined;
    const total = row.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) return undefined;
    rows.push(row.map((weight) => weight / total));
  }
  const write: Cells = (row, probabilities) =>
    (lines[row] ?? []).flatMap((place, at) =>
      place === undefined ? [] : [edit(place.range, probabilities[at] as number)],
    );
  return { rows, write };
}

function edit(range: TextRange, value: number): TextEdit {
  return { range, newText: String(value) };
}

/** The parents' values row by row, the first parent slowest; one row without parents. */
function contextsOf(diagram: InfluenceDiagram, node: DiagramNode): string[][] | undefined {
  let contexts: string[][] = [[]];
  for (const parent of node.parents) {
    const { name, domain } = diagram.node(parent);
    if (domain?.kind !== "finite" || contexts.length * domain.values.length > 1024) {
      return undefined;
    }
    const { values } = domain;
    contexts = contexts.flatMap((one) =>
      values.map((value) => [...one, `${name} = ${showValue(value)}`]),
    );
  }
  return contexts;
}
