/** Contraction trees against what they must be, and what they are said to cost. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { type ContractionTree, contractionTree, observedIn, treeCost } from "./contractionTree.ts";

interface Problem {
  readonly sizes: number[];
  readonly scopes: number[][];
  readonly order: number[];
  readonly keep: number[];
  readonly observed: Set<number>;
}

function randomProblem(random: Random): Problem {
  const n = 1 + random.below(9);
  const all = Array.from({ length: n }, (_, v) => v);
  const sizes = all.map(() => 1 + random.below(4));
  const scopes = Array.from({ length: random.below(10) }, () =>
    random.shuffled(all).slice(0, random.below(4)),
  );
  const observed = new Set(all.filter(() => random.below(5) === 0));
  const keep = all.filter((v) => !observed.has(v) && random.below(5) === 0);
  const used = new Set(scopes.flat());
  const order = random
    .shuffled(all)
    .filter((v) => used.has(v) && !observed.has(v) && !keep.includes(v));
  return { sizes, scopes, order, keep, observed };
}

/** The node and all below it. */
function below(tree: ContractionTree, node: number): number[] {
  const children = [tree.left[node] as number, tree.right[node] as number].filter((c) => c >= 0);
  return [node, ...children.flatMap((child) => below(tree, child))];
}

const productOf = (sizes: ArrayLike<number>, scope: Iterable<number>): number => {
  let product = 1;
  for (const v of new Set(scope)) product *= sizes[v] as number;
  return product;
};

