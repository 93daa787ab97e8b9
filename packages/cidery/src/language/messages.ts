/**
 * Every diagnostic of the language: one function per code, with what is wrong, where, the related
 * place, and what to do. Nothing else in this layer words a message.
 */
import type { Diagnostic, QuickFix, RelatedPlace, Severity, TextRange } from "../base/index.ts";

/** A place that knows its file, when it is not the file being loaded. */
export interface Place {
  readonly range: TextRange;
  readonly file?: string;
}

interface Extras {
  readonly severity?: Severity;
  readonly related?: readonly (RelatedPlace | undefined)[];
  readonly hint?: string | undefined;
  readonly fixes?: readonly QuickFix[];
}

function diagnostic(
  code: DiagnosticCode,
  message: string,
  at: TextRange | Place | undefined,
  extras: Extras = {},
): Diagnostic {
  const place = at === undefined ? undefined : "range" in at ? at : { range: at };
  const related = (extras.related ?? []).filter((r) => r !== undefined);
  return {
    code,
    severity: extras.severity ?? "error",
    message,
    ...(place === undefined ? {} : { range: place.range }),
    ...(place?.file === undefined ? {} : { file: place.file }),
    ...(related.length === 0 ? {} : { related }),
    ...(extras.hint === undefined ? {} : { hint: extras.hint }),
    ...(extras.fixes === undefined || extras.fixes.length === 0 ? {} : { fixes: extras.fixes }),
  };
}

function related(place: Place | undefined, message: string): RelatedPlace | undefined {
  return place === undefined ? undefined : { ...place, message };
}

function didYouMean(near: string | undefined, otherwise?: string): string | undefined {
  return near === undefined ? otherwise : `did you mean \`${near}\`?`;
}

function replaceWith(at: Place, near: string | undefined): readonly QuickFix[] {
  if (near === undefined) return [];
  return [{ title: `Change to \`${near}\``, edits: [{ range: at.range, newText: near }] }];
}

/** At most eight of the names, for a hint. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  return names.length > 8 ? `${shown.join(", ")}, …` : shown.join(", ");
}

function clip(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

// ---- text and grammar -----------------------------------------------------------------------

export const fileTooLarge = (length: number, most: number): Diagnostic =>
  diagnostic(
    "file-too-large",
    `the file has ${length} characters; a model may have ${most}`,
    undefined,
    {
      hint: "a model this size was probably generated: write it with `for` and parameters",
    },
  );

export const notText = (offset: number): Diagnostic =>
  diagnostic(
    "not-text",
    "the file is not text: it contains bytes no model has",
    { start: offset, end: offset + 1 },
    {
      hint: "a `.cid` file is plain text in UTF-8",
    },
  );

export const strayText = (text: string, range: TextRange): Diagnostic =>
  diagnostic("stray-text", `\`${clip(text)}\` means nothing in this language`, range, {
    hint: text.startsWith("#")
      ? "a comment begins with `//`"
      : text.startsWith("'") || text.startsWith("`")
        ? 'a text stands in quotation marks `"…"`'
        : text.startsWith("&")
          ? "the word is `and`"
          : text.startsWith("!")
            ? "the word is `not`; unequal is `!=`"
            : text.startsWith(";")
              ? "items need nothing at their end"
              : "remove it",
  });

export const openComment = (range: TextRange): Diagnostic =>
  diagnostic(
    "open-comment",
    "this comment is never closed",
    { start: range.start, end: range.start + 2 },
    {
      hint: "close it with `*/`",
    },
  );

export const openString = (range: TextRange): Diagnostic =>
  diagnostic(
    "open-string",
    "this text is never closed",
    { start: range.start, end: range.start + 1 },
    {
      hint: 'close it with `"`; a quotation mark inside a text is written `\\"`',
    },
  );

export const tooDeep = (most: number, at: TextRange | Place): Diagnostic =>
  diagnostic("too-deep", `this is nested more than ${most} levels deep`, at, {
    hint: "split it with `fn`, `let` or an intermediate variable",
  });

export const tooManyErrors = (most: number): Diagnostic =>
  diagnostic(
    "too-many-errors",
    `there are more than ${most} mistakes; the rest are not shown`,
    undefined,
    {
      severity: "info",
    },
  );

export const unclosedBlock = (word: string, range: TextRange): Diagnostic =>
  diagnostic("unclosed-block", `the block of this \`${word}\` is never closed`, range, {
    hint: "close it with `}`",
  });

