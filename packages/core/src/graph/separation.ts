/**
 * d-separation by one linear sweep over (node, direction) states (Pearl 1988; Koller & Friedman
 * 2009, algorithm 3.1; docs/theory.md T2). A trail is blocked by Z when a node on it that is not a
 * collider lies in Z, or a collider on it has neither itself nor a descendant in Z.
 *
 * `Separation` keeps scratch memory for one graph, so that many sweeps allocate nothing but their
 * result. Cost of a sweep: O(nodes + edges).
 */
import type { Digraph, NodeId } from "./digraph.ts";

/** Flags of a node after a sweep. */
export const FROM_CHILD = 1;
/** Reached against its own arrow: from a parent. */
export const FROM_PARENT = 2;
/** The node is in the conditioning set. */
export const GIVEN = 4;
/** The node, or a descendant of it, is in the conditioning set: a collider here is open. */
export const OPENER = 8;
/** Reached at all, as an end point: also set for nodes of the conditioning set. */
export const TOUCHED = FROM_CHILD | FROM_PARENT;

/**
 * d-separation in one graph, its buffers kept from question to question. Each question is linear
 * in nodes and arrows.
 */
export class Separation {
  readonly graph: Digraph;
  /** States wait here as 2·node + (1 when reached from a parent). */
  readonly #stack: Int32Array;

  constructor(graph: Digraph) {
    this.graph = graph;
    this.#stack = new Int32Array(2 * graph.size + 2);
  }

  /**
   * Flags for every node: which nodes an active trail from `sources` reaches given `given`. A node
   * of the conditioning set is TOUCHED when a trail that is active otherwise ends at it, which is
   * d-connection given the set without that node. Sources themselves are touched unless given.
   */
  sweep(sources: Iterable<NodeId>, given: Iterable<NodeId>, flags?: Uint8Array): Uint8Array {
    const result = flags ?? new Uint8Array(this.graph.size);
    if (flags !== undefined) flags.fill(0);
    this.#markOpeners(given, result);
    const stack = this.#stack;
    let top = 0;
    for (const v of sources) {
      const flag = result[v] as number;
      if ((flag & (GIVEN | FROM_CHILD)) === 0) {
        result[v] = flag | FROM_CHILD;
        stack[top++] = 2 * v;
      }
    }
    const { parentOffsets, parentTargets, childOffsets, childTargets } = this.graph;
    while (top > 0) {
      const state = stack[--top] as number;
      const v = state >> 1;
      const flag = result[v] as number;
      const fromParent = (state & 1) === 1;
      if (fromParent ? (flag & OPENER) !== 0 : (flag & GIVEN) === 0) {
        const end = parentOffsets[v + 1] as number;
        for (let i = parentOffsets[v] as number; i < end; i++) {
          const w = parentTargets[i] as number;
          const seen = result[w] as number;
          if ((seen & FROM_CHILD) === 0) {
            result[w] = seen | FROM_CHILD;
            if ((seen & GIVEN) === 0) stack[top++] = 2 * w;
          }
        }
      }
      if ((flag & GIVEN) === 0) {
        const end = childOffsets[v + 1] as number;
        for (let i = childOffsets[v] as number; i < end; i++) {
          const w = childTargets[i] as number;
          const seen = result[w] as number;
          if ((seen & FROM_PARENT) === 0) {
            result[w] = seen | FROM_PARENT;
            stack[top++] = 2 * w + 1;
          }
        }
      }
    }
    return result;
  }

  /** Marks the conditioning set and its ancestors. */
  #markOpeners(given: Iterable<NodeId>, flags: Uint8Array): void {
    const stack = this.#stack;
    const { parentOffsets, parentTargets } = this.graph;
    let top = 0;
    for (const v of given) {
      const flag = flags[v] as number;
      if ((flag & OPENER) === 0) stack[top++] = v;
      flags[v] = flag | GIVEN | OPENER;
    }
    while (top > 0) {
      const v = stack[--top] as number;
      const end = parentOffsets[v + 1] as number;
      for (let i = parentOffsets[v] as number; i < end; i++) {
        const w = parentTargets[i] as number;
        const flag = flags[w] as number;
        if ((flag & OPENER) === 0) {
          flags[w] = flag | OPENER;
          stack[top++] = w;
        }
      }
    }
  }
}

/**
 * True when the sweep may leave the node towards a parent; then a new parent of it (its mechanism)
 * is d-connected to the sources.
 */
export function opensTowardsParents(flag: number): boolean {
  return (
    (flag & (FROM_CHILD | GIVEN)) === FROM_CHILD ||
    (flag & (FROM_PARENT | OPENER)) === (FROM_PARENT | OPENER)
  );
}

/**
 * True when every trail between the two sets is blocked given the third.
 * @throws RangeError when the three sets are not disjoint, for then the question has no meaning
 */
export function dSeparated(
  graph: Digraph,
  from: readonly NodeId[],
  to: readonly NodeId[],
  given: readonly NodeId[],
): boolean {
  requireDisjoint(from, to, given);
  const flags = new Separation(graph).sweep(from, given);
  return to.every((v) => ((flags[v] as number) & TOUCHED) === 0);
}

/** All nodes d-connected to `sources` given the set, ascending; without the set itself. */
export function dConnected(
  graph: Digraph,
  sources: readonly NodeId[],
  given: readonly NodeId[],
): NodeId[] {
  const flags = new Separation(graph).sweep(sources, given);
  const result: NodeId[] = [];
  for (let v = 0; v < graph.size; v++) {
    const flag = flags[v] as number;
    if ((flag & TOUCHED) !== 0 && (flag & GIVEN) === 0) result.push(v);
  }
  return result;
}

function requireDisjoint(...sets: readonly (readonly NodeId[])[]): void {
  const seen = new Set<NodeId>();
  for (const set of sets) {
    const own = new Set(set);
    for (const v of own) {
      if (seen.has(v)) {
        throw new RangeError(`node ${v} stands in two of the three sets of a d-separation`);
      }
    }
    for (const v of own) seen.add(v);
  }
}
