/** Names in a text against names of nodes: back-ticks and blanks are spelling, not part of a name. */
import type { TextRange } from "../../base/index.ts";
import type { VariableItem } from "../syntax/syntax.ts";
import { instanceIn } from "../print/spelling.ts";
import { unquoted, writeName } from "../syntax/words.ts";

const QUOTED_OR_BLANK = /`[^`\\\n]*(?:\\[^\n][^`\\\n]*)*`|\s+/gu;

/** A reference without blanks, its names as the writer spells them: one text for one meaning. */
export function squeezed(written: string): string {
  return written.replace(QUOTED_OR_BLANK, (part) =>
    part.startsWith("`") ? writeName(unquoted(part)) : "",
  );
}

export function squeezedAt(text: string, { start, end }: TextRange): string {
  return squeezed(text.slice(start, end));
}

/** The declaration's name of a node: S of S[2], unless a variable is called `S[2]` as a whole. */
export function templateOf(
  variables: ReadonlyMap<string, readonly VariableItem[]>,
  name: string,
): string {
  return variables.has(name) ? name : (instanceIn(name)?.template ?? name);
}

/** A node's name as it is written in a text with these variables. */
export function reference(
  variables: ReadonlyMap<string, readonly VariableItem[]>,
  name: string,
): string {
  return written(name, templateOf(variables, name));
}

/** @param template the name without indices, which the name begins with */
export function written(name: string, template: string): string {
  return writeName(template) + name.slice(template.length);
}
