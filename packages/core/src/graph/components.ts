/** Strongly connected components (Tarjan 1972, without recursion), linear in nodes plus edges. */
import type { Digraph, NodeId } from "./digraph.ts";

/**
 * The components, each ascending, ordered so that a component comes after every other component it
 * has an edge to: sinks first. In a relevance graph that is "relied upon first".
 */
export function stronglyConnectedComponents(graph: Digraph): NodeId[][] {
  const { size, childOffsets, childTargets } = graph;
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const stack: number[] = [];
  const path: number[] = [];
  const components: NodeId[][] = [];
  let counter = 0;
  const enter = (v: number): void => {
    index[v] = low[v] = counter++;
    next[v] = childOffsets[v] as number;
    onStack[v] = 1;
    stack.push(v);
    path.push(v);
  };
  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue;
    enter(root);
    while (path.length > 0) {
      const v = path[path.length - 1] as number;
      const at = next[v] as number;
      if (at < (childOffsets[v + 1] as number)) {
        next[v] = at + 1;
        const w = childTargets[at] as number;
        if (index[w] === -1) enter(w);
        else if (onStack[w] === 1) low[v] = Math.min(low[v] as number, index[w] as number);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[v] as number);
      if (low[v] !== index[v]) continue;
      const component: NodeId[] = [];
      let w: number;
      do {
        w = stack.pop() as number;
        onStack[w] = 0;
        component.push(w);
      } while (w !== v);
      components.push(component.sort((a, b) => a - b));
    }
  }
  return components;
}
