/**
 * Diagrams as JSON and back, exactly. Mechanisms are written as data; expressions name their
 * parents. The bare structure of nodes and edges is read as well. What is read goes through the
 * checks of a text (`door.ts`).
 */
import type { Checked, Diagnostic } from "../../base/index.ts";
import type {
  Claim,
  DiagramNode,
  Domain,
  Expression,
  InfluenceDiagram,
  Mechanism,
  Value,
} from "../../model/index.ts";
import type { CheckedJsonModel, JsonExpression, JsonModel } from "./jsonSchema.ts";
import { nearestName } from "../../base/index.ts";
import { Digraph, findCycle } from "../../graph/index.ts";
import { BOOLEAN_DOMAIN, InfluenceDiagram as Diagram } from "../../model/index.ts";
import { throughText } from "./door.ts";
import { JSON_VERSION, jsonModelSchema } from "./jsonSchema.ts";
import * as messages from "../messages.ts";
import { withoutRanges } from "../print/sameDiagram.ts";

/** A diagram as a JSON-compatible value. */
export function toJson(diagram: InfluenceDiagram): JsonModel {
  const { header } = diagram;
  const nodes = diagram.nodes.map((node) => nodeToJson(diagram, node));
  const edges = diagram.nodes.flatMap((node) =>
    node.parents.map((p): [string, string] => [diagram.node(p).name, node.name]),
  );
  return {
    version: JSON_VERSION,
    ...(header.title === undefined ? {} : { title: header.title }),
    ...(header.citations.length === 0 ? {} : { citations: [...header.citations] }),
    ...(header.notes.length === 0 ? {} : { notes: [...header.notes] }),
    ...(header.topics.length === 0 ? {} : { topics: [...header.topics] }),
    agents: diagram.agents.map(({ name, label }) => (label === undefined ? name : { name, label })),
    ...(diagram.parameters.length === 0
      ? {}
      : { parameters: diagram.parameters.map(({ range: _, ...p }) => p) }),
    nodes,
    edges,
    ...(diagram.claims.length === 0 ? {} : { claims: diagram.claims.map(claimToJson) }),
  };
}

type JsonNode = JsonModel["nodes"][number];
type JsonClaim = NonNullable<JsonModel["claims"]>[number];

function nodeToJson(diagram: InfluenceDiagram, node: DiagramNode): JsonNode {
  const owners = node.owners.map((id) => diagram.agents[id]?.name ?? "agent");
  const { mechanism } = node;
  const names = node.parents.map((p) => diagram.node(p).name);
  return {
    id: node.name,
    kind: node.kind,
    ...(owners.length === 0 ? {} : { agent: owners.length === 1 ? (owners[0] as string) : owners }),
    ...(node.label === undefined ? {} : { label: node.label }),
    ...(node.domain === undefined ? {} : { domain: domainToJson(node.domain) }),
    ...(names.length === 0 ? {} : { parents: names }),
    ...(mechanism.kind === "expression"
      ? {
          mechanism: {
            expression: expressionToJson(mechanism.body, names),
            stochastic: mechanism.stochastic,
          },
        }
      : mechanism.kind === "table"
        ? { mechanism: { table: [...mechanism.entries], stochastic: mechanism.stochastic } }
        : {}),
    ...(node.instance === undefined
      ? {}
      : { instance: { template: node.instance.template, indices: [...node.instance.indices] } }),
  };
}

function domainToJson(domain: Domain): NonNullable<JsonNode["domain"]> {
  if (domain.kind === "real") {
    return {
      real: true,
      ...(Number.isFinite(domain.low) ? { low: domain.low } : {}),
      ...(Number.isFinite(domain.high) ? { high: domain.high } : {}),
    };
  }
  const { values, typeName } = domain;
  if (typeName !== undefined) return { values: [...values], type: typeName };
  return values.length === 2 && values[0] === false && values[1] === true ? "bool" : [...values];
}

/** Data with every `parent` position replaced by a name. Nesting is bounded by the model's. */
function expressionToJson(e: Expression, names: readonly string[]): JsonExpression {
  return rewrite(e, (part) =>
    part["kind"] === "parent"
      ? { kind: "parent", name: names[part["position"] as number] }
      : undefined,
  ) as JsonExpression;
}

function rewrite(data: unknown, change: (part: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(data)) return data.map((part) => rewrite(part, change));
  if (typeof data !== "object" || data === null) return data;
  const changed = change(data as Record<string, unknown>);
  if (changed !== undefined) return changed;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) result[key] = rewrite(value, change);
  return result;
}

