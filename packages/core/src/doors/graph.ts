/** `@cidery/core/graph`: what follows from arrows alone? Paths, orders, d-separation. */

export type {
  DominatorTree,
  FlowGraph,
  Link,
  NodeId,
  TrailOptions,
  TurningTrailAnswer,
  TurningTrailQuestion,
} from "../graph/index.ts";
export {
  activelyReached,
  activeTrail,
  ancestors,
  dConnected,
  descendants,
  Digraph,
  directedPath,
  dominatorTree,
  dSeparated,
  findCycle,
  Separation,
  stronglyConnectedComponents,
  topologicalOrder,
  turningTrail,
} from "../graph/index.ts";
