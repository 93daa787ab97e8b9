/** Diagnostics of spelling and grammar, and of the files a model extends. */
import type { Diagnostic, TextRange } from "../../base/index.ts";
import type { Place } from "./diagnostic.ts";
import { clip, diagnostic, didYouMean, related, replaceWith } from "./diagnostic.ts";

export const fileTooLarge = (length: number, most: number): Diagnostic =>
  diagnostic(
    "file-too-large",
    `the file has ${length} characters; a model may have at most ${most}`,
    undefined,
    {
      hint: "a model this size was probably generated: write it with `for` and parameters",
    },
  );

export const notText = (offset: number): Diagnostic =>
  diagnostic(
    "not-text",
    "the file is not text: it contains bytes that cannot occur in a model",
    { start: offset, end: offset + 1 },
    {
      hint: "a `.cid` file is plain text in UTF-8",
    },
  );

export const strayText = (text: string, range: TextRange): Diagnostic =>
  diagnostic("stray-text", `\`${clip(text)}\` has no meaning in this language`, range, {
    hint: text.startsWith("#")
      ? "a comment begins with `//`"
      : text.startsWith("'")
        ? 'a text stands in quotation marks `"…"`'
        : text.startsWith("&")
          ? "the word is `and`"
          : text.startsWith("!")
            ? "the word is `not`; unequal is `!=`"
            : text.startsWith(";")
              ? "an item needs nothing at its end"
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

export const openName = (range: TextRange): Diagnostic =>
  diagnostic(
    "open-name",
    "this name is never closed",
    { start: range.start, end: range.start + 1 },
    {
      hint: "close it with a back-tick on the same line; a back-tick inside a name is written \\`",
    },
  );

export const emptyName = (range: TextRange): Diagnostic =>
  diagnostic("empty-name", "a name cannot be empty", range, {
    hint: 'write the name between the back-ticks; an empty label is written `""`',
  });

export const badEscape = (range: TextRange): Diagnostic =>
  diagnostic("bad-escape", "this is not a character code", range, {
    hint: "write a character by its code in hexadecimal digits, for example `\\u{e9}`, at most `\\u{10ffff}`; a backslash itself is written twice",
  });

export const tooDeep = (most: number, at: TextRange | Place): Diagnostic =>
  diagnostic("too-deep", `this is nested more than ${most} levels deep`, at, {
    hint: "split it with `fn`, `let` or an intermediate variable",
  });

export const tooManyErrors = (most: number): Diagnostic =>
  diagnostic(
    "too-many-errors",
    `there are more than ${most} errors; the rest are not shown`,
    undefined,
    {
      severity: "info",
      hint: "fix the first ones",
    },
  );

/** What a list that was cut short leaves out. */
export function notShown(rest: {
  readonly errors?: number;
  readonly warnings?: number;
  readonly remarks?: number;
}): Diagnostic {
  const parts = Object.entries(rest)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} more ${count === 1 ? word.slice(0, -1) : word}`);
  const isOne = Object.values(rest).reduce((sum, count) => sum + count, 0) === 1;
  return diagnostic(
    "too-many-errors",
    `and ${parts.join(" and ")}, which ${isOne ? "is" : "are"} not shown`,
    undefined,
    { severity: "info", hint: "fix the first ones" },
  );
}

export const unclosedBlock = (word: string, range: TextRange): Diagnostic =>
  diagnostic("unclosed-block", `the block of this \`${word}\` is never closed`, range, {
    hint: "close it with `}`",
  });

export const strayBrace = (range: TextRange): Diagnostic =>
  diagnostic("stray-brace", "there is no block for this `}` to close", range, {
    hint: "remove it",
  });

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
    `\`${clip(found)}\` does not belong here: the \`${item}\` item is complete`,
    range,
    {
      hint: didYouMean(near, leftOverHint(found, item)),
      fixes: replaceWith({ range }, near ?? (isEquality(found, item) ? "==" : undefined)),
    },
  );

/** A second `=` in what has a mechanism already. */
function isEquality(found: string, item: string): boolean {
  return found === "=" && item !== "decision";
}

function leftOverHint(found: string, item: string): string {
  if (item === "decision" && (found === "=" || found === "~"))
    return "a decision has no mechanism: its rule is what is solved for";
  if (item === "decision" && found === "from")
    return "what a decision observes is written after `sees`";
  if (item === "decision" && found === "for") return "who takes a decision is written after `by`";
  if ((item === "chance" || item === "utility") && found === "sees")
    return "only a decision sees; parents are written after `from`, or just mentioned";
  if (isEquality(found, item)) return "equality in an expression is written `==`";
  return `an operator may be missing before \`${clip(found)}\`, or the keyword of the next item`;
}

const A_VALUE = "a value";
const VALUE_HINT =
  "a value is a name, a number, or begins with `(`, `[`, `{`, `if`, `match` or `let`";

export const endedEarly = (
  expected: string,
  item: string,
  next: string | undefined,
  range: TextRange,
): Diagnostic =>
  diagnostic(
    "unfinished-item",
    `${expected} was expected before ${next === undefined ? "the end of the file" : `\`${clip(next)}\``}: the \`${item}\` item is incomplete`,
    range,
    { hint: expected === A_VALUE ? VALUE_HINT : `continue with ${expected}` },
  );

export const keywordAsName = (word: string, range: TextRange): Diagnostic =>
  diagnostic(
    "keyword-as-name",
    `\`${word}\` is a keyword; to use it as a name, write it in back-ticks`,
    range,
    {
      hint: `write it in back-ticks, or choose another name`,
      fixes: replaceWith({ range }, `\`${word}\``),
    },
  );

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
            ? "is there one comma too many?"
            : expected === A_VALUE
              ? VALUE_HINT
              : `replace \`${clip(found)}\` by ${expected}, or put ${expected} before it`,
      ),
      fixes: replaceWith({ range }, found === "=" && expected !== A_VALUE ? "==" : undefined),
    },
  );

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

export const extendsTooMany = (most: number, at: Place): Diagnostic =>
  diagnostic("extends-too-deep", `more than ${most} models are extended in all`, at, {
    hint: "extend fewer models, each once",
  });

export const mayNotExtend = (why: string, hint: string | undefined, at: Place): Diagnostic =>
  diagnostic("file-not-allowed", why, at, hint === undefined ? {} : { hint });

export const errorsInExtended = (
  path: string,
  count: number,
  line: number,
  at: Place,
): Diagnostic =>
  diagnostic(
    "extended-model-has-errors",
    `\`${path}\` has ${count === 1 ? "an error" : `${count} errors`} of its own, ${count === 1 ? "" : "the first "}in line ${line}`,
    at,
    { hint: "check that file by itself and fix it first" },
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
