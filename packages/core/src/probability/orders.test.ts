/** Graphs of interaction and greedy elimination, against sets and definitions. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { orderScopes } from "./eliminationOrder.ts";
import {
  type EliminationHeuristic,
  greedyElimination,
  removeSimplicial,
} from "./greedyElimination.ts";
import {
  clearBit,
  countBits,
  hasBit,
  inducedGraph,
  type InteractionGraph,
  interactionGraph,
  listBits,
  setBit,
} from "./interactionGraph.ts";
import { sparseElimination } from "./sparseElimination.ts";

const HEURISTICS = ["min-fill", "weighted-min-fill", "min-weight", "min-neighbours"] as const;

/** Scopes over some of `variables`; every tenth problem has more variables than a word has bits. */
function randomScopes(random: Random): { sizes: number[]; scopes: number[][] } {
  const count = random.below(10) === 0 ? 33 + random.below(40) : 1 + random.below(9);
  const sizes = Array.from({ length: count + 2 }, () => 1 + random.below(4));
  const scopes = Array.from({ length: 1 + random.below(2 * count) }, () =>
    random
      .shuffled(Array.from({ length: count }, (_, v) => v))
      .slice(0, random.below(Math.min(4, count + 1))),
  );
  return { sizes, scopes };
}

/** The neighbours of every variable that occurs: the definition of the graph. */
function neighbourSets(scopes: readonly (readonly number[])[]): Map<number, Set<number>> {
  const near = new Map<number, Set<number>>();
  for (const scope of scopes) {
    for (const v of scope) {
      const set = near.get(v) ?? new Set();
      near.set(v, set);
      for (const u of scope) if (u !== v) set.add(u);
    }
  }
  return near;
}

const neighboursIn = (graph: InteractionGraph, rows: Uint32Array, v: number): number[] =>
  graph.variables.map((_, u) => u).filter((u) => hasBit(rows, v * graph.words, u));

/** A graph as sets, from which vertices are taken the plain way. */
class Plain {
  readonly near: Map<number, Set<number>>;
  readonly sizes: readonly number[];
  constructor(near: Map<number, Set<number>>, sizes: readonly number[]) {
    this.near = new Map([...near].map(([v, set]) => [v, new Set(set)]));
    this.sizes = sizes;
  }
  entries(v: number): number {
    let product = this.sizes[v] as number;
    for (const u of this.near.get(v) ?? []) product *= this.sizes[u] as number;
    return product;
  }
  missing(v: number): [number, number][] {
    const list = [...(this.near.get(v) ?? [])];
    return list.flatMap((u, i) =>
      list
        .slice(i + 1)
        .filter((w) => !this.near.get(u)?.has(w))
        .map((w): [number, number] => [u, w]),
    );
  }
  cost(v: number, heuristic: EliminationHeuristic): number {
    if (heuristic === "min-neighbours") return this.near.get(v)?.size ?? 0;
    if (heuristic === "min-weight") return Math.log(this.entries(v));
    const weight = (u: number): number =>
      heuristic === "min-fill" ? 1 : (this.sizes[u] as number);
    return this.missing(v).reduce((sum, [u, w]) => sum + weight(u) * weight(w), 0);
  }
  remove(v: number): void {
    for (const [u, w] of this.missing(v)) {
      this.near.get(u)?.add(w);
      this.near.get(w)?.add(u);
    }
    for (const u of this.near.get(v) ?? []) this.near.get(u)?.delete(v);
    this.near.delete(v);
  }
}

describe("rows of bits", () => {
  it("set, clear, ask, count and list, across words and up to the sign bit", () => {
    const random = Random.seeded(1);
    for (let run = 0; run < 200; run++) {
      const words = 1 + random.below(3);
      const bits = new Uint32Array(words * 2);
      const row = random.below(2) * words;
      const wanted = new Set<number>();
      for (let step = 0; step < 60; step++) {
        const i = random.below(4) === 0 ? 31 + 32 * random.below(words) : random.below(32 * words);
        if (random.below(3) > 0) {
          setBit(bits, row, i);
          wanted.add(i);
        } else {
          clearBit(bits, row, i);
          wanted.delete(i);
        }
      }
      for (let i = 0; i < 32 * words; i++) expect(hasBit(bits, row, i)).toBe(wanted.has(i));
      expect(bits.reduce((sum, word) => sum + countBits(word), 0)).toBe(wanted.size);
      const into = new Int32Array(32 * words).fill(-1);
      const count = listBits(bits, row, words, into);
      expect([...into.subarray(0, count)]).toEqual([...wanted].sort((a, b) => a - b));
    }
  });
});

