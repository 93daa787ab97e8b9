/** Conditioning on a cutset: what is fixed, in how many cases, and that the sum is what one tree would say. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import type { Factor, Network } from "./index.ts";
import {
  AbortedError,
  JunctionTree,
  makeFactor,
  marginalsWithin,
  predictSize,
  TooLargeError,
} from "./index.ts";
import { contractionTree } from "./contractionTree.ts";
import { orderScopes } from "./eliminationOrder.ts";

/** 0 → 1 → 2, a coin and two noisy copies. */
const CHAIN: Network = {
  sizes: [2, 2, 2],
  factors: [
    makeFactor([0], [2], [0.25, 0.75]),
    makeFactor([0, 1], [2, 2], [0.9, 0.1, 0.2, 0.8]),
    makeFactor([1, 2], [2, 2], [0.9, 0.1, 0.2, 0.8]),
  ],
  children: [0, 1, 2],
};

describe("conditioning", () => {
  const grid = (n: number, size = 2): Network => {
    const random = Random.seeded(n);
    const factors: Factor[] = [];
    const pair = (a: number, b: number): void => {
      factors.push(
        makeFactor(
          [a, b],
          [size, size],
          Array.from({ length: size * size }, () => 0.5 + random.unit()),
        ),
      );
    };
    for (let x = 0; x < n; x++) {
      for (let y = 0; y < n; y++) {
        if (x > 0) pair((x - 1) * n + y, x * n + y);
        if (y > 0) pair(x * n + y - 1, x * n + y);
      }
    }
    return { sizes: Array.from({ length: n * n }, () => size), factors };
  };

  it("fixes nothing where all fits, and says its progress case by case", () => {
    const shares: number[] = [];
    const whole = marginalsWithin(CHAIN, new Map(), { onProgress: (x) => shares.push(x) });
    expect(whole).toMatchObject({ cutset: [], cases: 1 });
    expect(shares.at(-1)).toBe(1);
    const network = grid(4);
    const exact = JunctionTree.compile(network).propagate();
    for (const maxEntries of [150, 200, 260]) {
      const steps: number[] = [];
      const found = marginalsWithin(network, new Map(), {
        maxEntries,
        onProgress: (x) => void steps.push(x),
      });
      expect(found.cases).toBe(2 ** found.cutset.length);
      expect(found.cases).toBeGreaterThan(1);
      expect(steps.filter((x) => x * found.cases === Math.round(x * found.cases)).at(-1)).toBe(1);
      expect(found.logProbability).toBeCloseTo(exact.logProbability, 10);
      for (const [v, marginal] of (found.marginals ?? []).entries()) {
        expect(marginal[0]).toBeCloseTo(exact.marginal(v)[0] as number, 10);
      }
    }
  });

  it("is searched for from the seed given, and so is the tree", () => {
    const network = grid(7);
    const seeds = [1, 2, 3, 4];
    // Where all fits, the answer is that of a tree from the same seed, to the last bit.
    const trees = seeds.map((seed) => JunctionTree.compile(network, { seed }).propagate());
    const numbers = trees.map((tree) => tree.marginals().map((marginal) => [...marginal]));
    for (const [i, seed] of seeds.entries()) {
      const { marginals = [] } = marginalsWithin(network, new Map(), { seed });
      expect(marginals.map((marginal) => [...marginal])).toEqual(numbers[i]);
    }
    expect(new Set(numbers.map(String)).size).toBeGreaterThan(1);
    expect(String(marginalsWithin(network).marginals)).toBe(String(numbers[0]));
    const small = { maxEntries: 400 };
    const cutsets = seeds.map((seed) => {
      const { cutset } = marginalsWithin(grid(4), new Map(), { ...small, seed });
      return String(cutset);
    });
    expect(new Set(cutsets).size).toBeGreaterThan(1);
    expect(String(marginalsWithin(grid(4), new Map(), small).cutset)).toBe(cutsets[0]);
  });

  it("begins one entry below what the whole tree takes", () => {
    // The second is so large that a compilation searches for its order long: so must this.
    for (const network of [grid(4), grid(7, 4)]) {
      const { entries } = predictSize(network);
      expect(marginalsWithin(network, new Map(), { maxEntries: entries }).cutset).toEqual([]);
      const { cutset } = marginalsWithin(network, new Map(), { maxEntries: entries - 1 });
      expect(cutset.length).toBeGreaterThan(0);
    }
  });

  it("fixes what is in most entries for what its values cost, as long as the tree does not fit", () => {
    const random = Random.seeded(67);
    let fixedInAll = 0;
    for (let run = 0; run < 25; run++) {
      const square = grid(4);
      const sizes = square.sizes.map(() => 1 + random.below(3));
      const factors = square.factors.map(({ variables }) => {
        const shape = variables.map((v) => sizes[v] as number);
        const entries = shape.reduce((product, size) => product * size, 1);
        return makeFactor(variables, shape, new Float64Array(entries).fill(0.5));
      });
      const network = { sizes, factors };
      const maxEntries = Math.floor(predictSize(network).entries * (0.4 + 0.5 * random.unit()));
      const { cutset } = marginalsWithin(network, new Map(), { maxEntries, maxCases: 1e6 });
      expect(cutset, `run ${run}`).toEqual(plainCutset(network, maxEntries));
      fixedInAll += cutset.length;
    }
    expect(fixedInAll).toBeGreaterThan(40);
  });

  it("may fix everything, if what is left then just fits", () => {
    // Three numbers, two products: five entries going up, and five going down.
    const all = marginalsWithin(CHAIN, new Map(), { maxEntries: 10, maxCases: 8 });
    expect(new Set(all.cutset)).toEqual(new Set([0, 1, 2]));
    expect(all.cases).toBe(8);
    expect(() => marginalsWithin(CHAIN, new Map(), { maxEntries: 9 })).toThrow(TooLargeError);
    expect(() => marginalsWithin(CHAIN, new Map(), { maxEntries: 10, maxCases: 7 })).toThrow(
      "allow more memory or more than 7 cases",
    );
  });

  it("hears its signal within each case", () => {
    let asked = 0;
    const signal = {
      get aborted() {
        asked++;
        return false;
      },
    };
    const asks = (run: () => unknown): number => {
      asked = 0;
      run();
      return asked;
    };
    const tree = JunctionTree.compile(CHAIN);
    const once = asks(() => tree.propagate(new Map([[1, 0]]), { signal }).marginals({ signal }));
    const found = asks(() => marginalsWithin(CHAIN, new Map(), { maxEntries: 28, signal }));
    expect(marginalsWithin(CHAIN, new Map(), { maxEntries: 28 }).cases).toBe(4);
    expect(found).toBeGreaterThan(4 * once);
  });

  it("refuses more cases than allowed, and says how far it came", () => {
    const options = { maxEntries: 150, maxCases: 1 };
    const { entries, largestEntries, variables } = predictSize(grid(4));
    try {
      marginalsWithin(grid(4), new Map(), options);
    } catch (error) {
      expect(error).toMatchObject({ entries, largestEntries, variables, limit: 150 });
    }
    expect(() => marginalsWithin(grid(4), new Map(), options)).toThrow(
      /1 cases of variables none were not enough; allow more memory or more than 1 cases\./u,
    );
    expect(() => marginalsWithin(grid(4), new Map(), { ...options, maxCases: 3 })).toThrow(
      /2 cases of variables \d+ were not enough; allow more memory or more than 3 cases\./u,
    );
    expect(() => marginalsWithin(grid(3), new Map(), { signal: { aborted: true } })).toThrow(
      AbortedError,
    );
    expect(() => marginalsWithin(grid(2), new Map([[0, 5]]))).toThrow("no position 5");
    const bad = { sizes: [3], factors: grid(2).factors };
    expect(() => marginalsWithin(bad)).toThrow("the network 3");
  });
});

