/**
 * Claims: sentences about a model with an expected truth and a source. This file fixes their
 * shape and the vocabulary of predicates; the `check` layer gives each predicate its meaning, and
 * the language uses the same table to complete, resolve and diagnose.
 */
import type { DistributionFamily } from "./expression.ts";
import type { Value } from "./value.ts";

/**
 * What a model says about itself, as written and as read: the sentence, the edits it is about, how
 * exact it must be.
 */
export interface Claim {
  /** The sentence as written, without `claim` and without its `cite`. */
  readonly text: string;
  readonly expression: ClaimExpression;
  /** `not` in front of the whole sentence. */
  readonly negated: boolean;
  /** Edits of the graph under which the sentence is read: `with A -> B without C -> D`. */
  readonly addedEdges: readonly ClaimEdge[];
  readonly removedEdges: readonly ClaimEdge[];
  /**
   * Decisions whose rules are held like mechanisms: `holding D2`. Without any, the claim is about
   * agents whose decisions are all optimal.
   */
  readonly holding?: readonly string[];
  /** Absolute tolerance of numeric comparisons: `within 0.01`. */
  readonly tolerance?: number;
  /** Number of seeds of an empirical claim: `seeds 20`. */
  readonly seeds?: number;
  readonly citation?: string;
  readonly note?: string;
  /**
   * Why the sentence says nothing here: it names steps or values that the model has under its own
   * parameters but not under those it was loaded with.
   */
  readonly notAtTheseSettings?: string;
}

export interface ClaimEdge {
  readonly from: string;
  readonly to: string;
}

/** Names in claims are resolved against the unrolled model, so `Theta[2]` is one name. */
export type ClaimExpression =
  | {
      readonly kind: "comparison";
      readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
      readonly left: ClaimExpression;
      readonly right: ClaimExpression;
    }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/" | "%" | "^";
      readonly left: ClaimExpression;
      readonly right: ClaimExpression;
    }
  | {
      readonly kind: "logic";
      readonly operator: "and" | "or";
      readonly left: ClaimExpression;
      readonly right: ClaimExpression;
    }
  | { readonly kind: "negation"; readonly operand: ClaimExpression }
  /** `predicate(a, b | c)`; `receiver` is the agent in `robot.policy(R)`. */
  | {
      readonly kind: "call";
      readonly name: string;
      readonly receiver?: string;
      readonly arguments: readonly ClaimExpression[];
      readonly given: readonly ClaimExpression[];
    }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "value"; readonly value: Value }
  | {
      readonly kind: "set";
      readonly items: readonly ClaimExpression[];
      /** `{…} of chance` or `of all`: which nodes a set of verdicts ranges over. */
      readonly of?: string;
    }
  | {
      readonly kind: "tuple";
      readonly items: readonly ClaimExpression[];
    }
  | {
      readonly kind: "edge";
      readonly from: string;
      readonly to: string;
    }
  /** `X = x`: an event or, inside `do(…)`, an intervention. */
  | {
      readonly kind: "assignment";
      readonly target: string;
      readonly value: ClaimExpression;
    }
  /** `X in {a, b}`, an event. */
  | {
      readonly kind: "membership";
      readonly left: ClaimExpression;
      readonly items: readonly ClaimExpression[];
    }
  /**
   * `X ~ {x: 0.3, y: 0.7}`: soft evidence (what is believed of X afterwards) or, inside `do(…)`, a
   * soft intervention. With `likelihood` the numbers are how likely the observation is at each
   * value: `likelihood(X, {x: 0.3, y: 0.9})`.
   */
  | {
      readonly kind: "distributed";
      readonly target: string;
      readonly distribution: ClaimDistribution;
      readonly likelihood?: boolean;
    };

/** A distribution over a variable's values; values left out have weight 0. */
export type ClaimDistribution =
  | {
      readonly kind: "weights";
      readonly entries: readonly { readonly value: Value; readonly weight: number }[];
    }
  | {
      readonly kind: "family";
      readonly family: DistributionFamily;
      readonly parameters: readonly Value[];
    };

/** What a predicate's argument must name. */
export type ArgumentKind =
  | "node"
  | "decision"
  | "utility"
  | "agent"
  | "agent-or-decision"
  | "node-set"
  | "event"
  /** What is done: `D = a and E = b`. */
  | "setting"
  /** What is done, or `optimal`. */
  | "action"
  /** A path `A -> B -> C`, or arrows in braces. */
  | "arrows"
  | "quantity"
  | "word"
  | "number"
  | "any";

export interface PredicateSignature {
  readonly name: string;
  readonly aliases: readonly string[];
  /** `graph` needs no numbers, `exact` needs all of them, `empirical` runs learners. */
  readonly family: "graph" | "exact" | "empirical";
  readonly arguments: readonly {
    readonly kind: ArgumentKind;
    readonly name: string;
    readonly optional?: boolean;
    readonly rest?: boolean;
  }[];
  /** What stands after `|`, when anything may. */
  readonly given?: ArgumentKind;
  readonly result: "truth" | "set" | "edges" | "sets" | "number" | "rule" | "values";
  /** One sentence for completion, hover and the reference page. */
  readonly meaning: string;
  /** A claim with it that holds in a model of the catalogue, by its slug. */
  readonly example: { readonly model: string; readonly claim: string };
}