function claimToJson(claim: Claim): JsonClaim {
  const { range: _, addedEdges, removedEdges, holding, expression, ...rest } = claim;
  const pair = ({ from, to }: { from: string; to: string }): [string, string] => [from, to];
  return {
    ...rest,
    expression: withoutRanges(expression) as unknown as JsonExpression,
    ...(addedEdges.length === 0 ? {} : { addedEdges: addedEdges.map(pair) }),
    ...(removedEdges.length === 0 ? {} : { removedEdges: removedEdges.map(pair) }),
    ...(holding === undefined ? {} : { holding: [...holding] }),
  };
}

// ---- reading ----------------------------------------------------------------------------------

class BadData extends Error {
  readonly diagnostic: Diagnostic;
  constructor(path: string, what: string) {
    super(what);
    this.name = "BadData";
    this.diagnostic = messages.badData(path, what);
  }
}

const DEEPEST_DATA = 2_000;

/** The diagram a JSON value describes, or what is wrong with it. Never throws. */
export function fromJson(value: unknown): Checked<InfluenceDiagram> {
  if (isTooDeep(value))
    return {
      ok: false,
      diagnostics: [
        messages.badData("", `the data is nested more than ${DEEPEST_DATA} levels deep`),
      ],
    };
  const read = jsonModelSchema.safeParse(value);
  if (!read.success) {
    const diagnostics = read.error.issues
      .slice(0, 20)
      .map((issue) => messages.badData(issue.path.join("."), issue.message));
    return { ok: false, diagnostics };
  }
  try {
    return throughText(toDiagram(read.data));
  } catch (error) {
    if (error instanceof BadData) return { ok: false, diagnostics: [error.diagnostic] };
    throw error;
  }
}

function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_DATA) return true;
    const next: unknown[] = [];
    for (const part of level) {
      if (typeof part === "object" && part !== null)
        for (const inner of Object.values(part)) next.push(inner);
    }
    level = next;
  }
  return false;
}

function toDiagram(data: CheckedJsonModel): InfluenceDiagram {
  const ids = new Map<string, number>();
  for (const [id, node] of data.nodes.entries()) {
    if (ids.has(node.id)) throw new BadData(`nodes.${id}.id`, `two nodes are called ${node.id}`);
    ids.set(node.id, id);
  }
  const idOf = (name: string, path: string): number => {
    const id = ids.get(name);
    if (id !== undefined) return id;
    const near = nearestName(name, ids.keys());
    throw new BadData(
      path,
      `no node is called ${name}${near === undefined ? "" : `; did you mean ${near}?`}`,
    );
  };
  const parents = parentLists(data, idOf);
  const agents = (data.agents ?? []).map((a) =>
    typeof a !== "object"
      ? { name: String(a) }
      : a.label === undefined
        ? { name: a.name }
        : { name: a.name, label: a.label },
  );
  for (const [i, { name }] of agents.entries()) {
    if (agents.findIndex((a) => a.name === name) !== i)
      throw new BadData(`agents.${i}`, `two agents are called ${name}`);
  }
  const listed = data.agents !== undefined;
  const agentId = (name: string, path: string): number => {
    const known = agents.findIndex((a) => a.name === name);
    if (known !== -1) return known;
    if (listed) throw new BadData(path, `no agent is called ${name}`);
    return agents.push({ name }) - 1;
  };
  const owned = data.nodes.map((node, i) => {
    const names = [node.agent ?? []].flat().map(String);
    if (node.kind === "chance" && names.length > 0)
      throw new BadData(`nodes.${i}.agent`, `chance node ${node.id} cannot have an agent`);
    if (node.kind === "decision" && names.length > 1)
      throw new BadData(`nodes.${i}.agent`, `decision ${node.id} has several agents`);
    const owners = names.map((name) => agentId(name, `nodes.${i}.agent`));
    if (new Set(owners).size !== owners.length)
      throw new BadData(`nodes.${i}.agent`, `an agent of ${node.id} is listed twice`);
    return owners;
  });
  if (agents.length === 0) agents.push({ name: "agent" });
  const nodes = data.nodes.map((node, id): DiagramNode => {
    const own = owned[id] as number[];
    if (node.kind !== "chance" && own.length === 0 && agents.length > 1) {
      throw new BadData(
        `nodes.${id}`,
        `whose ${node.kind} is ${node.id}? there are several agents`,
      );
    }
    const list = parents[id] as number[];
    return {
      id,
      name: node.id,
      ...(node.label === undefined ? {} : { label: node.label }),
      kind: node.kind,
      owners: node.kind === "chance" ? [] : own.length === 0 ? [0] : own,
      ...(node.domain === undefined ? {} : { domain: domainFromJson(node.domain, `nodes.${id}`) }),
      parents: list,
      mechanism: mechanismFromJson(node, list, data, `nodes.${id}.mechanism`),
      ...(node.instance === undefined ? {} : { instance: node.instance }),
    };
  });
  const cycle = findCycle(Digraph.fromParents(parents));
  if (cycle !== undefined) {
    const names = cycle.map((id) => data.nodes[id]?.id);
    throw new BadData("edges", `these nodes form a circle: ${[...names, names[0]].join(" → ")}`);
  }
  const diagram = Diagram.of({
    header: {
      ...(data.title === undefined ? {} : { title: data.title }),
      citations: data.citations ?? [],
      notes: data.notes ?? [],
      topics: data.topics ?? [],
    },
    agents,
    nodes,
    parameters: (data.parameters ?? []).map(({ low, high, structural, ...rest }) => ({
      ...rest,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      structural: structural ?? false,
    })),
    claims: (data.claims ?? []).map(claimFromJson),
  });
  return diagram;
}

