/**
 * What a verdict about the graph comes to at the numbers of the model. "Present" says that some
 * parametrisation has the incentive; where the model has numbers, both are said.
 */
import type { Verdict } from "../incentives/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Gain } from "../solve/index.ts";
import type { TaskHooks } from "./hooks.ts";
import type { NamedOthers } from "./others.ts";
import { SolveError } from "../solve/index.ts";
import { worthTable } from "./worths.ts";

/** What an admitted incentive is worth in this model. */
export interface WorthHere {
  readonly of: "value of information" | "value of control" | "incentive meter";
  readonly gain: Gain;
  readonly others: NamedOthers;
}

const NUMBERS: Readonly<Record<string, WorthHere["of"]>> = {
  "value-of-information": "value of information",
  "value-of-control": "value of control",
  "instrumental-control-incentive": "incentive meter",
};

/**
 * The number that belongs to a present verdict about a chance variable; undefined for other verdicts,
 * with rules held, and where the model has no numbers or they cannot be solved. Cost: a few solutions
 * of the problem.
 */
export function worthHere(
  diagram: InfluenceDiagram,
  { criterion, kind, agent, decision, node, holding }: Verdict,
  hooks: TaskHooks = {},
): WorthHere | undefined {
  const of = NUMBERS[criterion];
  if (of === undefined || kind !== "present" || holding !== undefined) return undefined;
  if (agent === undefined || node === undefined || diagram.node(node).kind !== "chance")
    return undefined;
  if (diagram.nodes.some(({ mechanism }) => mechanism.kind === "unspecified")) return undefined;
  try {
    const question = { agent, node: diagram.node(node).name };
    const { values, others } = worthTable(diagram, question, hooks);
    const name = decision === undefined ? undefined : diagram.node(decision).name;
    const row = values.find((one) => name === undefined || one.decision === name);
    const gain =
      of === "value of information"
        ? row?.information
        : of === "value of control"
          ? row?.control
          : row?.meter;
    return gain === undefined ? undefined : { of, gain, others };
  } catch (error) {
    if (error instanceof SolveError) return undefined;
    throw error;
  }
}
