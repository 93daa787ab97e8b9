/**
 * Every graph claim of ../shared/theory/claims.json, straight from the JSON. The vocabulary is the
 * one of ../shared/theory/THEORY.md, section 0.4. Lists name the nodes for which the verdict is
 * present, in the range the published tables use (see the comment at each).
 */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dSeparated } from "../../src/graph/index.ts";
import { type ReasoningPattern, judge } from "../../src/incentives/index.ts";
import {
  components,
  lnSoluble,
  mechanismEdges,
  minimalReduction,
  relevanceEdges,
  soluble,
  subgames,
  sufficientRecall,
  terminalEdges,
} from "../../src/structure/index.ts";
import { HELD } from "../publishedClaims.ts";
import { sharedFile } from "../shared.ts";
import { named, type NamedStructure, sortedPairs } from "./oracleModel.ts";

interface ClaimModel {
  readonly id: string;
  readonly model: {
    readonly nodes: readonly {
      readonly id: string;
      readonly kind: "chance" | "decision" | "utility";
      readonly agent?: string | number | readonly (string | number)[];
    }[];
    readonly edges: readonly (readonly [string, string])[];
  };
  readonly claims: readonly {
    readonly query: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly expected: unknown;
  }[];
}

type Args = Readonly<Record<string, unknown>>;

const models = JSON.parse(readFileSync(sharedFile("theory/claims.json"), "utf8")) as ClaimModel[];

for (const one of models) {
  const graphClaims = one.claims.filter(({ query }) => !query.startsWith("numeric-"));
  if (graphClaims.length === 0) continue;
  describe(one.id, () => {
    for (const { query, args, expected } of graphClaims) {
      it(`${query} ${JSON.stringify(args)}`, () => {
        const answer = ANSWERS[query];
        if (answer === undefined) throw new Error(`no meaning for the query ${query}`);
        const holding = HELD[one.id] ?? [];
        expect(inOrder(answer(build(one, args), { ...args, holding }))).toEqual(inOrder(expected));
      });
    }
  });
}

function build({ model }: ClaimModel, args: Args): NamedStructure {
  const add = (args["add"] ?? []) as [string, string][];
  const removed = new Set(((args["remove"] ?? []) as string[][]).map((edge) => edge.join(" ")));
  const edges = [...model.edges, ...add].filter((edge) => !removed.has(edge.join(" ")));
  return named(
    model.nodes.map((node) => ({
      name: node.id,
      type: node.kind,
      agents:
        node.kind === "chance" ? [] : [node.agent ?? "agent"].flat().map((agent) => String(agent)),
      parents: edges.filter(([, to]) => to === node.id).map(([from]) => from),
    })),
  );
}

