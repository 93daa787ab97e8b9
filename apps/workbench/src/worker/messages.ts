/** What page and worker say to each other. Only plain data: a diagram travels as its parts. */
import type { ClaimResult, DiagramParts, Value } from "@cidery/core";
import type { Layout, LayoutOptions } from "@cidery/core/draw";
import type { Place } from "@cidery/core/session";
import type { Policy } from "@cidery/core/solve";
import type { AdmittedWorths, FoundSettings, NamedOthers } from "@cidery/core/tasks";

export interface NumbersRequest {
  readonly kind: "numbers";
  readonly ticket: number;
  readonly parts: DiagramParts;
  readonly observed: readonly (readonly [string, Value])[];
  readonly forced: readonly (readonly [string, Value])[];
  /** Which equilibrium, where there are several, and which are looked for. */
  readonly equilibrium: EquilibriumChoice;
  /** What the other agents do where a number is one agent's. */
  readonly others: OthersChoice;
  /** What decisions do about the values that are set. */
  readonly deciding: Deciding;
}

/** As `cidery --others`; `shown`: they keep to the policies on screen. */
export type OthersChoice = "uniform" | "best-reply" | "shown";

/**
 * `keep`: rules are those of the model as written, whatever is set afterwards (what `P(… | do(…))`
 * means). `anew`: the agents know what is set and decide anew.
 */
export type Deciding = "keep" | "anew";

export interface EquilibriumChoice {
  /** Position in the list; the first one when the list is shorter. */
  readonly chosen: number;
  /** The same for the same diagram under the same interventions. */
  readonly key: string;
  /** Look for mixed ones beside pure ones, too. */
  readonly mixed: boolean;
}

/** Equilibria that were found, in their order, and the one that policies and beliefs are of. */
export interface EquilibriumList {
  readonly chosen: number;
  /** Expected utility of each agent, equilibrium by equilibrium. */
  readonly payoffs: readonly (readonly number[])[];
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

export interface ClaimsRequest {
  readonly kind: "claims";
  readonly ticket: number;
  /** Also train learners for the claims about them, which takes seconds. */
  readonly learn: boolean;
  /** Positions of the claims to check; all when absent. */
  readonly only?: readonly number[];
  readonly parts: DiagramParts;
}

export interface LayoutRequest {
  readonly kind: "layout";
  readonly ticket: number;
  readonly parts: DiagramParts;
  readonly previous: ReadonlyMap<string, Place>;
  readonly pins: ReadonlyMap<string, Place>;
  readonly options: Pick<LayoutOptions, "foldTemplates" | "direction" | "utilities">;
}

/** Are there settings at which the incentive meter reads something? */
export interface SearchRequest {
  readonly kind: "search";
  readonly ticket: number;
  readonly parts: DiagramParts;
  readonly decision: string;
  readonly node: string;
  readonly others: OthersChoice;
  /** The policies on screen, for `shown`. */
  readonly policy: Policy;
  readonly seed: number;
}

export type WorkerRequest = NumbersRequest | ClaimsRequest | LayoutRequest | SearchRequest;

export interface PolicyRow {
  /** Values of what the decision sees, written. */
  readonly context: readonly string[];
  readonly distribution: readonly number[];
  readonly reachable: boolean;
  readonly ties: readonly number[];
  /** Rounding cannot tell the ties apart: they differ by at most this. */
  readonly tiedWithin?: number;
}

export interface PolicyTable {
  readonly decision: string;
  /** Its value where it is set: then it sees nothing, and its rule does not act. */
  readonly set?: string;
  readonly sees: readonly string[];
  readonly actions: readonly string[];
  readonly rows: readonly PolicyRow[];
}

export interface Belief {
  readonly values: readonly Value[];
  readonly probabilities: readonly number[];
}

export interface NumbersResult {
  /** Expected utility by agent name, given what is observed and forced. */
  readonly utilities: readonly (readonly [string, number])[];
  readonly policies: readonly PolicyTable[];
  readonly beliefs: ReadonlyMap<string, Belief>;
  readonly expectations: ReadonlyMap<string, number>;
  /** Probability of what is observed. */
  readonly evidence: number;
  readonly optimal: boolean;
  /** How the policy was found, in words. */
  readonly method: string;
  readonly remarks: readonly string[];
  readonly equilibria?: EquilibriumList;
  /** Worth of seeing or choosing a variable, of the model as written; absent until worked out. */
  readonly worths?: Worths;
  /** Absent until they are read. */
  readonly meters?: Meters;
}

/** What seeing or choosing a variable is worth to each agent that decides. */
export interface Worths {
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
export interface Meters {
  readonly readings: readonly MeterReading[];
  /** How many more there are that were not read. */
  readonly left: number;
  readonly choice: OthersChoice;
  /** What that means, for each agent (`of`) whose meters were read. */
  readonly others: readonly (NamedOthers & { readonly of: string })[];
  /** The policies on screen at the time. */
  readonly policy: Policy;
}

export interface MeterReading {
  /** `verdictKey` of the graph's verdict. */
  readonly key: string;
  readonly decision: string;
  readonly node: string;
  /** I(X), in units of utility. */
  readonly value: number;
  /** Where it is not known exactly. */
  readonly bounds?: readonly [number, number];
}

export type SearchFound =
  | FoundSettings
  | { readonly kind: "excluded" }
  | { readonly kind: "here"; readonly value: number };

export type WorkerAnswer =
  | {
      readonly kind: "progress";
      readonly ticket: number;
      readonly stage: string;
      readonly fraction: number;
    }
  /** What is there so far. */
  | { readonly kind: "partial"; readonly ticket: number; readonly result: NumbersResult }
  | { readonly kind: "numbers"; readonly ticket: number; readonly result: NumbersResult }
  | {
      readonly kind: "claim";
      readonly ticket: number;
      readonly index: number;
      readonly result: ClaimResult;
    }
  | { readonly kind: "claims-done"; readonly ticket: number }
  | { readonly kind: "found"; readonly ticket: number; readonly found: SearchFound }
  | { readonly kind: "layout"; readonly ticket: number; readonly layout: Layout }
  | {
      readonly kind: "failed";
      readonly ticket: number;
      readonly message: string;
      readonly hint?: string;
    };
