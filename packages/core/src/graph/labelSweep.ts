/**
 * Up to 32 d-separation sweeps at once, given the same conditioning set: every state carries a word
 * of label bits and passes on the bits that are new to its neighbours. The result tells for every
 * node which labels an active trail brings there from a child and which from a parent. Cost: a few
 * sweeps, for a state is visited again only when it gains labels.
 */
import type { Digraph, NodeId } from "./digraph.ts";
import { GIVEN, OPENER, Separation } from "./separation.ts";

export interface LabelSeed {
  readonly node: NodeId;
  /** Where the trail is taken to come from: a child, a parent (a mechanism), or the node itself. */
  readonly from: "child" | "parent" | "itself";
  /** The label bits that start here. */
  readonly bits: number;
}

export interface LabelSweep {
  /** GIVEN and OPENER flags of the conditioning set. */
  readonly flags: Uint8Array;
  readonly fromChild: Int32Array;
  readonly fromParent: Int32Array;
}

/**
 * Sweeps all labels. A seed "itself" starts at the node as an end of the trail, whether or not it is
 * in the conditioning set (the other labels may still be blocked by it).
 */
export function sweepLabels(
  graph: Digraph,
  seeds: readonly LabelSeed[],
  given: Iterable<NodeId>,
): LabelSweep {
  const { size, parentOffsets, parentTargets, childOffsets, childTargets } = graph;
  const flags = new Separation(graph).sweep([], given);
  const fromChild = new Int32Array(size);
  const fromParent = new Int32Array(size);
  // A ring of states 2v (from a child) and 2v + 1 (from a parent); each waits at most once.
  const waiting = new Uint8Array(2 * size);
  const capacity = 2 * size + 1;
  const ring = new Int32Array(capacity);
  let head = 0;
  let tail = 0;
  const add = (words: Int32Array, v: NodeId, bits: number, state: number): void => {
    const known = words[v] as number;
    if ((bits & ~known) === 0) return;
    words[v] = known | bits;
    if (waiting[state] === 1) return;
    waiting[state] = 1;
    ring[tail++] = state;
    if (tail === capacity) tail = 0;
  };
  const toParents = (v: NodeId, bits: number): void => {
    const end = parentOffsets[v + 1] as number;
    for (let i = parentOffsets[v] as number; i < end; i++) {
      const w = parentTargets[i] as number;
      add(fromChild, w, bits, 2 * w);
    }
  };
  const toChildren = (v: NodeId, bits: number): void => {
    const end = childOffsets[v + 1] as number;
    for (let i = childOffsets[v] as number; i < end; i++) {
      const w = childTargets[i] as number;
      add(fromParent, w, bits, 2 * w + 1);
    }
  };
  for (const { node, from, bits } of seeds) {
    if (from === "child") add(fromChild, node, bits, 2 * node);
    else if (from === "parent") add(fromParent, node, bits, 2 * node + 1);
    else {
      toParents(node, bits);
      toChildren(node, bits);
    }
  }
  while (head !== tail) {
    const state = ring[head++] as number;
    if (head === capacity) head = 0;
    waiting[state] = 0;
    const v = state >> 1;
    const flag = flags[v] as number;
    if ((state & 1) === 0) {
      if ((flag & GIVEN) !== 0) continue;
      const bits = fromChild[v] as number;
      toParents(v, bits);
      toChildren(v, bits);
    } else {
      const bits = fromParent[v] as number;
      if ((flag & OPENER) !== 0) toParents(v, bits);
      if ((flag & GIVEN) === 0) toChildren(v, bits);
    }
  }
  return { flags, fromChild, fromParent };
}
