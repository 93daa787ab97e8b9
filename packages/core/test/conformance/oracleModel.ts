/** Reads the models of ../shared/oracles and ../shared/theory/claims.json as structures. */

import { readFileSync } from "node:fs";
import { Digraph } from "../../src/graph/index.ts";
import { judge } from "../../src/incentives/index.ts";
import { type Analysis, analyse } from "../../src/structure/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../../src/model/index.ts";
import { sharedFile } from "../shared.ts";

export interface NamedNode {
  readonly name: string;
  readonly type: "chance" | "decision" | "utility";
  readonly agents: readonly string[];
  readonly parents: readonly string[];
}

/** A structure with the names of its nodes and agents. */
export interface NamedStructure {
  readonly structure: Structure;
  readonly names: readonly string[];
  readonly agents: readonly string[];
  readonly analysis: Analysis;
  id(name: string): number;
}

export interface OracleModel {
  readonly id: string;
  readonly kind: "CBN" | "CID" | "MACID";
  readonly nodes: readonly {
    readonly name: string;
    readonly type: "chance" | "decision" | "utility";
    readonly agent?: string | number;
    readonly parents: readonly string[];
  }[];
  readonly results?: Readonly<Record<string, unknown>>;
  readonly expected?: unknown;
}

export function oracleModels(file: string): OracleModel[] {
  return JSON.parse(readFileSync(sharedFile(`oracles/${file}.json`), "utf8")) as OracleModel[];
}

export function namedOracle(model: OracleModel): NamedStructure {
  return named(
    model.nodes.map((node) => ({
      name: node.name,
      type: node.type,
      agents: node.type === "chance" ? [] : [String(node.agent ?? 0)],
      parents: node.parents,
    })),
  );
}

export function named(nodes: readonly NamedNode[]): NamedStructure {
  const names = nodes.map((node) => node.name);
  const agents = [...new Set(nodes.flatMap((node) => node.agents))];
  const idByName = new Map(names.map((name, id) => [name, id]));
  const id = (name: string): number => {
    const found = idByName.get(name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  };
  const codes = { chance: CHANCE, decision: DECISION, utility: UTILITY };
  const structure = new Structure({
    graph: Digraph.fromParents(nodes.map((node) => node.parents.map(id))),
    kinds: Uint8Array.from(nodes, (node) => codes[node.type]),
    agentCount: Math.max(1, agents.length),
    owners: nodes.map((node) => node.agents.map((agent) => agents.indexOf(agent))),
  });
  return { structure, names, agents, analysis: analyse(structure), id };
}

/** Names of the nodes for which a criterion about a decision answers one of the verdicts. */
export function nodesWith(
  model: NamedStructure,
  criterion: string,
  subject: { decision: string } | { agent: number },
  accepts: (answer: ReturnType<typeof judge>) => boolean = (v) => v.kind === "present",
  holding: readonly number[] = [],
): string[] {
  return model.names.filter((_, node) =>
    accepts(
      judge(
        model.analysis,
        criterion,
        "decision" in subject
          ? { decision: model.id(subject.decision), node, holding }
          : { agent: subject.agent, node, holding },
      ),
    ),
  );
}

export function sortedPairs(pairs: readonly (readonly string[])[]): string[] {
  return pairs.map((pair) => pair.join(" -> ")).sort();
}
