/**
 * What seeing or choosing a variable would be worth to the deciding agent, in units of utility.
 * Only where the graph allows an incentive: elsewhere the worth is zero by theorem.
 */
import { type InfluenceDiagram } from "@cidery/core";
import { answersOf } from "@cidery/core/session";
import { SolveError, valueOfControl, valueOfInformation } from "@cidery/core/solve";
import type { Worth } from "./messages.ts";

/** More questions than this are left out: each solves the diagram twice. */
const MOST_QUESTIONS = 40;

export function worthOf(
  diagram: InfluenceDiagram,
  singleAgent: boolean,
  progress: (share: number) => void,
): Worth[] {
  if (!singleAgent) return [];
  const questions = answersOf(diagram)
    .verdictsOf(["value-of-information", "value-of-control"])
    .filter(
      ({ verdict, node, decision }) =>
        verdict === "present" &&
        node !== undefined &&
        node !== decision &&
        diagram.node(node).kind === "chance",
    )
    .slice(0, MOST_QUESTIONS);
  const found: Worth[] = [];
  for (const [index, { criterion, node, decision }] of questions.entries()) {
    progress(index / questions.length);
    if (node === undefined) continue;
    try {
      const { name } = diagram.node(node);
      if (criterion === "value-of-control") {
        const { value } = valueOfControl(diagram, node);
        found.push({ kind: "control", node: name, decision: "", value });
      } else if (decision !== undefined) {
        const { value } = valueOfInformation(diagram, decision, node);
        found.push({
          kind: "information",
          node: name,
          decision: diagram.node(decision).name,
          value,
        });
      }
    } catch (error) {
      if (!(error instanceof SolveError)) throw error;
    }
  }
  return found.sort((a, b) => b.value - a.value);
}
