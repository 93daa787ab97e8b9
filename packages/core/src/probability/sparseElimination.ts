/**
 * Greedy elimination for networks of many thousand variables, such as a decision process written
 * out over ten thousand steps: neighbourhoods are sets, the cheapest vertex comes from a heap, and
 * time is about n · d² · log n for degree d at removal. Cost is the entries of the table that
 * arises, then the edges that must be added; ties go to the lowest vertex. Only neighbours of what left
 * are measured again: edges between them may have made others cheaper, which a large network can do without.
 */

export interface SparseElimination {
  readonly order: readonly number[];
  readonly largestEntries: number;
  readonly totalEntries: number;
}

export function sparseElimination(
  sizes: readonly number[],
  scopes: readonly (readonly number[])[],
  keep: ReadonlySet<number>,
): SparseElimination {
  const near = new Map<number, Set<number>>();
  for (const scope of scopes) {
    for (const v of scope) {
      const neighbours = near.get(v) ?? new Set<number>();
      near.set(v, neighbours);
      for (const u of scope) if (u !== v) neighbours.add(u);
    }
  }
  const entriesAt = (v: number): number => {
    let entries = sizes[v] as number;
    for (const u of near.get(v) as Set<number>) entries *= sizes[u] as number;
    return entries;
  };
  const missingAt = (v: number): number => {
    const neighbours = near.get(v) as Set<number>;
    let missing = 0;
    for (const u of neighbours) {
      const others = near.get(u) as Set<number>;
      for (const w of neighbours) if (u < w && !others.has(w)) missing++;
    }
    return missing;
  };
  // A vertex whose neighbours are all joined is free; else the table it makes decides.
  const costOf = (v: number): number => {
    const missing = missingAt(v);
    return missing === 0 ? 0 : Math.log2(entriesAt(v)) + missing * 1e-3;
  };
  const heap = new Heap();
  const stamp = new Map<number, number>();
  const push = (v: number): void => {
    const next = (stamp.get(v) ?? 0) + 1;
    stamp.set(v, next);
    heap.push(costOf(v), v, next);
  };
  for (const v of near.keys()) if (!keep.has(v)) push(v);
  const order: number[] = [];
  let largestEntries = 1;
  let totalEntries = 0;
  for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
    const { vertex: v } = top;
    if (stamp.get(v) !== top.stamp) continue;
    stamp.set(v, -1);
    const entries = entriesAt(v);
    largestEntries = Math.max(largestEntries, entries);
    totalEntries += entries;
    order.push(v);
    const neighbours = [...(near.get(v) as Set<number>)];
    for (const u of neighbours) {
      const others = near.get(u) as Set<number>;
      others.delete(v);
      for (const w of neighbours) if (w !== u) others.add(w);
    }
    near.delete(v);
    for (const u of neighbours) if (!keep.has(u)) push(u);
  }
  return { order, largestEntries, totalEntries };
}

interface HeapEntry {
  readonly cost: number;
  readonly vertex: number;
  readonly stamp: number;
}

/** A binary heap; equal costs come out by vertex. */
class Heap {
  readonly #entries: HeapEntry[] = [];

  push(cost: number, vertex: number, stamp: number): void {
    const entries = this.#entries;
    const entry = { cost, vertex, stamp };
    let at = entries.length;
    entries.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = entries[above] as HeapEntry;
      if (!isBefore(entry, other)) break;
      entries[at] = other;
      at = above;
    }
    entries[at] = entry;
  }

  pop(): HeapEntry | undefined {
    const entries = this.#entries;
    const top = entries[0];
    const last = entries.pop();
    if (top === undefined || last === undefined || entries.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= entries.length) break;
      if (
        below + 1 < entries.length &&
        isBefore(entries[below + 1] as HeapEntry, entries[below] as HeapEntry)
      ) {
        below++;
      }
      if (!isBefore(entries[below] as HeapEntry, last)) break;
      entries[at] = entries[below] as HeapEntry;
      at = below;
    }
    entries[at] = last;
    return top;
  }
}

function isBefore(a: HeapEntry, b: HeapEntry): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.vertex < b.vertex);
}
