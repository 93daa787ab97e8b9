/**
 * What writers share: the diagram as tables with spelled-out values, the refusals of what a tool
 * has no place for, and one note about what stays behind. A writer says which of it its tool takes.
 */
import type { Result } from "../../base/index.ts";
import type { DiagramNode, InfluenceDiagram, NodeKind, Value } from "../../model/index.ts";
import type { Notes } from "./fault.ts";
import { ancestors } from "../../graph/index.ts";
import { MechanismError, mechanismReader, showValue } from "../../model/index.ts";
import { reading, refuse } from "./fault.ts";
import { refuseSeveralAgents } from "./structureOnly.ts";

export interface WrittenNode {
  readonly kind: NodeKind;
  /** As the model spells it. */
  readonly name: string;
  readonly label?: string;
  /** Values as texts that tell them apart; none of a utility. */
  readonly states: readonly string[];
  /** All values are numbers: these. */
  readonly numbers?: readonly number[];
  readonly parents: readonly number[];
  /** Rows over the parents, first parent slowest; own values fastest. None of a decision. */
  readonly entries: Float64Array;
}

export interface WrittenModel {
  readonly title: string;
  /** The one agent's name; undefined in a network without agents. */
  readonly agent?: string;
  readonly nodes: readonly WrittenNode[];
}

/** What a format takes. */
export interface Taken {
  /** As messages call the files: `BIF`. */
  readonly tool: string;
  /** Only chance nodes. */
  readonly chanceOnly?: boolean;
  /** The tool's decisions remember, whatever arrows say. */
  readonly remembers?: boolean;
  /** A text as the tool's files can hold it; the same text where they can. Without it any text fits. */
  readonly fit?: (text: string) => string;
}

/** Entries one table may have when it is written out. */
const MOST_ENTRIES = 2 ** 24;

/** Runs a writer; what it refuses becomes the answer. */
export function writing(write: (notes: Notes) => string): Result<string> {
  return reading(write);
}

/** The diagram as tables. Ends the writing where the tool cannot hold it. */
export function writtenModel(diagram: InfluenceDiagram, taken: Taken, notes: Notes): WrittenModel {
  const { tool, fit = asItIs } = taken;
  refuseKinds(diagram, taken);
  const before: string[] = [];
  const written: string[] = [];
  const fitting = (texts: readonly string[]): string[] => {
    const after = fitted(texts, fit);
    before.push(...texts);
    written.push(...after);
    return after;
  };
  const names = fitting(diagram.nodes.map(({ name }) => name));
  const nodes = diagram.nodes.map((node): WrittenNode => {
    const { kind, parents } = node;
    const label = diagram.labelOf(node.id);
    const values = kind === "utility" ? [] : valuesOf(node, tool);
    return {
      kind,
      name: names[node.id] as string,
      ...(label === undefined || label === node.name
        ? {}
        : { label: fitting([label])[0] as string }),
      states: fitting(distinctStates(values)),
      ...(values.length > 0 && values.every((value) => typeof value === "number")
        ? { numbers: values as number[] }
        : {}),
      parents,
      entries: kind === "decision" ? new Float64Array() : entriesOf(diagram, node, tool),
    };
  });
  const [title = ""] = fitting([diagram.header.title?.trim() ?? ""]);
  noteRespelled(tool, before, written, notes, "names, values or labels are changed");
  noteWhatStays(diagram, taken, notes);
  const [agent] = diagram.agents;
  return {
    title: title.trim(),
    ...(agent === undefined ? {} : { agent: agent.name }),
    nodes,
  };
}

function refuseKinds(diagram: InfluenceDiagram, { tool, chanceOnly = false }: Taken): void {
  const acting = diagram.nodes.find(({ kind }) => kind !== "chance");
  if (chanceOnly && acting !== undefined) {
    refuse(
      "not-written",
      `${tool} holds chance variables only, and ${acting.name} is a ${acting.kind} node`,
      {},
      "write it as .bifxml, .xdsl, .net, .pgmx or .dne, which hold influence diagrams",
    );
  }
  refuseSeveralAgents(diagram, tool);
  for (const node of diagram.nodes) {
    const utility = node.parents.find((parent) => diagram.node(parent).kind === "utility");
    if (utility === undefined) continue;
    refuse(
      "not-written",
      `${node.name} depends on the utility ${diagram.node(utility).name}; in ${tool} nothing does`,
      {},
      "make it a chance node, and a utility that equals it",
    );
  }
}

