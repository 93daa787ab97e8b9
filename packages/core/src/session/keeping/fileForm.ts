/**
 * How a text is stored, apart from what it says: a byte order mark and its line ends. On screen
 * lines end in `\n`; what is written back has the mark and the line ends that came, also where they
 * were mixed: lines that nobody touched keep theirs, new ones take the usual one of the file.
 */
import { diffIndices } from "node-diff3";

/** How a file is written beside its text: byte order mark and line ends. */
export interface FileForm {
  readonly byteOrderMark: boolean;
  /** What most lines end in. */
  readonly usualEnd: LineEnd;
  /** The lines with their ends as they came; undefined where all have the same end. */
  readonly mixed: readonly EndedLine[] | undefined;
}

type LineEnd = "\n" | "\r\n" | "\r";

interface EndedLine {
  readonly line: string;
  /** Empty at the last line. */
  readonly end: LineEnd | "";
}

const MARK = "\uFEFF";
/** More changed lines than this are not compared with the old ones. */
const MOST_LINES = 4000;

/** The text for the screen, and what is needed to store it again. Linear. */
export function readFileForm(stored: string): { readonly text: string; readonly form: FileForm } {
  const byteOrderMark = stored.startsWith(MARK);
  const content = byteOrderMark ? stored.slice(1) : stored;
  const lines = [...content.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/gu)].map(
    ([, line = "", end = ""]): EndedLine => ({ line, end: end as LineEnd | "" }),
  );
  // The pattern finds an empty match behind the last line.
  if (lines.length > 1 && lines.at(-2)?.end === "" && lines.at(-1)?.line === "") lines.pop();
  const counts = new Map<LineEnd, number>();
  for (const { end } of lines) if (end !== "") counts.set(end, (counts.get(end) ?? 0) + 1);
  const usualEnd = [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "\n";
  const form = { byteOrderMark, usualEnd, mixed: counts.size > 1 ? lines : undefined };
  return { text: lines.map(({ line }) => line).join("\n"), form };
}

/** The text as it is stored: `writeFileForm(text, form)` of what was read is what was stored. */
export function writeFileForm(text: string, form: FileForm): string {
  const mark = form.byteOrderMark ? MARK : "";
  const { mixed, usualEnd } = form;
  if (mixed === undefined) {
    return mark + (usualEnd === "\n" ? text : text.replaceAll("\n", usualEnd));
  }
  const lines = text.split("\n");
  const ends = endsOf(lines, mixed, usualEnd);
  return mark + lines.map((line, index) => line + (ends[index] ?? "")).join("");
}

function endsOf(lines: readonly string[], before: readonly EndedLine[], usual: LineEnd): string[] {
  const last = lines.length - 1;
  const kept = lines.map((_, index): string => (index === last ? "" : usual));
  const keep = (index: number, old: number): void => {
    const end = before[old]?.end;
    if (index !== last && end !== undefined && end !== "") kept[index] = end;
  };
  let start = 0;
  const shorter = Math.min(lines.length, before.length);
  while (start < shorter && lines[start] === before[start]?.line) keep(start, start++);
  let tail = 0;
  while (tail < shorter - start && lines[last - tail] === before[before.length - 1 - tail]?.line) {
    keep(last - tail, before.length - 1 - tail);
    tail++;
  }
  const old = before.slice(start, before.length - tail).map(({ line }) => line);
  const now = lines.slice(start, lines.length - tail);
  if (Math.max(old.length, now.length) > MOST_LINES) return kept;
  let [nextOld, nextNow] = [0, 0];
  const changes = diffIndices(old, now);
  const untilEnd = { buffer1: [old.length, 0], buffer2: [now.length, 0] };
  for (const { buffer1, buffer2 } of [...changes, untilEnd]) {
    const [oldAt = 0, oldCount = 0] = buffer1;
    const [nowAt = 0, nowCount = 0] = buffer2;
    while (nextNow < nowAt) keep(start + nextNow++, start + nextOld++);
    nextOld = oldAt + oldCount;
    nextNow = nowAt + nowCount;
  }
  return kept;
}