describe("the graph of interaction", () => {
  it("joins what a scope holds together, whatever the order of the scopes", () => {
    const random = Random.seeded(2);
    for (let run = 0; run < 300; run++) {
      const { sizes, scopes } = randomScopes(random);
      const graph = interactionGraph(sizes, scopes);
      const near = neighbourSets(scopes);
      expect(graph.variables).toEqual([...near.keys()].sort((a, b) => a - b));
      expect([...graph.sizes]).toEqual(graph.variables.map((v) => sizes[v]));
      expect(graph.words).toBe(Math.max(1, Math.ceil(near.size / 32)));
      expect(graph.rows.length).toBe(near.size * graph.words);
      for (const [vertex, v] of graph.variables.entries()) {
        const found = neighboursIn(graph, graph.rows, vertex).map((u) => graph.variables[u]);
        expect(found).toEqual([...(near.get(v) ?? [])].sort((a, b) => a - b));
      }
      const some = graph.variables.map((_, vertex) => vertex).filter(() => random.below(2) === 0);
      const part = inducedGraph(graph, graph.rows, some);
      expect(part.variables).toEqual(some.map((vertex) => graph.variables[vertex]));
      expect([...part.sizes]).toEqual(some.map((vertex) => graph.sizes[vertex]));
      expect(part.words).toBe(Math.max(1, Math.ceil(some.length / 32)));
      for (const [i, v] of part.variables.entries()) {
        const found = neighboursIn(part, part.rows, i).map((u) => part.variables[u] as number);
        expect(found).toEqual(part.variables.filter((u) => near.get(v)?.has(u)));
      }
    }
  });
});

