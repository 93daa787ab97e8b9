/** What the contract found of one diagram: faults, arrows that nothing shows, and what was left out. */

/** An arrow, by the names of its ends. */
export type ArrowNames = readonly [from: string, to: string];

/** In what a world and its diagram disagree. */
export interface ContractFault {
  /**
   * `feature`: a variable has none; `arrow`: the world depends on more than is drawn; `shown`: an agent
   * is shown more or less than its links say; `memory`: what it keeps does not follow from what it saw.
   */
  readonly kind: "feature" | "arrow" | "shown" | "memory";
  readonly variable: string;
  readonly text: string;
  /** Arrows that would mend it. */
  readonly missing: readonly ArrowNames[];
}

/** What was compared, and what came of it. */
export interface DiagramContract {
  readonly diagram: string;
  /** `exact`: every state and action; `sampled`: tests on episodes; `own numbers`: the model itself. */
  readonly method: "exact" | "sampled" | "own numbers";
  readonly faults: readonly ContractFault[];
  /** Arrows that are drawn, and that nothing in the world shows: no fault, but to be known. */
  readonly surplus: readonly ArrowNames[];
  readonly abstracted: readonly { readonly variable: string; readonly reason: string }[];
  /** Arrows into variables that were compared. */
  readonly arrows: number;
  /** For `exact`: different circumstances compared; for `sampled`: episodes. */
  readonly looked: number;
  /** For `sampled`: tests made, and how likely one alone is wrong to call an arrow missing. */
  readonly tests?: { readonly count: number; readonly errorRate: number };
}

/** What was found of one variable. */
export interface VariableFound {
  readonly faults: readonly ContractFault[];
  readonly surplus: readonly ArrowNames[];
  readonly looked: number;
}

/** An arrow as the language writes it. */
export function arrowText([from, to]: ArrowNames): string {
  return `${from} -> ${to}`;
}
