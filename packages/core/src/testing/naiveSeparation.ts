/**
 * d-separation twice over, both from the definition and both slow: by listing every trail, and in
 * the moral graph of the ancestors (Lauritzen et al. 1990). Neither shares code with `graph`.
 */

export type Edge = readonly [from: number, to: number];

/** All simple trails from x to y, as node lists. Exponential; for graphs of about ten nodes. */
export function allTrails(edges: readonly Edge[], x: number, y: number): number[][] {
  const found: number[][] = [];
  const extend = (trail: number[]): void => {
    const last = trail[trail.length - 1] as number;
    if (last === y) {
      found.push(trail);
      return;
    }
    for (const [a, b] of edges) {
      const next = a === last ? b : b === last ? a : undefined;
      if (next !== undefined && !trail.includes(next)) extend([...trail, next]);
    }
  };
  extend([x]);
  return found;
}

/** By definition: no non-collider in Z, every collider in Z or with a descendant in Z. */
export function isActive(
  edges: readonly Edge[],
  trail: readonly number[],
  given: readonly number[],
): boolean {
  const has = (a: number, b: number): boolean => edges.some((e) => e[0] === a && e[1] === b);
  const opens = (v: number): boolean =>
    given.includes(v) || edges.some(([a, b]) => a === v && opens(b));
  return trail.slice(1, -1).every((v, i) => {
    const collider = has(trail[i] as number, v) && has(trail[i + 2] as number, v);
    return collider ? opens(v) : !given.includes(v);
  });
}

/** d-separation by listing all trails: exponential, obvious, for tests. */
export function separatedByTrails(
  edges: readonly Edge[],
  from: readonly number[],
  to: readonly number[],
  given: readonly number[],
): boolean {
  return from.every((x) =>
    to.every((y) => allTrails(edges, x, y).every((trail) => !isActive(edges, trail, given))),
  );
}

/** Keep ancestors of all three sets, marry parents, drop directions, cut at Z: disconnected? */
export function separatedInMoralGraph(
  edges: readonly Edge[],
  from: readonly number[],
  to: readonly number[],
  given: readonly number[],
): boolean {
  const kept = new Set([...from, ...to, ...given]);
  for (const v of kept) for (const [a, b] of edges) if (b === v) kept.add(a);
  const inside = edges.filter(([a, b]) => kept.has(a) && kept.has(b));
  const married: Edge[] = inside.flatMap(([a, b]) =>
    inside.filter(([c, d]) => d === b && c !== a).map(([c]): Edge => [a, c]),
  );
  const reached = new Set(from);
  for (const v of reached) {
    for (const [a, b] of [...inside, ...married]) {
      const next = a === v ? b : b === v ? a : undefined;
      if (next !== undefined && !given.includes(next)) reached.add(next);
    }
  }
  return !to.some((v) => reached.has(v));
}