describe("greedy elimination", () => {
  it.each(HEURISTICS)("takes a vertex that costs least each time: %s", (heuristic) => {
    const random = Random.seeded(3);
    for (let run = 0; run < 150; run++) {
      const { sizes, scopes } = randomScopes(random);
      const graph = interactionGraph(sizes, scopes);
      const near = neighbourSets(scopes);
      const keep = new Set(graph.variables.map((_, v) => v).filter(() => random.below(5) === 0));
      const slack = random.pick([0, 0, 0.3]);
      const found = greedyElimination(graph, { heuristic, keep, random, slack });
      if (found === undefined) throw new Error("gave up without a bound");
      const plain = new Plain(near, sizes);
      const left = new Set(graph.variables.map((_, v) => v).filter((v) => !keep.has(v)));
      const all: number[] = [];
      for (const vertex of found.order) {
        const v = graph.variables[vertex] as number;
        expect(left.delete(vertex)).toBe(true);
        const others = [...left].map((u) => plain.cost(graph.variables[u] as number, heuristic));
        const least = Math.min(plain.cost(v, heuristic), ...others);
        expect(plain.cost(v, heuristic), `run ${run}`).toBeLessThanOrEqual(
          least * (1 + slack) + 1e-8,
        );
        all.push(plain.entries(v));
        plain.remove(v);
      }
      expect(left.size).toBe(0);
      expect(found.largestEntries).toBe(Math.max(1, ...all));
      expect(found.totalEntries).toBe(all.reduce((sum, x) => sum + x, 0));
      // The bound is on what may arise, itself allowed.
      const again = (giveUpAbove: number) =>
        greedyElimination(graph, { heuristic, keep, random: Random.seeded(7), giveUpAbove });
      const own = greedyElimination(graph, { heuristic, keep, random: Random.seeded(7) });
      expect(again(own?.totalEntries as number)).toEqual(own);
      if (found.order.length > 0) expect(again((own?.totalEntries as number) - 1)).toBeUndefined();
    }
  });

  it("breaks ties every way, and those within the slack", () => {
    // Leaves of a star are alike; its middle costs more.
    const star = interactionGraph(
      [2, 2, 2, 2],
      [
        [0, 1],
        [0, 2],
        [0, 3],
      ],
    );
    const first = (slack: number): Set<number | undefined> => {
      const random = Random.seeded(11);
      const runs = Array.from({ length: 200 }, () =>
        greedyElimination(star, { heuristic: "min-neighbours", keep: new Set(), random, slack }),
      );
      return new Set(runs.map((run) => run?.order[0]));
    };
    expect([...first(0)].sort()).toEqual([1, 2, 3]);
    expect([...first(1.9)].sort()).toEqual([1, 2, 3]);
    expect([...first(2)].sort()).toEqual([0, 1, 2, 3]);
  });

  it("chooses among ties alike often", () => {
    const apart = interactionGraph([2, 2, 2], [[0], [1], [2]]);
    const random = Random.seeded(12);
    const counts = [0, 0, 0];
    for (let run = 0; run < 3000; run++) {
      const found = greedyElimination(apart, { heuristic: "min-fill", keep: new Set(), random });
      const v = found?.order[0] as number;
      counts[v] = (counts[v] as number) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it("counts its work in words: the same graph costs the same, a larger one more", () => {
    // A square: four neighbour lists of two, then joins and their costs.
    const square = interactionGraph(
      [2, 3, 2, 3],
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ],
    );
    const work = (heuristic: EliminationHeuristic): number | undefined =>
      greedyElimination(square, { heuristic, keep: new Set(), random: Random.seeded(1) })?.work;
    // min-neighbours: 3 + 2 + 1 + 0 vertices looked through, and 4 + 4 + 1 + 0 pairs joined.
    expect(work("min-neighbours")).toBe(15);
    // The same, a word for each of 4 first costs, and for those of 2 + 2 + 1 neighbours.
    expect(work("min-weight")).toBe(24);
    // The same pairs; 8 words for first costs, 5 for neighbours that left, 3 for the edge that came.
    expect(work("min-fill")).toBe(31);
    expect(work("weighted-min-fill")).toBe(31);
  });
});

describe("vertices whose neighbours are joined already", () => {
  it("leave first, as long as there are any, and change no cost of the others", () => {
    const random = Random.seeded(4);
    for (let run = 0; run < 300; run++) {
      const { sizes, scopes } = randomScopes(random);
      const graph = interactionGraph(sizes, scopes);
      const keep = new Set(graph.variables.map((_, v) => v).filter(() => random.below(4) === 0));
      const { order, rows, entries } = removeSimplicial(graph, keep);
      const plain = new Plain(neighbourSets(scopes), sizes);
      for (const [i, vertex] of order.entries()) {
        const v = graph.variables[vertex] as number;
        expect(keep.has(vertex)).toBe(false);
        expect(plain.missing(v)).toEqual([]);
        expect(entries[i]).toBe(plain.entries(v));
        plain.remove(v);
      }
      expect(new Set(order).size).toBe(order.length);
      for (const [vertex, v] of graph.variables.entries()) {
        const left = plain.near.get(v);
        const found = neighboursIn(graph, rows, vertex).map((u) => graph.variables[u]);
        expect(found).toEqual([...(left ?? [])].sort((a, b) => a - b));
        if (left && !keep.has(vertex)) expect(plain.missing(v).length).toBeGreaterThan(0);
      }
    }
  });

  it("are taken in order of their numbers", () => {
    const chain = interactionGraph(
      [2, 2, 2, 2],
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    );
    expect(removeSimplicial(chain, new Set()).order).toEqual([0, 1, 2, 3]);
    expect(removeSimplicial(chain, new Set([0])).order).toEqual([3, 2, 1]);
  });
});

describe("elimination of sparse networks", () => {
  it("takes free vertices, then the cheapest, the lowest of equals; costs follow neighbours", () => {
    const random = Random.seeded(5);
    for (let run = 0; run < 300; run++) {
      const { sizes, scopes } = randomScopes(random);
      const near = neighbourSets(scopes);
      const keep = new Set([...near.keys()].filter(() => random.below(5) === 0));
      const { order, largestEntries, totalEntries } = sparseElimination(sizes, scopes, keep);
      const plain = new Plain(near, sizes);
      const left = new Set([...near.keys()].filter((v) => !keep.has(v)));
      const cost = new Map<number, number>();
      const measure = (v: number): void => {
        const missing = plain.missing(v).length;
        cost.set(v, missing === 0 ? 0 : Math.log2(plain.entries(v)) + missing * 1e-3);
      };
      for (const v of left) measure(v);
      const costOf = (v: number): number => cost.get(v) as number;
      const all: number[] = [];
      const expected: number[] = [];
      while (left.size > 0) {
        const v = [...left].sort((a, b) => costOf(a) - costOf(b) || a - b)[0] as number;
        expected.push(v);
        left.delete(v);
        all.push(plain.entries(v));
        const beside = [...(plain.near.get(v) ?? [])];
        plain.remove(v);
        for (const u of beside) measure(u);
      }
      expect(order, `run ${run}`).toEqual(expected);
      expect(largestEntries).toBe(Math.max(1, ...all));
      expect(totalEntries).toBe(all.reduce((sum, x) => sum + x, 0));
    }
  });
});

describe("the search for an order", () => {
  const grid = (n: number, size = 2): { sizes: number[]; scopes: number[][] } => {
    const scopes: number[][] = [];
    for (let x = 0; x < n; x++) {
      for (let y = 0; y < n; y++) {
        if (x > 0) scopes.push([(x - 1) * n + y, x * n + y]);
        if (y > 0) scopes.push([x * n + y - 1, x * n + y]);
      }
    }
    return { sizes: Array.from({ length: n * n }, () => size), scopes };
  };

  it("makes the attempts it was told, each heuristic in turn, and keeps the best", () => {
    const { sizes, scopes } = grid(5);
    for (const heuristic of HEURISTICS) {
      const one = orderScopes(sizes, scopes, { heuristics: [heuristic], attempts: 1 });
      expect(one).toMatchObject({ heuristic, attempts: 1 });
    }
    const few = orderScopes(sizes, scopes, { attempts: 3 });
    const many = orderScopes(sizes, scopes, { attempts: 60 });
    expect([few.attempts, many.attempts]).toEqual([3, 60]);
    expect(many.totalEntries).toBeLessThanOrEqual(few.totalEntries);
    expect(orderScopes(sizes, scopes, { attempts: 0 }).attempts).toBe(0);
  });

  it("ends after one attempt where nothing is left to choose", () => {
    const chain = [
      [0, 1],
      [1, 2],
    ];
    expect(orderScopes([2, 2, 2], chain)).toEqual({
      order: [0, 1, 2],
      largestEntries: 4,
      totalEntries: 4 + 4 + 2,
      heuristic: "min-fill",
      attempts: 1,
    });
    const heuristics = ["min-weight", "min-fill"] as const;
    expect(orderScopes([2, 2, 2], chain, { heuristics }).heuristic).toBe("min-weight");
    expect(orderScopes([2], [])).toMatchObject({ order: [], largestEntries: 1, totalEntries: 0 });
    // Kept ones are all that a square leaves here.
    const square = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ];
    expect(orderScopes([2, 2, 2, 2], square, { keep: [0, 1, 2, 3] })).toMatchObject({
      order: [],
      attempts: 1,
    });
  });

  it("tries every heuristic at least, and goes on while tables are larger than wished", () => {
    const { sizes, scopes } = grid(4);
    const content = orderScopes(sizes, scopes, {});
    expect(content.attempts).toBeGreaterThanOrEqual(3);
    expect(content.attempts).toBeLessThan(1000);
    const never = orderScopes(sizes, scopes, { targetEntries: 1 });
    expect(never.attempts).toBe(1000);
    expect(never.totalEntries).toBeLessThanOrEqual(content.totalEntries);
    const reached = { targetEntries: never.largestEntries };
    expect(orderScopes(sizes, scopes, reached).largestEntries).toBeLessThanOrEqual(
      Math.max(never.largestEntries, content.largestEntries),
    );
  });

  it("ends when it has cost about 0.15 word operations for each entry of the tables to come", () => {
    for (const [n, size] of [
      [4, 6],
      [5, 5],
      [6, 5],
      [7, 4],
    ] as const) {
      const { sizes, scopes } = grid(n, size);
      const graph = interactionGraph(sizes, scopes);
      const heuristics = ["min-fill", "weighted-min-fill", "min-weight"] as const;
      const works = heuristics.map((heuristic) => {
        const alone = { heuristic, keep: new Set<number>(), random: Random.seeded(1) };
        return greedyElimination(graph, alone)?.work as number;
      });
      const mean = works.reduce((sum, work) => sum + work, 0) / works.length;
      const { attempts, totalEntries } = orderScopes(sizes, scopes);
      // An attempt that gave up is counted like the best, which may have been quicker than the mean.
      const wanted = (0.15 * totalEntries) / mean;
      expect(attempts).toBeGreaterThan(0.8 * wanted);
      expect(attempts).toBeLessThan(1.4 * wanted + 1);
    }
  });

  it("hears its signal, and gives the totals of what it says", () => {
    const { sizes, scopes } = grid(4);
    expect(() => orderScopes(sizes, scopes, { signal: { aborted: true } })).toThrow();
    const random = Random.seeded(6);
    for (let run = 0; run < 100; run++) {
      const problem = randomScopes(random);
      const keep = [...neighbourSets(problem.scopes).keys()].filter(() => random.below(4) === 0);
      const found = orderScopes(problem.sizes, problem.scopes, { keep, attempts: 5 });
      const plain = new Plain(neighbourSets(problem.scopes), problem.sizes);
      const all = found.order.map((v) => {
        const entries = plain.entries(v);
        plain.remove(v);
        return entries;
      });
      expect([...plain.near.keys()].sort((a, b) => a - b)).toEqual(keep.sort((a, b) => a - b));
      expect(found.largestEntries).toBe(Math.max(1, ...all));
      expect(found.totalEntries).toBe(all.reduce((sum, x) => sum + x, 0));
    }
  });

  it("gives up bit rows for sets above 3,000 variables that occur, not before", () => {
    const long = (length: number): number[][] =>
      Array.from({ length: length - 1 }, (_, v) => [v, v + 1]);
    const sizes = Array.from({ length: 3500 }, () => 2);
    const sparse = orderScopes(sizes, long(3001), { keep: [0] });
    expect(sparse).toMatchObject({ heuristic: "min-weight", attempts: 1 });
    expect(sparse.order.length).toBe(3000);
    for (const most of [100, 3000])
      expect(orderScopes(sizes, long(most)).heuristic).toBe("min-fill");
  });
});
