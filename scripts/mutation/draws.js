/**
 * Takes the place of `fast-check` where runner.js loads tests. Random tests end at the first failure, which
 * need not become small, and draw no more often than `draws.most`: most mutants are found by the first few.
 */
import * as fc from "fast-check";

export * from "fast-check";

export const draws = {
  most: Number.POSITIVE_INFINITY,
  /** How many the last failure took. */
  failedAfter: Number.POSITIVE_INFINITY,
  /** Some test would have drawn more often. */
  spared: false,
};

export function assert(property, { numRuns = 100, ...rest } = {}) {
  const given = { ...rest, numRuns: Math.min(numRuns, draws.most), endOnFailure: true };
  if (numRuns > draws.most) draws.spared = true;
  const judge = (details) => {
    if (!details.failed) return;
    draws.failedAfter = details.numRuns;
    throw new Error(
      `after ${details.numRuns} draws: ${String(details.errorInstance ?? details.error)}`,
    );
  };
  const details = fc.check(property, given);
  return details instanceof Promise ? details.then(judge) : judge(details);
}

// oxlint-disable-next-line import/no-default-export -- fast-check has one
export default { ...fc.default, assert };
