/**
 * What a criterion answers: a verdict, a stable reason code, caveats, and a witness that can be
 * checked without trusting the criterion. How a reason is said stands with the criterion; the rule that decides
 * between present-with-caveat and unknown is docs/decisions/0002-verdict-honesty.md.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { AgentId } from "../model/index.ts";

/** The four answers. `unknown` is an answer: neither presence nor absence is proved. */
export type VerdictKind = "present" | "absent" | "not-applicable" | "unknown";

/**
 * Why, as a stable code in kebab-case: `no-utility-below`. Every criterion lists its own, with the
 * sentence for each, in `outcomes`; docs/criteria/ shows them.
 */
export type ReasonCode = string;

/** What a reader must know besides the verdict. */
export type Caveat =
  /** Other agents' rules are held fixed, whatever they are; nothing is said about equilibria. */
  | "other-agents-fixed"
  /** A criterion that is necessary, and realisable by some parametrisation, but not sufficient. */
  | "necessary-condition";

/** The graph a witness is read on: the graph as written with these links added and removed. */
export interface Reading {
  readonly added?: readonly Link[];
  readonly removed?: readonly Link[];
}

/**
 * Why a verdict holds, as something that can be checked on its own: a path, a trail, a set that
 * separates.
 */
export type Witness =
  /** Consecutive nodes are joined by arrows in the direction of the list. One node is a path. */
  | { readonly kind: "directed-path"; readonly nodes: readonly NodeId[]; readonly on?: Reading }
  /** A trail that is active given the set. */
  | {
      readonly kind: "trail";
      readonly nodes: readonly NodeId[];
      readonly given: readonly NodeId[];
      readonly on?: Reading;
    }
  /** A trail from a new parent (the mechanism) of the first node, active given the set. */
  | {
      readonly kind: "mechanism-trail";
      readonly nodes: readonly NodeId[];
      readonly given: readonly NodeId[];
      readonly on?: Reading;
    }
  /** Every trail from `from` to `to` is blocked by `given`. */
  | {
      readonly kind: "blocking-set";
      readonly from: readonly NodeId[];
      readonly to: readonly NodeId[];
      readonly given: readonly NodeId[];
      /** Trails start at a new parent of `from`. */
      readonly mechanism?: boolean;
      /** Only trails that enter `from` from a parent are meant. */
      readonly backDoor?: boolean;
      readonly on?: Reading;
    }
  /** No directed path leads from `from` to `to`, or none that avoids the listed nodes. */
  | {
      readonly kind: "no-path";
      readonly from: readonly NodeId[];
      readonly to: readonly NodeId[];
      /** Neither ends nor inner nodes of the path may be among these. */
      readonly avoiding?: readonly NodeId[];
      readonly on?: Reading;
    }
  /** Decisions in a circle, each relying on the next. */
  | { readonly kind: "cycle"; readonly nodes: readonly NodeId[]; readonly on?: Reading }
  /** The decision has no link from the node. */
  | { readonly kind: "unobserved"; readonly node: NodeId; readonly decision: NodeId }
  /** Nodes that are the reason themselves. */
  | { readonly kind: "nodes"; readonly nodes: readonly NodeId[] }
  /** Several facts that together make the reason. */
  | { readonly kind: "parts"; readonly parts: readonly Witness[] };

export type ReasoningPattern = "direct-effect" | "manipulation" | "signaling" | "revealing-denying";

/**
 * A criterion's answer about one subject: present, absent, not applicable or unknown, with reason,
 * witness and caveats. Nodes and agents are numbers of the structure.
 */
export interface Verdict {
  readonly criterion: string;
  /** The agent whose incentive it is. */
  readonly agent?: AgentId;
  readonly decision?: NodeId;
  readonly node?: NodeId;
  /** The other agent, for criteria about pairs of agents. */
  readonly target?: AgentId;
  readonly pattern?: ReasoningPattern;
  /**
   * Decisions whose rules were held like mechanisms. Absent in the usual reading: all decisions of
   * the agent optimal.
   */
  readonly holding?: readonly NodeId[];
  readonly kind: VerdictKind;
  readonly reason: ReasonCode;
  /** Empty when there is nothing to add. */
  readonly caveats: readonly Caveat[];
  readonly witness?: Witness;
}