function valuesOf({ name, domain }: DiagramNode, tool: string): readonly Value[] {
  if (domain?.kind === "finite") return domain.values;
  return refuse(
    "not-written",
    domain === undefined
      ? `${name} has no list of values, which ${tool} needs`
      : `${name} is continuous; ${tool} needs a list of values`,
    {},
    domain === undefined
      ? "give it one, or write the structure alone: .dagitty, .fast, .dot, .graphml, .mmd"
      : "make it finite with `by step`",
  );
}

/** All rows of a chance or utility node; undefined where it has no numbers. */
export function rowsOf(diagram: InfluenceDiagram, node: DiagramNode): Float64Array[] | undefined {
  try {
    const { entries, rowSize } = tableOf(diagram, node);
    const count = entries.length / rowSize;
    return Array.from({ length: count }, (_, row) =>
      entries.subarray(row * rowSize, (row + 1) * rowSize),
    );
  } catch (error) {
    if (error instanceof MechanismError) return undefined;
    throw error;
  }
}

function entriesOf(diagram: InfluenceDiagram, node: DiagramNode, tool: string): Float64Array {
  try {
    return tableOf(diagram, node).entries;
  } catch (error) {
    if (!(error instanceof MechanismError)) throw error;
    const hint =
      "give it a mechanism, or write the structure alone: .dagitty, .fast, .dot, .graphml, .mmd";
    return refuse("not-written", `${tool} needs every number: ${error.message}`, {}, hint);
  }
}

/** @throws MechanismError where there is a row without lawful numbers */
function tableOf(
  diagram: InfluenceDiagram,
  node: DiagramNode,
): { readonly entries: Float64Array; readonly rowSize: number } {
  const reader = mechanismReader(diagram, node.id);
  const { parentSizes, rowSize } = reader;
  const rows = parentSizes.reduce((product, size) => product * size, 1);
  if (rows * rowSize > MOST_ENTRIES) {
    refuse(
      "not-written",
      `the table of ${node.name} would have ${(rows * rowSize).toLocaleString("en")} entries; at most ${MOST_ENTRIES.toLocaleString("en")} are written`,
    );
  }
  const entries = new Float64Array(rows * rowSize);
  const positions = parentSizes.map(() => 0);
  for (let row = 0; row < rows; row++) {
    reader.read(positions, entries.subarray(row * rowSize, (row + 1) * rowSize));
    for (let i = positions.length - 1; i >= 0; i--) {
      positions[i] = (positions[i] as number) + 1;
      if ((positions[i] as number) < (parentSizes[i] as number)) break;
      positions[i] = 0;
    }
  }
  return { entries, rowSize };
}

/** Values as texts; where two would be spelled alike (1 and "1"), labels get quotation marks. */
export function distinctStates(values: readonly Value[]): string[] {
  const plain = values.map(showValue);
  if (new Set(plain).size === plain.length) return plain;
  return values.map((value, i) =>
    typeof value === "string" ? `'${value}'` : plain[i],
  ) as string[];
}

/** One warning that lists what of the model has no place in the file. */
export function noteWhatStays(
  diagram: InfluenceDiagram,
  { tool, remembers = false }: Taken,
  notes: Notes,
): void {
  const parts: string[] = [];
  if (diagram.parameters.length > 0) {
    const set = diagram.parameters.map(({ name, value }) => `${name} = ${value}`);
    parts.push(`parameters (numbers were worked out with ${set.join(", ")})`);
  }
  if (diagram.claims.length > 0) {
    parts.push(diagram.claims.length === 1 ? "1 claim" : `${diagram.claims.length} claims`);
  }
  if (diagram.header.citations.length + diagram.header.notes.length > 0)
    parts.push("citations and notes");
  if (parts.length > 0) notes.warn("left-out", `${tool} has no place for: ${parts.join("; ")}`);
  const forgotten = remembers ? forgottenArrows(diagram) : [];
  if (forgotten.length === 0) return;
  const shown = forgotten.slice(0, 6).join(", ");
  const more = forgotten.length > 6 ? ` and ${forgotten.length - 6} more` : "";
  notes.warn(
    "recall-assumed",
    `${tool} takes for granted that the agent remembers; there it will know what it forgets here: ${shown}${more}`,
    {},
    "write it as .bifxml, .net, .pgmx or .limid to keep what each decision sees",
  );
}

