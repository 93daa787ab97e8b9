/** The environment variables by which run.ts tells Stryker's other processes what to do. */

/** Share of all mutants that is tried, or two ends of one. */
export const SHARE = "CIDERY_MUTATION_SHARE";
/** Files with the tests, with commas between. */
export const TESTS = "CIDERY_MUTATION_TESTS";
/** Random tests draw at most this many; all, if it is not set. */
export const DRAWS = "CIDERY_MUTATION_DRAWS";
/** The file that keeps what the first run found out. */
export const RECORD = "CIDERY_MUTATION_RECORD";
/** Milliseconds of the clock after which no more mutants are tried. */
export const UNTIL = "CIDERY_MUTATION_UNTIL";
/** Set if mutants known to be equivalent are tried, too. */
export const KNOWN = "CIDERY_MUTATION_KNOWN";
/** The folder of the repository, for processes that work in a copy. */
export const ROOT = "CIDERY_MUTATION_ROOT";
/** The file to which each mutant is written as it ends: how a run goes, and what makes it slow. */
export const JOURNAL = "CIDERY_MUTATION_JOURNAL";
/** Why a mutant was not tried. */
export const NO_TIME = "no time was left";
