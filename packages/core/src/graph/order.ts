/** Topological order, cycles, ancestors and descendants. All linear in nodes plus edges. */
import type { Digraph, NodeId } from "./digraph.ts";

/**
 * The nodes with every parent before its children (Kahn 1962; ties by ascending index), or
 * undefined when the graph has a cycle (then ask `findCycle`).
 */
export function topologicalOrder(graph: Digraph): Int32Array | undefined {
  const { size, childOffsets, childTargets, parentOffsets } = graph;
  const missing = new Int32Array(size);
  const order = new Int32Array(size);
  let filled = 0;
  for (let v = 0; v < size; v++) {
    missing[v] = (parentOffsets[v + 1] as number) - (parentOffsets[v] as number);
    if (missing[v] === 0) order[filled++] = v;
  }
  for (let read = 0; read < filled; read++) {
    const v = order[read] as number;
    const end = childOffsets[v + 1] as number;
    for (let i = childOffsets[v] as number; i < end; i++) {
      const child = childTargets[i] as number;
      const left = (missing[child] as number) - 1;
      missing[child] = left;
      if (left === 0) order[filled++] = child;
    }
  }
  return filled === size ? order : undefined;
}

/** The nodes of one directed cycle, in order, or undefined when the graph is acyclic. */
export function findCycle(graph: Digraph): NodeId[] | undefined {
  const state = new Uint8Array(graph.size); // 0 new, 1 on the path, 2 done
  const next = new Int32Array(graph.size);
  for (let root = 0; root < graph.size; root++) {
    if (state[root] !== 0) continue;
    const path = [root];
    state[root] = 1;
    while (path.length > 0) {
      const v = path[path.length - 1] as number;
      const children = graph.children(v);
      const child = children[next[v] as number];
      if (child === undefined) {
        state[v] = 2;
        path.pop();
        continue;
      }
      next[v] = (next[v] as number) + 1;
      if (state[child] === 1) return path.slice(path.indexOf(child));
      if (state[child] === 0) {
        state[child] = 1;
        path.push(child);
      }
    }
  }
  return undefined;
}

/** Marks (1) every node from which some of `targets` can be reached, the targets included. */
export function ancestors(graph: Digraph, targets: Iterable<NodeId>): Uint8Array {
  return sweep(graph.size, graph.parentOffsets, graph.parentTargets, targets);
}

/** Marks (1) every node that can be reached from some of `sources`, the sources included. */
export function descendants(graph: Digraph, sources: Iterable<NodeId>): Uint8Array {
  return sweep(graph.size, graph.childOffsets, graph.childTargets, sources);
}

function sweep(
  size: number,
  offsets: Int32Array,
  targets: Int32Array,
  starts: Iterable<NodeId>,
): Uint8Array {
  const seen = new Uint8Array(size);
  const stack: number[] = [];
  for (const v of starts) {
    if (seen[v] === 0) {
      seen[v] = 1;
      stack.push(v);
    }
  }
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    const end = offsets[v + 1] as number;
    for (let i = offsets[v] as number; i < end; i++) {
      const w = targets[i] as number;
      if (seen[w] === 0) {
        seen[w] = 1;
        stack.push(w);
      }
    }
  }
  return seen;
}
