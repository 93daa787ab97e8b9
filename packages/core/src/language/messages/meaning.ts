/** Diagnostics of parameters, types, functions, mechanisms and other worlds. */
import type { Diagnostic, TextRange } from "../../base/index.ts";
import type { DiagnosticCode } from "./codes.ts";
import type { Place } from "./diagnostic.ts";
import { clip, diagnostic, didYouMean, related, renameTo, replaceWith } from "./diagnostic.ts";
import { writeLabel, writeText } from "../syntax/words.ts";

export const parameterNotNumber = (name: string, at: Place): Diagnostic =>
  diagnostic("parameter-not-a-number", `parameter \`${name}\` must be a number`, at, {
    hint: `for example \`param ${name} = 0.5 in 0..1\``,
  });

export const parameterOutOfBounds = (
  name: string,
  value: number,
  low: number,
  high: number,
  at: Place,
): Diagnostic =>
  diagnostic(
    "parameter-out-of-bounds",
    `parameter \`${name}\` is ${value}, outside ${low}..${high}`,
    at,
    { hint: "change the value or the bounds" },
  );

export const boundsExpected = (at: Place): Diagnostic =>
  diagnostic("bounds-expected", "the bounds of a parameter must be a range of numbers", at, {
    hint: "for example `in 0..1`",
  });

export const unknownParameter = (name: string, near: string | undefined): Diagnostic =>
  diagnostic("unknown-parameter", `the model has no parameter \`${name}\` to set`, undefined, {
    hint: didYouMean(near, "remove it"),
  });

export const parameterOfShape = (name: string): Diagnostic =>
  diagnostic(
    "unknown-parameter",
    `parameter \`${name}\` cannot be set in JSON: it determined the shape of the model, and the data holds only that shape`,
    undefined,
    { hint: "set it in the .cid model, and convert that" },
  );

export const circularDefinition = (kind: string, cycle: readonly string[], at: Place): Diagnostic =>
  diagnostic(
    "circular-definition",
    `${kind} \`${cycle[0]}\` depends on itself: ${cycle.join(" → ")}`,
    at,
    {
      hint:
        kind === "function"
          ? "functions cannot call themselves; write the loop with `sum(…)` or indices"
          : "give one of them a value of its own",
    },
  );

export const wrongArgumentCount = (
  name: string,
  wanted: string,
  got: number,
  at: Place,
  declared?: Place,
): Diagnostic =>
  diagnostic("wrong-argument-count", `\`${name}\` takes ${wanted}, not ${got}`, at, {
    related: [related(declared, "declared here")],
    hint: `write \`${name}(…)\` with ${wanted}`,
  });

export const notADomain = (shown: string, at: Place, near?: string): Diagnostic =>
  diagnostic("not-a-domain", `\`${clip(shown)}\` is not a domain`, at, {
    hint: didYouMean(
      near,
      "a domain is `bool`, `{a, b}`, `0..9`, `real in 0..1`, a tuple `(bool, 0..3)` or a declared type",
    ),
    fixes: renameTo(at, near),
  });

/** A member of a set of values that is not a value. */
export const notAValue = (shown: string, at: Place): Diagnostic => {
  const label = writeText(shown.replace(/\s+/g, " ").trim());
  return diagnostic("not-a-domain", `\`${clip(shown)}\` cannot be a value in a domain`, at, {
    hint: `a value is a word, a number or a tuple; put any other text in quotation marks: \`${clip(label)}\``,
    fixes: replaceWith(at, label),
  });
};

/** `20-40` among the values of a domain is a number. */
export const differenceAsValue = (shown: string, value: number, at: Place): Diagnostic => {
  const label = writeText(shown.trim());
  return diagnostic("difference-as-value", `\`${clip(shown)}\` is the number ${value} here`, at, {
    severity: "warning",
    hint: `write ${label} for a label, or ${value} for the number`,
    fixes: replaceWith(at, label),
  });
};

export const emptyDomain = (at: Place): Diagnostic =>
  diagnostic("empty-domain", "this domain has no values", at, {
    hint: "a variable needs at least one value",
  });

export const repeatedValue = (value: string, at: Place): Diagnostic =>
  diagnostic("repeated-value", `${value} is listed twice in this domain`, at, {
    hint: "list each value once",
  });

