/** Equilibria as the command prints them: counts, regrets, and what a list covers, in JSON. */
import type { EquilibriaCoverage } from "@cidery/core/games";
import { showCount } from "@cidery/core/solve";
import { roundedUp } from "@cidery/core/text";
import { number } from "./print.ts";

/** A number, or text where its digits say nothing. */
export function jsonCount(n: number): number | string {
  return Number.isSafeInteger(n) ? n : showCount(n);
}

export function coverageJson(coverage: EquilibriaCoverage): Record<string, unknown> {
  return {
    listed: coverage.pure + coverage.mixed,
    pure: coverage.pure,
    mixed: coverage.mixed,
    unlisted: coverage.unlisted,
    onlyInContextsThatCannotOccur: jsonCount(coverage.onlyElsewhere),
    continua: coverage.continua,
    continuaPoints: coverage.continuaPoints,
    mayMiss: coverage.mayMiss,
    pureOnly: coverage.pureOnly,
    oneOnly: coverage.oneOnly,
  };
}

/** `regret 0`; where rounding leaves something, `regret below 4e-12`; a real one with its digits. */
export function regretText(regret: number, tolerance: number): string {
  if (regret <= 0) return "regret 0";
  if (regret <= tolerance) return `regret below ${roundedUp(tolerance)}`;
  return `regret ${number(regret)}`;
}
