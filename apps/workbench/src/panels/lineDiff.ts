/** Which lines of a text go and come: the longest common part stays. For texts of a model's size. */
export interface DiffLine {
  readonly kind: "gone" | "new";
  readonly text: string;
}

/** Only the lines that differ, in order. Quadratic in the stretch that differs. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const a = before.split("\n");
  const b = after.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const left = Math.min(a.length, b.length) - head;
  while (tail < left && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return changed(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
}

function changed(a: readonly string[], b: readonly string[]): DiffLine[] {
  const width = b.length + 1;
  // Length of the longest common subsequence of the rests from i and j on.
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1)))
      lines.push({ kind: "gone", text: a[i++] as string });
    else lines.push({ kind: "new", text: b[j++] as string });
  }
  return lines;
}