export const almostRepeatedValue = (a: string, b: string, at: Place): Diagnostic =>
  diagnostic(
    "repeated-value",
    `${a} and ${b} differ only by rounding, so one value is listed twice in this domain`,
    at,
    { hint: "list each value once" },
  );

export const mixedDomain = (at: Place): Diagnostic =>
  diagnostic("mixed-domain", "a domain holds only numbers, only labels or only truth values", at, {
    hint: 'write the numbers as labels in quotation marks (`"1"`), or split the variable',
  });

export const domainTooLarge = (most: number, at: Place): Diagnostic =>
  diagnostic("domain-too-large", `this domain has more than ${most} values`, at, {
    hint: "make the range shorter or the step larger",
  });

export const missingDomain = (kind: string, name: string, at: Place): Diagnostic =>
  diagnostic("missing-domain", `${kind} \`${name}\` has a mechanism but no domain`, at, {
    hint: `say which values it takes: \`${kind} ${name} : bool …\``,
  });

export const unknownDomain = (name: string, why: string, at: Place): Diagnostic =>
  diagnostic("missing-domain", `chance \`${name}\` has a mechanism but no domain`, at, {
    hint: `say which values it takes (they cannot be worked out: ${why}): \`chance ${name} : {…} …\``,
  });

export const typeMismatch = (wanted: string, got: string, at: Place): Diagnostic =>
  diagnostic("type-mismatch", `${wanted} is needed here, but this is ${got}`, at, {
    hint:
      wanted === "a number" && got === "a truth value"
        ? "`number(…)` turns true and false into 1 and 0"
        : `write an expression that gives ${wanted}`,
  });

export const neverEqual = (left: string, right: string, at: Place): Diagnostic =>
  diagnostic("never-equal", `the two sides can never be equal: ${left} and ${right}`, at, {
    hint: "compare values of the same kind",
  });

