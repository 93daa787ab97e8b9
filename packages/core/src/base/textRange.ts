/**
 * Places in a text. Offsets count UTF-16 code units, as JavaScript strings and editors do; lines
 * and columns start at 1, as people and terminals do.
 */
/** A stretch of a text in UTF-16 units; `end` is behind the last one. */
export interface TextRange {
  readonly start: number;
  /** First offset after the range. */
  readonly end: number;
}

/** A place in a text for readers: both count from 1, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which each line starts; compute once per text, then ask `lineColumnAt`. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column of an offset, by binary search over `lineStarts(text)`. */
export function lineColumnAt(starts: readonly number[], offset: number): LineColumn {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
