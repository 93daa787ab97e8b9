/**
 * Dominators (Lengauer & Tarjan 1979, the version with path compression): a dominates b when every
 * path from the root to b passes a. O(edges · log nodes). The flow graph is given by two functions, so
 * that it need not be built.
 */

/**
 * A directed graph as the dominator search needs it: a root, and who follows and precedes a node.
 */
export interface FlowGraph {
  readonly size: number;
  readonly root: number;
  readonly successors: (v: number, visit: (w: number) => void) => void;
  readonly predecessors: (v: number, visit: (w: number) => void) => void;
}

/** Which nodes every walk from the root passes through on its way to another. */
export interface DominatorTree {
  /** Is v reachable from the root? */
  reachable(v: number): boolean;
  /** True when every path from the root to b passes a; both must be reachable. */
  dominates(a: number, b: number): boolean;
}

/** Dominators by Lengauer and Tarjan (1979); almost linear in the number of arrows. */
export function dominatorTree(flow: FlowGraph): DominatorTree {
  const { size } = flow;
  // Everything below is by depth-first number, the root being 0; −1 means unreachable.
  const number = new Int32Array(size).fill(-1);
  const vertex = new Int32Array(size);
  const parent = new Int32Array(size);
  const count = depthFirst(flow, number, vertex, parent);
  const semi = Int32Array.from({ length: count }, (_, i) => i);
  const label = Int32Array.from({ length: count }, (_, i) => i);
  const ancestor = new Int32Array(count).fill(-1);
  const immediate = new Int32Array(count);
  const bucketHead = new Int32Array(count).fill(-1);
  const bucketNext = new Int32Array(count).fill(-1);
  const path: number[] = [];

  const evaluate = (v: number): number => {
    if (ancestor[v] === -1) return v;
    let u = v;
    while (ancestor[ancestor[u] as number] !== -1) {
      path.push(u);
      u = ancestor[u] as number;
    }
    for (let w = path.pop(); w !== undefined; w = path.pop()) {
      const above = ancestor[w] as number;
      if ((semi[label[above] as number] as number) < (semi[label[w] as number] as number)) {
        label[w] = label[above] as number;
      }
      ancestor[w] = ancestor[above] as number;
    }
    return label[v] as number;
  };

  for (let w = count - 1; w > 0; w--) {
    flow.predecessors(vertex[w] as number, (p) => {
      const v = number[p] as number;
      if (v === -1) return;
      const best = semi[evaluate(v)] as number;
      if (best < (semi[w] as number)) semi[w] = best;
    });
    const s = semi[w] as number;
    bucketNext[w] = bucketHead[s] as number;
    bucketHead[s] = w;
    const p = parent[w] as number;
    ancestor[w] = p;
    for (let v = bucketHead[p] as number; v !== -1; v = bucketNext[v] as number) {
      const u = evaluate(v);
      immediate[v] = (semi[u] as number) < (semi[v] as number) ? u : p;
    }
    bucketHead[p] = -1;
  }
  for (let w = 1; w < count; w++) {
    if (immediate[w] !== semi[w]) immediate[w] = immediate[immediate[w] as number] as number;
  }
  const { first, last } = intervals(immediate);
  return {
    reachable: (v) => number[v] !== -1,
    dominates: (a, b) => {
      const x = number[a] as number;
      const y = number[b] as number;
      return (
        (first[x] as number) <= (first[y] as number) && (last[y] as number) <= (last[x] as number)
      );
    },
  };
}

function depthFirst(
  flow: FlowGraph,
  number: Int32Array,
  vertex: Int32Array,
  parent: Int32Array,
): number {
  let count = 0;
  const stack: number[] = [flow.root];
  const from: number[] = [0];
  while (stack.length > 0) {
    const v = stack.pop() as number;
    const by = from.pop() as number;
    if (number[v] !== -1) continue;
    const own = count++;
    number[v] = own;
    vertex[own] = v;
    parent[own] = by;
    flow.successors(v, (w) => {
      if (number[w] !== -1) return;
      stack.push(w);
      from.push(own);
    });
  }
  return count;
}

/** Entry and exit times of the tree given by immediate dominators (each above its number). */
function intervals(immediate: Int32Array): { first: Int32Array; last: Int32Array } {
  const count = immediate.length;
  const weight = new Int32Array(count).fill(1);
  for (let w = count - 1; w > 0; w--) {
    const up = immediate[w] as number;
    weight[up] = (weight[up] as number) + (weight[w] as number);
  }
  const first = new Int32Array(count);
  const last = new Int32Array(count);
  const free = new Int32Array(count);
  for (let w = 0; w < count; w++) {
    if (w > 0) {
      const up = immediate[w] as number;
      first[w] = free[up] as number;
      free[up] = (free[up] as number) + (weight[w] as number);
    }
    free[w] = (first[w] as number) + 1;
    last[w] = (first[w] as number) + (weight[w] as number) - 1;
  }
  return { first, last };
}
