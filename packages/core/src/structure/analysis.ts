/**
 * One structure and everything derived from it, computed when first asked for and kept. The
 * structure is only read. Functions that derive something take the analysis and call `once` with
 * a key of their own, so every derived thing lives beside its definition.
 */
import type { Digraph, NodeId } from "../graph/index.ts";
import type { AgentId, Structure } from "../model/index.ts";
import { ancestors, descendants, Separation } from "../graph/index.ts";
import { CHANCE, DECISION, Structure as StructureOf } from "../model/index.ts";

/**
 * A structure with what was worked out about it, each fact once: hand the same one to every
 * question about a diagram.
 */
export class Analysis {
  readonly structure: Structure;
  readonly #kept = new Map<string, unknown>();

  constructor(structure: Structure) {
    this.structure = structure;
  }

  get graph(): Digraph {
    return this.structure.graph;
  }

  /** The value of `compute`, computed at most once per key. */
  once<T>(key: string, compute: () => T): T {
    if (this.#kept.has(key)) return this.#kept.get(key) as T;
    const value = compute();
    this.#kept.set(key, value);
    return value;
  }

  get separation(): Separation {
    return this.once("separation", () => new Separation(this.graph));
  }

  /** Marks the decision and its descendants. */
  below(decision: NodeId): Uint8Array {
    return this.once(`below ${decision}`, () => descendants(this.graph, [decision]));
  }

  /** The owner's utilities that descend from the decision: U(D). */
  utilitiesBelow(decision: NodeId): readonly NodeId[] {
    return this.once(`utilities ${decision}`, () => {
      const below = this.below(decision);
      return this.structure
        .utilitiesOf(this.structure.ownerOf(decision))
        .filter((u) => below[u] === 1);
    });
  }

  /** Marks the agent's utilities and their ancestors, in the graph as written. */
  aboveUtilities(agent: AgentId): Uint8Array {
    return this.once(`above ${agent}`, () =>
      ancestors(this.graph, this.structure.utilitiesOf(agent)),
    );
  }

  /** The sweep from U(D) given Fa(D), in the graph as written. */
  decisionSweep(decision: NodeId): Uint8Array {
    return this.once(`sweep ${decision}`, () =>
      this.separation.sweep(this.utilitiesBelow(decision), family(this.graph, decision)),
    );
  }

  /**
   * The same diagram with the rules of these decisions held: each is read as a chance node, whose
   * rule is some mechanism of its parents that nobody optimises. Itself when there are none.
   * @throws RangeError for a node that is not a decision
   */
  holding(decisions: readonly NodeId[]): Analysis {
    const held = [...new Set(decisions)].sort((a, b) => a - b);
    if (held.length === 0) return this;
    return this.once(
      `holding ${held.join(" ")}`,
      () => new Analysis(withHeld(this.structure, held)),
    );
  }

  get severalAgents(): boolean {
    return this.structure.agentCount > 1;
  }
}

/** The analysis of a structure. Nothing is computed yet, and the structure is never changed. */
export function analyse(structure: Structure): Analysis {
  return new Analysis(structure);
}

function withHeld(structure: Structure, held: readonly NodeId[]): Structure {
  const kinds = Uint8Array.from(structure.kinds);
  const owners = [...structure.owners];
  for (const d of held) {
    if (kinds[d] !== DECISION) throw new RangeError(`node ${d} is not a decision to hold`);
    kinds[d] = CHANCE;
    owners[d] = [];
  }
  const { graph, agentCount } = structure;
  return new StructureOf({ graph, kinds, agentCount, owners });
}

/** Fa(D): the parents of a node and itself. */
export function family(graph: Digraph, v: NodeId): NodeId[] {
  return [...graph.parents(v), v];
}

/** The owner's utilities below a decision in another graph over the same nodes. */
export function utilitiesBelowIn(structure: Structure, graph: Digraph, decision: NodeId): NodeId[] {
  const below = descendants(graph, [decision]);
  return structure.utilitiesOf(structure.ownerOf(decision)).filter((u) => below[u] === 1);
}
