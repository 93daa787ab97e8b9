/** The title of a model, read from its text and written into it without reading the rest. */

const TITLE = /^([ \t]*model[ \t]+)"((?:[^"\\\n]|\\.)*)"/mu;

export function titleIn(text: string, file: string | undefined): string {
  const found = TITLE.exec(text)?.[2]?.replaceAll(/\\(["\\])/gu, "$1");
  return found ?? file ?? "untitled";
}

/** The text with another title: that of its `model` line, or a new first line. */
export function withTitle(text: string, title: string): string {
  const written = `"${title.replaceAll(/[\\"]/gu, String.raw`\$&`)}"`;
  return TITLE.test(text)
    ? text.replace(TITLE, (_, word: string) => word + written)
    : `model ${written}\n${text}`;
}
