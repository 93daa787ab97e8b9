/**
 * Mechanism edges found by changing one mechanism and solving anew (Kenton et al. 2023): a decision
 * responds to a variable's mechanism when, for some numbers, the old best rule is no longer best
 * once that mechanism alone is another.
 */
import type { InfluenceDiagram, Random } from "@cidery/core";
import { InfluenceDiagram as Diagram } from "@cidery/core";
import { compileDiagram, expectedUtility, solveSingleAgent } from "@cidery/core/solve";
import { randomNumbers } from "../src/contract.ts";

/** Does the best rule of the only decision respond to the node's mechanism in one of the tries? */
export function responds(
  diagram: InfluenceDiagram,
  node: number,
  tries: number,
  random: Random,
): boolean {
  for (let i = 0; i < tries; i++) {
    const before = randomNumbers(diagram, random, 0);
    const other = randomNumbers(diagram, random, 0);
    const after = Diagram.of({
      agents: before.agents,
      nodes: before.nodes.map((one) => (one.id === node ? other.node(node) : one)),
    });
    const old = expectedUtility(compileDiagram(after), 0, solveSingleAgent(before).policy);
    const best = solveSingleAgent(after).value.get(0) ?? 0;
    if (best > old + 1e-6) return true;
  }
  return false;
}
