/**
 * Witnesses: a shortest active trail, a shortest directed path. A shortest walk in the state space
 * of the d-separation sweep never meets a node twice (if it did, entering at the first visit and
 * leaving at the second would be active too and shorter), so what comes back is a trail in the
 * sense of the definition and can be checked by the definition. O(nodes + edges).
 */
import type { Digraph, NodeId } from "./digraph.ts";
import { GIVEN, OPENER, Separation } from "./separation.ts";

/** How an active trail must begin, and which nodes it must avoid. */
export interface TrailOptions {
  /** First step restricted: "into" leaves the start against an arrow (a back-door trail). */
  readonly firstStep?: "into" | "out-of";
  /** Nodes no trail may pass through (it may end at one). */
  readonly avoiding?: (v: NodeId) => boolean;
}

/**
 * A shortest trail from a node of `from` to a node of `to` that is active given `given`, or
 * undefined. It passes through no other node of `from`. Leave the ends out of `given`.
 */
export function activeTrail(
  graph: Digraph,
  from: Iterable<NodeId>,
  to: Iterable<NodeId>,
  given: Iterable<NodeId>,
  options: TrailOptions = {},
): NodeId[] | undefined {
  const flags = new Separation(graph).sweep([], given);
  const target = new Uint8Array(graph.size);
  for (const v of to) target[v] = 1;
  // State 2v: reached from a child; 2v + 1: reached from a parent. −1: unseen, −2: a start.
  const previous = new Int32Array(2 * graph.size).fill(-1);
  const queue: number[] = [];
  const starts = new Set<NodeId>(from);
  for (const start of starts) {
    if (target[start] === 1 && options.firstStep === undefined) return [start];
    if (options.firstStep !== "out-of") leave(start, 2 * start, "up");
    if (options.firstStep !== "into") leave(start, 2 * start, "down");
  }
  for (let read = 0; read < queue.length; read++) {
    const state = queue[read] as number;
    const v = state >> 1;
    if (target[v] === 1) return unwind(previous, state);
    if (options.avoiding?.(v) === true) continue;
    const flag = flags[v] as number;
    const fromParent = (state & 1) === 1;
    if (fromParent ? (flag & OPENER) !== 0 : (flag & GIVEN) === 0) leave(v, state, "up");
    if ((flag & GIVEN) === 0) leave(v, state, "down");
  }
  return undefined;

  function leave(v: NodeId, state: number, way: "up" | "down"): void {
    const neighbours = way === "up" ? graph.parents(v) : graph.children(v);
    const side = way === "up" ? 0 : 1;
    for (const w of neighbours) {
      if (starts.has(w)) continue;
      const next = 2 * w + side;
      if (previous[next] !== -1) continue;
      previous[next] = starts.has(v) ? -2 - v : state;
      queue.push(next);
    }
  }
}

/**
 * Marks (1) the nodes that end an active trail from a node, given a set and passing through no node
 * to be avoided: what `activeTrail` finds one by one. O(nodes + edges).
 */
export function activelyReached(
  graph: Digraph,
  from: NodeId,
  given: Iterable<NodeId>,
  avoiding: (v: NodeId) => boolean,
): Uint8Array {
  const flags = new Separation(graph).sweep([], given);
  // Bit 1: reached from a child, bit 2: from a parent.
  const seen = new Uint8Array(graph.size);
  const stack: number[] = [];
  const reach = (neighbours: Int32Array, side: 0 | 1): void => {
    for (const w of neighbours) {
      if (w === from || ((seen[w] as number) & (1 << side)) !== 0) continue;
      seen[w] = (seen[w] as number) | (1 << side);
      stack.push(2 * w + side);
    }
  };
  reach(graph.parents(from), 0);
  reach(graph.children(from), 1);
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    const v = state >> 1;
    if (avoiding(v)) continue;
    const flag = flags[v] as number;
    if ((state & 1) === 1 ? (flag & OPENER) !== 0 : (flag & GIVEN) === 0) {
      reach(graph.parents(v), 0);
    }
    if ((flag & GIVEN) === 0) reach(graph.children(v), 1);
  }
  for (let v = 0; v < seen.length; v++) if (seen[v] !== 0) seen[v] = 1;
  seen[from] = 1;
  return seen;
}

/** A shortest directed path from a node of `from` to a node of `to` (length 0 allowed). */
export function directedPath(
  graph: Digraph,
  from: Iterable<NodeId>,
  to: Iterable<NodeId>,
  avoiding?: (v: NodeId) => boolean,
): NodeId[] | undefined {
  const target = new Uint8Array(graph.size);
  for (const v of to) target[v] = 1;
  const { childOffsets, childTargets } = graph;
  const previous = new Int32Array(graph.size).fill(-1);
  const queue: number[] = [];
  for (const v of from) {
    if (previous[v] !== -1) continue;
    previous[v] = -2;
    queue.push(v);
  }
  for (let read = 0; read < queue.length; read++) {
    const v = queue[read] as number;
    if (target[v] === 1) {
      const path = [v];
      for (let p = previous[v] as number; p >= 0; p = previous[p] as number) path.push(p);
      return path.reverse();
    }
    if (avoiding?.(v) === true && previous[v] !== -2) continue;
    const end = childOffsets[v + 1] as number;
    for (let i = childOffsets[v] as number; i < end; i++) {
      const w = childTargets[i] as number;
      if (previous[w] !== -1) continue;
      previous[w] = v;
      queue.push(w);
    }
  }
  return undefined;
}

function unwind(previous: Int32Array, last: number): NodeId[] {
  const trail = [last >> 1];
  let state = previous[last] as number;
  while (state >= 0) {
    trail.push(state >> 1);
    state = previous[state] as number;
  }
  trail.push(-2 - state);
  return trail.reverse();
}
