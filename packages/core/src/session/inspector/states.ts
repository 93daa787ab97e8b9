/**
 * The values of a node: renamed, added, taken away, in another order. Tables that have a column or rows
 * for them follow: a new value starts impossible and acts like the one before it, a value that goes
 * leaves its probability to the others in proportion. Everything else keeps its numbers exactly; formulas
 * stay as they are written wherever they still say the same.
 */
import type { DiagramNode, InfluenceDiagram, Mechanism, Value } from "../../model/index.ts";
import type { TextEdit } from "../../base/index.ts";
import type { SyntaxTree } from "../../language/index.ts";
import type { GestureResult } from "../gesture.ts";
import type { Session } from "../session.ts";
import { edits, isName, occurrencesIn, writeValue } from "../../language/index.ts";
import { BOOLEAN_DOMAIN, finiteDomain, mechanismReader, showValue } from "../../model/index.ts";
import { finish, refused, withDiagram } from "../gesture.ts";
import { called } from "../called.ts";

/** Larger tables are not written: nobody could read them. */
const MOST_ENTRIES = 4096;

/** One value as it shall be: how it is written, and which of the old ones it is. */
export interface StateWish {
  readonly text: string;
  /** Position among the values before; undefined for a new one. */
  readonly was?: number;
}

/**
 * Gives a node these values, in this order. Numbers stay numbers and truth values stay truth values as
 * long as all of the values are; else they become labels.
 */
export function setStates(
  session: Session,
  name: string,
  wishes: readonly StateWish[],
): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const id = diagram.idOf(name);
    if (id === undefined) return refused(`${name} is gone`);
    const node = diagram.node(id);
    const title = called(diagram, name);
    if (node.kind === "utility")
      return refused(`${title} is a utility: its values are its numbers`);
    const reason = unusable(wishes);
    if (reason !== undefined) return refused(reason);
    const found = edits.findVariable(tree, name);
    if (!found.ok) return refused(found.reason);
    const values = valuesOf(wishes.map(({ text }) => text.trim()));
    const old = node.domain?.kind === "finite" ? node.domain.values : [];
    const label = `values of ${title}: ${values.map(showValue).join(", ")}`;
    const renamed = renamedLabels(tree, found.item, { old, values, wishes });
    if (renamed !== undefined) {
      const result = finish(session, edits.edited(renamed), label);
      if (result.ok) return result;
    }
    const domain = domainEdit(tree, found.item, values);
    const after = withValues(diagram, node, { values, wishes });
    if (typeof after === "string") return refused(after);
    // Formulas stay as they are written, and tables too, wherever that says the same.
    const written = (nodes: readonly DiagramNode[]): ReturnType<typeof edits.together> =>
      edits.together([edits.edited([domain]), edits.rewriteMechanisms(tree, after, nodes)]);
    const changed = after.nodes.filter(
      (one, i) => one.mechanism !== diagram.nodes[i]?.mechanism && one.mechanism.kind === "table",
    );
    const tables = changed.filter(({ id: of }) => diagram.node(of).mechanism.kind === "table");
    for (const rewritten of found.inLoop ? [[]] : [[], tables]) {
      const done = written(rewritten);
      if (!done.ok) continue;
      const text = edits.applyEdits(tree.text, done.edits);
      if (keepsNumbers(session, text, { after, name, wishes })) return finish(session, done, label);
    }
    if (found.inLoop)
      return refused(
        `${title} is declared for every step of a loop: change its values in the text`,
      );
    return finish(session, written(changed), label);
  });
}

function unusable(wishes: readonly StateWish[]): string | undefined {
  const texts = wishes.map(({ text }) => text.trim());
  if (texts.length === 0) return "a variable needs a value";
  if (texts.includes("")) return "a value cannot be empty";
  const twice = texts.find((text, i) => texts.indexOf(text) !== i);
  return twice === undefined ? undefined : `${twice} is there already`;
}

/** A domain holds only numbers, only truth values, or only labels. */
function valuesOf(texts: readonly string[]): readonly Value[] {
  if (texts.every((text) => /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/iu.test(text)))
    return texts.map(Number);
  if (texts.every((text) => text === "true" || text === "false"))
    return texts.map((text) => text === "true");
  return texts;
}

