/**
 * The models of the comparison with PyCID, as the JSON the peer is sent and as diagrams: chains,
 * random single-agent diagrams, random two-agent diagrams, and public moves of alternating agents.
 * Tables are multiples of 1/8 and utilities integers. Every seed gives the same model.
 */
import { Random } from "../packages/core/src/base/index.ts";
import { analyse, sufficientRecall } from "../packages/core/src/structure/index.ts";
import type { DiagramNode } from "../packages/core/src/model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../packages/core/src/model/index.ts";

export type Operation =
  | "requisite"
  | "voi"
  | "ri"
  | "ici"
  | "voc"
  | "relevance"
  | "policy"
  | "worth"
  | "query"
  | "patterns"
  | "ne"
  | "spe";

interface PeerNode {
  readonly name: string;
  readonly kind: "chance" | "decision" | "utility";
  readonly agent: number;
  /** For a utility the values it takes, ascending. */
  readonly domain: readonly number[];
  readonly parents: readonly string[];
  /** One distribution over `domain` per context, the first parent slowest; none for a decision. */
  readonly rows: readonly (readonly number[])[];
}

export interface PeerModel {
  readonly id: string;
  readonly family: string;
  readonly size: number;
  /** The node asked about in `query` and `worth`. */
  readonly target: string;
  readonly nodes: readonly PeerNode[];
  readonly operations: readonly Operation[];
}

const SINGLE: readonly Operation[] = [
  "requisite",
  "voi",
  "ri",
  "ici",
  "voc",
  "relevance",
  "policy",
  "worth",
  "query",
];
const GAME: readonly Operation[] = ["relevance", "query", "patterns", "ne", "spe"];

export function peerModels(quick: boolean): PeerModel[] {
  const chains = (quick ? [2, 4] : [2, 4, 8, 16, 28]).map(chain);
  const cids = (quick ? [6, 8] : [6, 8, 10, 12, 14]).map((n) => random(n, 1));
  const macids = (quick ? [5, 6] : [5, 6, 7, 8, 9]).map((n) => random(n, 2));
  const moves = (quick ? [2, 3] : [2, 3, 4]).map(publicMoves);
  return [...chains, ...cids, ...macids, ...moves];
}

/** X1 → … → Xk; the decision sees Xk, the utility X1 and the decision. */
function chain(k: number): PeerModel {
  const generator = Random.seeded(k);
  const nodes: PeerNode[] = [];
  for (let i = 1; i <= k; i++) {
    const parents = i === 1 ? [] : [`X${i - 1}`];
    nodes.push(chance(generator, `X${i}`, parents, i === 1 ? 1 : 2));
  }
  nodes.push(decision("D", 0, [`X${k}`]));
  nodes.push(utility("U", 0, ["X1", "D"], [3, 0, 0, 4]));
  return {
    id: `chain ${k}`,
    family: "chain of chance nodes",
    size: k + 2,
    target: "X1",
    nodes,
    operations: SINGLE,
  };
}

/** Random and connected, every agent with sufficient recall, which PyCID's criteria demand. */
function random(size: number, agents: number): PeerModel {
  const generator = Random.seeded(100 * agents + size);
  const decisions = agents === 1 ? (size < 10 ? 1 : 2) : 2;
  for (;;) {
    const nodes: PeerNode[] = [];
    const inner = size - agents;
    const isDecision = new Set(
      generator.shuffled(Array.from({ length: inner - 1 }, (_, i) => i + 1)).slice(0, decisions),
    );
    let placed = 0;
    for (let i = 0; i < inner; i++) {
      const earlier = nodes.map((node) => node.name);
      const parents = generator.shuffled(earlier).slice(0, i === 0 ? 0 : 1 + generator.below(2));
      if (isDecision.has(i)) nodes.push(decision(`D${i}`, placed++ % agents, parents));
      else nodes.push(chance(generator, `X${i}`, parents, 2 ** parents.length));
    }
    for (let agent = 0; agent < agents; agent++) {
      const parents = generator
        .shuffled(nodes.slice(0, inner).map((node) => node.name))
        .slice(0, 3);
      const values = Array.from({ length: 2 ** parents.length }, () => generator.below(9) - 4);
      nodes.push(utility(`U${agent}`, agent, parents, values));
    }
    const model = {
      id: `random ${agents === 1 ? "CID" : "MACID"} ${size}`,
      family: agents === 1 ? "random CID" : "random MACID",
      size,
      target: "X0",
      nodes,
      operations: agents === 1 ? SINGLE : GAME,
    };
    if (isUsable(model)) return model;
  }
}

