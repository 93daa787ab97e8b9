/**
 * The influence diagram as an immutable value. `Structure` is what incentives read: a graph, node
 * kinds and owners on typed arrays, with no names and no numbers needed. `InfluenceDiagram` adds
 * names, domains, mechanisms, parameters and claims.
 */
import type { NodeId } from "../graph/index.ts";
import type { Claim } from "./claim.ts";
import type { Expression } from "./expression.ts";
import type { Step } from "./step.ts";
import type { Domain } from "./value.ts";
import { Digraph } from "../graph/index.ts";

/** What a variable is: given by chance, decided by an agent, or wanted by one. */
export type NodeKind = "chance" | "decision" | "utility";

/** An agent's index in its diagram. */
export type AgentId = number;

export const CHANCE = 0;
export const DECISION = 1;
export const UTILITY = 2;

const KIND_CODES: Readonly<Record<NodeKind, number>> = {
  chance: CHANCE,
  decision: DECISION,
  utility: UTILITY,
};
const KIND_NAMES: readonly NodeKind[] = ["chance", "decision", "utility"];

/**
 * Graph, kinds and owners. Edges into a decision are information links: its rule may depend on
 * exactly its parents (there is no implicit no-forgetting). A utility may have children; the
 * criteria are invariant under splitting it into a chance node and a copy (docs/theory.md T1).
 */
export class Structure {
  readonly graph: Digraph;
  /** CHANCE, DECISION or UTILITY for each node. */
  readonly kinds: Uint8Array;
  readonly agentCount: number;
  /** Owners of each node: empty for chance, one for a decision, one or more for a utility. */
  readonly owners: readonly (readonly AgentId[])[];
  /** All decisions, ascending. */
  readonly decisions: readonly NodeId[];
  /** All utilities, ascending. */
  readonly utilities: readonly NodeId[];

  /** @throws RangeError when the arrays disagree in length or an owner is out of range */
  constructor(parts: {
    readonly graph: Digraph;
    readonly kinds: Uint8Array;
    readonly agentCount: number;
    readonly owners: readonly (readonly AgentId[])[];
  }) {
    const { graph, kinds, agentCount, owners } = parts;
    if (kinds.length !== graph.size || owners.length !== graph.size) {
      throw new RangeError(
        `${graph.size} nodes, but ${kinds.length} kinds and ${owners.length} owner lists`,
      );
    }
    const decisions: NodeId[] = [];
    const utilities: NodeId[] = [];
    for (let v = 0; v < graph.size; v++) {
      if (kinds[v] === DECISION) decisions.push(v);
      else if (kinds[v] === UTILITY) utilities.push(v);
      for (const owner of owners[v] ?? []) {
        if (!(owner >= 0 && owner < agentCount))
          throw new RangeError(`node ${v} has owner ${owner} of ${agentCount} agents`);
      }
    }
    this.graph = graph;
    this.kinds = kinds;
    this.agentCount = agentCount;
    this.owners = owners;
    this.decisions = decisions;
    this.utilities = utilities;
  }

  kind(v: NodeId): NodeKind {
    return KIND_NAMES[this.kinds[v] as number] ?? "chance";
  }

  /** The agent that takes a decision. @throws RangeError when v is not an owned decision */
  ownerOf(v: NodeId): AgentId {
    const owner = this.kinds[v] === DECISION ? this.owners[v]?.[0] : undefined;
    if (owner === undefined) throw new RangeError(`node ${v} is not a decision with an owner`);
    return owner;
  }

  decisionsOf(agent: AgentId): NodeId[] {
    return this.decisions.filter((v) => this.owners[v]?.includes(agent));
  }

  utilitiesOf(agent: AgentId): NodeId[] {
    return this.utilities.filter((v) => this.owners[v]?.includes(agent));
  }

  /** The same kinds and owners over other edges. */
  withGraph(graph: Digraph): Structure {
    return new Structure({
      graph,
      kinds: this.kinds,
      agentCount: this.agentCount,
      owners: this.owners,
    });
  }
}

/** An agent: its name in the text and, if it has one, the label shown instead. */
export interface Agent {
  readonly name: string;
  /** Text to show instead of the name. */
  readonly label?: string;
}

/** A named number of the model, with its bounds; a structural one shapes the diagram itself. */
export interface Parameter {
  readonly name: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** True when the diagram's shape (an index bound or a guard) depends on it. */
  readonly structural: boolean;
}

/**
 * How a variable gets its value. `table` rows are ordered by the parents' value positions with
 * the FIRST parent slowest; a stochastic table has one column per value of the variable's domain,
 * a deterministic one has a single column (a position in the domain for chance nodes, the
 * utility for utility nodes).
 */
export type Mechanism =
  | { readonly kind: "unspecified" }
  | { readonly kind: "decision" }
  | { readonly kind: "expression"; readonly stochastic: boolean; readonly body: Expression }
  | { readonly kind: "table"; readonly stochastic: boolean; readonly entries: Float64Array };

/** Which declaration a node of a replicated model was unrolled from: `S[2]` is `S` at [2]. */
export interface Instance {
  readonly template: string;
  readonly indices: readonly number[];
}

/**
 * A variable: its kind and owners, its values, its parents in the order its table uses, and how it
 * depends on them.
 */
export interface DiagramNode {
  readonly id: NodeId;
  /** Unique; safe to write in a `.cid` file: `S`, `H'`, `S[2]`, `X[1, 2]`. */
  readonly name: string;
  readonly label?: string;
  readonly kind: NodeKind;
  readonly owners: readonly AgentId[];
  /** Absent in structure-only models. A utility's domain is absent unless it has children. */
  readonly domain?: Domain;
  /** In declared order, which is the order of table rows and of a decision's contexts. */
  readonly parents: readonly NodeId[];
  readonly mechanism: Mechanism;
  readonly instance?: Instance;
  /** Where the declaration (its name) stands in the text. */
}

