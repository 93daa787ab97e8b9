/** Which words the language reserves, and what a name is; shared by reader and writer. */

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
] as const;

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
  [...ITEM_WORDS, ...INNER_WORDS].filter((word) => word !== "agent"),
);

const WHOLE_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*'*$/u;

/** Could this be a variable's name (without indices)? Keywords could not. */
export function isName(text: string): boolean {
  return WHOLE_NAME.test(text) && !RESERVED_WORDS.has(text);
}