/** What `marginalsWithin` says of its cutset, with nothing kept from step to step. */
function plainCutset({ sizes, factors }: Network, maxEntries: number): number[] {
  const scopes = factors.map(({ variables }) => variables);
  const cutset: number[] = [];
  for (;;) {
    const free = scopes.map((scope) => scope.filter((v) => !cutset.includes(v)));
    const first = cutset.length === 0;
    const search = { seed: 1, targetEntries: maxEntries, ...(first ? {} : { attempts: 12 }) };
    const { order } = orderScopes(sizes, free, search);
    const tree = contractionTree({ sizes, scopes, order, observed: new Set(cutset) });
    const entries = [...tree.entries];
    // Both ways; later searches leave room for one that is half as good.
    const held = 2 * entries.reduce((sum, x) => sum + x, 0);
    if (held <= maxEntries / (first ? 1 : 2)) return cutset;
    const worth = (v: number): number => {
      const size = sizes[v] as number;
      const holding = entries.filter((_, node) => tree.scopes[node]?.includes(v));
      const spared = holding.reduce((sum, x) => sum + x * (1 - 1 / size), 0);
      return spared / Math.log(size);
    };
    const largest = tree.scopes[entries.indexOf(Math.max(...entries))] ?? [];
    const candidates = largest.filter((v) => (sizes[v] as number) > 1);
    // Last digits apart, the first of equals.
    const best = candidates.find((v) => candidates.every((u) => worth(v) >= worth(u) * (1 - 1e-9)));
    if (best === undefined) return cutset;
    cutset.push(best);
  }
}
