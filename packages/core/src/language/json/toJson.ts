/** Diagrams as JSON. Mechanisms are written as data; expressions name their parents. */
import type {
  Claim,
  DiagramNode,
  Domain,
  Expression,
  InfluenceDiagram,
  Step,
} from "../../model/index.ts";
import type { JsonExpression, JsonModel } from "./jsonSchema.ts";
import { JSON_VERSION, rewrite } from "./jsonData.ts";

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
      : { parameters: diagram.parameters.map((one) => ({ ...one })) }),
    nodes,
    edges,
    ...(diagram.claims.length === 0 ? {} : { claims: diagram.claims.map(claimToJson) }),
    ...(diagram.steps.length === 0 ? {} : { steps: diagram.steps.map(stepToJson) }),
  };
}

type JsonNode = JsonModel["nodes"][number];
type JsonStep = NonNullable<JsonModel["steps"]>[number];
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

function stepToJson(step: Step): JsonStep {
  if (step.kind === "ask") return { ...step, until: claimToJson(step.until) };
  const { show, pin, ...rest } = step;
  return {
    ...rest,
    ...(show.length === 0 ? {} : { show: [...show] }),
    ...(pin === undefined ? {} : { pin: claimToJson(pin) }),
  };
}

function claimToJson(claim: Claim): JsonClaim {
  const { addedEdges, removedEdges, holding, expression, ...rest } = claim;
  const pair = ({ from, to }: { from: string; to: string }): [string, string] => [from, to];
  return {
    ...rest,
    expression: expression as unknown as JsonExpression,
    ...(addedEdges.length === 0 ? {} : { addedEdges: addedEdges.map(pair) }),
    ...(removedEdges.length === 0 ? {} : { removedEdges: removedEdges.map(pair) }),
    ...(holding === undefined ? {} : { holding: [...holding] }),
  };
}
