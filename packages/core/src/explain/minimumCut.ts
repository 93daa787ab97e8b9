/**
 * A smallest set of edges whose removal leaves no directed path from the sources to the targets:
 * maximum flow with unit capacities (Ford & Fulkerson 1956; shortest augmenting paths, Edmonds &
 * Karp 1972). Undefined when a source is a target, for then no set of edges helps. Cost: cut size ×
 * edges.
 */
import type { Digraph, Link, NodeId } from "../graph/index.ts";

export function minimumCut(
  graph: Digraph,
  sources: readonly NodeId[],
  targets: readonly NodeId[],
): Link[] | undefined {
  const isTarget = new Set(targets);
  if (sources.some((v) => isTarget.has(v))) return undefined;
  const edges = graph.edges();
  const flow = new Uint8Array(edges.length);
  const leaving: number[][] = Array.from({ length: graph.size }, () => []);
  const entering: number[][] = Array.from({ length: graph.size }, () => []);
  for (const [e, [from, to]] of edges.entries()) {
    leaving[from]?.push(e);
    entering[to]?.push(e);
  }
  for (;;) {
    // The edge by which each node was reached: e forwards, −e−2 backwards, −1 for a source.
    const reachedBy = new Map<NodeId, number>(sources.map((v) => [v, -1]));
    const queue = [...sources];
    let end: NodeId | undefined;
    for (let read = 0; read < queue.length && end === undefined; read++) {
      const v = queue[read] as NodeId;
      const visit = (w: NodeId, by: number): void => {
        if (reachedBy.has(w)) return;
        reachedBy.set(w, by);
        queue.push(w);
        if (isTarget.has(w)) end ??= w;
      };
      for (const e of leaving[v] ?? []) if (flow[e] === 0) visit((edges[e] as Link)[1], e);
      for (const e of entering[v] ?? []) if (flow[e] === 1) visit((edges[e] as Link)[0], -e - 2);
    }
    if (end === undefined) {
      return edges.filter(([from, to]) => reachedBy.has(from) && !reachedBy.has(to));
    }
    for (let v = end; ; ) {
      const by = reachedBy.get(v) as number;
      if (by === -1) break;
      const e = by >= 0 ? by : -by - 2;
      flow[e] = by >= 0 ? 1 : 0;
      v = (edges[e] as Link)[by >= 0 ? 0 : 1];
    }
  }
}
