/**
 * What a list of equilibria covers, as data and in words: what is listed, what is known to be
 * missing, and what may exist beside it. Command and workbench say it with the same sentences.
 */
import type { Completeness } from "./equilibrium.ts";
import type { Policy } from "../tables/policy.ts";

/**
 * What is asked of a profile: in pure rules, in every subgame, mixed, or in behaviour strategies.
 */
export type EquilibriumKind = "pure" | "subgame-perfect" | "mixed" | "behavioural";

/** A list of equilibria, as far as it is spoken of here. */
export interface CoveredList {
  readonly kind: EquilibriumKind;
  readonly coverage: EquilibriaCoverage;
}

/** What a list of equilibria holds and what it may miss. */
export interface EquilibriaCoverage {
  /** Listed ones in which nothing is left to chance. */
  readonly pure: number;
  /** Listed ones in which some rule randomises. */
  readonly mixed: number;
  /** Known but not listed, because the list was to be short. */
  readonly unlisted: number;
  /**
   * Known and not listed: they differ from listed ones only in contexts that cannot occur, and take
   * one action there. Where rules randomise, contexts that the agent's own earlier rules exclude
   * are among these.
   */
  readonly onlyElsewhere: number;
  /** Some of the listed ones are points of continua: there are infinitely many. */
  readonly continua: boolean;
  /**
   * Which points of the continua: the extreme ones and no more, these and perhaps some that lie
   * between them, or only some of them.
   */
  readonly continuaPoints: "none" | "extreme" | "extreme and others" | "some";
  /**
   * What may exist that is neither listed nor counted: nothing, ones that randomise, or any. (Where
   * only pure ones were looked at, of pure ones.)
   */
  readonly mayMiss: "nothing" | "mixed" | "any";
  /** Only rules without chance were looked at. */
  readonly pureOnly: boolean;
  /** One equilibrium was asked for; no list was made. */
  readonly oneOnly: boolean;
}

export function mayMiss(completeness: Completeness): EquilibriaCoverage["mayMiss"] {
  if (completeness === "all") return "nothing";
  return completeness === "all-pure" ? "mixed" : "any";
}

/** Does some rule leave something to chance? */
export function isMixedPolicy(policy: Policy): boolean {
  return [...policy.values()].some((rule) => rule.some((p) => p > 0 && p < 1));
}

/**
 * How many equilibria there are, in words: `3 subgame-perfect equilibria (2 pure, 1 mixed)`,
 * `at least 4 mixed equilibria`, `infinitely many mixed equilibria, 5 extreme ones`, or `5 listed`
 * where these may not be extreme, or not all that are.
 */
export function equilibriaHeadline({ kind, coverage }: CoveredList): string {
  const { pure, mixed, unlisted, continua, oneOnly, pureOnly } = coverage;
  const known = pure + mixed + unlisted;
  const suffix = pureOnly && kind !== "pure" ? " in pure rules" : "";
  const named = (n: number): string =>
    `${NAMES[kind]} ${n === 1 ? "equilibrium" : "equilibria"}${suffix}`;
  if (oneOnly) return known === 0 ? `no ${named(1)} was found` : `one ${named(1)}`;
  const parts =
    kind !== "pure" && pure > 0 && mixed > 0 && unlisted === 0
      ? ` (${pure} pure, ${mixed} ${kind === "subgame-perfect" ? "mixed" : "with chance"})`
      : "";
  if (continua) {
    const points =
      coverage.continuaPoints === "extreme"
        ? `extreme ${known === 1 ? "one" : "ones"}`
        : unlisted > 0
          ? "known"
          : "listed";
    return `infinitely many ${named(2)}, ${showCount(known)} ${points}${parts}`;
  }
  if (known === 0) {
    return coverage.mayMiss === "nothing" ? `no ${named(1)}` : `no ${named(1)} was found`;
  }
  const least = coverage.mayMiss === "nothing" ? "" : "at least ";
  return `${least}${showCount(known)} ${named(known)}${parts}`;
}

/** What the list leaves out, one sentence each, without full stops. */
export function equilibriaRemarks({ coverage }: CoveredList): string[] {
  const { pure, mixed, unlisted, onlyElsewhere, continua, oneOnly } = coverage;
  const listed = pure + mixed;
  if (oneOnly) return listed === 0 ? [] : ["only one was looked for; there may be others"];
  // With a short list, all of a kind are counted and some of them listed.
  const told = unlisted > 0 ? "counted" : "listed";
  const remarks: string[] = [];
  if (coverage.pureOnly && listed === 0) {
    remarks.push(
      "rules that randomise were not looked at; some equilibrium in mixed strategies exists",
    );
  }
  if (unlisted > 0) {
    remarks.push(`${listed} of ${showCount(listed + unlisted)} are listed`);
  }
  if (continua) {
    remarks.push(
      coverage.mayMiss === "nothing"
        ? `some lie in continua, of which ${CONTINUUM[coverage.continuaPoints]} are ${told}; mixtures between those of one continuum are equilibria too`
        : "where an agent is indifferent it may also mix: such equilibria, and what others then do, are not all listed",
    );
  } else if (coverage.mayMiss === "mixed") {
    remarks.push(
      listed === 0
        ? "there is none in pure rules; ones that randomise were not all looked for"
        : `all in pure rules are ${told}; others that randomise may exist`,
    );
  }
  if (coverage.mayMiss === "any" && unlisted === 0) {
    remarks.push("not all were looked for; others may exist");
  }
  if (onlyElsewhere > 0) {
    const one = onlyElsewhere === 1;
    remarks.push(
      `${showCount(onlyElsewhere)} more ${one ? "differs" : "differ"} from ${listed + unlisted === 1 ? "it" : "these"} only in contexts that cannot occur`,
    );
  }
  return remarks;
}

/** A count for people: `12,345`, or `about 1.3e+40` where the digits say nothing. */
export function showCount(n: number): string {
  if (n <= 1e15) return n.toLocaleString("en");
  return Number.isFinite(n) ? `about ${n.toExponential(1)}` : "more than 1e+308";
}

const CONTINUUM: Readonly<Record<EquilibriaCoverage["continuaPoints"], string>> = {
  none: "no points",
  extreme: "the extreme points",
  "extreme and others": "the extreme points, and perhaps some between them,",
  some: "some points",
};

const NAMES: Readonly<Record<EquilibriumKind, string>> = {
  pure: "pure",
  "subgame-perfect": "subgame-perfect",
  mixed: "mixed",
  behavioural: "behavioural",
};
