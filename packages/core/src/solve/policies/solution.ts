/** What a solver answers for one agent: a policy in the terms of its author, with its proof. */
import type { AgentId } from "../../model/index.ts";
import type { UsedMethod } from "../tables/effort.ts";
import type { OthersPlay } from "./othersPlay.ts";
import type { Policy } from "../tables/policy.ts";

/**
 * What a rule does in one context, whether the context can be reached, and which other actions are
 * as good.
 */
export interface RuleRow {
  /** Positions of the decision's parents, as the diagram lists them. */
  readonly context: readonly number[];
  /** Probability of each action. */
  readonly distribution: readonly number[];
  /** False when the context has probability zero under the policy: the row is free. */
  readonly reachable: boolean;
  /** False when no policy can bring the context about (known for soluble problems only). */
  readonly possible: boolean;
  /**
   * Actions that are equally good here, ascending. Off the policy's path this says what would be
   * best if the context came about; where it cannot come about, all actions are listed.
   */
  readonly ties: readonly number[];
  /** Rounding cannot tell the ties apart: their values differ by at most this. Absent: equal. */
  readonly tiedWithin?: number;
  /**
   * The context can come about, but its probability is less than a number holds: what is best in
   * it was not worked out, and all actions are listed as `ties`.
   */
  readonly tooRare?: true;
}

/** What one decision does in each of its contexts. */
export interface DecisionRule {
  readonly decision: number;
  /** What the rows are over: all the decision sees, less of a `coarse` solution. */
  readonly parents: readonly number[];
  readonly rows: readonly RuleRow[];
  /** How many rows the rule has, when they are too many to list (or time was up) and `rows` is empty. */
  readonly unlisted?: number;
}

/**
 * Optimal policies of one agent with their value, proven bounds, ties, and what the others do.
 */
export interface Solution {
  /** Expected utility of every agent under the policy. */
  readonly value: ReadonlyMap<AgentId, number>;
  /** What the agents do whose decisions were not solved for. */
  readonly others: OthersPlay;
  /** Rules of all decisions: those solved, those assumed of others, and those an intervention set. */
  readonly policy: Policy;
  readonly policies: readonly DecisionRule[];
  /** True when the bounds prove that no policy is better by more than `shortfall`. */
  readonly optimal: boolean;
  /**
   * The most by which another policy may be better: 0 for a proof without reservation, a few
   * roundings where floating point cannot tell, the gap of the bounds when not `optimal`.
   */
  readonly shortfall: number;
  /** The exact optimum of the solving agent lies between these, whatever rounding did. */
  readonly bounds: readonly [number, number];
  readonly method: UsedMethod;
  /** Whether the reduced diagram is soluble, so that one pass is exact. */
  readonly soluble: boolean;
  /** Information links that no optimal policy needs. */
  readonly reduction: readonly { readonly from: number; readonly decision: number }[];
  /** Contexts of positive probability in which several actions are optimal. */
  readonly ties: readonly { readonly decision: number; readonly context: readonly number[] }[];
  /**
   * Number of deterministic policies (over the links as written) with the optimal value, contexts
   * of probability zero counting as free choices; absent when too many to count. With a
   * `shortfall`, policies that rounding cannot tell from the best are counted.
   */
  readonly countOptimal?: number;
  /** The work was stopped: by a time limit or on request. */
  readonly stopped?: true;
  /**
   * Stopped so early that the diagram was only solved in part. The rules ignore observations that
   * may matter (`rows` are over what they look at), and some utilities count with bounds alone;
   * where there are such, `value` says nothing of the agent, but `bounds` hold: the first is
   * what the policy earns at least.
   */
  readonly coarse?: {
    readonly ignored: readonly { readonly from: number; readonly decision: number }[];
    readonly boundedOnly: readonly number[];
  };
}
