/** Random diagrams without numbers, for property tests and benches. The same seed, the same diagram. */
import type { Random } from "../base/index.ts";
import { Digraph, type NodeId } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";

/** How large and dense a random structure is, and how many agents it has. */
export interface RandomStructureOptions {
  readonly nodes: number;
  readonly decisions: number;
  readonly agents: number;
  /** Expected number of parents of a node (fewer for early nodes). */
  readonly density: number;
  /** Utilities per agent; default 1 or 2. */
  readonly utilities?: number;
  /** Chance that a utility is observed by a later decision; default 0.1. */
  readonly observedUtilities?: number;
  /** Decisions see what earlier decisions of the same agent saw and did. Default false. */
  readonly noForgetting?: boolean;
}

/**
 * A random acyclic structure: kinds at random places in a random order, parents drawn from earlier
 * nodes. Every agent owns at least one utility; there are at most `nodes` nodes in all.
 */
export function randomStructure(random: Random, options: RandomStructureOptions): Structure {
  const { nodes, decisions, agents, density } = options;
  const utilityOwners: number[] = [];
  for (let agent = 0; agent < agents; agent++) {
    const count = options.utilities ?? 1 + random.below(2);
    for (let i = 0; i < count; i++) utilityOwners.push(agent);
  }
  const kinds = new Uint8Array(nodes).fill(CHANCE);
  const owners: number[][] = Array.from({ length: nodes }, () => []);
  const places = random.shuffled(Array.from({ length: nodes }, (_, v) => v));
  for (let i = 0; i < decisions; i++) {
    const v = places.pop();
    if (v === undefined) break;
    kinds[v] = DECISION;
    owners[v] = [i < agents ? i : random.below(agents)];
  }
  // Utilities late in the order, so that decisions have something to influence.
  const late = places.sort((a, b) => b - a);
  for (const owner of utilityOwners) {
    const v = late.splice(random.below(Math.max(1, Math.ceil(late.length / 2))), 1)[0];
    if (v === undefined) break;
    kinds[v] = UTILITY;
    owners[v] = random.unit() < 0.1 && agents > 1 ? [owner, (owner + 1) % agents] : [owner];
  }
  const parents: NodeId[][] = [];
  const seenBy = new Map<number, Set<NodeId>>();
  for (let v = 0; v < nodes; v++) {
    const chosen = new Set<NodeId>();
    const isDecision = kinds[v] === DECISION;
    for (let tries = 0; tries < 2 * density && v > 0; tries++) {
      if (random.unit() >= 0.5) continue;
      const p = random.below(v);
      const observed = random.unit() < (options.observedUtilities ?? 0.1);
      if (kinds[p] === UTILITY && !(isDecision && observed)) continue;
      chosen.add(p);
    }
    if (isDecision && options.noForgetting === true) {
      const owner = owners[v]?.[0] ?? 0;
      const seen = seenBy.get(owner) ?? new Set<NodeId>();
      for (const p of seen) chosen.add(p);
      seenBy.set(owner, new Set([...chosen, v]));
    }
    parents.push([...chosen]);
  }
  return new Structure({ graph: Digraph.fromParents(parents), kinds, agentCount: agents, owners });
}

/** A small random structure: 4–9 nodes, 1–4 decisions, 1–3 agents, sparse to dense. */
export function smallRandomStructure(
  random: Random,
  limits: { readonly agents?: number; readonly decisions?: number; readonly nodes?: number } = {},
): Structure {
  const agents = 1 + random.below(limits.agents ?? 3);
  const decisions = Math.max(agents, 1 + random.below(limits.decisions ?? 4));
  const nodes = decisions + agents + 1 + random.below(limits.nodes ?? 4);
  return randomStructure(random, {
    nodes,
    decisions,
    agents,
    density: 1 + random.unit() * 2.5,
    utilities: nodes > 7 ? 1 + random.below(2) : 1,
    noForgetting: random.unit() < 0.25,
  });
}
