/**
 * What claims about numbers need from a solver. The check layer states the questions, a solver
 * answers them; until one is supplied such claims are undecided. An engine is made for one diagram
 * (with the claim's edits already applied) and answers from the diagram's own numbers.
 *
 * "Under optimal play" means every optimal policy or equilibrium. An engine that can list them does
 * so in `plays`, and a claim is read under each (`quantify.ts`); asked directly it answers for all
 * at once, with all values they give.
 */
import type { Precision } from "./precision.ts";
import type { Link, NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram, Value } from "../model/index.ts";

/** Makes an engine for one diagram; called once per edited diagram. */
export type ExactEngineFactory = (diagram: InfluenceDiagram) => ExactEngine;

export type EquilibriumKind = "pure" | "subgame_perfect" | "mixed";

/** Answers claims about numbers: values, probabilities, policies, worth, equilibria. */
export interface ExactEngine {
  /** Expected utility of the agent under optimal play, after forcing and given the evidence. */
  value(agent: AgentId, when: Circumstances): ExactAnswer<number>;
  /** The same when everybody knows evidence and interventions, and decides again. */
  maximumExpectedUtility(agent: AgentId, when: Circumstances): ExactAnswer<number>;
  /**
   * What the optimal rule does at the observations in `when.given`. Observations left open must not
   * matter; otherwise the answer lists every action some context calls for.
   */
  policy(decision: NodeId, when: Circumstances): ExactAnswer<Value>;
  probability(event: ClaimEvent, when: Circumstances): ExactAnswer<number>;
  /** Expected value of a calculation with numeric variables and utilities. */
  expectation(of: Quantity, when: Circumstances): ExactAnswer<number>;
  /** The joint distribution of some nodes, all together with an event when one is given. */
  table(nodes: readonly NodeId[], event: ClaimEvent | undefined, when: Circumstances): TableAnswer;
  /**
   * The likeliest values of some nodes together; of all chance variables and decisions when left
   * out. Several when they are equally likely.
   */
  explanation(nodes: readonly NodeId[] | undefined, when: Circumstances): ExplanationAnswer;
  /** Entropy of some nodes together, in bits. */
  entropy(nodes: readonly NodeId[], when: Circumstances): ExactAnswer<number>;
  /** The values a node takes in the model; for utilities, in order. */
  values(node: NodeId): ExactAnswer<Value>;
  /** P(event in the world where `when.forced` holds | evidence in the actual world). */
  counterfactual(event: ClaimEvent, when: Circumstances): ExactAnswer<number>;
  /** Harm, benefit, necessity, sufficiency, effects along paths: numbers of several worlds at once. */
  causal(question: CausalQuestion): ExactAnswer<number>;
  /**
   * Does every optimal deterministic policy of the decision's owner respond to the node, or control
   * its utility by way of it?
   */
  realised(kind: "response" | "control", decision: NodeId, node: NodeId): ExactAnswer<boolean>;
  /** How many equilibria of the kind there are; for a single agent, optimal policies. */
  equilibria(kind: EquilibriumKind): ExactAnswer<number>;
  /** Best value when the decision sees the node minus best value when it does not. */
  informationValue(decision: NodeId, node: NodeId): ExactAnswer<number>;
  /** Best value when the agent also sets the node minus best value. */
  controlValue(node: NodeId, agent: AgentId): ExactAnswer<number>;
  /** Best value minus best value with the node forced to its no-influence distribution. */
  incentiveMeter(decision: NodeId, node: NodeId): ExactAnswer<number>;
  /** What "optimal play" stands for, one by one; undefined when nothing optimal is known. */
  plays?(): Plays | undefined;
}

/** The optimal policies or equilibria that a claim must hold under. */
export interface Plays {
  /** What one and several of them are called. */
  readonly nouns: readonly [string, string];
  /** An engine for each, which answers under that one alone. */
  readonly engines: readonly ExactEngine[];
  /** What was not looked at; absent when these are all. */
  readonly missing?: string;
  /** True when randomising between them is optimal too: numbers may lie between those found. */
  readonly mixes: boolean;
}

/** Evidence and interventions. Interventions act after policies are fixed. */
export interface Circumstances {
  /** Plain facts. */
  readonly given: readonly Assignment[];
  readonly forced: readonly Assignment[];
  /** Evidence that is not a plain fact: `X >= 2`, `X == Y`, `A or B`. */
  readonly holding?: readonly ClaimEvent[];
  /** Soft evidence. */
  readonly weighted?: readonly Weighted[];
  /** Variables that are set at random. */
  readonly randomised?: readonly Weighted[];
}

