/**
 * The shape a set of table scopes is solved on: clusters of variables in a tree, each scope inside
 * some cluster, each variable's clusters connected (running intersection). Built from an
 * elimination order; clusters contained in a neighbour are merged; components are chained by empty
 * separators, so that one tree covers disconnected models too.
 */

export interface ClusterTree {
  /** Variables of each cluster, in elimination order (the first eliminated is first). */
  readonly clusters: readonly (readonly number[])[];
  /** Neighbouring cluster towards the root, −1 at the root. Parents come after their children. */
  readonly parent: Int32Array;
  /** Entries of all clusters together, and of the largest. */
  readonly totalEntries: number;
  readonly largestEntries: number;
}

/** Predicted sizes come with the tree; nothing of that size is allocated here. */
export function clusterTree(
  sizes: readonly number[],
  scopes: readonly (readonly number[])[],
  order: ArrayLike<number>,
): ClusterTree {
  const rank = new Int32Array(sizes.length).fill(-1);
  for (let i = 0; i < order.length; i++) rank[order[i] as number] = i;
  const byRank = (a: number, b: number): number => (rank[a] as number) - (rank[b] as number);
  // bucket[i]: variables that are together with order[i] when it is eliminated
  const buckets: Set<number>[] = Array.from({ length: order.length }, () => new Set<number>());
  for (const scope of scopes) {
    if (scope.length === 0) continue;
    const first = scope.reduce((a, b) => (byRank(a, b) <= 0 ? a : b));
    const bucket = buckets[rank[first] as number] as Set<number>;
    for (const v of scope) bucket.add(v);
  }
  const raw: number[][] = [];
  const rawParent: number[] = [];
  for (let i = 0; i < order.length; i++) {
    const bucket = buckets[i] as Set<number>;
    bucket.add(order[i] as number);
    const cluster = [...bucket].sort(byRank);
    raw.push(cluster);
    const next = cluster[1];
    rawParent.push(next === undefined ? -1 : (rank[next] as number));
    if (next !== undefined) {
      const target = buckets[rank[next] as number] as Set<number>;
      for (let k = 1; k < cluster.length; k++) target.add(cluster[k] as number);
    }
  }
  // The cluster of order[i] is contained in a child's when it has just the child's separator.
  const merged = new Int32Array(raw.length).map((_, i) => i);
  const top = raw.map((_, i) => i); // for a representative: the last raw cluster merged into it
  for (let i = 0; i < raw.length; i++) {
    const p = rawParent[i] as number;
    const host = merged[i] as number;
    if (p < 0 || (merged[p] as number) !== p) continue;
    const separator = (raw[i] as number[]).length - 1;
    if ((raw[p] as number[]).length === separator) {
      merged[p] = host;
      top[host] = p;
    }
  }
  const find = (i: number): number => {
    let at = i;
    while (merged[at] !== at) at = merged[at] as number;
    return at;
  };
  const kept = raw.map((_, i) => i).filter((i) => merged[i] === i);
  kept.sort((a, b) => (top[a] as number) - (top[b] as number));
  const position = new Map(kept.map((i, k) => [i, k]));
  const parent = new Int32Array(kept.length).fill(-1);
  let lastRoot = -1;
  let totalEntries = 0;
  let largestEntries = 0;
  for (const [k, i] of kept.entries()) {
    const p = rawParent[top[i] as number] as number;
    if (p >= 0) parent[k] = position.get(find(p)) as number;
    else {
      if (lastRoot >= 0) parent[lastRoot] = k;
      lastRoot = k;
    }
    const entries = (raw[i] as number[]).reduce((n, v) => n * (sizes[v] as number), 1);
    totalEntries += entries;
    largestEntries = Math.max(largestEntries, entries);
  }
  return { clusters: kept.map((i) => raw[i] as number[]), parent, totalEntries, largestEntries };
}

/** The smallest cluster that contains a scope, found through the scope's rarest variable. */
export function smallestCluster(
  clusters: readonly { readonly variables: readonly number[]; readonly size: number }[],
): (scope: readonly number[]) => number {
  const byVariable = new Map<number, number[]>();
  for (const [k, c] of clusters.entries())
    for (const v of c.variables) {
      const list = byVariable.get(v);
      if (list === undefined) byVariable.set(v, [k]);
      else list.push(k);
    }
  return (scope) => {
    if (scope.length === 0) return clusters.length - 1;
    let candidates: readonly number[] = [];
    for (const v of scope) {
      const list = byVariable.get(v) ?? [];
      if (candidates.length === 0 || list.length < candidates.length) candidates = list;
    }
    let best = -1;
    for (const k of candidates) {
      const c = clusters[k] as (typeof clusters)[number];
      if (best >= 0 && c.size >= (clusters[best]?.size ?? 0)) continue;
      if (scope.every((v) => c.variables.includes(v))) best = k;
    }
    return best;
  };
}
