/** Which words the language reserves, what a name is and how it is written; shared by reader and writer. */

/** Words that declare something: its name follows. */
export const DECLARING_WORDS = [
  "agent",
  "param",
  "type",
  "fn",
  "chance",
  "decision",
  "utility",
] as const;

/** Words that begin an item and are followed by a name, a text or an index of the writer's choice. */
export const NAMING_WORDS = ["model", "cite", "note", "topic", ...DECLARING_WORDS, "for"] as const;

/** Words with which an item begins. */
export const ITEM_WORDS = [
  ...NAMING_WORDS,
  "if",
  "extends",
  "replace",
  "remove",
  "add",
  "include",
  "claim",
  "story",
  "ask",
] as const;

/** Words that begin an item only before a text, and are names elsewhere. */
const STEP_WORDS: ReadonlySet<string> = new Set(["story", "ask"]);

/** Words inside items. */
const INNER_WORDS = [
  "by",
  "sees",
  "from",
  "in",
  "then",
  "else",
  "match",
  "let",
  "and",
  "or",
  "xor",
  "not",
  "implies",
  "true",
  "false",
  "under",
  "with",
  "without",
] as const;

/** Every word that cannot be a name; `agent` can, it is the implicit agent's. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  [...ITEM_WORDS, ...INNER_WORDS].filter((word) => word !== "agent" && !STEP_WORDS.has(word)),
);

const WHOLE_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*'*$/u;

/** Can this text stand bare as a name (without indices)? Any other text needs back-ticks. */
export function isName(text: string): boolean {
  return WHOLE_NAME.test(text) && !RESERVED_WORDS.has(text);
}

/** A name as it is written: bare where possible, else in back-ticks. Reading it gives the text. */
export function writeName(text: string): string {
  return isName(text) ? text : quotedName(text);
}

/** A name in back-ticks, also where it could stand bare. */
export function quotedName(text: string): string {
  return `\`${escaped(text, "`")}\``;
}

/** A text in quotation marks: a label, or the text after `note` and its like. */
export function writeText(text: string): string {
  return `"${escaped(text, '"')}"`;
}

/** A label as it is written: bare where it can be nothing else, else in quotation marks. */
export function writeLabel(text: string): string {
  return isName(text) && text !== "_" ? text : writeText(text);
}

/**
 * Characters that are written by their code: control characters, which no model holds as they
 * are, halves of surrogate pairs, marks that turn the direction of writing or cannot be seen, and
 * all blanks but the common one, so that two names that look alike in a file are alike.
 */
const CODED =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]|(?! )\p{Zs}/gu;

function escaped(text: string, quote: string): string {
  return text
    .replace(/[\\"`]/g, (c) => (c === "\\" || c === quote ? `\\${c}` : c))
    .replace(CODED, (c) =>
      c === "\n" ? "\\n" : `\\u{${(c.codePointAt(0) as number).toString(16)}}`,
    );
}

/**
 * The text that a name in back-ticks or a text in quotation marks stands for. A line end in it is
 * `\n`, however the lines of the file end: a model is the same on every system.
 */
export function unquoted(image: string): string {
  return image
    .slice(1, -1)
    .replaceAll(/\r\n?/gu, "\n")
    .replace(ESCAPE, (whole, code: string | undefined, c: string | undefined) =>
      code === undefined ? (c === "n" ? "\n" : (c as string)) : (character(code) ?? whole),
    );
}

/** Where in a quoted text the code of a character is not valid, from its backslash. */
export function badEscape(image: string): { start: number; end: number } | undefined {
  for (const found of image.matchAll(ESCAPE)) {
    const [whole, code, c] = found;
    const isBad =
      code === undefined
        ? c === "u" && image[found.index + 2] === "{"
        : character(code) === undefined;
    if (isBad) return { start: found.index, end: found.index + whole.length };
  }
  return undefined;
}

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,8})\}|([^]))/g;

function character(code: string): string | undefined {
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
