import { expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { dominatorTree } from "./dominators.ts";

it("a dominates b iff b is out of reach without a (2,000 random flow graphs)", () => {
  const random = Random.seeded(51);
  for (let run = 0; run < 2_000; run++) {
    const size = 2 + random.below(9);
    const next: number[][] = Array.from({ length: size }, () =>
      Array.from({ length: random.below(4) }, () => random.below(size)),
    );
    const reach = (without?: number): Set<number> => {
      const seen = new Set(without === 0 ? [] : [0]);
      for (const v of seen) for (const w of next[v] ?? []) if (w !== without) seen.add(w);
      return seen;
    };
    const tree = dominatorTree({
      size,
      root: 0,
      successors: (v, visit) => next[v]?.forEach(visit),
      predecessors: (v, visit) => {
        next.forEach((list, u) => {
          if (list.includes(v)) visit(u);
        });
      },
    });
    const all = reach();
    for (let a = 0; a < size; a++) {
      if (tree.reachable(a) !== all.has(a)) throw new Error(`run ${run}: reach ${a}`);
      const left = reach(a);
      for (let b = 0; b < size; b++) {
        if (!all.has(a) || !all.has(b)) continue;
        if (tree.dominates(a, b) !== (a === b || !left.has(b))) {
          throw new Error(`run ${run}: does ${a} dominate ${b}?`);
        }
      }
    }
    expect(tree.reachable(0)).toBe(true);
  }
});