const ANSWERS: Readonly<Record<string, (one: NamedStructure, args: Args) => unknown>> = {
  "d-sep": (one, args) =>
    dSeparated(one.structure.graph, ids(one, args["x"]), ids(one, args["y"]), ids(one, args["z"])),
  requisite: (one, args) => yes(one, "requisite", args),
  "minimal-reduction": (one) =>
    minimalReduction(one.analysis).removed.map(({ link }) => names(one, link)),
  voi: (one, args) => yes(one, "value-of-information", args),
  "voi-list": (one, args) => list(one, "value-of-information", args, isChance),
  voc: (one, args) => anyAgent(one, "value-of-control", args),
  "voc-list": (one) =>
    noDecisions(one).filter((node) => anyAgent(one, "value-of-control", { node })),
  "direct-voc": (one) =>
    noDecisions(one).filter((node) => anyAgent(one, "direct-value-of-control", { node })),
  "indirect-voc": (one, args) => list(one, "indirect-value-of-control", args, isChance),
  ri: (one, args) => yes(one, "response-incentive", args),
  "ri-list": (one, args) => list(one, "response-incentive", args, isChance),
  ici: (one, args) => yes(one, "instrumental-control-incentive", args),
  "instrumental-path": (one, args) => yes(one, "instrumental-control-incentive", args),
  "ici-list": (one, args) => list(one, "instrumental-control-incentive", args),
  intent: (one, args) => yes(one, "intent", args),
  impact: (one, args) => yes(one, "impact", args),
  relevance: (one, args) => yes(one, "s-reachable", { decision: args["from"], node: args["to"] }),
  "r-reachable": (one, args) => yes(one, "r-reachable", args),
  "relevance-graph": (one) => relevanceEdges(one.analysis).map((link) => names(one, link)),
  sccs: (one) => components(one.analysis).map((set) => names(one, set).sort()),
  subgames: (one) => subgames(one.analysis).sets.map((set) => names(one, set).sort()),
  soluble: (one) => soluble(one.analysis).raw,
  "ln-soluble": (one) => lnSoluble(one.analysis),
  "sufficient-recall": (one, args) => sufficientRecall(one.analysis, agentOf(one, args["agent"])),
  "only-informational": (one, args) =>
    judge(one.analysis, "only-informational", {
      agent: agentOf(one, args["agent"]),
      node: one.id(String(args["node"])),
    }).kind === "present",
  "directed-path": (one, args) =>
    verdictOfPath(one, one.id(String(args["from"])), one.id(String(args["to"]))),
  edge: (one, args) =>
    one.structure.graph.hasEdge(one.id(String(args["from"])), one.id(String(args["to"]))),
  "deception-criterion": (one, args) =>
    judge(one.analysis, "deception", {
      agent: agentOf(one, args["signaller"]),
      target: agentOf(one, args["target"]),
    }).kind === "present",
  "mechanism-edges": (one) => mechanismEdges(one.analysis).map((link) => names(one, link)),
  "terminal-edges": (one) => terminalEdges(one.analysis).map((link) => names(one, link)),
  "reasoning-pattern": (one, args) =>
    judge(one.analysis, "reasoning-pattern", {
      decision: one.id(String(args["decision"])),
      pattern: args["pattern"] as ReasoningPattern,
    }).kind === "present",
};

function ids(one: NamedStructure, list: unknown): number[] {
  return (list as string[]).map(one.id);
}

function names(one: NamedStructure, list: readonly number[]): string[] {
  return list.map((v) => one.names[v] as string);
}

function isChance(one: NamedStructure, v: number): boolean {
  return one.structure.kind(v) === "chance";
}

/** The published tables list utilities among the nodes worth controlling. */
function noDecisions(one: NamedStructure): string[] {
  return one.names.filter((_, v) => one.structure.kind(v) !== "decision");
}

function yes(one: NamedStructure, criterion: string, args: Args): boolean {
  const decision = one.id(String(args["decision"]));
  const node = one.id(String(args["node"]));
  const held = args["holding"] as readonly string[] | undefined;
  const holding = (held ?? []).map((name) => one.id(name));
  return judge(one.analysis, criterion, { decision, node, holding }).kind === "present";
}

function list(
  one: NamedStructure,
  criterion: string,
  args: Args,
  inRange: (one: NamedStructure, v: number) => boolean = () => true,
): string[] {
  return one.names.filter(
    (node, v) => inRange(one, v) && yes(one, criterion, { decision: args["decision"], node }),
  );
}

function anyAgent(one: NamedStructure, criterion: string, args: Args): boolean {
  const node = one.id(String(args["node"]));
  return one.agents.some(
    (_, agent) => judge(one.analysis, criterion, { agent, node }).kind === "present",
  );
}

function agentOf(one: NamedStructure, name: unknown): number {
  const index = one.agents.indexOf(String(name));
  if (index === -1) throw new Error(`no agent ${String(name)}`);
  return index;
}

function verdictOfPath(one: NamedStructure, from: number, to: number): boolean {
  const seen = new Set([from]);
  for (const v of seen) for (const w of one.structure.graph.children(v)) seen.add(w);
  return seen.has(to);
}

/** Lists are sets: sorted, and pairs or sets inside them as text. */
function inOrder(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  return Array.isArray(answer[0]) ? sortedPairs(answer as string[][]) : [...answer].sort();
}
