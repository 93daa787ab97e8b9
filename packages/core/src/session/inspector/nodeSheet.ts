/**
 * Everything that is said of one node, as a sheet shows it: names, kind, owners, values, parents, the
 * formula as it is written, its table row by row, and its note. Read from the model and the text; nothing
 * is changed here.
 */
import type { Domain, DiagramNode, InfluenceDiagram, NodeKind, Value } from "../../model/index.ts";
import type { GoodReading } from "../session.ts";
import { edits } from "../../language/index.ts";
import { mechanismReader, showValue } from "../../model/index.ts";
import { ownTable } from "../ownTable.ts";
import { noteOf } from "./note.ts";
import { listedCells } from "./tableCells.ts";

/** Longer tables are cut: nobody types into them. */
const MOST_ROWS = 256;

/** What a table holds: probabilities of each value, one value a row, or a utility a row. */
export type SheetTableKind = "probabilities" | "choices" | "utilities";

/** A node's numbers, row by row. */
export interface SheetTable {
  readonly kind: SheetTableKind;
  /** Heads of the columns of numbers: the values, or the node itself for a utility. */
  readonly columns: readonly string[];
  readonly rows: readonly {
    /** Values of the parents, in their order. */
    readonly context: readonly string[];
    /** Probabilities by value, or one utility. */
    readonly cells: readonly number[];
  }[];
  /** How many rows there are that are not listed. */
  readonly left: number;
  /** The numbers stand in the text, so that one can be typed; else a formula computes them. */
  readonly written: boolean;
}

/** One node as its sheet shows it. */
export interface NodeSheet {
  readonly name: string;
  readonly label: string;
  readonly kind: NodeKind;
  /** Names of the agents it belongs to; none for chance. */
  readonly owners: readonly string[];
  /** One of several steps that share a declaration; what is changed is changed for all of them. */
  readonly repeated: boolean;
  /** Its declaration stands in another file, so it is changed there. */
  readonly elsewhere: boolean;
  /** Its values; undefined where none are known, or where it has numbers of the real line. */
  readonly states: readonly string[] | undefined;
  /** Words for a domain that is not a list of values. */
  readonly domain: string;
  readonly parents: readonly string[];
  /** The mechanism as it is written, its sign included; empty when there is none. */
  readonly formula: string;
  readonly table: SheetTable | undefined;
  /** Why there is no table, where one could be expected. */
  readonly noTable: string | undefined;
  readonly note: string;
}

/**
 * The sheet of a node of the last good reading; undefined when it is gone. Cost: the table, at most
 * 256 rows of it.
 */
export function nodeSheet(reading: GoodReading, name: string): NodeSheet | undefined {
  const { diagram, tree } = reading;
  const id = diagram.idOf(name);
  if (id === undefined) return undefined;
  const node = diagram.node(id);
  const found = edits.findVariable(tree, name);
  const item = found.ok ? found.item : undefined;
  const { domain } = node;
  const table = tableOf(reading, node);
  return {
    name,
    label: node.label ?? "",
    kind: node.kind,
    owners: node.owners.map((agent) => diagram.agents[agent]?.name ?? "agent"),
    repeated: node.instance !== undefined && node.instance.indices.length > 0,
    elsewhere: item === undefined,
    states: domain?.kind === "finite" ? domain.values.map(showValue) : undefined,
    domain: domainWords(domain),
    parents: node.parents.map((parent) => diagram.node(parent).name),
    formula:
      item?.mechanism === undefined
        ? ""
        : tree.text.slice(item.mechanism.range.start, item.mechanism.range.end),
    table: typeof table === "string" ? undefined : table,
    noTable: typeof table === "string" ? table : undefined,
    note: item === undefined ? "" : noteOf(tree, item).text,
  };
}

function domainWords(domain: Domain | undefined): string {
  if (domain === undefined) return "no values yet";
  if (domain.kind === "finite") return "";
  const { low, high } = domain;
  return Number.isFinite(low) || Number.isFinite(high)
    ? `real numbers, ${low} to ${high}`
    : "real numbers";
}

function tableOf(reading: GoodReading, node: DiagramNode): SheetTable | string | undefined {
  const { diagram } = reading;
  if (node.kind === "decision") return undefined;
  if (node.mechanism.kind !== "expression" && node.mechanism.kind !== "table")
    return "It has no numbers yet.";
  const parents = parentValues(diagram, node);
  if (typeof parents === "string") return parents;
  const kind = kindOf(node);
  if (kind === undefined)
    return "Its values are not listed, so its numbers cannot be shown as a table.";
  try {
    const reader = mechanismReader(diagram, node.id);
    const count = parents.reduce((product, { length }) => product * length, 1);
    const row = new Float64Array(reader.rowSize);
    const rows = Array.from({ length: Math.min(count, MOST_ROWS) }, (_, index) => {
      const at = positionsOf(index, parents);
      reader.read(at, row);
      return {
        context: at.map((position, i) => showValue(parents[i]?.[position] as Value)),
        cells: [...row],
      };
    });
    const { domain } = node;
    const columns =
      kind === "utilities" || domain?.kind !== "finite"
        ? [node.name]
        : domain.values.map(showValue);
    return {
      kind,
      columns,
      rows,
      left: count - rows.length,
      written: isWritten(reading, node, count),
    };
  } catch (error) {
    return error instanceof Error ? `${error.message}.` : "Its numbers cannot be read.";
  }
}

/** Undefined for what has no finite list of values. */
function kindOf({ kind, domain, mechanism }: DiagramNode): SheetTableKind | undefined {
  if (kind === "utility") return "utilities";
  if (domain?.kind !== "finite") return undefined;
  const isRandom =
    (mechanism.kind === "expression" || mechanism.kind === "table") && mechanism.stochastic;
  return isRandom ? "probabilities" : "choices";
}

function isWritten(reading: GoodReading, node: DiagramNode, rows: number): boolean {
  return kindOf(node) === "probabilities"
    ? ownTable(reading, node.name).ok
    : listedCells(reading, node.name, rows) !== undefined;
}

function parentValues(
  diagram: InfluenceDiagram,
  node: DiagramNode,
): readonly (readonly Value[])[] | string {
  const all: (readonly Value[])[] = [];
  for (const parent of node.parents) {
    const { name, domain } = diagram.node(parent);
    if (domain?.kind !== "finite") return `${name} has no list of values, so there are no rows.`;
    all.push(domain.values);
  }
  return all;
}

function positionsOf(index: number, values: readonly (readonly Value[])[]): number[] {
  const positions: number[] = [];
  let left = index;
  for (let i = values.length - 1; i >= 0; i--) {
    const size = values[i]?.length ?? 1;
    positions[i] = left % size;
    left = Math.floor(left / size);
  }
  return positions;
}
