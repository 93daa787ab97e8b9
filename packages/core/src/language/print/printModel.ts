/**
 * A diagram written as `.cid` text: structure, mechanisms and claims. Loading the text gives an
 * equal diagram, for diagrams whose names and labels the language can write; others get names it
 * can, and keep theirs as display text.
 */
import type {
  DiagramNode,
  Domain,
  InfluenceDiagram,
  Mechanism,
  Parameter,
  Value,
} from "../../model/index.ts";
import { printExpression, printValue } from "./printExpression.ts";
import { isName } from "../syntax/words.ts";

const KIND_WIDTH = 8;
const LONGEST_ROW = 100;

export function printModel(diagram: InfluenceDiagram): string {
  const names = writableNames(diagram);
  const agents = writableAgents(diagram);
  const sections: string[][] = [
    header(diagram),
    diagram.agents.length === 1 &&
    diagram.agents[0]?.name === "agent" &&
    diagram.agents[0].label === undefined
      ? []
      : diagram.agents.map(({ name, label }, id) => {
          const shown = label ?? (agents[id] === name ? undefined : name);
          return `agent ${agents[id] as string}${shown === undefined ? "" : ` ${quote(shown)}`}`;
        }),
    diagram.parameters.map(parameter),
    types(diagram),
    diagram.nodes.map((node) => variable(diagram, node, names, agents)),
    diagram.claims.map((claim) => {
      const cite = claim.citation === undefined ? "" : ` cite ${quote(claim.citation)}`;
      const note = claim.note === undefined ? "" : ` note ${quote(claim.note)}`;
      return `claim ${claim.text}${cite}${note}`;
    }),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Only the declarations of these variables, one below the other, as they stand in `printModel`. */
export function printVariables(diagram: InfluenceDiagram, ids: readonly number[]): string {
  const names = writableNames(diagram);
  const agents = writableAgents(diagram);
  return ids.map((id) => `${variable(diagram, diagram.node(id), names, agents)}\n`).join("");
}

function header(diagram: InfluenceDiagram): string[] {
  const { title, citations, notes, topics } = diagram.header;
  return [
    ...(title === undefined ? [] : [`model ${quote(title)}`]),
    ...citations.map((text) => `cite ${quote(text)}`),
    ...notes.map((text) => `note ${quote(text)}`),
    ...topics.map((text) => `topic ${quote(text)}`),
  ];
}

function parameter({ name, value, low, high }: Parameter): string {
  const bounds = low === undefined || high === undefined ? "" : ` in ${low}..${high}`;
  return `param ${name} = ${value}${bounds}`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}

/** Type lines for the named domains; a name used for two different domains is left out. */
function namedDomains(diagram: InfluenceDiagram): Map<string, readonly Value[]> {
  const found = new Map<string, readonly Value[]>();
  const clashing = new Set<string>();
  for (const { domain } of diagram.nodes) {
    if (domain?.kind !== "finite" || domain.typeName === undefined || !isName(domain.typeName))
      continue;
    const known = found.get(domain.typeName);
    if (known !== undefined && known !== domain.values && !sameValues(known, domain.values))
      clashing.add(domain.typeName);
    found.set(domain.typeName, domain.values);
  }
  for (const name of clashing) found.delete(name);
  return found;
}

function sameValues(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((v, i) => printValue(v) === printValue(b[i] as Value));
}

function types(diagram: InfluenceDiagram): string[] {
  return [...namedDomains(diagram)].map(
    ([name, values]) => `type ${name} = ${printValues(values)}`,
  );
}

function printValues(values: readonly Value[]): string {
  const [first] = values;
  if (values.length === 2 && values[0] === false && values[1] === true) return "bool";
  const whole = values.every(
    (v, i) => typeof v === "number" && Number.isSafeInteger(v) && v === (first as number) + i,
  );
  if (whole && values.length > 1)
    return `${printValue(first as Value)}..${printValue(values[values.length - 1] as Value)}`;
  return `{${values.map(printValue).join(", ")}}`;
}

function printDomain(domain: Domain, named: ReadonlyMap<string, readonly Value[]>): string {
  if (domain.kind === "real") {
    return Number.isFinite(domain.low) && Number.isFinite(domain.high)
      ? `real in ${domain.low}..${domain.high}`
      : "real";
  }
  if (domain.typeName !== undefined && named.has(domain.typeName)) return domain.typeName;
  return printValues(domain.values);
}

function variable(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  names: readonly string[],
  agents: readonly string[],
): string {
  const name = names[node.id] as string;
  const parts = [`${node.kind.padEnd(KIND_WIDTH)} ${name}`];
  const label = node.label ?? (name === node.name ? undefined : node.name);
  if (label !== undefined) parts.push(quote(label));
  if (node.domain !== undefined && node.kind !== "utility")
    parts.push(`: ${printDomain(node.domain, namedDomainsOf(diagram))}`);
  const several = diagram.agents.length > 1;
  if (node.kind !== "chance" && (several || (diagram.agents[0]?.name ?? "agent") !== "agent")) {
    const owners = node.owners.map((id) => agents[id] ?? "agent").join(", ");
    if (owners !== "") parts.push(`${node.kind === "decision" ? "by" : "for"} ${owners}`);
  }
  const parents = node.parents.map((p) => names[p] as string);
  if (node.kind === "decision") {
    if (parents.length > 0) parts.push(`sees ${parents.join(", ")}`);
    return parts.join(" ");
  }
  const { mechanism } = node;
  if (mechanism.kind === "unspecified" || mechanism.kind === "decision") {
    if (parents.length > 0) parts.push(`from ${parents.join(", ")}`);
    return parts.join(" ");
  }
  const sign = mechanism.stochastic ? "~" : "=";
  if (mechanism.kind === "table") {
    if (parents.length > 0) parts.push(`from ${parents.join(", ")}`);
    return `${parts.join(" ")} ${sign} ${table(diagram, node, mechanism)}`;
  }
  const body = printExpression(mechanism.body, parents);
  if (!mentionsInOrder(mechanism, parents.length)) parts.push(`from ${parents.join(", ")}`);
  // A list at the top would be read as a table.
  const text = mechanism.body.kind === "list" ? `categorical(${body.slice(1, -1)})` : body;
  return `${parts.join(" ")} ${sign} ${text}`;
}

const NAMED = new WeakMap<InfluenceDiagram, Map<string, readonly Value[]>>();

function namedDomainsOf(diagram: InfluenceDiagram): Map<string, readonly Value[]> {
  let named = NAMED.get(diagram);
  if (named === undefined) {
    named = namedDomains(diagram);
    NAMED.set(diagram, named);
  }
  return named;
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
): string {
  const { entries, stochastic } = mechanism;
  const domain = node.domain?.kind === "finite" ? node.domain.values : [];
  const cell = (x: number): string =>
    stochastic || node.kind === "utility" ? printValue(x) : printValue(domain[x] ?? x);
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

const INSTANCE_NAME = /^(.*?)\[(-?\d+(?:, -?\d+)*)\]$/su;

/** Names the language can write, unique: the node's own wherever possible. */
function writableNames(diagram: InfluenceDiagram): string[] {
  const taken = new Set<string>(diagram.parameters.map((p) => p.name));
  const plain = new Set(diagram.nodes.map((n) => n.name).filter(isName));
  const isWritable = (name: string): boolean => {
    if (isName(name)) return true;
    const parts = INSTANCE_NAME.exec(name);
    return parts !== null && isName(parts[1] as string) && !plain.has(parts[1] as string);
  };
  const result = diagram.nodes.map(({ name }) =>
    isWritable(name) && !taken.has(name) ? name : undefined,
  );
  for (const name of result) if (name !== undefined) taken.add(name);
  return result.map((name, id) => {
    if (name !== undefined) return name;
    const cleaned =
      diagram
        .node(id)
        .name.replace(/[^\p{L}\p{N}_]+/gu, "_")
        .replace(/^(?=\p{N})/u, "_") || "_";
    const base = isName(cleaned) && cleaned !== "_" ? cleaned : `${cleaned}_`;
    let candidate = base;
    for (let i = 2; taken.has(candidate); i++) candidate = `${base}_${i}`;
    taken.add(candidate);
    return candidate;
  });
}

/** Agents' names the language can write; `0` becomes `agent_0`. */
function writableAgents(diagram: InfluenceDiagram): string[] {
  const taken = new Set(diagram.agents.map((a) => a.name).filter(isName));
  return diagram.agents.map(({ name }) => {
    if (isName(name)) return name;
    const base = `agent_${name.replace(/[^\p{L}\p{N}_]+/gu, "_")}`;
    let candidate = base;
    for (let i = 2; taken.has(candidate); i++) candidate = `${base}_${i}`;
    taken.add(candidate);
    return candidate;
  });
}
