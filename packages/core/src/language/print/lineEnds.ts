/** How the lines of a text end, and whether a byte order mark opens it: what a layout keeps. */
export interface TextForm {
  readonly mark: string;
  /** What most lines end in; of several equally many, the first. */
  readonly end: "\n" | "\r\n" | "\r";
}

export function formOf(text: string): TextForm {
  const counts = new Map<TextForm["end"], number>();
  for (const [found] of text.matchAll(/\r\n|\n|\r/gu)) {
    const end = found as TextForm["end"];
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  const [usual] = [...counts].sort(([, a], [, b]) => b - a);
  return { mark: text.startsWith("\uFEFF") ? "\uFEFF" : "", end: usual?.[0] ?? "\n" };
}

/** The text with `\n` alone and without the mark. */
export function withoutForm(text: string): string {
  return text.replace(/^\uFEFF/u, "").replaceAll(/\r\n?/gu, "\n");
}

export function withForm(text: string, { mark, end }: TextForm): string {
  return mark + (end === "\n" ? text : text.replaceAll("\n", end));
}
