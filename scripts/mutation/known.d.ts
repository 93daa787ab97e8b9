/** The types of known.js, which Stryker must be able to load as it is. */
import type { Mutant } from "@stryker-mutator/api/core";

type Placed = Pick<Mutant, "fileName" | "replacement" | "location">;
export declare function lineOf(mutant: Placed, base: 0 | 1): string;
export declare function isKnown(mutant: Placed, base: 0 | 1): boolean;
export declare function forgetUndecided(incrementalFile: string): void;
export declare function inRepository(fileName: string): string;
