/** Diagrams in which agents with different utilities decide: a subgame-perfect equilibrium. */
import {
  type CompiledDiagram,
  compiledEquilibria,
  type InfluenceDiagram,
  uniformPolicy,
} from "cidery";
import type { SolvedPolicy } from "./solvedPolicy.ts";

export function solveSeveralAgents(
  diagram: InfluenceDiagram,
  compiled: CompiledDiagram,
): SolvedPolicy {
  const found = compiledEquilibria(compiled, { randomise: "if-needed", limit: 50 });
  const [first] = found.equilibria;
  const warnings = found.warnings.map(({ message }) => message);
  if (first === undefined) {
    return {
      policy: uniformPolicy(diagram),
      optimal: false,
      method: "every action equally likely",
      remarks: [
        "no subgame-perfect equilibrium was found: what is shown is the uniform policy",
        ...warnings,
      ],
      singleAgent: false,
    };
  }
  const others = found.count - 1;
  return {
    policy: new Map([...uniformPolicy(diagram), ...first.policy]),
    optimal: true,
    method: "a subgame-perfect equilibrium",
    remarks: [
      ...(others > 0
        ? [`there are ${others} more such equilibria; this is the first one found`]
        : []),
      ...(first.regret > 1e-9 ? [`an agent could gain up to ${first.regret.toPrecision(3)}`] : []),
      ...warnings,
    ],
    singleAgent: false,
  };
}