describe("a contraction tree", () => {
  it.each([false, true])(
    "sums each variable out where no other table needs it (forest: %s)",
    (forest) => {
      const random = Random.seeded(forest ? 41 : 42);
      for (let run = 0; run < 400; run++) {
        const { sizes, scopes, order, keep, observed } = randomProblem(random);
        const tree = contractionTree({ sizes, scopes, order, keep, observed, forest });
        const { left, right, parent, rank } = tree;
        const count = left.length;
        expect(tree.leafCount).toBe(scopes.length);
        expect([...tree.sizes]).toEqual(sizes.map((size, v) => (observed.has(v) ? 1 : size)));
        for (const [i, scope] of scopes.entries()) {
          expect([left[i], right[i], tree.products[i]]).toEqual([-1, -1, 0]);
          expect(new Set(tree.scopes[i])).toEqual(new Set(scope.filter((v) => !observed.has(v))));
        }
        const roots = Array.from({ length: count }, (_, node) => node).filter(
          (v) => parent[v] === -1,
        );
        expect(roots.at(-1)).toBe(count - 1);
        if (!forest) expect(roots).toEqual([count - 1]);
        for (let node = 0; node < count; node++) {
          const scope = tree.scopes[node] as readonly number[];
          const [a, b] = [left[node] as number, right[node] as number];
          if (a >= 0) expect(parent[a]).toBe(node);
          if (b >= 0) expect(parent[b]).toBe(node);
          expect(a < node && b < node).toBe(true);
          // One ranking orders every scope.
          const ranks = scope.map((v) => rank[v] as number);
          expect(ranks).toEqual([...ranks].sort((x, y) => x - y));
          expect(tree.entries[node]).toBe(productOf(tree.sizes, scope));
          if (a < 0) continue;
          const union = new Set([
            ...(tree.scopes[a] ?? []),
            ...(b < 0 ? [] : (tree.scopes[b] ?? [])),
          ]);
          expect(tree.products[node]).toBe(productOf(tree.sizes, union));
          // What stays is kept, or held by a leaf elsewhere.
          const inside = new Set(below(tree, node));
          const stays = [...union].filter(
            (v) => keep.includes(v) || scopes.some((leaf, i) => leaf.includes(v) && !inside.has(i)),
          );
          expect(new Set(scope), `run ${run}, node ${node}`).toEqual(new Set(stays));
        }
        const used = new Set(scopes.flat());
        const answer = roots.flatMap((root) => [...(tree.scopes[root] ?? [])]);
        expect(new Set(answer)).toEqual(new Set(keep.filter((v) => used.has(v))));
        if (!forest) expect(new Set(answer).size).toBe(answer.length);
      }
    },
  );

  it("ranks variables with few values first, then those that leave first", () => {
    const { rank } = contractionTree({
      sizes: [3, 2, 2, 2, 3],
      scopes: [[0, 1, 2, 3, 4]],
      order: [2, 4, 1],
    });
    const byRank = [...rank.keys()].sort((a, b) => (rank[a] as number) - (rank[b] as number));
    expect(byRank).toEqual([2, 1, 3, 4, 0]);
  });

  it("begins with the smallest table, and pairs it where the product is smallest", () => {
    // Of the tables over 0, the one over (0) meets (0, 1) before the larger (0, 2).
    const tree = contractionTree({
      sizes: [2, 3, 5],
      scopes: [[0, 2], [0, 1], [0]],
      order: [0],
      keep: [1, 2],
    });
    expect([...tree.left].slice(3)).toEqual([2, 3]);
    expect([...tree.right].slice(3)).toEqual([1, 0]);
    expect([...tree.products].slice(3)).toEqual([6, 30]);
    expect(tree.scopes.slice(3)).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it("takes the smallest table there is each time, with the one that makes the smallest product", () => {
    const random = Random.seeded(44);
    for (let run = 0; run < 100; run++) {
      const sizes = Array.from({ length: 7 }, () => 2 + random.below(3));
      const others = [1, 2, 3, 4, 5, 6];
      // All hold 0, and the others are kept: nothing leaves before the last product.
      const scopes = Array.from({ length: 3 + random.below(6) }, () => [
        0,
        ...random.shuffled(others).slice(0, random.below(4)),
      ]);
      const tree = contractionTree({ sizes, scopes, order: [0], keep: others });
      const there = new Set(scopes.keys());
      for (let node = scopes.length; node < tree.left.length; node++) {
        const [a, b] = [tree.left[node] as number, tree.right[node] as number];
        there.delete(a);
        if (b < 0) continue;
        const left = new Set(tree.scopes[a]);
        const productWith = (other: number): number =>
          productOf(sizes, [...left, ...(tree.scopes[other] ?? [])]);
        for (const other of there) {
          expect(tree.entries[a]).toBeLessThanOrEqual(tree.entries[other] as number);
          expect(productWith(b)).toBeLessThanOrEqual(productWith(other));
        }
        there.delete(b);
        there.add(node);
      }
      expect(there.size).toBe(1);
    }
  });

  it("has a root even of nothing, and leaves apart what shares nothing only when asked", () => {
    const nothing = contractionTree({ sizes: [], scopes: [], order: [] });
    expect([nothing.left.length, nothing.scopes]).toEqual([1, [[]]]);
    const two = { sizes: [2, 2], scopes: [[0], [1]], order: [], keep: [0, 1] };
    expect([...contractionTree(two).parent]).toEqual([2, 2, -1]);
    expect([...contractionTree({ ...two, forest: true }).parent]).toEqual([-1, -1]);
  });

  it("costs what its nodes add up to", () => {
    const random = Random.seeded(43);
    for (let run = 0; run < 200; run++) {
      const tree = contractionTree(randomProblem(random));
      const entries = [...tree.entries];
      const products = [...tree.products];
      expect(treeCost(tree)).toEqual({
        storedEntries: entries.reduce((sum, x) => sum + x, 0),
        largestTable: entries.indexOf(Math.max(...entries)),
        products: products.reduce((sum, x) => sum + x, 0),
        largestProduct: Math.max(...products),
      });
    }
    expect(observedIn(undefined).has(0)).toBe(false);
    expect(observedIn(new Map([[0, 1]])).has(0)).toBe(true);
  });
});