export const strayBrace = (range: TextRange): Diagnostic =>
  diagnostic("stray-brace", "this `}` closes nothing", range, { hint: "remove it" });

export const missingBlock = (word: string, range: TextRange): Diagnostic =>
  diagnostic("missing-block", `after \`${word}\` a block \`{ … }\` was expected`, range, {
    hint:
      word === "for"
        ? "a loop is written `for t in 1..T { … }`"
        : "a guard is written `if t > 1 { … } else { … }`",
  });

export const notAnItem = (found: string, near: string | undefined, range: TextRange): Diagnostic =>
  diagnostic("not-an-item", `an item was expected, found \`${clip(found)}\``, range, {
    hint: didYouMean(
      near,
      "an item begins with a word such as `chance`, `decision`, `utility`, `agent`, `param`, `for` or `claim`",
    ),
    fixes: replaceWith({ range }, near),
  });

export const leftOver = (
  found: string,
  near: string | undefined,
  item: string,
  range: TextRange,
): Diagnostic =>
  diagnostic(
    "unexpected-text",
    `\`${clip(found)}\` does not belong here, the \`${item}\` item should be over`,
    range,
    {
      hint: didYouMean(near, leftOverHint(found, item)),
      fixes: replaceWith({ range }, near),
    },
  );

function leftOverHint(found: string, item: string): string {
  if (item === "decision" && (found === "=" || found === "~"))
    return "a decision has no mechanism: its rule is what is solved for";
  if (item === "decision" && found === "from")
    return "what a decision knows is written after `sees`";
  if (item === "decision" && found === "for") return "who takes a decision is written after `by`";
  if ((item === "chance" || item === "utility") && found === "sees")
    return "only a decision sees; parents are written after `from`, or just mentioned";
  if (found === "=") return "equality in an expression is written `==`";
  return `an operator may be missing before \`${clip(found)}\`, or the keyword of the next item`;
}

export const endedEarly = (
  expected: string,
  item: string,
  next: string | undefined,
  range: TextRange,
): Diagnostic =>
  diagnostic(
    "unfinished-item",
    `${expected} was expected before ${next === undefined ? "the end of the file" : `\`${clip(next)}\``}, the \`${item}\` item is not finished`,
    range,
    { hint: `go on with ${expected}` },
  );

export const keywordAsName = (word: string, range: TextRange): Diagnostic =>
  diagnostic("keyword-as-name", `\`${word}\` is a keyword and cannot be a name`, range, {
    hint: `write \`${word}_\` or another name`,
    fixes: replaceWith({ range }, `${word}_`),
  });

export const expectedFound = (
  expected: string,
  found: string,
  near: string | undefined,
  previous: string | undefined,
  range: TextRange,
  open: TextRange | undefined,
): Diagnostic =>
  diagnostic(
    "syntax",
    `${expected} was expected${previous === undefined ? "" : ` after \`${clip(previous)}\``}, found \`${clip(found)}\``,
    range,
    {
      related: [related(open && { range: open }, "to close this")],
      hint: didYouMean(
        near,
        found === "="
          ? "equality is written `==`"
          : found === ","
            ? "is there a comma too many?"
            : `replace \`${clip(found)}\` by ${expected}, or put ${expected} before it`,
      ),
    },
  );

// ---- files ----------------------------------------------------------------------------------

export const cannotExtend = (path: string, at: Place): Diagnostic =>
  diagnostic("file-not-found", `there is no model \`${path}\``, at, {
    hint: "the path is relative to the folder of this file",
  });

export const extendsItself = (path: string, at: Place): Diagnostic =>
  diagnostic("extends-itself", `\`${path}\` extends itself, directly or through others`, at, {
    hint: "a model can only extend one that does not depend on it",
  });

export const extendsTooDeep = (most: number, at: Place): Diagnostic =>
  diagnostic("extends-too-deep", `more than ${most} models extend one another`, at, {
    hint: "extend a nearer model",
  });

