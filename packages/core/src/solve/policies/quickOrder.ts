/**
 * Greedy elimination order, smallest resulting table first, in near-linear time and memory: for
 * small problems, and for replicated ones with tens of thousands of variables. The probability
 * layer searches for better orders where that pays.
 */
export function quickOrder(
  sizes: readonly number[],
  scopes: readonly (readonly number[])[],
): Int32Array {
  const neighbours = new Map<number, Set<number>>();
  for (const scope of scopes)
    for (const v of scope) {
      let set = neighbours.get(v);
      if (set === undefined) neighbours.set(v, (set = new Set()));
      for (const w of scope) if (w !== v) set.add(w);
    }
  const left = new Set(neighbours.keys());
  const heap: { v: number; cost: number }[] = [];
  const cost = (v: number): number => {
    let c = Math.log2(sizes[v] as number);
    for (const w of neighbours.get(v) as Set<number>) c += Math.log2(sizes[w] as number);
    return c;
  };
  const current = new Map<number, number>();
  const push = (v: number): void => {
    const c = cost(v);
    current.set(v, c);
    heap.push({ v, cost: c });
    let i = heap.length - 1;
    while (i > 0) {
      const p = (i - 1) >> 1;
      const a = heap[p] as { v: number; cost: number };
      const b = heap[i] as { v: number; cost: number };
      if (a.cost <= b.cost) break;
      heap[p] = b;
      heap[i] = a;
      i = p;
    }
  };
  const pop = (): { v: number; cost: number } | undefined => {
    const result = heap[0];
    const last = heap.pop();
    if (result === undefined || last === undefined || heap.length === 0) return result;
    heap[0] = last;
    for (let i = 0; ; ) {
      let c = 2 * i + 1;
      if (c >= heap.length) break;
      const right = heap[c + 1];
      if (right !== undefined && right.cost < (heap[c] as { cost: number }).cost) c++;
      if ((heap[i] as { cost: number }).cost <= (heap[c] as { cost: number }).cost) break;
      [heap[i], heap[c]] = [
        heap[c] as { v: number; cost: number },
        heap[i] as { v: number; cost: number },
      ];
      i = c;
    }
    return result;
  };
  for (const v of [...left].sort((a, b) => a - b)) push(v);
  const order: number[] = [];
  for (let next = pop(); next !== undefined; next = pop()) {
    const { v } = next;
    if (!left.has(v) || current.get(v) !== next.cost) continue;
    left.delete(v);
    order.push(v);
    const around = [...(neighbours.get(v) as Set<number>)];
    for (const a of around) {
      const set = neighbours.get(a) as Set<number>;
      set.delete(v);
      for (const b of around) if (b !== a) set.add(b);
    }
    for (const a of around) push(a);
  }
  return Int32Array.from(order);
}
