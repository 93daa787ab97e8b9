/** A policy for every decision, and how it was found. */
import type { DecisionRule, Policy } from "../../solve/index.ts";
import type { EquilibriumList } from "./numbersResult.ts";

export interface SolvedPolicy {
  readonly policy: Policy;
  readonly optimal: boolean;
  readonly method: string;
  readonly remarks: readonly string[];
  /** Rows with ties and reachability, when the solver gave them. */
  readonly rules?: readonly DecisionRule[];
  readonly equilibria?: EquilibriumList;
  /** The rule could do anything there: the context, by row, never occurs in the model as solved. */
  readonly isFree: (decision: number, row: number) => boolean;
}