export const errorsInExtended = (path: string, count: number, at: Place): Diagnostic =>
  diagnostic(
    "extended-model-has-errors",
    `\`${path}\` has ${count === 1 ? "an error" : `${count} errors`} of its own`,
    at,
    { hint: "repair that file first" },
  );

export const extendsInBlock = (word: string, at: Place): Diagnostic =>
  diagnostic("not-in-a-block", `\`${word}\` cannot stand inside a block`, at, {
    hint: "move it out of the `for` or `if`",
  });

export const nothingToReplace = (name: string, near: string | undefined, at: Place): Diagnostic =>
  diagnostic("nothing-to-replace", `there is no variable \`${name}\` to replace`, at, {
    hint: didYouMean(near, "`replace` changes a variable of the model named after `extends`"),
    fixes: replaceWith(at, near),
  });

export const nothingToRemove = (name: string, near: string | undefined, at: Place): Diagnostic =>
  diagnostic("nothing-to-remove", `there is no variable \`${name}\` to remove`, at, {
    hint: didYouMean(near, "`remove` names a variable of the model named after `extends`"),
    fixes: replaceWith(at, near),
  });

export const noSuchLink = (from: string, to: string, at: Place): Diagnostic =>
  diagnostic("no-such-link", `there is no link ${from} -> ${to} to remove`, at, {
    severity: "warning",
    hint: "the line changes nothing; remove it",
  });

export const linkIntoMechanism = (to: string, action: "add" | "remove", at: Place): Diagnostic =>
  diagnostic(
    "link-into-mechanism",
    `${to} has a mechanism, so its parents cannot be changed by a link`,
    at,
    {
      hint:
        action === "add"
          ? `mention the new parent in the mechanism: \`replace … ${to} …\``
          : `write the mechanism without it: \`replace … ${to} …\``,
    },
  );

// ---- names ----------------------------------------------------------------------------------

export const duplicateName = (
  kind: string,
  name: string,
  at: Place,
  first: Place | undefined,
): Diagnostic =>
  diagnostic("duplicate-name", `${kind} \`${name}\` is declared twice`, at, {
    related: [related(first, "first declared here")],
    hint: "rename one of them, or remove it (`replace` changes a variable of an extended model)",
  });

export const unknownName = (
  name: string,
  near: string | undefined,
  at: Place,
  what = "nothing",
): Diagnostic =>
  diagnostic("unknown-name", `${what} is called \`${name}\``, at, {
    hint: didYouMean(near, "declare it, or check the spelling"),
    fixes: replaceWith(at, near),
  });

export const removedName = (name: string, at: Place, removed: Place): Diagnostic =>
  diagnostic("removed-name", `\`${name}\` was removed, but is still used here`, at, {
    related: [related(removed, "removed here")],
    hint: "replace this variable too, or keep the other",
  });

export const ambiguousName = (
  name: string,
  meanings: string,
  at: Place,
  other: Place | undefined,
): Diagnostic =>
  diagnostic("ambiguous-name", `\`${name}\` may mean ${meanings}`, at, {
    related: [related(other, "also declared here")],
    hint: "rename one of them",
  });

export const wrongKindOfName = (
  name: string,
  is: string,
  wanted: string,
  at: Place,
  declared?: Place,
): Diagnostic =>
  diagnostic("wrong-kind-of-name", `\`${name}\` is ${is}; ${wanted} is needed here`, at, {
    related: [related(declared, "declared here")],
    hint: `name ${wanted}`,
  });

