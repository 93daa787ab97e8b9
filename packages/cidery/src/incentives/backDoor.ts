/** Back-door trails into many nodes at once, for the indirect value of control. */
import type { Digraph, NodeId } from "../graph/index.ts";
import { activeTrail } from "../graph/index.ts";

/**
 * Marks (1) the candidates x for which a trail enters x from a parent of x and is active, from some
 * of `targets`, given `given` without x.
 */
export function backDoorMarks(
  graph: Digraph,
  targets: readonly NodeId[],
  given: readonly NodeId[],
  candidates: Uint8Array,
): Uint8Array {
  const marks = new Uint8Array(graph.size);
  for (let x = 0; x < graph.size; x++) {
    if (candidates[x] === 0) continue;
    const others = given.filter((v) => v !== x);
    if (activeTrail(graph, [x], targets, others, { firstStep: "into" }) !== undefined) marks[x] = 1;
  }
  return marks;
}
