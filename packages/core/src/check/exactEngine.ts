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
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram, Value } from "../model/index.ts";

export type ExactEngineFactory = (diagram: InfluenceDiagram) => ExactEngine;

export type EquilibriumKind = "pure" | "subgame_perfect" | "mixed";

export interface ExactEngine {
  /** Expected utility of the agent under optimal play, after forcing and given the evidence. */
  value(agent: AgentId, when: Circumstances): ExactAnswer<number>;
  /**
   * What the optimal rule does at the observations in `when.given`. Observations left open must not
   * matter; otherwise the answer lists every action some context calls for.
   */
  policy(decision: NodeId, when: Circumstances): ExactAnswer<Value>;
  probability(event: ClaimEvent, when: Circumstances): ExactAnswer<number>;
  /** Expected value of a variable with numeric values or of a utility. */
  expectation(node: NodeId, when: Circumstances): ExactAnswer<number>;
  /** P(event in the world where `when.forced` holds | evidence in the actual world). */
  counterfactual(event: ClaimEvent, when: Circumstances): ExactAnswer<number>;
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
  readonly given: readonly Assignment[];
  readonly forced: readonly Assignment[];
}

export interface Assignment {
  readonly node: NodeId;
  readonly value: Value;
}

/** An event as a closed union; `conjunction` gives the simple ones as a list. */
export type ClaimEvent =
  | { readonly kind: "is"; readonly node: NodeId; readonly value: Value }
  | { readonly kind: "not"; readonly event: ClaimEvent }
  | { readonly kind: "all" | "any"; readonly events: readonly ClaimEvent[] };

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

export type UnknownReason =
  /** Some mechanism or domain is missing. */
  | "needs-numbers"
  /** The question has no answer here: evidence of probability zero, a value outside the domain. */
  | "undefined"
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