export const unknownAgent = (
  name: string,
  near: string | undefined,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("unknown-agent", `no agent is called \`${name}\``, at, {
    hint: didYouMean(
      near,
      all.length === 0 ? `declare it: \`agent ${name}\`` : `the agents are ${listNames(all)}`,
    ),
    fixes: replaceWith(at, near),
  });

export const missingOwner = (
  kind: "decision" | "utility",
  name: string,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("missing-owner", `whose ${kind} is \`${name}\`?`, at, {
    hint: `there are several agents, so write \`${kind === "decision" ? "by" : "for"} ${all[0] ?? "agent"}\``,
  });

export const tooManyOwners = (name: string, at: Place): Diagnostic =>
  diagnostic("too-many-owners", `decision \`${name}\` has several agents`, at, {
    hint: "a decision is taken by one agent; give each agent its own",
  });

export const ownerOfChance = (name: string, at: Place): Diagnostic =>
  diagnostic("owner-of-chance", `chance variable \`${name}\` cannot have an owner`, at, {
    hint: "only decisions (`by`) and utilities (`for`) have owners",
  });

// ---- indices and replication ----------------------------------------------------------------

export const indexMissing = (name: string, example: string, at: Place): Diagnostic =>
  diagnostic("index-missing", `\`${name}\` has instances; say which one`, at, {
    hint: `for example \`${example}\``,
  });

export const indexOutOfRange = (
  instance: string,
  declared: string,
  at: Place,
  place: Place | undefined,
): Diagnostic =>
  diagnostic("index-out-of-range", `there is no \`${instance}\`; ${declared}`, at, {
    related: [related(place, "declared here")],
    hint: "change the index, or guard the use: `if t > 1 { … }`",
  });

export const indexNotStatic = (what: string, at: Place): Diagnostic =>
  diagnostic(
    "index-not-static",
    `an index must be known before the model runs; \`${clip(what)}\` is not`,
    at,
    { hint: "use index variables, parameters and numbers; choose among instances with `match`" },
  );

export const indexNotWhole = (shown: string, at: Place): Diagnostic =>
  diagnostic("index-not-whole", `an index must be a whole number, not ${shown}`, at, {
    hint: "round it, or change the parameter",
  });

export const indexCount = (name: string, wanted: number, got: number, at: Place): Diagnostic =>
  diagnostic(
    "index-count",
    `\`${name}\` has ${wanted} ${wanted === 1 ? "index" : "indices"}, not ${got}`,
    at,
    { hint: "write as many indices as in the declaration" },
  );

export const rangeExpected = (at: Place): Diagnostic =>
  diagnostic("range-expected", "a range of whole numbers was expected", at, {
    hint: "for example `1..T`",
  });

export const tooManyNodes = (most: number, at: Place): Diagnostic =>
  diagnostic(
    "too-many-nodes",
    `the model would have more than ${most} variables or loop steps`,
    at,
    { hint: "lower the bound of the loop" },
  );

export const guardNotTruth = (at: Place): Diagnostic =>
  diagnostic("guard-not-truth", "a guard must be true or false", at, {
    hint: "for example `if t > 1 { … }`",
  });

// ---- parameters, types, functions -----------------------------------------------------------

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
  diagnostic("bounds-expected", "the bounds of a parameter are a range of numbers", at, {
    hint: "for example `in 0..1`",
  });

export const unknownParameter = (name: string, near: string | undefined): Diagnostic =>
  diagnostic("unknown-parameter", `the model has no parameter \`${name}\` to set`, undefined, {
    hint: didYouMean(near, "remove it"),
  });

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
    fixes: replaceWith(at, near),
  });

export const emptyDomain = (at: Place): Diagnostic =>
  diagnostic("empty-domain", "this domain has no values", at, {
    hint: "a variable needs at least one value",
  });

export const repeatedValue = (value: string, at: Place): Diagnostic =>
  diagnostic("repeated-value", `${value} is listed twice in this domain`, at, {
    hint: "list each value once",
  });

export const mixedDomain = (at: Place): Diagnostic =>
  diagnostic("mixed-domain", "a domain holds either numbers or labels or truth values", at, {
    hint: "write the numbers as labels (`one`, `two`) or split the variable",
  });

export const domainTooLarge = (most: number, at: Place): Diagnostic =>
  diagnostic("domain-too-large", `this domain has more than ${most} values`, at, {
    hint: "make the range shorter or the step larger",
  });

export const missingDomain = (kind: string, name: string, at: Place): Diagnostic =>
  diagnostic("missing-domain", `${kind} \`${name}\` has a mechanism but no domain`, at, {
    hint: `say which values it takes: \`${kind} ${name} : bool …\``,
  });

// ---- mechanisms -----------------------------------------------------------------------------

