/**
 * What is certified may be held back by somebody who regulates its use; capability moves on meanwhile. What that costs and
 * buys depends on what is tested after the hold, and on what is used: a certificate is worth as much as the levels between.
 */
import { assured } from "../src/assurance.ts";
import type { Watched } from "../src/tampering.ts";

/** Levels of the test, of use, and by how much capability moves on in between. */
export interface Held {
  readonly tested: number;
  readonly deployed: number;
  readonly hold: number;
}

/** Shares of maps that pass the test that counts, and are tampered with in use. */
export interface AssuredAfterHold {
  /** The certificate stands; what is used has moved on. */
  readonly stale: number;
  /** Tested again where capability is by then; what is used has moved on, too. */
  readonly renewed: number;
  /** Tested again where capability is by then; used is what was certified first. */
  readonly kept: number;
}

/** @param at how the agent acts on the maps when it plans so far ahead */
export function afterHold(
  { tested, deployed, hold }: Held,
  at: (level: number) => readonly Watched[],
): AssuredAfterHold {
  const [before, after] = [at(tested), at(tested + hold)];
  const [planned, later] = [at(deployed), at(deployed + hold)];
  return {
    stale: assured(before, later).false_assurance,
    renewed: assured(after, later).false_assurance,
    kept: assured(after, planned).false_assurance,
  };
}

/** Is what became useful on a map not yet dangerous when the hold is over? */
export function usefulAfter(
  hold: number,
  { works, tampers }: { readonly works: number; readonly tampers: number },
): boolean {
  return works + hold < tampers;
}
