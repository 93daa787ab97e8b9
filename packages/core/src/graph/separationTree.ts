/**
 * One d-separation sweep that remembers how it came everywhere, so that the same sweep yields a
 * walk to any node it reached. Walks are active but may meet a node twice; `activeTrail` gives trails.
 */
import type { Digraph, NodeId } from "./digraph.ts";
import {
  GIVEN,
  OPENER,
  opensTowardsParents,
  Separation,
  FROM_CHILD,
  FROM_PARENT,
} from "./separation.ts";

export class SeparationTree {
  /** GIVEN and OPENER of the conditioning set, FROM_CHILD and FROM_PARENT of the sweep. */
  readonly flags: Uint8Array;
  /** State each state (2v from a child, 2v + 1 from a parent) was reached from; −1 at a source. */
  readonly #previous: Int32Array;

  constructor(graph: Digraph, sources: Iterable<NodeId>, given: Iterable<NodeId>) {
    const flags = new Separation(graph).sweep([], given);
    const { parentOffsets, parentTargets, childOffsets, childTargets } = graph;
    const previous = new Int32Array(2 * graph.size);
    const queue = new Int32Array(2 * graph.size);
    let filled = 0;
    const reach = (v: NodeId, side: 0 | 1, by: number): void => {
      const bit = side === 0 ? FROM_CHILD : FROM_PARENT;
      const flag = flags[v] as number;
      if ((flag & bit) !== 0) return;
      flags[v] = flag | bit;
      previous[2 * v + side] = by;
      queue[filled++] = 2 * v + side;
    };
    for (const v of sources) reach(v, 0, -1);
    for (let read = 0; read < filled; read++) {
      const state = queue[read] as number;
      const v = state >> 1;
      const flag = flags[v] as number;
      if ((state & 1) === 0 ? (flag & GIVEN) === 0 : (flag & OPENER) !== 0) {
        const end = parentOffsets[v + 1] as number;
        for (let i = parentOffsets[v] as number; i < end; i++) {
          reach(parentTargets[i] as number, 0, state);
        }
      }
      if ((flag & GIVEN) === 0) {
        const end = childOffsets[v + 1] as number;
        for (let i = childOffsets[v] as number; i < end; i++) {
          reach(childTargets[i] as number, 1, state);
        }
      }
    }
    this.flags = flags;
    this.#previous = previous;
  }

  /** Calls `visit` for every node of a walk from a source to v, v first; nothing if unreached. */
  walkTo(v: NodeId, visit: (node: NodeId) => void): void {
    const flag = this.flags[v] as number;
    if ((flag & FROM_CHILD) !== 0) this.#unwind(2 * v, visit);
    else if ((flag & FROM_PARENT) !== 0) this.#unwind(2 * v + 1, visit);
  }

  /** The same for a new parent (the mechanism) of v. */
  walkToMechanism(v: NodeId, visit: (node: NodeId) => void): void {
    const flag = this.flags[v] as number;
    if (!opensTowardsParents(flag)) return;
    this.#unwind((flag & (FROM_CHILD | GIVEN)) === FROM_CHILD ? 2 * v : 2 * v + 1, visit);
  }

  #unwind(last: number, visit: (node: NodeId) => void): void {
    for (let state = last; state !== -1; state = this.#previous[state] as number) visit(state >> 1);
  }
}
