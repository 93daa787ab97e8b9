/** Diagrams in which agents with different utilities decide: an equilibrium, or a plain admission. */
import { type InfluenceDiagram, uniformPolicy } from "cidery";
import type { SolvedPolicy } from "./solvedPolicy.ts";

export function solveSeveralAgents(diagram: InfluenceDiagram): SolvedPolicy {
  return {
    policy: uniformPolicy(diagram),
    optimal: false,
    method: "every action equally likely",
    remarks: [
      "several agents decide, with different utilities: what is shown is the uniform policy, not an equilibrium",
    ],
    singleAgent: false,
  };
}
