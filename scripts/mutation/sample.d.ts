/** The types of sample.js, which Stryker must be able to load as it is. */
import type { Mutant } from "@stryker-mutator/api/core";

export declare function isTried(
  mutant: Pick<Mutant, "fileName" | "replacement" | "location">,
  share: string,
): boolean;
export declare function endsOf(share: string): readonly number[];