/** From each node's own list, or from the edges in their order; when both are given they agree. */
function parentLists(
  data: CheckedJsonModel,
  idOf: (name: string, path: string) => number,
): number[][] {
  const fromEdges: number[][] = data.nodes.map(() => []);
  for (const [i, [from, to]] of (data.edges ?? []).entries()) {
    const list = fromEdges[idOf(to, `edges.${i}`)] as number[];
    const parent = idOf(from, `edges.${i}`);
    if (list.includes(parent))
      throw new BadData(`edges.${i}`, `the edge ${from} → ${to} is listed twice`);
    list.push(parent);
  }
  return data.nodes.map((node, i) => {
    const edges = fromEdges[i] as number[];
    if (node.parents === undefined) return edges;
    const own = node.parents.map((name) => idOf(name, `nodes.${i}.parents`));
    if (new Set(own).size !== own.length)
      throw new BadData(`nodes.${i}.parents`, `a parent of ${node.id} is listed twice`);
    const agrees =
      data.edges === undefined ||
      (own.length === edges.length && own.every((p) => edges.includes(p)));
    if (!agrees)
      throw new BadData(`nodes.${i}.parents`, `the parents of ${node.id} and the edges disagree`);
    return own;
  });
}

function domainFromJson(
  domain: NonNullable<CheckedJsonModel["nodes"][number]["domain"]>,
  path: string,
): Domain {
  if (domain === "bool") return BOOLEAN_DOMAIN;
  const listed = Array.isArray(domain) ? domain : "values" in domain ? domain.values : [];
  if (listed.some(hasShortTuple))
    throw new BadData(`${path}.domain`, "a tuple has at least two values");
  if (Array.isArray(domain)) return { kind: "finite", values: domain as Value[] };
  if ("values" in domain) {
    const values = domain.values as Value[];
    return domain.type === undefined
      ? { kind: "finite", values }
      : { kind: "finite", values, typeName: domain.type };
  }
  return {
    kind: "real",
    low: domain.low ?? Number.NEGATIVE_INFINITY,
    high: domain.high ?? Number.POSITIVE_INFINITY,
  };
}

function hasShortTuple(value: unknown): boolean {
  return Array.isArray(value) && (value.length < 2 || value.some(hasShortTuple));
}

function mechanismFromJson(
  node: CheckedJsonModel["nodes"][number],
  parents: readonly number[],
  data: CheckedJsonModel,
  path: string,
): Mechanism {
  const { mechanism } = node;
  if (node.kind === "decision") {
    if (mechanism !== undefined)
      throw new BadData(path, `decision ${node.id} cannot have a mechanism`);
    return { kind: "decision" };
  }
  if (mechanism === undefined) return { kind: "unspecified" };
  if ("table" in mechanism) {
    return {
      kind: "table",
      stochastic: mechanism.stochastic,
      entries: Float64Array.from(mechanism.table),
    };
  }
  const names = parents.map((p) => data.nodes[p]?.id);
  const body = rewrite(mechanism.expression, (part) => {
    if (part["kind"] !== "parent") return undefined;
    const position = names.indexOf(part["name"] as string);
    if (position === -1)
      throw new BadData(path, `${String(part["name"])} is not a parent of ${node.id}`);
    return { kind: "parent", position };
  });
  return { kind: "expression", stochastic: mechanism.stochastic, body: body as Expression };
}

function claimFromJson(claim: NonNullable<CheckedJsonModel["claims"]>[number]): Claim {
  const edges = (list: readonly (readonly [string, string])[]): { from: string; to: string }[] =>
    list.map(([from, to]) => ({ from, to }));
  const { expression, addedEdges, removedEdges, holding, ...other } = claim;
  const { tolerance, seeds, citation, note, ...rest } = other;
  return {
    ...rest,
    expression: expression as unknown as Claim["expression"],
    addedEdges: edges(addedEdges),
    removedEdges: edges(removedEdges),
    ...(holding === undefined ? {} : { holding }),
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(seeds === undefined ? {} : { seeds }),
    ...(citation === undefined ? {} : { citation }),
    ...(note === undefined ? {} : { note }),
  };
}
