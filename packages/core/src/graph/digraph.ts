/**
 * A directed graph on typed arrays: nodes are 0 … size−1, and both parents and children are kept
 * in compressed rows, so a sweep over a 100,000-node graph touches only flat memory. The value is
 * immutable. Parents keep the order in which they were given, because tables depend on it.
 */

/** A node's index in its graph. */
export type NodeId = number;

/** An arrow, by its ends. */
export type Link = readonly [from: NodeId, to: NodeId];

/**
 * A directed graph on the nodes 0 … size−1, immutable, its arrows in flat arrays. Memory and
 * construction are linear in nodes and arrows.
 */
export class Digraph {
  readonly size: number;
  readonly edgeCount: number;
  /** Parents of v are `parentTargets[parentOffsets[v] … parentOffsets[v+1]−1]`. */
  readonly parentOffsets: Int32Array;
  readonly parentTargets: Int32Array;
  readonly childOffsets: Int32Array;
  readonly childTargets: Int32Array;

  private constructor(size: number, parentOffsets: Int32Array, parentTargets: Int32Array) {
    this.size = size;
    this.edgeCount = parentTargets.length;
    this.parentOffsets = parentOffsets;
    this.parentTargets = parentTargets;
    this.childOffsets = new Int32Array(size + 1);
    this.childTargets = new Int32Array(parentTargets.length);
    const offsets = this.childOffsets;
    for (const p of parentTargets) offsets[p + 1] = (offsets[p + 1] as number) + 1;
    for (let v = 0; v < size; v++) {
      offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
    }
    const next = offsets.slice(0, size);
    for (let v = 0; v < size; v++) {
      const end = parentOffsets[v + 1] as number;
      for (let i = parentOffsets[v] as number; i < end; i++) {
        const p = parentTargets[i] as number;
        const at = next[p] as number;
        next[p] = at + 1;
        this.childTargets[at] = v;
      }
    }
  }

  /**
   * The graph in which node v has the listed parents, in that order.
   * @throws RangeError for a parent outside 0 … size−1, or listed twice
   */
  static fromParents(parents: readonly (readonly NodeId[])[]): Digraph {
    const size = parents.length;
    const offsets = new Int32Array(size + 1);
    for (let v = 0; v < size; v++) {
      offsets[v + 1] = (offsets[v] as number) + (parents[v]?.length ?? 0);
    }
    const targets = new Int32Array(offsets[size] as number);
    const lastChild = new Int32Array(size).fill(-1);
    let at = 0;
    for (let v = 0; v < size; v++) {
      for (const p of parents[v] ?? []) {
        if (!(p >= 0 && p < size))
          throw new RangeError(`parent ${p} of node ${v} is outside 0…${size - 1}`);
        if (lastChild[p] === v) throw new RangeError(`edge ${p} → ${v} is listed twice`);
        lastChild[p] = v;
        targets[at++] = p;
      }
    }
    return new Digraph(size, offsets, targets);
  }

  /**
   * The graph with the given edges; parents are ordered as their edges are.
   * @throws RangeError for an endpoint outside 0 … size−1, or an edge listed twice
   */
  static fromEdges(size: number, edges: readonly (readonly [NodeId, NodeId])[]): Digraph {
    const parents: NodeId[][] = Array.from({ length: size }, () => []);
    for (const [from, to] of edges) {
      const list = parents[to];
      if (list === undefined) throw new RangeError(`node ${to} is outside 0…${size - 1}`);
      list.push(from);
    }
    return Digraph.fromParents(parents);
  }

  /**
   * The graph in which node v has the parents `parentTargets[parentOffsets[v] … parentOffsets[v+1]−1]`.
   * The arrays become part of the value: do not write to them afterwards. They are not checked.
   */
  static fromCompressedParents(parentOffsets: Int32Array, parentTargets: Int32Array): Digraph {
    return new Digraph(parentOffsets.length - 1, parentOffsets, parentTargets);
  }

  /** Parents of v in their given order; a view, do not write to it. */
  parents(v: NodeId): Int32Array {
    return this.parentTargets.subarray(this.parentOffsets[v], this.parentOffsets[v + 1]);
  }

  /** Children of v in ascending order; a view, do not write to it. */
  children(v: NodeId): Int32Array {
    return this.childTargets.subarray(this.childOffsets[v], this.childOffsets[v + 1]);
  }

  hasEdge(from: NodeId, to: NodeId): boolean {
    return this.parents(to).includes(from);
  }

  edges(): [NodeId, NodeId][] {
    const result: [NodeId, NodeId][] = [];
    for (let v = 0; v < this.size; v++) for (const p of this.parents(v)) result.push([p, v]);
    return result;
  }

  /**
   * A copy without the edges whose slot in `parentTargets` is marked (1). Linear, on flat memory:
   * the fast way to delete edges of a large graph.
   */
  withoutSlots(dropped: Uint8Array): Digraph {
    const offsets = new Int32Array(this.size + 1);
    const targets = new Int32Array(this.edgeCount);
    let filled = 0;
    for (let v = 0; v < this.size; v++) {
      const end = this.parentOffsets[v + 1] as number;
      for (let i = this.parentOffsets[v] as number; i < end; i++) {
        if (dropped[i] === 0) targets[filled++] = this.parentTargets[i] as number;
      }
      offsets[v + 1] = filled;
    }
    return new Digraph(this.size, offsets, targets.subarray(0, filled));
  }

  /** A copy with one edge added after the existing parents of `to`; linear, on flat memory. */
  withEdge(from: NodeId, to: NodeId): Digraph {
    if (this.hasEdge(from, to)) return this;
    const at = this.parentOffsets[to + 1] as number;
    const targets = new Int32Array(this.edgeCount + 1);
    targets.set(this.parentTargets.subarray(0, at));
    targets[at] = from;
    targets.set(this.parentTargets.subarray(at), at + 1);
    const offsets = this.parentOffsets.slice();
    for (let v = to + 1; v <= this.size; v++) offsets[v] = (offsets[v] as number) + 1;
    return new Digraph(this.size, offsets, targets);
  }

  /**
   * A copy with edges added (after the existing parents) and removed. Adding a present edge and
   * removing an absent one change nothing.
   * @throws RangeError for an added edge with an end outside 0 … size−1
   */
  withEdges(change: {
    readonly add?: readonly (readonly [NodeId, NodeId])[];
    readonly remove?: readonly (readonly [NodeId, NodeId])[];
  }): Digraph {
    const parents = Array.from({ length: this.size }, (_, v) => [...this.parents(v)]);
    for (const [from, to] of change.remove ?? []) {
      const list = parents[to];
      if (list !== undefined) parents[to] = list.filter((p) => p !== from);
    }
    for (const [from, to] of change.add ?? []) {
      const list = parents[to];
      if (list === undefined) throw new RangeError(`node ${to} is outside 0…${this.size - 1}`);
      if (!list.includes(from)) list.push(from);
    }
    return Digraph.fromParents(parents);
  }
}
