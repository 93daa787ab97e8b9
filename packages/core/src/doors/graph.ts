/** `@cidery/core/graph`: what follows from arrows alone? */

export type { NodeId } from "../graph/index.ts";
export { Digraph } from "../graph/index.ts";
export { descendants } from "../graph/index.ts";
export type { Link } from "../graph/index.ts";
