/**
 * A diagram written as `.cid` text: structure, mechanisms and claims. Loading the text gives an
 * equal diagram: any name and any label has a spelling. `checkedText` proves it for one diagram.
 */
import type {
  Claim,
  DiagramNode,
  Domain,
  InfluenceDiagram,
  Mechanism,
  Parameter,
  Step,
  Value,
} from "../../model/index.ts";
import { printExpression } from "./printExpression.ts";
import { sameData } from "./sameExpression.ts";
import { Spelling } from "./spelling.ts";
import { quotedName, writeName, writeText } from "../syntax/words.ts";

const KIND_WIDTH = 8;
const LONGEST_ROW = 100;

/**
 * A diagram as `.cid` text that loads as the same diagram; loops, types and functions are written
 * out. Linear in its size.
 */
export function printModel(diagram: InfluenceDiagram): string {
  return printParts(diagram)
    .map(({ text }) => text)
    .join("");
}

/** What a part of the text says: one of a list of the diagram's, or its header or types. */
export interface PrintedPart {
  readonly kind: "header" | "agents" | "parameters" | "types" | "nodes" | "claims" | "steps";
  readonly index: number;
  /** One item with the line breaks after it. */
  readonly text: string;
}

/** The text of `printModel` item by item, so that a place in it can be traced back. */
export function printParts(diagram: InfluenceDiagram): PrintedPart[] {
  const written = writtenForm(diagram);
  const sections: readonly (readonly [PrintedPart["kind"], readonly string[]])[] = [
    ["header", header(diagram)],
    ["agents", agents(diagram)],
    ["parameters", diagram.parameters.map((one) => parameter(one, written.spelling))],
    ["types", types(written)],
    ["nodes", diagram.nodes.map((node) => variable(diagram, node, written))],
    ["claims", diagram.claims.map((one) => `claim ${sentence(one)}`)],
    ["steps", diagram.steps.map((one) => stepLine(one, written.spelling))],
  ];
  const filled = sections.filter(([, lines]) => lines.length > 0);
  if (filled.length === 0) return [{ kind: "header", index: 0, text: "\n" }];
  return filled.flatMap(([kind, lines], section) =>
    lines.map((line, index) => {
      const endsSection = index === lines.length - 1 && section < filled.length - 1;
      return { kind, index, text: `${line}${endsSection ? "\n\n" : "\n"}` };
    }),
  );
}

function agents({ agents }: InfluenceDiagram): string[] {
  const [first] = agents;
  if (agents.length === 1 && first?.name === "agent" && first.label === undefined) return [];
  return agents.map(
    ({ name, label }) =>
      `agent ${writeName(name)}${label === undefined ? "" : ` ${writeText(label)}`}`,
  );
}

function sentence({ text, citation, note }: Claim): string {
  const cite = citation === undefined ? "" : ` cite ${writeText(citation)}`;
  return `${text}${cite}${note === undefined ? "" : ` note ${writeText(note)}`}`;
}

function stepLine(step: Step, spelling: Spelling): string {
  if (step.kind === "ask") return `ask ${writeText(step.text)} until ${sentence(step.until)}`;
  const { text, show, pin, note } = step;
  return [
    `story ${writeText(text)}`,
    ...(show.length === 0 ? [] : [`show ${show.map((name) => spelling.node(name)).join(", ")}`]),
    ...(pin === undefined ? [] : [`pin ${pin.text}`]),
    ...(note === undefined ? [] : [`note ${writeText(note)}`]),
  ].join(" ");
}

/** Only the declarations of these variables, one below the other, as they stand in `printModel`. */
export function printVariables(diagram: InfluenceDiagram, ids: readonly number[]): string {
  const written = writtenForm(diagram);
  return ids.map((id) => `${variable(diagram, diagram.node(id), written)}\n`).join("");
}

/**
 * The mechanism of a variable as it stands in its declaration, with the list of its parents where
 * one is needed: `from A, B ~ [[0.9, 0.1], …]`. The node may be one that the diagram does not have yet.
 */
export function printMechanism(diagram: InfluenceDiagram, node: DiagramNode): string {
  return mechanismParts(diagram, node, writtenForm(diagram)).join(" ");
}

