/** Criteria and held decisions as an invocation names them. */
import type { Criterion, InfluenceDiagram } from "@cidery/core";
import type { Invocation } from "./command.ts";
import type { NodeId } from "@cidery/core/graph";
import { CRITERIA, criterionNamed } from "@cidery/core";
import { nearestName } from "@cidery/core/text";
import { textOption } from "./command.ts";
import { BadInput } from "./terminal.ts";

/** @throws BadInput with the nearest name, when none is called so */
export function criterionOf(name: string): Criterion {
  const found = criterionNamed(name);
  if (found !== undefined) return found;
  const near = nearestName(
    name,
    CRITERIA.flatMap(({ id, predicate, aliases }) => [id, predicate ?? id, ...aliases]),
  );
  throw new BadInput(
    `no criterion is called ${name}`,
    near === undefined
      ? `there are ${CRITERIA.map(({ id }) => id).join(", ")}`
      : `did you mean ${near}?`,
  );
}

/**
 * The ids of `--criterion`, which names one or several; undefined without the option.
 * @throws BadInput with the nearest name, when none is called so
 */
export function chosenCriteria(invocation: Invocation): readonly string[] | undefined {
  const text = textOption(invocation, "criterion");
  return text === undefined ? undefined : namesIn(text).map((name) => criterionOf(name).id);
}

/** Names in a list, separated by commas; commas inside brackets belong to a name: X[1, 2]. */
export function namesIn(text: string): string[] {
  return text.split(/,(?![^[]*\])/).map((name) => name.trim());
}

/**
 * The decisions of `--holding`, whose rules are held like mechanisms; undefined without the option.
 * @throws BadInput for a name that is not a decision
 */
export function heldDecisions(
  diagram: InfluenceDiagram,
  invocation: Invocation,
): readonly NodeId[] | undefined {
  const text = textOption(invocation, "holding");
  if (text === undefined) return undefined;
  const decisions = diagram.structure.decisions.map((id) => diagram.node(id).name);
  return namesIn(text).map((name) => {
    const id = diagram.idOf(name);
    if (id !== undefined && diagram.node(id).kind === "decision") return id;
    const near = nearestName(name, decisions);
    throw new BadInput(
      id === undefined
        ? `the model has no decision ${name}`
        : `only the rule of a decision can be held, and ${name} is not a decision`,
      near === undefined
        ? decisions.length === 0
          ? "the model has no decisions"
          : `the decisions are ${decisions.join(", ")}`
        : `did you mean ${near}?`,
    );
  });
}
