/** What follows from arrows alone? */
export type { Link, NodeId } from "./digraph.ts";
export type { DominatorTree, FlowGraph } from "./dominators.ts";
export type { LabelSeed, LabelSweep } from "./labelSweep.ts";
export type { TrailOptions } from "./trail.ts";
export type { TurningTrailAnswer, TurningTrailQuestion } from "./turningTrail.ts";
export { stronglyConnectedComponents } from "./components.ts";
export { Digraph } from "./digraph.ts";
export { dominatorTree } from "./dominators.ts";
export { sweepLabels } from "./labelSweep.ts";
export { ancestors, descendants, findCycle, topologicalOrder } from "./order.ts";
export {
  dConnected,
  dSeparated,
  FROM_CHILD,
  FROM_PARENT,
  GIVEN,
  OPENER,
  opensTowardsParents,
  Separation,
  TOUCHED,
} from "./separation.ts";
export { SeparationTree } from "./separationTree.ts";
export { activelyReached, activeTrail, directedPath } from "./trail.ts";
export { turningTrail } from "./turningTrail.ts";