export const valueNeverTaken = (
  name: string,
  value: string,
  near: string | undefined,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("value-never-taken", `\`${name}\` is never ${value}`, at, {
    severity: "warning",
    hint: didYouMean(
      near === undefined ? undefined : writeLabel(near),
      `its values are ${all.join(", ")}`,
    ),
    fixes: replaceWith(at, near === undefined ? undefined : writeLabel(near)),
  });

export const distributionAsValue = (what: string, at: Place): Diagnostic =>
  diagnostic("distribution-as-value", `${what} is a distribution; a value is needed here`, at, {
    hint: "a distribution belongs after `~`, or in a branch there",
  });

export const setAsValue = (at: Place): Diagnostic =>
  diagnostic("set-as-value", "a set or range cannot be a value", at, {
    hint: "a set may stand after `in`; weights are written `{value: weight, …}`",
  });

export const missingWeight = (at: Place): Diagnostic =>
  diagnostic("missing-weight", "this value has no weight", at, {
    hint: "write `{value: weight, …}`, or `uniform(a, b)` for equal weights",
  });

export const notInLanguage = (what: string, hint: string, at: Place): Diagnostic =>
  diagnostic("not-here", `${what} has no meaning here`, at, { hint });

/** @param sign where the `=` is; none where the text does not show it */
export const equalityIsDouble = (at: Place, sign: TextRange | undefined): Diagnostic =>
  diagnostic("not-here", "`=` inside an argument has no meaning here", at, {
    hint: "equality is written `==`",
    fixes: replaceWith({ range: sign ?? at.range }, sign && "=="),
  });

export const otherNeedsTwo = (at: Place): Diagnostic =>
  diagnostic("other-needs-two-values", "`other(…)` needs a variable with exactly two values", at, {
    hint: "use `match` for more values",
  });

export const patternNotValue = (at: Place): Diagnostic =>
  diagnostic("pattern-not-a-value", "a pattern is a value, a tuple of patterns, or `_`", at, {
    hint: "compare with `if` instead",
  });

export const notFromParents = (
  name: string,
  variable: string,
  at: Place,
  list: Place,
): Diagnostic =>
  diagnostic(
    "not-a-parent",
    `\`${name}\` is mentioned, but is not in the \`from\` list of ${variable}`,
    at,
    {
      related: [related(list, "the list")],
      hint: "add it to the list, or leave out the list: the parents are the variables mentioned",
    },
  );

export const mechanismTooLarge = (most: number, at: Place): Diagnostic =>
  diagnostic("mechanism-too-large", `this mechanism becomes larger than ${most} terms`, at, {
    hint: "use fewer or smaller functions and sums, or an intermediate variable",
  });

export const tableSize = (wanted: string, got: string, at: Place): Diagnostic =>
  diagnostic("table-size", `the table has ${got}, its parents need ${wanted}`, at, {
    hint: "one row for each combination of parents' values (first parent slowest), one column for each value",
  });

export const tableNeedsFinite = (name: string, parent: string, at: Place): Diagnostic =>
  diagnostic("table-needs-finite", `the table of ${name} needs a finite domain for ${parent}`, at, {
    hint: `give ${parent} a finite domain`,
  });

export const selfReference = (name: string, at: Place): Diagnostic =>
  diagnostic("cycle", `\`${name}\` depends on itself`, at, {
    hint: "influence diagrams have no cycles; use an index for time: `X[t+1] = f(X[t])`",
  });

export const cycle = (names: readonly string[], at: Place, others: readonly Place[]): Diagnostic =>
  diagnostic(
    "cycle",
    `these variables depend on each other in a cycle: ${[...names, names[0]].join(" → ")}`,
    at,
    {
      related: others
        .slice(0, 5)
        .map((place, i) => ({ ...place, message: `${names[i + 1]} is declared here` })),
      hint: "remove one of the arrows; use an index for time: `X[t+1] = f(X[t])`",
    },
  );

/** A mechanism that has no lawful value at some parent configuration; codes come from the model. */
export const badMechanism = (code: string, message: string, at: Place): Diagnostic => {
  const known = MECHANISM_HINTS[code];
  return diagnostic((known === undefined ? "bad-mechanism" : code) as DiagnosticCode, message, at, {
    hint: known ?? "change the mechanism so that it has a value everywhere",
  });
};

const MECHANISM_HINTS: Readonly<Record<string, string>> = {
  "probabilities-do-not-sum": "make the weights of this configuration sum to one",
  "negative-weight": "a probability lies between 0 and 1",
  "value-outside-domain": "widen the domain, or keep the value inside with `clamp`, `min` or `max`",
  "no-matching-case": "add a case, or `_ => …` for all others",
  "division-by-zero": "guard the division with `if`",
  "not-a-number": "keep the argument where the function has a value",
  "wrong-domain": "change the domain or the distribution",
  "wrong-parameter": "change the distribution's parameter",
  "component-out-of-range": "components and list positions count from 0",
};

export const notVerified = (name: string, rows: number, at: Place): Diagnostic =>
  diagnostic(
    "not-verified",
    `\`${name}\` has ${rows} parent configurations; only some of them were checked`,
    at,
    { severity: "info", hint: "make domains smaller to have all of them checked" },
  );

export const nodesLackNumbers = (name: string, at: Place): Diagnostic =>
  diagnostic("no-values", `\`${name}\` has no domain, so no mechanism can use its value`, at, {
    hint: "give it a domain",
  });

export const worldTarget = (at: Place): Diagnostic =>
  diagnostic("world-target", "`under` follows a variable: `Y under (D = d)`", at, {
    hint: "name the variable whose value in the other world is meant",
  });

export const worldForced = (at: Place): Diagnostic =>
  diagnostic("world-forced", "`under (…)` lists variables and their values: `under (D = d)`", at, {
    hint: "write `variable = value`",
  });

export const worldValue = (
  name: string,
  value: string,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("world-value", `\`${name}\` cannot be forced to ${value}`, at, {
    hint: `its values are ${all.join(", ")}`,
  });

export const decisionBetweenWorlds = (decision: string, target: string, at: Place): Diagnostic =>
  diagnostic(
    "decision-between-worlds",
    `decision \`${decision}\` lies between what is forced and ${target}`,
    at,
    { hint: `say what it does in the other world: \`under (…, ${decision} = …)\`` },
  );

export const assumedIndependentNoise = (name: string, count: number, at: Place): Diagnostic =>
  diagnostic(
    "assumed-independent-noise",
    `\`${name}\` is stochastic between the two worlds; ${count} independent noise variables, one per parent configuration, were assumed`,
    at,
    {
      severity: "info",
      hint: "make the noise explicit to choose otherwise: `=` over a noise root",
    },
  );

export const tooMuchNoise = (name: string, count: number, most: number, at: Place): Diagnostic =>
  diagnostic(
    "too-much-noise",
    `\`${name}\` would need ${count} noise variables, more than ${most}`,
    at,
    { hint: "make its noise explicit: `=` over a noise root" },
  );
