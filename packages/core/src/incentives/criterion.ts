/**
 * A criterion is a declaration: what it asks, of whom, under which theorem, with which
 * preconditions, how each answer is said, and a judge that answers for a whole column of nodes at once. `codes` holds one
 * position in `outcomes` per node (or per agent, or per pattern); a witness is made only when asked.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId } from "../model/index.ts";
import type { Analysis } from "../structure/index.ts";
import type { Caveat, ReasonCode, ReasoningPattern, VerdictKind, Witness } from "./verdict.ts";
import type { Wording } from "./wording.ts";

/**
 * What one question is about. `node-for-decision`: a decision and a node; `node`: an agent and a
 * node; `decision`: a decision; `decision-pair`: two decisions; `pair-of-agents`: two agents.
 */
export type CriterionSubject =
  | "node-for-decision"
  | "node"
  | "decision"
  | "decision-pair"
  | "pair-of-agents";

/** A precondition as data. `whenViolated` says what becomes of the answer. */
export interface Precondition {
  /** In words that can follow "needs:", as in "the node is not the decision itself". */
  readonly condition: string;
  readonly whenViolated: "not-applicable" | "yes-becomes-unknown" | "caveat";
}

/** One answer a criterion may give: the verdict, why, and how that is said. */
export interface Outcome {
  readonly kind: VerdictKind;
  readonly reason: ReasonCode;
  readonly words: Wording;
}

/**
 * The nodes that a set in a claim is about when it does not say: `control(D) == {…}` leaves out
 * utilities and D itself, as the published tables do.
 */
export type SetRange =
  | "all"
  | "chance"
  | "all-but-decisions"
  | "all-but-utilities-and-the-decision"
  | "other-decisions";

/** One question about the example of a criterion, by the names of its diagram, with the answer. */
export interface ExampleAnswer {
  readonly decision?: string;
  readonly node?: string;
  readonly agent?: string;
  readonly target?: string;
  readonly pattern?: ReasoningPattern;
  readonly kind: VerdictKind;
}

/** A small diagram that shows what a criterion tells apart; its page and the tests are made of it. */
export interface CriterionExample {
  /** What the diagram is about, a sentence. */
  readonly story: string;
  /** The diagram as a model (`.cid`); a lone agent that is not named is called `agent`. */
  readonly text: string;
  /** The first is drawn. At least one is present, at least one is not. */
  readonly answers: readonly ExampleAnswer[];
}

/** Which parts must be given depends on the criterion's `about`. */
export interface Question {
  readonly decision?: NodeId;
  readonly node?: NodeId;
  readonly agent?: AgentId;
  readonly target?: AgentId;
  /** One decision of the target, for criteria about pairs of agents. */
  readonly targetDecision?: NodeId;
  readonly pattern?: ReasoningPattern;
  /** Decisions whose rules are held like mechanisms; none when absent. Not the one asked about. */
  readonly holding?: readonly NodeId[];
}

/** A code with the witness already made, for questions that are not entries of a column. */
export interface Judgement {
  readonly code: number;
  readonly witness?: Witness;
}

/**
 * A graphical criterion as one object: id, question, what it is about, what it needs, theorem,
 * source, how complete it is, what it answers and how that is said, an example. Claims, tables,
 * drawings, documentation and tests read it here.
 */
export interface Criterion {
  /** Stable, kebab-case. */
  readonly id: string;
  /** Two to four letters for a badge in a drawing and the head of a column; its own. */
  readonly badge: string;
  /**
   * The predicate of claims that asks this, one of `PREDICATES`; none when claims cannot ask it.
   * It is a name of the criterion, too. About a node it needs no meaning in `check` of its own.
   */
  readonly predicate?: string;
  readonly title: string;
  /** The question in plain words. */
  readonly question: string;
  /** What is asked about, in terms of policies and numbers. */
  readonly definition: string;
  readonly about: CriterionSubject;
  /** None when claims cannot ask for a set of nodes. */
  readonly range?: SetRange;
  readonly needs: readonly Precondition[];
  /** When the graph says "present". */
  readonly theorem: string;
  /** Numbers of statements in docs/theory.md: `T9`. */
  readonly statements: readonly string[];
  readonly citation: string;
  /** What "present" and "absent" are worth. */
  readonly completeness: string;
  /** Further names, kebab-case; neither the id nor the predicate need be among them. */
  readonly aliases: readonly string[];
  readonly example: CriterionExample;
  /** Everything the judge may answer; codes are positions in this list. */
  readonly outcomes: readonly Outcome[];
  /** True when a "yes" is about one agent while other agents' rules stay as they are. */
  readonly perAgent: boolean;
  /**
   * Answers for one subject (a decision; the agent when `about` is "node" or "pair-of-agents"): a
   * code per object (a node; an agent; a pattern). Computed once per analysis; do not write to it.
   */
  readonly codes: (analysis: Analysis, subject: number) => Uint8Array;
  readonly witness: (
    analysis: Analysis,
    subject: number,
    object: number,
    code: number,
  ) => Witness | undefined;
  /**
   * Pairs that only fill the column: the list of all verdicts leaves them out, where asked they are
   * answered. None when absent.
   */
  readonly hides?: (analysis: Analysis, subject: number, object: number) => boolean;
  /** Caveats of one answer, besides that other agents' rules are held fixed. */
  readonly caveats?: (
    analysis: Analysis,
    subject: number,
    object: number,
    code: number,
  ) => readonly Caveat[];
  /** Answers questions finer than the columns; undefined when the columns answer it. */
  readonly judge?: (analysis: Analysis, question: Question) => Judgement | undefined;
}

/** No caveat; shared so that bulk answers allocate nothing. */
export const NO_CAVEATS: readonly Caveat[] = [];