/** What is done, compared with what might have been done instead. */
export type CausalQuestion =
  | {
      readonly kind: "harm" | "benefit";
      /** Whose utility. */
      readonly agent: AgentId;
      /** Empty for what optimal play does. */
      readonly action: readonly Assignment[];
      readonly baseline: readonly Assignment[];
      /** Observed in the world of the action. */
      readonly given: readonly Assignment[];
    }
  | {
      readonly kind: "necessity" | "sufficiency" | "both";
      /** The cause. */
      readonly action: readonly Assignment[];
      /** What would have been instead of it. */
      readonly baseline: readonly Assignment[];
      /** About one variable. */
      readonly effect: ClaimEvent;
    }
  | {
      readonly kind: "path-effect";
      readonly action: readonly Assignment[];
      readonly baseline: readonly Assignment[];
      readonly of: NodeId;
      readonly along: readonly Link[];
    };

/** A weight for each value of a variable, in the order of its domain. */
export interface Weighted {
  readonly node: NodeId;
  readonly weights: Float64Array;
  /**
   * `distribution`: what is believed of the variable afterwards (Jeffrey's rule; several at once by
   * the least change that satisfies all). `likelihood`: how likely an observation of it is at each
   * value (Pearl's virtual evidence).
   */
  readonly meaning: "distribution" | "likelihood";
}

export interface Assignment {
  readonly node: NodeId;
  readonly value: Value;
}

/** An event as a closed union; `conjunction` gives the simple ones as a list. */
export type ClaimEvent =
  | { readonly kind: "is"; readonly node: NodeId; readonly value: Value }
  | {
      readonly kind: "compared";
      readonly operator: ComparisonOperator;
      readonly left: Quantity;
      readonly right: Quantity;
    }
  | { readonly kind: "not"; readonly event: ClaimEvent }
  | { readonly kind: "all" | "any"; readonly events: readonly ClaimEvent[] };

type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** A value, what a node is, or a calculation with them: + - * / % ^, functions, `component`. */
export type Quantity =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "node"; readonly node: NodeId }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly arguments: readonly Quantity[];
    };

/** Every value that optimal play allows, or the reason why it is not known. */
export type ExactAnswer<T> =
  /** One value, or all values that optimal play allows. */
  | {
      readonly kind: "known";
      readonly values: readonly T[];
      readonly detail?: string;
      /** How exact computed numbers are; absent for actions and counts. */
      readonly precision?: Precision;
    }
  | { readonly kind: "unknown"; readonly reason: UnknownReason; readonly detail: string };

export type TableAnswer =
  | {
      readonly kind: "known";
      readonly rows: readonly {
        /** One for each node. */
        readonly values: readonly Value[];
        /** One, or all that optimal play allows. */
        readonly probabilities: readonly number[];
      }[];
    }
  | Extract<ExactAnswer<number>, { kind: "unknown" }>;

export type ExplanationAnswer =
  | {
      readonly kind: "known";
      readonly nodes: readonly NodeId[];
      /** Values of the nodes, in order, with their probability given the evidence. */
      readonly explanations: readonly {
        readonly values: readonly Value[];
        readonly logProbability: number;
      }[];
      /** False when others may be as likely. */
      readonly complete: boolean;
    }
  | Extract<ExactAnswer<number>, { kind: "unknown" }>;

export type UnknownReason =
  /** Some mechanism or domain is missing. */
  | "needs-numbers"
  /** The question has no answer here: evidence of probability zero. */
  | "undefined"
  /** A condition says that something has a value it never takes: a mistake in the question. */
  | "value-never-taken"
  /** The answer differs or may differ between optimal policies that were not all looked at. */
  | "not-all-looked-at"
  /** A rule is asked about in a context that nobody's choice can bring about. */
  | "never-happens"
  /** The engine cannot do this, or not within its bounds. */
  | "out-of-reach";

/** The event as a list of assignments, when it is a plain conjunction. */
export function conjunction(event: ClaimEvent): readonly Assignment[] | undefined {
  if (event.kind === "is") return [{ node: event.node, value: event.value }];
  if (event.kind !== "all") return undefined;
  const parts = event.events.map(conjunction);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
