/**
 * A Python program that makes the model with PyCID: run it, or import its `make_model`. What a
 * variable depends on is a dictionary over the parents' values; open mechanisms stay open.
 */
import type { Result } from "../../base/index.ts";
import type { DiagramNode, InfluenceDiagram, Value } from "../../model/index.ts";
import type { Notes } from "../kit/fault.ts";
import { refuse } from "../kit/fault.ts";
import { digits, noteWhatStays, rowsOf, writing } from "../kit/writing.ts";

/** The program, or why there is none. */
export function writePython(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    noteWhatStays(diagram, { tool: "PyCID" }, notes);
    const shared = diagram.nodes.find(({ owners }) => owners.length > 1);
    if (shared !== undefined) {
      refuse(
        "not-written",
        `${shared.name} is the utility of several agents; in PyCID it has one owner`,
        {},
        "write one utility for each agent",
      );
    }
    const title = (diagram.header.title ?? "A model").replaceAll("\0", " ");
    return [
      `"""${title.replaceAll("\\", "\\\\").replaceAll('"', "'")}. Written by Cidery, for PyCID."""`,
      "import pycid",
      "",
      "",
      "def make_model():",
      ...constructor(diagram),
      ...loose(diagram),
      ...relationships(diagram, notes),
      "    return model",
      "",
      "",
      'if __name__ == "__main__":',
      "    print(make_model())",
      "",
    ].join("\n");
  });
}

function constructor({ nodes, agents }: InfluenceDiagram): string[] {
  const edges = nodes.flatMap(({ name, parents }) =>
    parents.map((parent) => `            (${text(nodes[parent]?.name ?? "")}, ${text(name)}),`),
  );
  const list = ["        [", ...edges, "        ],"];
  const owned = (kind: DiagramNode["kind"], agent: number): string =>
    `[${nodes.flatMap((node) => (node.kind === kind && node.owners.includes(agent) ? [text(node.name)] : [])).join(", ")}]`;
  const acting = agents
    .map((_, agent) => agent)
    .filter((agent) => nodes.some(({ owners }) => owners.includes(agent)));
  const [only] = acting;
  if (only === undefined) return ["    model = pycid.CausalBayesianNetwork(", ...list, "    )"];
  if (acting.length === 1 && numberOf(agents[only]?.name ?? "") === undefined) {
    return [
      "    model = pycid.CID(",
      ...list,
      `        decisions=${owned("decision", only)},`,
      `        utilities=${owned("utility", only)},`,
      "    )",
    ];
  }
  const byAgent = (kind: DiagramNode["kind"]): string =>
    `{${acting.map((agent) => `${label(agents[agent]?.name ?? "")}: ${owned(kind, agent)}`).join(", ")}}`;
  return [
    "    model = pycid.MACID(",
    ...list,
    `        agent_decisions=${byAgent("decision")},`,
    `        agent_utilities=${byAgent("utility")},`,
    "    )",
  ];
}

/** An agent's label: a number where the reader made `agent 1` of one. */
function label(name: string): string {
  return numberOf(name) ?? text(name);
}

function numberOf(name: string): string | undefined {
  return /^agent (0|[1-9]\d{0,8})$/u.exec(name)?.[1];
}

/** Variables without arrows. */
function loose({ nodes, graph }: InfluenceDiagram): string[] {
  const alone = nodes.filter(
    ({ id, parents }) => parents.length === 0 && graph.children(id).length === 0,
  );
  return alone.length === 0
    ? []
    : [`    model.add_nodes_from([${alone.map(({ name }) => text(name)).join(", ")}])`];
}

function relationships(diagram: InfluenceDiagram, notes: Notes): string[] {
  const open: string[] = [];
  const lines = diagram.nodes.flatMap((node) => {
    const worth = relationship(diagram, node);
    if (worth === undefined) {
      open.push(node.name);
      return [];
    }
    return [`            ${text(node.name)}: ${worth},`];
  });
  if (open.length > 0) {
    notes.warn(
      "left-open",
      `these have no numbers, and get no CPD: ${open.slice(0, 8).join(", ")}${open.length > 8 ? " …" : ""}`,
    );
  }
  return lines.length === 0
    ? []
    : ["    model.add_cpds(", "        **{", ...lines, "        }", "    )"];
}

/** `[0, 1]` for decisions; a distribution, or a function of the parents. */
function relationship(diagram: InfluenceDiagram, node: DiagramNode): string | undefined {
  const values = node.domain?.kind === "finite" ? pythonValues(node.domain.values) : undefined;
  if (node.kind === "decision") return values === undefined ? undefined : `[${values.join(", ")}]`;
  const rows = rowsOf(diagram, node);
  if (rows === undefined) return undefined;
  // PyCID takes what occurs for all values: those that never do are listed with probability 0.
  const never =
    node.kind === "chance" && (rows[0] ?? []).some((_, i) => rows.every((row) => row[i] === 0));
  const worth = (row: Float64Array): string => {
    if (node.kind === "utility") return digits(row[0] ?? 0);
    const certain = never && row === rows[0] ? -1 : row.indexOf(1);
    if (certain >= 0) return values?.[certain] ?? "None";
    return `{${Array.from(row, (p, i) => `${values?.[i]}: ${digits(p)}`).join(", ")}}`;
  };
  const given = node.parents.map((parent) => diagram.node(parent));
  if (given.length === 0) {
    const [row = new Float64Array()] = rows;
    const written = worth(row);
    return written.startsWith("{") ? written : `{${written}: 1}`;
  }
  const lists = given.map(({ domain }) =>
    domain?.kind === "finite" ? pythonValues(domain.values) : [],
  );
  const entries = rows.map((row, at) => `${keyAt(lists, at)}: ${worth(row)}`);
  const plain = given.every(({ name }) => IDENTIFIER.test(name) && !KEYWORDS.has(name));
  const arguments_ = plain ? given.map(({ name }) => name).join(", ") : "**given";
  const index = given.map(({ name }) => (plain ? name : `given[${text(name)}]`)).join(", ");
  return `lambda ${arguments_}: {${entries.join(", ")}}[${index}]`;
}

/** The parents' values of a row; a pair where there are several. */
function keyAt(lists: readonly (readonly string[])[], row: number): string {
  const parts: string[] = [];
  let rest = row;
  for (const list of lists.toReversed()) {
    parts.unshift(list[rest % list.length] ?? "None");
    rest = Math.floor(rest / list.length);
  }
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(", ")})`;
}

/** PyCID sorts values, which Python can only among their own kind: mixed ones become texts. */
function pythonValues(values: readonly Value[]): string[] {
  const kinds = new Set(values.map((value) => (Array.isArray(value) ? "tuple" : typeof value)));
  return values.map((value) =>
    kinds.size > 1 && typeof value !== "string" ? text(String(value)) : literal(value),
  );
}

function literal(value: Value): string {
  if (typeof value === "number") return digits(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return text(value);
  return `(${value.map(literal).join(", ")}${value.length === 1 ? "," : ""})`;
}

/** A Python string; JSON's escapes are Python's. */
function text(value: string): string {
  return JSON.stringify(value);
}

const IDENTIFIER = /^[A-Za-z_]\w*$/u;
const KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);