/** Labels under other names, wherever they are meant; undefined where more than names changes. */
function renamedLabels(
  tree: SyntaxTree,
  item: { readonly domain?: { readonly range: { readonly start: number; readonly end: number } } },
  {
    old,
    values,
    wishes,
  }: {
    readonly old: readonly Value[];
    readonly values: readonly Value[];
    readonly wishes: readonly StateWish[];
  },
): TextEdit[] | undefined {
  const isInPlace = wishes.length === old.length && wishes.every(({ was }, i) => was === i);
  const areLabels = [...old, ...values].every((value) => typeof value === "string");
  if (!isInPlace || !areLabels || item.domain === undefined) return undefined;
  const changed = new Map(
    old.flatMap((value, i) =>
      value === values[i] ? [] : [[value as string, values[i] as string] as const],
    ),
  );
  const all = occurrencesIn(tree);
  const isTaken = [...changed.values()].some((text) =>
    all.some(({ name, kind }) => name === text && kind !== "unknown" && !changed.has(name)),
  );
  const { range } = item.domain;
  const isOwn = [...changed.keys()].every((text) =>
    all.some(
      (one) =>
        one.kind === "label" &&
        one.name === text &&
        one.isDefinition &&
        one.range.start >= range.start &&
        one.range.end <= range.end,
    ),
  );
  // A label that is declared elsewhere, too, belongs to other variables as well.
  const isShared = all.some(
    (one) =>
      one.isDefinition &&
      one.kind === "label" &&
      changed.has(one.name) &&
      (one.range.start < range.start || one.range.end > range.end),
  );
  if (isTaken || !isOwn || isShared) return undefined;
  return all.flatMap(({ kind, name, range: place }) => {
    const to = kind === "label" ? changed.get(name) : undefined;
    return to === undefined ? [] : [{ range: place, newText: writeValue(to) }];
  });
}

function domainEdit(
  tree: SyntaxTree,
  item: {
    readonly domain?: { readonly range: { readonly start: number; readonly end: number } };
    readonly label?: { readonly range: { readonly end: number } };
    readonly nameRange: { readonly end: number };
  },
  values: readonly Value[],
): TextEdit {
  const written = domainText(values, tree);
  if (item.domain !== undefined) return { range: item.domain.range, newText: written };
  const at = item.label?.range.end ?? item.nameRange.end;
  return { range: { start: at, end: at }, newText: ` : ${written}` };
}

function domainText(values: readonly Value[], tree: SyntaxTree): string {
  if (values.length === 2 && values[0] === false && values[1] === true) return "bool";
  // A label that is the name of something stands in quotation marks.
  const names = new Set(
    occurrencesIn(tree).flatMap(({ kind, name }) =>
      kind === "label" || kind === "unknown" ? [] : [name],
    ),
  );
  const one = (value: Value): string =>
    typeof value === "string" && (names.has(value) || !isName(value))
      ? JSON.stringify(value)
      : writeValue(value);
  return `{${values.map(one).join(", ")}}`;
}

/** The diagram with the values, and tables that follow them; or why there are none. */
function withValues(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  { values, wishes }: { readonly values: readonly Value[]; readonly wishes: readonly StateWish[] },
): InfluenceDiagram | string {
  const isBool = values.length === 2 && values[0] === false && values[1] === true;
  const domain = isBool ? BOOLEAN_DOMAIN : finiteDomain([...values]);
  const was = sources(wishes);
  const nodes: DiagramNode[] = diagram.nodes.map((one) =>
    one.id === node.id ? { ...one, domain } : one,
  );
  for (const id of [node.id, ...diagram.graph.children(node.id)]) {
    const one = diagram.node(id);
    if (one.mechanism.kind !== "expression" && one.mechanism.kind !== "table") continue;
    const table = followed(diagram, one, { node, wishes, was });
    if (typeof table === "string") return table;
    nodes[id] = { ...(nodes[id] as DiagramNode), mechanism: table };
  }
  return diagram.with({ nodes });
}

/** Whose rows a value has: its own from before, else those of the value before it in the list. */
function sources(wishes: readonly StateWish[]): number[] {
  let last = wishes.find(({ was }) => was !== undefined)?.was ?? 0;
  return wishes.map(({ was }) => (last = was ?? last));
}

