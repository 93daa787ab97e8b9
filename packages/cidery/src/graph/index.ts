/** What follows from arrows alone? */
export type { NodeId } from "./digraph.ts";
export { Digraph } from "./digraph.ts";
export { ancestors, descendants, findCycle, topologicalOrder } from "./order.ts";