/** A name given as an index into `agents`, everything else about the file as a whole. */
export interface DiagramHeader {
  readonly title?: string;
  readonly citations: readonly string[];
  readonly notes: readonly string[];
  /** `topic` lines: words to search the catalogue by. */
  readonly topics: readonly string[];
}

/**
 * A causal influence diagram, immutable: agents, variables with mechanisms, parameters and claims.
 * `structure` is its graph alone.
 */
export class InfluenceDiagram {
  readonly header: DiagramHeader;
  readonly agents: readonly Agent[];
  readonly nodes: readonly DiagramNode[];
  readonly parameters: readonly Parameter[];
  readonly claims: readonly Claim[];
  /** What the model tells and asks, step by step. */
  readonly steps: readonly Step[];
  readonly structure: Structure;
  readonly #idByName: ReadonlyMap<string, NodeId>;
  /** Display texts of the instances of a declaration, of the first one that has a text. */
  #templateLabels: ReadonlyMap<string, string> | undefined;
  #titles: readonly string[] | undefined;

  private constructor(parts: DiagramParts) {
    this.header = parts.header ?? { citations: [], notes: [], topics: [] };
    this.agents = parts.agents;
    this.nodes = parts.nodes;
    this.parameters = parts.parameters ?? [];
    this.claims = parts.claims ?? [];
    this.steps = parts.steps ?? [];
    this.#idByName = new Map(parts.nodes.map((node) => [node.name, node.id]));
    this.structure = new Structure({
      graph: Digraph.fromParents(parts.nodes.map((node) => node.parents)),
      kinds: Uint8Array.from(parts.nodes, (node) => KIND_CODES[node.kind]),
      agentCount: parts.agents.length,
      owners: parts.nodes.map((node) => node.owners),
    });
  }

  /**
   * A diagram from parts that were checked before (the language and the importers do).
   * @throws RangeError when ids are not 0 … n−1 in order, names repeat, or parents are unknown
   */
  static of(parts: DiagramParts): InfluenceDiagram {
    const names = new Set<string>();
    for (const [index, node] of parts.nodes.entries()) {
      if (node.id !== index)
        throw new RangeError(`node ${node.name} has id ${node.id} at position ${index}`);
      if (names.has(node.name)) throw new RangeError(`two nodes are called ${node.name}`);
      names.add(node.name);
    }
    return new InfluenceDiagram(parts);
  }

  get graph(): Digraph {
    return this.structure.graph;
  }

  /** The node with this id. @throws RangeError when there is none */
  node(id: NodeId): DiagramNode {
    const node = this.nodes[id];
    if (node === undefined) throw new RangeError(`no node ${id} among ${this.nodes.length}`);
    return node;
  }

  /** The id of a node by name, or undefined. */
  idOf(name: string): NodeId | undefined {
    return this.#idByName.get(name);
  }

  /**
   * What a node is called for readers, if not by its name: its display text, or that of the first
   * instance of its declaration that has one, so that `S[1] "state"` makes S[2] a state too.
   */
  labelOf(id: NodeId): string | undefined {
    const { label, instance } = this.node(id);
    const own = label?.trim();
    if (own !== undefined && own !== "") return own;
    if (instance === undefined) return undefined;
    this.#templateLabels ??= this.#sharedLabels();
    return this.#templateLabels.get(instance.template);
  }

  /**
   * What a node is called where it stands by itself, as at the head of a column: its display text, with
   * the indices of its step (`state [2]`), else its name. Where another node would be called the
   * same, the name follows: `state (S)`.
   */
  titleOf(id: NodeId): string {
    this.#titles ??= this.#allTitles();
    return this.#titles[id] ?? this.node(id).name;
  }

  #allTitles(): readonly string[] {
    const titles = this.nodes.map(({ name, instance }, id) => {
      const label = this.labelOf(id);
      if (label === undefined) return name;
      return instance === undefined ? label : `${label} [${instance.indices.join(", ")}]`;
    });
    const counts = new Map<string, number>();
    for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
    return titles.map((title, id) => {
      const { name } = this.node(id);
      return title === name || counts.get(title) === 1 ? title : `${title} (${name})`;
    });
  }

  #sharedLabels(): ReadonlyMap<string, string> {
    const labels = new Map<string, string>();
    for (const { instance, label } of this.nodes) {
      const text = label?.trim();
      if (instance === undefined || text === undefined || text === "") continue;
      if (!labels.has(instance.template)) labels.set(instance.template, text);
    }
    return labels;
  }

  agentId(name: string): AgentId | undefined {
    const id = this.agents.findIndex((agent) => agent.name === name);
    return id === -1 ? undefined : id;
  }

  /** What `of` makes the same diagram of: plain data that can be copied between threads. */
  get parts(): Required<DiagramParts> {
    const { header, agents, nodes, parameters, claims, steps } = this;
    return { header, agents, nodes, parameters, claims, steps };
  }

  /** A copy with some parts replaced. */
  with(change: Partial<DiagramParts>): InfluenceDiagram {
    return InfluenceDiagram.of({ ...this.parts, ...change });
  }
}

/** What `InfluenceDiagram.of` makes a diagram of. Node `v` stands at position `v` of `nodes`. */
export interface DiagramParts {
  readonly header?: DiagramHeader;
  readonly agents: readonly Agent[];
  readonly nodes: readonly DiagramNode[];
  readonly parameters?: readonly Parameter[];
  readonly claims?: readonly Claim[];
  readonly steps?: readonly Step[];
}
