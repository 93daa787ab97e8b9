/** All diagnostics: the stable code of each, and what it means. */

/**
 * Every diagnostic that reading a model can report, in the order of the reading: text, items, names,
 * values, mechanisms, worlds, claims. docs/diagnostics.md is made from it.
 */
export const DIAGNOSTICS = [
  { code: "file-too-large", means: "The file has more characters than a model may have." },
  {
    code: "not-text",
    means:
      "The file contains bytes that cannot occur in a text: it is another kind of file, or damaged.",
  },
  { code: "stray-text", means: "These characters have no meaning in the language." },
  { code: "open-comment", means: "A comment that begins with `/*` does not end." },
  {
    code: "open-string",
    means: "A text that begins with a quotation mark does not end on its line.",
  },
  { code: "open-name", means: "A name that begins with a back-tick does not end on its line." },
  { code: "empty-name", means: "A name between back-ticks has no characters." },
  {
    code: "bad-escape",
    means: "A backslash is followed by something that is not a character code.",
  },
  {
    code: "too-deep",
    means: "Brackets, blocks or operators are nested deeper than the reader follows.",
  },
  {
    code: "too-many-errors",
    means: "There are more errors than are listed; the first ones are shown.",
  },
  { code: "unclosed-block", means: "A block that begins with `{` does not end." },
  { code: "stray-brace", means: "A `}` ends a block that never began." },
  { code: "missing-block", means: "A word such as `for` or `if` is not followed by its block." },
  {
    code: "not-an-item",
    means: "A line does not begin with a word that starts an item of a model.",
  },
  {
    code: "unexpected-text",
    means: "An item is complete, and something follows that does not belong to it.",
  },
  { code: "unfinished-item", means: "An item ends before it is complete." },
  { code: "keyword-as-name", means: "A keyword is used where a name is needed." },
  { code: "syntax", means: "Something else was expected at this place." },
  { code: "file-not-found", means: "The model that `extends` names was not found." },
  { code: "extends-itself", means: "A model extends itself, directly or through others." },
  { code: "extends-too-deep", means: "Too many models extend one another." },
  {
    code: "extended-model-has-errors",
    means: "The model that `extends` names has errors of its own.",
  },
  {
    code: "file-not-allowed",
    means: "The model that `extends` names lies outside the folders that may be read.",
  },
  { code: "not-in-a-block", means: "An item that may only stand outside blocks is inside one." },
  {
    code: "nothing-to-replace",
    means: "`replace` names a variable that the extended model does not have.",
  },
  {
    code: "nothing-to-remove",
    means: "`remove` names a variable that the extended model does not have.",
  },
  { code: "no-such-link", means: "The arrow to be removed does not exist." },
  {
    code: "link-into-mechanism",
    means:
      "An arrow is added to, or removed from, a variable whose mechanism says what its parents are.",
  },
  { code: "duplicate-name", means: "Two things of one kind have the same name." },
  { code: "unknown-name", means: "Nothing by this name is declared here." },
  { code: "removed-name", means: "A variable was removed and is still used." },
  { code: "ambiguous-name", means: "A name could mean two things here." },
  {
    code: "wrong-kind-of-name",
    means: "A name refers to something of another kind than is needed here.",
  },
  { code: "unknown-agent", means: "There is no agent of this name." },
  {
    code: "missing-owner",
    means: "There are several agents, and a decision or utility does not say whose it is.",
  },
  { code: "too-many-owners", means: "A decision has more than one agent." },
  {
    code: "owner-of-chance",
    means: "A chance variable has an owner; only decisions and utilities have one.",
  },
  { code: "index-missing", means: "A replicated variable is named without saying which instance." },
  { code: "index-out-of-range", means: "The instance named was never declared." },
  {
    code: "index-not-static",
    means: "An index depends on a variable; indices must be known before the model runs.",
  },
  { code: "index-not-whole", means: "An index is not a whole number." },
  {
    code: "index-count",
    means: "A variable is named with more or fewer indices than it was declared with.",
  },
  { code: "range-expected", means: "A range of whole numbers, such as `1..3`, is needed." },
  {
    code: "too-many-nodes",
    means: "Replication would make more variables or steps than a model may have.",
  },
  { code: "guard-not-truth", means: "The condition after `if` is neither true nor false." },
  { code: "parameter-not-a-number", means: "The value of a parameter is not a number." },
  { code: "parameter-out-of-bounds", means: "The value of a parameter lies outside its bounds." },
  { code: "bounds-expected", means: "The bounds of a parameter are not a range of numbers." },
  {
    code: "unknown-parameter",
    means: "A parameter is set that the model does not have, or that cannot be set in this form.",
  },
  { code: "circular-definition", means: "A parameter, type or function depends on itself." },
  {
    code: "wrong-argument-count",
    means: "A function or predicate has more or fewer arguments than it takes.",
  },
  { code: "not-a-domain", means: "A set of values is needed, and this is not one." },
  {
    code: "difference-as-value",
    means:
      "Two numbers with a hyphen between them are read as a difference; perhaps a label was meant.",
  },
  { code: "empty-domain", means: "A domain has no values." },
  { code: "repeated-value", means: "A domain lists a value twice." },
  { code: "mixed-domain", means: "A domain mixes numbers, labels and truth values." },
  { code: "domain-too-large", means: "A domain has more values than a variable may take." },
  {
    code: "missing-domain",
    means: "A variable has a mechanism and no domain, and none can be inferred.",
  },
  { code: "type-mismatch", means: "A value of one kind is used where another is needed." },
  { code: "never-equal", means: "Two values are compared that can never be equal." },
  { code: "value-never-taken", means: "A variable is compared with a value that it never takes." },
  { code: "distribution-as-value", means: "A distribution is used where a value is needed." },
  { code: "set-as-value", means: "A set or range is used where a value is needed." },
  { code: "missing-weight", means: "A value in a distribution has no weight." },
  { code: "not-here", means: "This part of the language has no meaning at this place." },
  {
    code: "other-needs-two-values",
    means: "`other(…)` is used with a variable that has more or fewer than two values.",
  },
  {
    code: "pattern-not-a-value",
    means: "A case of a `match` is not a value, a tuple of values or `_`.",
  },
  {
    code: "not-a-parent",
    means: "A mechanism mentions a variable that is missing from its list of parents.",
  },
  {
    code: "mechanism-too-large",
    means: "A mechanism becomes too large once functions and sums are written out.",
  },
  {
    code: "table-size",
    means: "A table has more or fewer rows or columns than its parents and its domain need.",
  },
  { code: "table-needs-finite", means: "A table needs parents with finitely many values." },
  { code: "cycle", means: "Variables depend on each other in a cycle." },
  {
    code: "bad-mechanism",
    means: "A mechanism cannot be evaluated at some values of its parents.",
  },
  {
    code: "probabilities-do-not-sum",
    means: "Probabilities of a distribution do not sum to one, at some values of the parents.",
  },
  { code: "negative-weight", means: "A probability is negative, or not a number." },
  { code: "value-outside-domain", means: "A mechanism gives a value that is not in the domain." },
  { code: "no-matching-case", means: "No case of a `match` covers a value that occurs." },
  { code: "division-by-zero", means: "A mechanism divides by zero at some values of its parents." },
  {
    code: "not-a-number",
    means: "The result of a calculation is not a number at some values of the parents.",
  },
  { code: "wrong-domain", means: "A distribution does not fit the domain of its variable." },
  { code: "wrong-parameter", means: "A parameter of a distribution is outside its range." },
  {
    code: "component-out-of-range",
    means: "A component is read that the tuple or list does not have.",
  },
  {
    code: "not-verified",
    means: "A mechanism was not checked at all values of its parents: there are too many.",
  },
  { code: "no-values", means: "A mechanism uses a variable that has no domain." },
  { code: "world-target", means: "`under (…)` follows something that is not a variable." },
  {
    code: "world-forced",
    means: "`under (…)` contains something that is not a variable with a value.",
  },
  { code: "world-value", means: "A variable is forced to a value that it cannot take." },
  {
    code: "decision-between-worlds",
    means:
      "A decision lies between what is forced and what is asked about, and its choice in the other world is not given.",
  },
  {
    code: "assumed-independent-noise",
    means:
      "Two worlds share noise that the mechanism leaves open; it is taken to be independent for each context.",
  },
  { code: "too-much-noise", means: "Two worlds would share more combinations of noise than fit." },
  { code: "unknown-predicate", means: "A claim uses a predicate that does not exist." },
  {
    code: "claim-argument",
    means: "A predicate is given something of another kind than it expects.",
  },
  { code: "claim-given", means: "A predicate takes nothing after the bar." },
  { code: "claim-shape", means: "A claim, or a part of one, does not have the form it needs." },
  { code: "bad-data", means: "The data of a JSON model does not have the form it needs." },
  {
    code: "text-unfaithful",
    means: "A model cannot be written so that reading it gives the same model; nothing is written.",
  },
] as const satisfies readonly { readonly code: string; readonly means: string }[];

export type DiagnosticCode = (typeof DIAGNOSTICS)[number]["code"];

/** The codes alone. */
export const DIAGNOSTIC_CODES: readonly DiagnosticCode[] = DIAGNOSTICS.map(({ code }) => code);
