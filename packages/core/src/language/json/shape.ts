/**
 * The shape of a diagram in JSON: nodes, kinds, owners, arrows, and mechanisms and claims as data that
 * nobody has looked into yet. Apart from `json.ts` because it needs no grammar, so that a page with
 * graphical questions alone ships none.
 */
import type { Diagnostic, Result } from "../../base/index.ts";
import type {
  Claim,
  DiagramNode,
  Domain,
  Expression,
  Mechanism,
  Step,
  Structure,
  Value,
} from "../../model/index.ts";
import type { CheckedJsonModel } from "./jsonSchema.ts";
import { nearestName } from "../../base/index.ts";
import { Digraph, findCycle } from "../../graph/index.ts";
import { BOOLEAN_DOMAIN, InfluenceDiagram } from "../../model/index.ts";
import { rewrite } from "./jsonData.ts";
import { jsonModelSchema } from "./jsonSchema.ts";
import * as messages from "../messages.ts";

class BadData extends Error {
  readonly diagnostic: Diagnostic;
  constructor(path: string, what: string) {
    super(what);
    this.name = "BadData";
    this.diagnostic = messages.badData(path, what);
  }
}

const DEEPEST_DATA = 2_000;
/** Faults of form that are listed one by one. */
const MOST_ISSUES = 20;

/**
 * The structure that a JSON value describes, for questions that arrows answer: nodes, kinds, owners
 * and arrows are checked in full, everything else in form only (is a table a list of numbers?), not
 * in meaning. Needs no grammar, so a page that asks nothing else ships none.
 * Never throws; linear in the size of the data.
 */
export function structureFromJson(value: unknown): Result<NamedStructure> {
  const shape = readShape(value);
  if (!shape.ok) return shape;
  const { structure, nodes, agents } = shape.value;
  return {
    ok: true,
    value: {
      structure,
      nodes: nodes.map(({ name }) => name),
      agents: agents.map(({ name }) => name),
    },
    diagnostics: [],
  };
}

/** A structure, and what its nodes and agents are called: `nodes[v]` is the name of node v. */
export interface NamedStructure {
  readonly structure: Structure;
  readonly nodes: readonly string[];
  readonly agents: readonly string[];
}

/** The diagram as the data describe it, with mechanisms and claims not yet looked into. Never throws. */
export function readShape(value: unknown): Result<InfluenceDiagram> {
  if (isTooDeep(value))
    return {
      ok: false,
      diagnostics: [
        messages.badData("", `the data is nested more than ${DEEPEST_DATA} levels deep`),
      ],
    };
  const read = jsonModelSchema().safeParse(value);
  if (!read.success) {
    const { issues } = read.error;
    const diagnostics = issues
      .slice(0, MOST_ISSUES)
      .map((issue) => messages.badData(issue.path.join("."), inWords(issue.message)));
    const rest = issues.length - diagnostics.length;
    return {
      ok: false,
      diagnostics: rest > 0 ? [...diagnostics, messages.notShown({ errors: rest })] : diagnostics,
    };
  }
  try {
    return { ok: true, value: toDiagram(read.data), diagnostics: [] };
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
  const diagram = InfluenceDiagram.of({
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
    steps: (data.steps ?? []).map(stepFromJson),
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

function stepFromJson(step: NonNullable<CheckedJsonModel["steps"]>[number]): Step {
  if (step.kind === "ask") return { ...step, until: claimFromJson(step.until) };
  const { pin, note, ...rest } = step;
  return {
    ...rest,
    ...(pin === undefined ? {} : { pin: claimFromJson(pin) }),
    ...(note === undefined ? {} : { note }),
  };
}

/** "Invalid input: expected string, received undefined" tells nothing to whoever wrote the data. */
function inWords(message: string): string {
  const [, wanted, got] = /^Invalid input: expected (.+), received (.+)$/u.exec(message) ?? [];
  if (wanted === undefined || got === undefined) return message;
  return got === "undefined"
    ? `it is missing; expected ${wanted}`
    : `expected ${wanted}, found ${got === "NaN" ? "no number" : got}`;
}