export const typeMismatch = (wanted: string, got: string, at: Place): Diagnostic =>
  diagnostic("type-mismatch", `${wanted} is needed here, this is ${got}`, at, {
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
  diagnostic("value-never-taken", `\`${name}\` never is ${value}`, at, {
    severity: "warning",
    hint: didYouMean(near, `its values are ${all.join(", ")}`),
    fixes: replaceWith(at, near),
  });

export const distributionAsValue = (what: string, at: Place): Diagnostic =>
  diagnostic("distribution-as-value", `${what} is a distribution; a value is needed here`, at, {
    hint: "a distribution stands after `~`, or in a branch of it",
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
    `these variables depend on each other in a circle: ${[...names, names[0]].join(" → ")}`,
    at,
    {
      related: others
        .slice(0, 5)
        .map((place, i) => ({ ...place, message: `${names[i + 1]} is declared here` })),
      hint: "take one of the arrows away; use an index for time: `X[t+1] = f(X[t])`",
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

// ---- worlds ---------------------------------------------------------------------------------

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
    `decision \`${decision}\` stands between what is forced and ${target}`,
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

// ---- claims ---------------------------------------------------------------------------------

export const unknownPredicate = (
  name: string,
  near: string | undefined,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("unknown-predicate", `no predicate is called \`${name}\``, at, {
    hint: didYouMean(near, `some predicates are ${listNames(all)}`),
    fixes: replaceWith(at, near),
  });

export const claimArgument = (
  predicate: string,
  wanted: string,
  got: string,
  at: Place,
): Diagnostic =>
  diagnostic("claim-argument", `\`${predicate}\` needs ${wanted} here, not ${got}`, at, {
    hint: `name ${wanted}`,
  });

export const claimGiven = (predicate: string, at: Place): Diagnostic =>
  diagnostic("claim-given", `\`${predicate}\` takes nothing after \`|\``, at, {
    hint: "remove the bar and what follows",
  });

export const claimShape = (what: string, hint: string, at: Place): Diagnostic =>
  diagnostic("claim-shape", what, at, { hint });

// ---- data (JSON) ----------------------------------------------------------------------------

export const badData = (path: string, what: string): Diagnostic =>
  diagnostic("bad-data", path === "" ? what : `${path}: ${what}`, undefined, {
    hint: "see the published JSON Schema of Cidery models",
  });

/** Every code this layer can report, in the order of this file. */
export const DIAGNOSTIC_CODES = [
  "file-too-large",
  "not-text",
  "stray-text",
  "open-comment",
  "open-string",
  "too-deep",
  "too-many-errors",
  "unclosed-block",
  "stray-brace",
  "missing-block",
  "not-an-item",
  "unexpected-text",
  "unfinished-item",
  "keyword-as-name",
  "syntax",
  "file-not-found",
  "extends-itself",
  "extends-too-deep",
  "extended-model-has-errors",
  "not-in-a-block",
  "nothing-to-replace",
  "nothing-to-remove",
  "no-such-link",
  "link-into-mechanism",
  "duplicate-name",
  "unknown-name",
  "removed-name",
  "ambiguous-name",
  "wrong-kind-of-name",
  "unknown-agent",
  "missing-owner",
  "too-many-owners",
  "owner-of-chance",
  "index-missing",
  "index-out-of-range",
  "index-not-static",
  "index-not-whole",
  "index-count",
  "range-expected",
  "too-many-nodes",
  "guard-not-truth",
  "parameter-not-a-number",
  "parameter-out-of-bounds",
  "bounds-expected",
  "unknown-parameter",
  "circular-definition",
  "wrong-argument-count",
  "not-a-domain",
  "empty-domain",
  "repeated-value",
  "mixed-domain",
  "domain-too-large",
  "missing-domain",
  "type-mismatch",
  "never-equal",
  "value-never-taken",
  "distribution-as-value",
  "set-as-value",
  "missing-weight",
  "not-here",
  "other-needs-two-values",
  "pattern-not-a-value",
  "not-a-parent",
  "mechanism-too-large",
  "table-size",
  "table-needs-finite",
  "cycle",
  "bad-mechanism",
  "probabilities-do-not-sum",
  "negative-weight",
  "value-outside-domain",
  "no-matching-case",
  "division-by-zero",
  "not-a-number",
  "wrong-domain",
  "wrong-parameter",
  "component-out-of-range",
  "not-verified",
  "no-values",
  "world-target",
  "world-forced",
  "world-value",
  "decision-between-worlds",
  "assumed-independent-noise",
  "too-much-noise",
  "unknown-predicate",
  "claim-argument",
  "claim-given",
  "claim-shape",
  "bad-data",
] as const;

export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];
