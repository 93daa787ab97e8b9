/** The types of known.js, which Stryker must be able to load as it is. */
import type { Mutant } from "@stryker-mutator/api/core";

export declare function lineOf(fileName: string, line: number): string;
export declare function isKnown(
  mutant: Pick<Mutant, "fileName" | "replacement">,
  line: number,
): boolean;
export declare function forgetUndecided(incrementalFile: string): void;
export declare function inRepository(fileName: string): string;
