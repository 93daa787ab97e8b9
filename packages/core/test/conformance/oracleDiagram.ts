/**
 * Models of ../shared/oracles (their README fixes the format) as diagrams. A utility given as a
 * lottery becomes a chance node of the same name and a utility that copies it.
 */
import type { DiagramNode, Value } from "../../src/model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../../src/model/index.ts";

interface OracleNode {
  readonly name: string;
  readonly type: "chance" | "decision" | "utility";
  readonly agent?: number | string;
  readonly domain: readonly Value[] | null;
  readonly parents: readonly string[];
  readonly cpd: readonly (readonly number[])[] | null;
}

export interface OracleModel {
  readonly id: string;
  readonly kind: string;
  readonly nodes: readonly OracleNode[];
}

export function oracleDiagram(model: OracleModel): InfluenceDiagram {
  const agents = [
    ...new Set(model.nodes.filter((n) => n.type !== "chance").map((n) => String(n.agent))),
  ].sort();
  const ids = new Map(model.nodes.map((n, i) => [n.name, i]));
  const nodes = model.nodes.map((n, id) => variable(n, id, ids, agents));
  for (const n of model.nodes) {
    const id = ids.get(n.name) as number;
    if (nodes[id]?.kind === n.type) continue;
    nodes.push({
      id: nodes.length,
      name: `${n.name}'`,
      kind: "utility",
      owners: [agents.indexOf(String(n.agent))],
      parents: [id],
      mechanism: {
        kind: "table",
        stochastic: false,
        entries: Float64Array.from(n.domain as number[]),
      },
    });
  }
  return InfluenceDiagram.of({
    agents: agents.length === 0 ? [{ name: "agent" }] : agents.map((name) => ({ name })),
    nodes,
  });
}

function variable(
  n: OracleNode,
  id: number,
  ids: ReadonlyMap<string, number>,
  agents: readonly string[],
): DiagramNode {
  const parents = n.parents.map((p) => ids.get(p) as number);
  const owners = n.type === "chance" ? [] : [agents.indexOf(String(n.agent))];
  const common = { id, name: n.name, parents };
  const domain = n.domain === null ? undefined : finiteDomain(n.domain);
  const withDomain = domain === undefined ? {} : { domain };
  if (n.type === "decision")
    return { ...common, ...withDomain, kind: "decision", owners, mechanism: { kind: "decision" } };
  if (n.cpd === null)
    return { ...common, ...withDomain, kind: n.type, owners, mechanism: { kind: "unspecified" } };
  const certain = n.cpd.every((row) => row.includes(1));
  if (n.type === "utility" && certain) {
    const entries = Float64Array.from(n.cpd, (row) => n.domain?.[row.indexOf(1)] as number);
    const mechanism = { kind: "table", stochastic: false, entries } as const;
    return { ...common, ...withDomain, kind: "utility", owners, mechanism };
  }
  const entries = Float64Array.from(n.cpd.flat());
  const mechanism = { kind: "table", stochastic: true, entries } as const;
  return { ...common, ...withDomain, kind: "chance", owners: [], mechanism };
}