/** What a decision would know if the agent remembered, and does not: as arrows. */
function forgottenArrows({ nodes, graph }: InfluenceDiagram): string[] {
  const decisions = nodes.filter(({ kind }) => kind === "decision");
  return decisions.flatMap((later) => {
    const above = ancestors(graph, [later.id]);
    return decisions.flatMap((earlier) => {
      if (earlier.id === later.id || above[earlier.id] !== 1) return [];
      return [...earlier.parents, earlier.id]
        .filter((v) => !later.parents.includes(v))
        .map((v) => `${nodes[v]?.name} → ${later.name}`);
    });
  });
}

/**
 * A different identifier for each name: the name itself where it fits, else its letters, digits
 * and `_`, with a number where two became the same, or one is a word of the format's own.
 */
export function identifiers(
  names: readonly string[],
  fits = PLAIN,
  reserved: readonly string[] = [],
): string[] {
  const plain = (name: string): boolean => fits.test(name) && !reserved.includes(name);
  const used = new Set([...reserved, ...names.filter(plain)]);
  return names.map((name) => {
    if (plain(name)) return name;
    const letters = name
      .normalize("NFKD")
      .replaceAll(/\p{M}+/gu, "")
      .replaceAll("'", "_prime")
      .replaceAll(/^-(?=\d)/gu, "minus_")
      .replaceAll(/[^A-Za-z0-9]+/gu, "_")
      .replaceAll(/^_+|_+$/gu, "");
    const base = /^[A-Za-z]/u.test(letters) ? letters : letters === "" ? "x" : `x${letters}`;
    let id = base;
    for (let n = 2; used.has(id); n++) id = `${base}_${n}`;
    used.add(id);
    return id;
  });
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_]*$/u;

/** Says which spellings had to change. */
export function noteRespelled(
  tool: string,
  before: readonly string[],
  after: readonly string[],
  notes: Notes,
  where: string,
): void {
  const told = before.flatMap((name, i) =>
    name === after[i] ? [] : [`${visible(name)} as ${visible(after[i] ?? "")}`],
  );
  const changed = [...new Set(told)];
  if (changed.length === 0) return;
  const shown = changed.slice(0, 5).join(", ");
  const more = changed.length > 5 ? ` and ${changed.length - 5} more` : "";
  notes.warn("respelled", `${tool} takes no such spelling, so ${where}: ${shown}${more}`);
}

/** In quotation marks and with escapes where a reader could not see what a text is. */
function visible(text: string): string {
  return /^\s|\s$|\s\s|^$|[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text) ? JSON.stringify(text) : text;
}

/** Texts as a tool can hold them; where two became the same, the later one has a number. */
export function fitted(texts: readonly string[], fit: (text: string) => string): string[] {
  const used = new Set(texts.filter((text) => fit(text) === text));
  const met = new Set<string>();
  return texts.map((text) => {
    const base = fit(text);
    if (base === text && met.size < met.add(text).size) return text;
    let one = base;
    for (let n = 2; used.has(one); n++) one = `${base}_${n}`;
    used.add(one);
    return one;
  });
}

function asItIs(text: string): string {
  return text;
}

/** For files whose texts stand in a line: line ends, tabs and what nobody sees become blanks. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, " ");
}

/** For XML: what it has no place for, even as an escape, is shown to be missing. */
export function xmlFit(text: string): string {
  return text.replaceAll(NOT_XML, "\ufffd");
}

/** For XML that is laid out in lines: blanks at the ends are its readers' business. */
export function xmlLineFit(text: string): string {
  return xmlFit(text).trim() || (text === "" ? "" : "_");
}

/** A number with all its digits. */
export function digits(x: number): string {
  return String(Object.is(x, -0) ? 0 : x);
}

/** Numbers of a table, separated by blanks. */
export function numbersText(entries: Iterable<number>): string {
  return Array.from(entries, digits).join(" ");
}

/** A text in quotation marks, `"` and `\` escaped. */
export function quotedText(text: string): string {
  return `"${oneLine(text).replaceAll(/["\\]/gu, "\\$&")}"`;
}

// eslint-disable-next-line no-control-regex -- XML has no place for these
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;

/** Text for XML content and attributes, which would read line ends and tabs as blanks. */
export function xmlText(text: string): string {
  return xmlFit(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\t\n\r]/gu, (character) => `&#${character.charCodeAt(0)};`);
}
