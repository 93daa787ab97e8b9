/**
 * Subgames (docs/theory.md T7; Hammond et al. 2021): the sets of decisions closed under reliance,
 * that is under following edges of the relevance graph. There can be exponentially many (every set
 * of independent decisions is one), so the list stops at a limit and says so.
 */
import type { NodeId } from "../graph/index.ts";
import type { Analysis } from "./analysis.ts";
import { components, relevanceEdges } from "./relevance.ts";

/** The sets of decisions that form a game of their own, and whether the list is complete. */
export interface Subgames {
  /** Each ascending; the largest first, then by index. */
  readonly sets: readonly (readonly NodeId[])[];
  /** False when the limit cut the list short. */
  readonly complete: boolean;
}

/** So many sets of decisions are listed as subgames at most. */
export const SUBGAME_LIMIT = 4096;

/** The decision sets of the subgames, the whole game included, the empty set not. */
export function subgames(analysis: Analysis, limit: number = SUBGAME_LIMIT): Subgames {
  const parts = components(analysis);
  const partOf = new Map<NodeId, number>();
  parts.forEach((part, index) => {
    for (const d of part) partOf.set(d, index);
  });
  const needs: Set<number>[] = parts.map(() => new Set<number>());
  for (const [from, to] of relevanceEdges(analysis)) {
    const a = partOf.get(from) as number;
    const b = partOf.get(to) as number;
    if (a !== b) needs[a]?.add(b);
  }
  // Components come relied-upon first, so every set extends one made of earlier components.
  let closed: boolean[][] = [[]];
  let complete = true;
  parts.forEach((_, index) => {
    const next: boolean[][] = [];
    for (const set of closed) {
      next.push([...set, false]);
      if ([...(needs[index] ?? [])].every((b) => set[b] === true)) next.push([...set, true]);
    }
    if (next.length > limit + 1) complete = false;
    // The whole game is the last set built; keep it when the list is cut.
    closed = complete ? next : [...next.slice(0, limit), next[next.length - 1] as boolean[]];
  });
  const sets = closed
    .map((set) => parts.flatMap((part, i) => (set[i] === true ? part : [])).sort((a, b) => a - b))
    .filter((set) => set.length > 0);
  sets.sort((a, b) => b.length - a.length || compare(a, b));
  return { sets, complete };
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
