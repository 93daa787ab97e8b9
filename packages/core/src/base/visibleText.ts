/**
 * Text from models and files is shown, not obeyed: characters that a terminal takes as commands, or
 * that turn the direction of what follows, become visible escapes. In JSON the escapes mean the same
 * characters.
 */

/** C0 but for tab and line feed, delete, C1, line and paragraph separators, directions. */
const COMMANDS =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The same text with such characters written as backslash-u and four hexadecimal digits. */
export function visibleText(text: string): string {
  return text.replace(
    COMMANDS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
