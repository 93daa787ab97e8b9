/** Policies, expected utilities, beliefs, worths and meters of a diagram in plain data, to be shown. */
import type { Value } from "../../model/index.ts";
import type { Policy } from "../../solve/index.ts";
import type { NamedOthers } from "../others.ts";
import type { AdmittedWorths } from "../worths.ts";
import type { ShownAnalysis } from "./shownAnalysis.ts";

/** As `cidery --others`; `shown`: they keep to the policies on screen. */
export type OthersChoice = "uniform" | "best-reply" | "shown";

/**
 * `keep`: rules are those of the model as written, whatever is set afterwards (what `P(… | do(…))`
 * means). `anew`: the agents know what is set and decide again.
 */
export type Deciding = "keep" | "anew";

/** Which equilibrium, where there are several, and which are looked for. */
export interface EquilibriumChoice {
  /** Position in the list; the first one when the list is shorter. */
  readonly chosen: number;
  /** The same for the same diagram under the same interventions. */
  readonly key: string;
  /** Look for mixed ones beside pure ones, too. */
  readonly mixed: boolean;
}

/** What is observed and set, and how those that decide answer it. */
export interface NumbersQuestion {
  readonly observed: readonly (readonly [string, Value])[];
  readonly forced: readonly (readonly [string, Value])[];
  readonly equilibrium: EquilibriumChoice;
  /** What the other agents do where a number is one agent's. */
  readonly others: OthersChoice;
  /** What decisions do about the values that are set. */
  readonly deciding: Deciding;
}

/** Equilibria that were found, in their order, and the one that policies and beliefs are of. */
export interface EquilibriumList {
  readonly chosen: number;
  /** Expected utility of each agent, equilibrium by equilibrium. */
  readonly payoffs: readonly (readonly number[])[];
  /** What each plays, as far as that tells it from the others: `A left, B right`. */
  readonly names: readonly string[];
  /** What is left to chance, equilibrium by equilibrium: `A: left 0.5, right 0.5`; pure ones have none. */
  readonly chances: readonly (readonly string[])[];
  /** Mixed ones were looked for beside pure ones. */
  readonly mixed: boolean;
  /** How many there are, as far as is known: `3 subgame-perfect equilibria (2 pure, 1 mixed)`. */
  readonly headline: string;
  /** Nothing is missing from the list, mixed ones included. */
  readonly complete: boolean;
  /** Where the list ends, and what it leaves out. */
  readonly remarks: readonly string[];
}

/** What a rule does in one context. */
export interface PolicyRow {
  /** Values of what the decision sees, written. */
  readonly context: readonly string[];
  readonly distribution: readonly number[];
  readonly reachable: boolean;
  /** How likely the context is under the rules and what is set, before anything is observed. */
  readonly likely?: number;
  /**
   * Expected utility of each action for the one who decides, given the context and all other rules; undefined
   * where the context does not occur. Empty for a decision that is set.
   */
  readonly values: readonly (number | undefined)[];
  readonly ties: readonly number[];
  /** Rounding cannot tell the ties apart: they differ by at most this. */
  readonly tiedWithin?: number;
  /** It can come about, but too rarely for a number: what is best was not worked out. */
  readonly tooRare?: true;
}

/** What a decision does, context by context; at most 200 rows. */
export interface PolicyTable {
  readonly decision: string;
  /** Its value where it is set: then it sees nothing, and its rule does not act. */
  readonly set?: string;
  readonly sees: readonly string[];
  readonly actions: readonly string[];
  readonly rows: readonly PolicyRow[];
}

/** How likely each value of a variable is. */
export interface NodeBelief {
  readonly values: readonly Value[];
  readonly probabilities: readonly number[];
}

/** Everything that is shown of a diagram's numbers. */
export interface NumbersResult {
  /** Expected utility by agent name, given what is observed and forced. */
  readonly utilities: readonly (readonly [string, number])[];
  readonly policies: readonly PolicyTable[];
  readonly beliefs: ReadonlyMap<string, NodeBelief>;
  readonly expectations: ReadonlyMap<string, number>;
  /** Probability of what is observed. */
  readonly evidence: number;
  readonly optimal: boolean;
  /** How the policy was found, in words. */
  readonly method: string;
  readonly remarks: readonly string[];
  readonly equilibria?: EquilibriumList;
  /** The strategy as a tree, distributions of outcomes, dominated options; absent until worked out. */
  readonly analysis?: ShownAnalysis;
  /** Worth of seeing or choosing a variable, of the model as written; absent until worked out. */
  readonly worths?: ShownWorths;
  /** Absent until they are read. */
  readonly meters?: ShownMeters;
}

/** What seeing or choosing a variable is worth to each agent that decides. */
export interface ShownWorths {
  readonly choice: OthersChoice;
  readonly tables: readonly (
    | AdmittedWorths
    | (Pick<AdmittedWorths, "agent" | "values" | "left"> & {
        readonly others?: never;
        /** Why there are no numbers. */
        readonly failure: string;
      })
  )[];
}

/** The incentive meter wherever the graph admits a control incentive. */
export interface ShownMeters {
  readonly readings: readonly ShownMeter[];
  /** How many more there are that were not read. */
  readonly left: number;
  readonly choice: OthersChoice;
  /** What that means, for each agent (`of`) whose meters were read. */
  readonly others: readonly (NamedOthers & { readonly of: string })[];
  /** The policies on screen at the time. */
  readonly policy: Policy;
}

/** One meter that was read. */
export interface ShownMeter {
  readonly decision: string;
  readonly node: string;
  /** I(X), in units of utility. */
  readonly value: number;
  /** Where it is not known exactly. */
  readonly bounds?: readonly [number, number];
  /** The reference is uniform play, because natural play is not a fixed point here. */
  readonly unsettled?: true;
}
