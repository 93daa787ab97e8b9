/**
 * What the sentences about verdicts are made of; the sentences themselves stand with the outcomes of
 * each criterion. A verdict is about the graph: "present" says that some parametrisation has it, never
 * that the model at hand does, and the sentences say so; what is said to be absent is so in all.
 * Three words are kept apart on purpose: an *incentive* is a reason to do something, *impact* is what
 * optimal play may change whether wanted or not, *intent* belongs to a policy.
 */

/** What a wording may mention; each is ready to stand in a sentence. */
export interface Words {
  readonly agent: string;
  readonly target: string;
  readonly decision: string;
  readonly node: string;
  /** `A → B → C`; empty when the verdict has no path to show. */
  readonly path: string;
  /** ` along A → B → C`, or nothing. */
  readonly along: string;
  /** `given A and B`, or `even without any observation`. */
  readonly given: string;
  /** Nodes that a witness names: a cycle, or culprits. */
  readonly culprits: string;
  /** ` about X` when the verdict is about a node, else nothing. */
  readonly about: string;
  /** ` by its direct effect …`, or nothing. */
  readonly pattern: string;
}

/** One sentence about a verdict, without its full stop. */
export type Wording = (words: Words) => string;

/** What holds in some parametrisation, which is what "present" means, is said to be possible. */
export const SOME = "in some parametrisation of this graph";

export const cannotTell =
  (what: (words: Words) => string): Wording =>
  (w) =>
    `whether ${what(w)} in some parametrisation cannot be told from the graph: it is not soluble${
      w.culprits === "" ? "" : ` (${w.culprits} rely on each other)`
    }, and in that case the criterion can only rule it out`;

export const irrelevantSignals =
  (what: (words: Words) => string): Wording =>
  (w) =>
    `whether ${what(w)} in some parametrisation cannot be told from the graph: it would take other agents who respond to signals that cannot matter to them`;

/** A path is left after the reduction, and meets other decisions of the agent on its way. */
export const pastOwnDecisions =
  (what: (words: Words) => string): Wording =>
  (w) =>
    `whether ${what(w)} in some parametrisation cannot be told from the graph: the only ways there pass other decisions of its own${w.along}, which may make up for it`;
