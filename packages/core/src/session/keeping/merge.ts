/**
 * Two texts that grew from one, put together line by line (diff3). Lines changed on one side only
 * are taken as changed; lines that both sides added at one place are all kept. Where both sides
 * changed the same lines, one side stays as it is and the other stands below it as comments between
 * marks, so that the model can still be read, nothing is lost, and a reader sees what happened.
 */
import { diff3Merge } from "node-diff3";

/** Two changed texts in one, and the places where a reader must decide. */
export interface MergedTexts {
  readonly text: string;
  /** Places where both sides had changed the same lines; empty: nothing for a reader to decide. */
  readonly conflicts: readonly MergeConflict[];
}

/** Lines that both sides changed, each in its own way. */
export interface MergeConflict {
  /** Counted from 1, in the merged text. */
  readonly line: number;
  readonly mine: string;
  readonly theirs: string;
}

const OPENING = "// <<<<<<< both sides changed this; the other text, as comments:";
const CLOSING = "// >>>>>>> keep what is right and delete the rest";

/** More lines on each side than this are not compared: the time grows with their product. */
const MOST_LINES = 4000;

/**
 * What `mine` and `theirs`, both grown from `base`, say together.
 * @param first whose lines come first where both added some: pages that merge the same two texts
 *   from both ends must agree on it
 */
export function mergeTexts(
  base: string,
  mine: string,
  theirs: string,
  first: "mine" | "theirs" = "mine",
): MergedTexts {
  if (mine === base || mine === theirs) return { text: theirs, conflicts: [] };
  if (theirs === base) return { text: mine, conflicts: [] };
  const sides = [base, mine, theirs].map((text) => text.split("\n")) as [
    string[],
    string[],
    string[],
  ];
  const { head, middles, tail } = apartFromEnds(sides);
  const [old, own, other] = middles;
  const lines = [...head];
  const conflicts: MergeConflict[] = [];
  for (const region of regions(old, own, other)) {
    if (region.ok !== undefined) {
      for (const line of region.ok) lines.push(line);
      continue;
    }
    const { a, o, b } = region.conflict;
    const together = withoutConflict(a, o, b, first);
    if (together !== undefined) {
      for (const line of together) lines.push(line);
      continue;
    }
    const [kept, aside] = first === "mine" ? [a, b] : [b, a];
    for (const line of kept) lines.push(line);
    conflicts.push({ line: lines.length + 1, mine: a.join("\n"), theirs: b.join("\n") });
    lines.push(OPENING, ...aside.map(asComment), CLOSING);
  }
  for (const line of tail) lines.push(line);
  return { text: lines.join("\n"), conflicts };
}

type Region =
  | { readonly ok: readonly string[] }
  | {
      readonly ok?: undefined;
      readonly conflict: {
        readonly a: readonly string[];
        readonly o: readonly string[];
        readonly b: readonly string[];
      };
    };

function regions(o: string[], a: string[], b: string[]): Region[] {
  if (Math.max(o.length, a.length, b.length) > MOST_LINES) return [{ conflict: { a, o, b } }];
  return diff3Merge<string>(a, o, b).map(({ ok = [], conflict }) =>
    conflict === undefined ? { ok } : { conflict },
  );
}

/** The lines that both sides can agree on, or undefined when a reader has to decide. */
function withoutConflict(
  a: readonly string[],
  o: readonly string[],
  b: readonly string[],
  first: "mine" | "theirs",
): readonly string[] | undefined {
  const [mine, theirs] = [a.join("\n"), b.join("\n")];
  // One continues the other, as two readings of one burst of typing do.
  if (mine.startsWith(theirs) && theirs.trim() !== "") return a;
  if (theirs.startsWith(mine) && mine.trim() !== "") return b;
  // Deleted here and changed there: what was changed stays.
  if (isBlank(a)) return b;
  if (isBlank(b)) return a;
  if (isBlank(o)) {
    const [before, after] = first === "mine" ? [a, b] : [b, a];
    return [...withoutBlankEnd(before), ...after];
  }
  // One side already holds the other's old text as a comment of a conflict: it is brought up to date.
  return inConflict(a, o, b) ?? inConflict(b, o, a);
}

function inConflict(
  holder: readonly string[],
  old: readonly string[],
  changed: readonly string[],
): readonly string[] | undefined {
  if (!holder.includes(OPENING)) return undefined;
  const sought = old.map(asComment);
  const at = holder.findIndex((_, start) =>
    sought.every((line, offset) => holder[start + offset] === line),
  );
  if (at < 0) return undefined;
  return [...holder.slice(0, at), ...changed.map(asComment), ...holder.slice(at + sought.length)];
}

function asComment(line: string): string {
  return `// ${line}`;
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === "");
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === "") end--;
  return lines.slice(0, end);
}

/** The lines all three begin with, those all three end with, and what stands between. */
function apartFromEnds(sides: readonly [string[], string[], string[]]): {
  readonly head: readonly string[];
  readonly middles: readonly [string[], string[], string[]];
  readonly tail: readonly string[];
} {
  const [base, ...others] = sides;
  const shortest = Math.min(...sides.map(({ length }) => length));
  let start = 0;
  while (start < shortest && others.every((lines) => lines[start] === base[start])) start++;
  let end = 0;
  while (
    end < shortest - start &&
    others.every((lines) => lines[lines.length - 1 - end] === base[base.length - 1 - end])
  ) {
    end++;
  }
  const middle = (lines: string[]): string[] => lines.slice(start, lines.length - end);
  return {
    head: base.slice(0, start),
    middles: [middle(sides[0]), middle(sides[1]), middle(sides[2])],
    tail: base.slice(base.length - end),
  };
}
