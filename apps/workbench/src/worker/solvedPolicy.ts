/** A policy for every decision, and how it was found. */
import type { DecisionRule, Policy } from "@cidery/core/solve";
import type { EquilibriumList } from "./messages.ts";

export interface SolvedPolicy {
  readonly policy: Policy;
  readonly optimal: boolean;
  readonly method: string;
  readonly remarks: readonly string[];
  /** Rows with ties and reachability, when the solver gave them. */
  readonly rules?: readonly DecisionRule[];
  readonly equilibria?: EquilibriumList;
  readonly singleAgent: boolean;
}