function followed(
  diagram: InfluenceDiagram,
  of: DiagramNode,
  {
    node,
    wishes,
    was,
  }: {
    readonly node: DiagramNode;
    readonly wishes: readonly StateWish[];
    readonly was: readonly number[];
  },
): Mechanism | string {
  const { mechanism } = of;
  if (mechanism.kind !== "expression" && mechanism.kind !== "table") return mechanism;
  if (of.kind === "chance" && of.domain?.kind !== "finite")
    return `${called(diagram, of.name)} has no list of values, so its numbers cannot follow`;
  const reader = readerOf(diagram, of);
  if (typeof reader === "string") return reader;
  const place = of.parents.indexOf(node.id);
  const sizes = reader.parentSizes.map((size, i) => (i === place ? wishes.length : size));
  const rows = sizes.reduce((product, size) => product * size, 1);
  const isOwn = of.id === node.id;
  const width = isOwn && of.kind === "chance" ? wishes.length : reader.rowSize;
  if (rows * width > MOST_ENTRIES)
    return `the table of ${called(diagram, of.name)} would have more than ${MOST_ENTRIES} entries`;
  const before = new Float64Array(reader.rowSize);
  const entries = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const at = positions(row, sizes);
    if (place >= 0) at[place] = was[at[place] as number] as number;
    reader.read(at, before);
    const cells = isOwn ? ownRow(before, wishes) : [...before];
    for (const [i, cell] of cells.entries()) entries[row * width + i] = cell;
  }
  const isCertain = of.kind === "utility" || !mechanism.stochastic;
  if (of.kind === "utility" || !isCertain)
    return { kind: "table", stochastic: of.kind !== "utility", entries };
  return {
    kind: "table",
    stochastic: false,
    entries: Float64Array.from({ length: rows }, (_, row) =>
      entries.subarray(row * width, (row + 1) * width).indexOf(1),
    ),
  };
}

function readerOf(
  diagram: InfluenceDiagram,
  { id }: DiagramNode,
): ReturnType<typeof mechanismReader> | string {
  try {
    return mechanismReader(diagram, id);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What goes leaves its share to the others in proportion; where nothing is left, to all alike. */
function ownRow(before: Float64Array, wishes: readonly StateWish[]): number[] {
  const kept = wishes.map(({ was }) => (was === undefined ? 0 : (before[was] ?? 0)));
  const total = kept.reduce((sum, p) => sum + p, 0);
  if (Math.abs(total - 1) < 1e-12) return kept;
  if (total > 0) return kept.map((p) => Number((p / total).toPrecision(15)));
  const old = wishes.filter(({ was }) => was !== undefined).length;
  if (old === 0) return wishes.map(() => 1 / wishes.length);
  // What was certain must stay certain, so that a choice stays a choice.
  const first = wishes.findIndex(({ was }) => was !== undefined);
  return wishes.map((_, i) => (i === first ? 1 : 0));
}

function positions(index: number, sizes: readonly number[]): number[] {
  const result: number[] = [];
  let left = index;
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = sizes[i] as number;
    result[i] = left % size;
    left = Math.floor(left / size);
  }
  return result;
}

/** Does the text make a model in which every table says what it should? */
function keepsNumbers(
  session: Session,
  text: string,
  {
    after: wanted,
    name,
    wishes,
  }: {
    readonly after: InfluenceDiagram;
    readonly name: string;
    readonly wishes: readonly StateWish[];
  },
): boolean {
  const { diagram } = session.read(text);
  if (diagram === undefined) return false;
  const of = wanted.idOf(name);
  if (of === undefined || diagram.idOf(name) !== of) return false;
  return [of, ...wanted.graph.children(of)].every((id) =>
    sameNumbers([diagram, wanted], id, { of, wishes }),
  );
}

/** Rows of a new value may say what a formula makes of it. */
function sameNumbers(
  [diagram, wanted]: readonly [InfluenceDiagram, InfluenceDiagram],
  id: number,
  { of, wishes }: { readonly of: number; readonly wishes: readonly StateWish[] },
): boolean {
  const { kind } = wanted.node(id).mechanism;
  const mine = diagram.nodes[id];
  if (mine === undefined || mine.name !== wanted.node(id).name) return false;
  if (kind !== "expression" && kind !== "table") return true;
  const [a, b] = [readerOf(diagram, mine), readerOf(wanted, wanted.node(id))];
  if (typeof a === "string" || typeof b === "string" || a.rowSize !== b.rowSize) return false;
  const rows = b.parentSizes.reduce((product, size) => product * size, 1);
  const [one, other] = [new Float64Array(a.rowSize), new Float64Array(b.rowSize)];
  const place = wanted.node(id).parents.indexOf(of);
  try {
    for (let row = 0; row < rows; row++) {
      const at = positions(row, b.parentSizes);
      a.read(at, one);
      const isNew = place >= 0 && wishes[at[place] as number]?.was === undefined;
      if (isNew) continue;
      b.read(at, other);
      if (one.some((x, i) => Math.abs(x - (other[i] ?? Number.NaN)) > 1e-12)) return false;
    }
  } catch {
    // A formula that has no answer for the new value does not say what it should.
    return false;
  }
  return true;
}