/** The declaration of a node of the diagram, or of one that is to take the place of one of its nodes. */
export function printVariableWith(diagram: InfluenceDiagram, node: DiagramNode): string {
  return variable(diagram, node, writtenForm(diagram)).replace(/ {2,}/u, " ");
}

/** How the names, labels and named domains of one diagram are written. */
interface WrittenForm {
  readonly spelling: Spelling;
  readonly names: readonly string[];
  readonly types: ReadonlyMap<string, readonly Value[]>;
}

function writtenForm(diagram: InfluenceDiagram): WrittenForm {
  const spelling = new Spelling(diagram);
  return {
    spelling,
    names: diagram.nodes.map(({ name }) => spelling.node(name)),
    types: namedDomains(diagram),
  };
}

function header(diagram: InfluenceDiagram): string[] {
  const { title, citations, notes, topics } = diagram.header;
  return [
    ...(title === undefined ? [] : [`model ${writeText(title)}`]),
    ...citations.map((text) => `cite ${writeText(text)}`),
    ...notes.map((text) => `note ${writeText(text)}`),
    ...topics.map((text) => `topic ${writeText(text)}`),
  ];
}

function parameter({ name, value, low, high }: Parameter, spelling: Spelling): string {
  const bounds = low === undefined && high === undefined ? "" : ` in ${range(low, high)}`;
  return `param ${spelling.name(name)} = ${spelling.value(value)}${bounds}`;
}

/** Bounds of numbers, either of which may be missing. */
function range(low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): string {
  const bound = (x: number): string =>
    Number.isFinite(x) ? String(x) : x < 0 ? "-infinity" : "infinity";
  return `${bound(low)}..${bound(high)}`;
}

/** Type lines for the named domains; a name used for two different domains is left out. */
function namedDomains(diagram: InfluenceDiagram): Map<string, readonly Value[]> {
  const found = new Map<string, readonly Value[]>();
  const clashing = new Set<string>();
  for (const { domain } of diagram.nodes) {
    if (domain?.kind !== "finite" || domain.typeName === undefined) continue;
    const known = found.get(domain.typeName);
    if (known !== undefined && known !== domain.values && !sameValues(known, domain.values))
      clashing.add(domain.typeName);
    found.set(domain.typeName, domain.values);
  }
  for (const name of clashing) found.delete(name);
  return found;
}

function sameValues(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((v, i) => sameData(v, b[i]));
}

function types({ types, spelling }: WrittenForm): string[] {
  return [...types].map(
    ([name, values]) => `type ${typeName(name)} = ${printValues(values, spelling)}`,
  );
}

/** `bool` and `real` alone are the built-in domains. */
function typeName(name: string): string {
  return name === "bool" || name === "real" ? quotedName(name) : writeName(name);
}

function printValues(values: readonly Value[], spelling: Spelling): string {
  const [first] = values;
  if (values.length === 2 && values[0] === false && values[1] === true) return "bool";
  const whole = values.every(
    (v, i) => typeof v === "number" && Number.isSafeInteger(v) && v === (first as number) + i,
  );
  if (whole && values.length > 1)
    return `${spelling.value(first as Value)}..${spelling.value(values[values.length - 1] as Value)}`;
  return `{${values.map((value) => spelling.value(value)).join(", ")}}`;
}

function printDomain(domain: Domain, { types, spelling }: WrittenForm): string {
  if (domain.kind === "real") {
    return Number.isFinite(domain.low) || Number.isFinite(domain.high)
      ? `real in ${range(domain.low, domain.high)}`
      : "real";
  }
  if (domain.typeName !== undefined && types.has(domain.typeName)) return typeName(domain.typeName);
  return printValues(domain.values, spelling);
}