/** Decisions in turn by two agents, each seeing all before it; a utility each over all of them. */
function publicMoves(count: number): PeerModel {
  const generator = Random.seeded(1000 + count);
  const nodes: PeerNode[] = [];
  for (let i = 1; i <= count; i++) {
    const before = nodes.map((node) => node.name);
    nodes.push(decision(`D${i}`, (i - 1) % 2, before));
  }
  const all = nodes.map((node) => node.name);
  for (const agent of [0, 1]) {
    const values = Array.from({ length: 2 ** count }, () => generator.below(1000));
    nodes.push(utility(`U${agent}`, agent, all, values));
  }
  return {
    id: `public moves ${count}`,
    family: "public moves",
    size: count + 2,
    target: "D1",
    nodes,
    operations: GAME,
  };
}

function isUsable(model: PeerModel): boolean {
  const diagram = peerDiagram(model);
  const { graph, decisions } = diagram.structure;
  const analysis = analyse(diagram.structure);
  const reached = new Set([0]);
  for (const v of reached)
    for (const w of [...graph.parents(v), ...graph.children(v)]) reached.add(w);
  return (
    reached.size === graph.size &&
    decisions.every((d) => analysis.utilitiesBelow(d).length > 0) &&
    diagram.agents.every((_, agent) => sufficientRecall(analysis, agent))
  );
}

function chance(generator: Random, name: string, parents: string[], contexts: number): PeerNode {
  const rows = Array.from({ length: contexts }, () => {
    const p = (1 + generator.below(7)) / 8;
    return [p, 1 - p];
  });
  return { name, kind: "chance", agent: 0, domain: [0, 1], parents, rows };
}

function decision(name: string, agent: number, parents: readonly string[]): PeerNode {
  return { name, kind: "decision", agent, domain: [0, 1], parents, rows: [] };
}

function utility(
  name: string,
  agent: number,
  parents: readonly string[],
  values: readonly number[],
): PeerNode {
  const domain = [...new Set(values)].sort((a, b) => a - b);
  const rows = values.map((value) => domain.map((x) => (x === value ? 1 : 0)));
  return { name, kind: "utility", agent, domain, parents, rows };
}

export function peerDiagram(model: PeerModel): InfluenceDiagram {
  const ids = new Map(model.nodes.map((node, id) => [node.name, id]));
  const agents = 1 + Math.max(...model.nodes.map((node) => node.agent));
  const nodes = model.nodes.map((node, id): DiagramNode => {
    const parents = node.parents.map((parent) => ids.get(parent) as number);
    const common = { id, name: node.name, parents };
    const domain = finiteDomain(node.domain);
    switch (node.kind) {
      case "decision":
        return {
          ...common,
          kind: "decision",
          domain,
          owners: [node.agent],
          mechanism: { kind: "decision" },
        };
      case "chance": {
        const entries = Float64Array.from(node.rows.flat());
        const mechanism = { kind: "table", stochastic: true, entries } as const;
        return { ...common, kind: "chance", domain, owners: [], mechanism };
      }
      case "utility": {
        const value = (row: readonly number[]): number => node.domain[row.indexOf(1)] as number;
        const entries = Float64Array.from(node.rows, value);
        const mechanism = { kind: "table", stochastic: false, entries } as const;
        return { ...common, kind: "utility", owners: [node.agent], mechanism };
      }
    }
  });
  return InfluenceDiagram.of({
    agents: Array.from({ length: agents }, (_, i) => ({ name: String(i) })),
    nodes,
  });
}
