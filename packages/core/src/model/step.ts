/**
 * Steps: what a model tells its reader, one after the other, and what it asks of them. A step is data
 * like a claim; a page plays them, and the `check` layer answers whether what is asked is done.
 */
import type { Claim } from "./claim.ts";

/** `story "…" show A, B pin control(D, X) note "…"`: a sentence, with what it is about lit. */
export interface StoryStep {
  readonly kind: "story";
  /** The sentence on the step. */
  readonly text: string;
  /** Names of the variables it is about; the others stand back. Empty: all are shown the same. */
  readonly show: readonly string[];
  /** One verdict about one variable, whose path is lit: a call of a graphical predicate. */
  readonly pin?: Claim;
  /** More, for those who want to read on. */
  readonly note?: string;
}

/**
 * `ask "…" until not control(D, X)`: a task, done once its claim holds of the model as it was edited.
 * The claim's note is the hint.
 */
export interface AskStep {
  readonly kind: "ask";
  /** What is to be done. */
  readonly text: string;
  readonly until: Claim;
}

/** One step of a model's story, in the order of the text. */
export type Step = StoryStep | AskStep;