function variable(diagram: InfluenceDiagram, node: DiagramNode, written: WrittenForm): string {
  const { names } = written;
  const parts = [`${node.kind.padEnd(KIND_WIDTH)} ${names[node.id] as string}`];
  if (node.label !== undefined) parts.push(writeText(node.label));
  if (node.domain !== undefined && node.kind !== "utility")
    parts.push(`: ${printDomain(node.domain, written)}`);
  const several = diagram.agents.length > 1;
  if (node.kind !== "chance" && (several || (diagram.agents[0]?.name ?? "agent") !== "agent")) {
    const owners = node.owners
      .map((id) => writeName(diagram.agents[id]?.name ?? "agent"))
      .join(", ");
    if (owners !== "") parts.push(`${node.kind === "decision" ? "by" : "for"} ${owners}`);
  }
  parts.push(...mechanismParts(diagram, node, written));
  return parts.join(" ");
}

function mechanismParts(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  { names, spelling }: WrittenForm,
): string[] {
  const parents = node.parents.map((p) => names[p] as string);
  const list = `${node.kind === "decision" ? "sees" : "from"} ${parents.join(", ")}`;
  const from = parents.length > 0 ? [list] : [];
  const { mechanism } = node;
  if (mechanism.kind === "unspecified" || mechanism.kind === "decision") return from;
  const sign = mechanism.stochastic ? "~" : "=";
  if (mechanism.kind === "table")
    return [...from, `${sign} ${table(diagram, node, mechanism, spelling)}`];
  const body = printExpression(mechanism.body, parents, spelling);
  // A bare list at the top would be read as a table.
  const text = mechanism.body.kind === "list" ? `(${body})` : body;
  return [...(mentionsInOrder(mechanism, parents.length) ? [] : from), `${sign} ${text}`];
}

/** Would reading the expression find the same parents in the same order? */
function mentionsInOrder(
  mechanism: Extract<Mechanism, { kind: "expression" }>,
  count: number,
): boolean {
  const seen: number[] = [];
  const stack: unknown[] = [mechanism.body];
  // Depth first, left to right: property order is the order in which the printer writes.
  while (stack.length > 0) {
    const part = stack.pop();
    if (Array.isArray(part)) {
      for (let i = part.length - 1; i >= 0; i--) stack.push(part[i]);
    } else if (typeof part === "object" && part !== null) {
      const e = part as { kind?: string; position?: number };
      if (e.kind === "parent" && e.position !== undefined) {
        if (!seen.includes(e.position)) seen.push(e.position);
      } else {
        const values = inReadingOrder(part as Record<string, unknown>);
        for (let i = values.length - 1; i >= 0; i--) stack.push(values[i]);
      }
    }
  }
  return seen.length === count && seen.every((position, i) => position === i);
}

const READING_ORDER = [
  "subject",
  "condition",
  "left",
  "value",
  "weight",
  "tuple",
  "operand",
  "then",
  "otherwise",
  "right",
  "index",
  "body",
  "entries",
  "items",
  "arguments",
  "cases",
];

function inReadingOrder(e: Record<string, unknown>): unknown[] {
  return READING_ORDER.filter((key) => typeof e[key] === "object").map((key) => e[key]);
}

function table(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  mechanism: Extract<Mechanism, { kind: "table" }>,
  spelling: Spelling,
): string {
  const { entries, stochastic } = mechanism;
  const domain = node.domain?.kind === "finite" ? node.domain.values : [];
  const cell = (x: number): string =>
    spelling.value(stochastic || node.kind === "utility" ? x : (domain[x] ?? x));
  const columns = stochastic ? Math.max(1, domain.length) : lastParentSize(diagram, node);
  if (node.parents.length === 0 || columns >= entries.length)
    return `[${Array.from(entries, cell).join(", ")}]`;
  const rows: string[] = [];
  for (let at = 0; at < entries.length; at += columns) {
    rows.push(`[${Array.from(entries.subarray(at, at + columns), cell).join(", ")}]`);
  }
  const flat = `[${rows.join(", ")}]`;
  return flat.length <= LONGEST_ROW ? flat : `[\n    ${rows.join(",\n    ")}]`;
}

function lastParentSize(diagram: InfluenceDiagram, node: DiagramNode): number {
  const last = node.parents[node.parents.length - 1];
  const domain = last === undefined ? undefined : diagram.node(last).domain;
  return domain?.kind === "finite" ? domain.values.length : 1;
}
