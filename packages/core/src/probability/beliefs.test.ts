/** Beliefs, their parts and their edges: what is asked of a calibrated tree and answered beside the numbers. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import type { Factor, Network } from "./index.ts";
import {
  AbortedError,
  eliminate,
  eliminateTo,
  eliminationOrder,
  expectationOf,
  expectedUtility,
  ImpossibleEvidenceError,
  JunctionTree,
  makeFactor,
  maximumAPosteriori,
  mostProbableExplanation,
  multiply,
  posterior,
  posteriorDerivatives,
  predictSize,
  reorder,
  sumOut,
  TooLargeError,
  unitFactor,
} from "./index.ts";
import { Calibration } from "./calibration.ts";
import { contractionTree, treeCost } from "./contractionTree.ts";
import { checkFits, DEFAULT_MAX_ENTRIES, spreadObserved } from "./eliminate.ts";

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

/** A product of random positive tables over up to three of the variables each. */
function randomNetwork(
  random: Random,
  { variables = 6, values: most = 3, tables = 6 } = {},
): Network {
  const n = 1 + random.below(variables);
  const sizes = Array.from({ length: n }, () => 1 + random.below(most));
  const all = sizes.map((_, v) => v);
  const factors = Array.from({ length: 1 + random.below(tables) }, () => {
    const scope = random.shuffled(all).slice(0, random.below(4));
    const shape = scope.map((v) => sizes[v] as number);
    const entries = shape.reduce((product, size) => product * size, 1);
    const values = Array.from({ length: entries }, () => 0.1 + random.unit());
    return makeFactor(scope, shape, values);
  });
  return { sizes, factors };
}

function randomEvidence(random: Random, sizes: readonly number[]): Map<number, number> {
  const evidence = new Map<number, number>();
  for (const [v, size] of sizes.entries())
    if (random.below(4) === 0) evidence.set(v, random.below(size));
  return evidence;
}

describe("beliefs", () => {
  const tree = JunctionTree.compile(CHAIN);

  it("come all at once, in steps that can be followed and stopped", () => {
    const wide: Network = {
      sizes: Array.from({ length: 200 }, () => 2),
      factors: [makeFactor([199], [2], [1, 3])],
    };
    const beliefs = JunctionTree.compile(wide).propagate();
    const shares: number[] = [];
    const all = beliefs.marginals({ onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([64 / 200, 128 / 200, 192 / 200]);
    expect([...(all[199] ?? [])]).toEqual([0.25, 0.75]);
    expect([...(all[0] ?? [])]).toEqual([0.5, 0.5]);
    expect(beliefs.marginals()).toEqual(all);
    expect(all.length).toBe(200);
    const stopped = { aborted: true };
    expect(() => beliefs.marginals({ signal: stopped })).toThrow(AbortedError);
  });

  it("name what cannot be, what is unknown, and who is asked", () => {
    const never: Network = { sizes: [2], factors: [makeFactor([0], [2], [0, 0])] };
    const none = JunctionTree.compile(never).propagate();
    expect(() => none.marginal(0)).toThrow("the tables give every combination probability 0");
    const ruledOut = JunctionTree.compile({
      sizes: [2, 2],
      factors: [makeFactor([0, 1], [2, 2], [0, 1, 1, 1])],
    }).propagate(
      new Map([
        [0, 0],
        [1, 0],
      ]),
    );
    expect(() => ruledOut.joint([0])).toThrow("the evidence on variables 0, 1 has probability 0");
    try {
      ruledOut.marginal(1);
    } catch (error) {
      expect(error).toBeInstanceOf(ImpossibleEvidenceError);
      expect(error).toMatchObject({ name: "ImpossibleEvidenceError", variables: [0, 1] });
    }
    const beliefs = tree.propagate();
    expect(() => beliefs.joint([0, 7])).toThrow("variable 7 of 3");
    expect(() => beliefs.derivative(3)).toThrow("factor 3 of 3");
    expect(() => posteriorDerivatives(tree, 0, 2)).toThrow("variable 0 has no position 2");
    const impossible = JunctionTree.compile(never);
    expect(() => posteriorDerivatives(impossible, 0, 0)).toThrow(ImpossibleEvidenceError);
  });

  it("of variables that stand together in no table come by elimination, the same", () => {
    const random = Random.seeded(61);
    for (let run = 0; run < 150; run++) {
      const network = randomNetwork(random);
      const all = network.sizes.map((_, v) => v);
      const evidence = randomEvidence(random, network.sizes);
      const beliefs = JunctionTree.compile(network).propagate(evidence);
      const asked = random.shuffled(all).slice(0, 1 + random.below(all.length));
      const joint = beliefs.joint(asked);
      expect(joint.variables).toEqual(asked);
      expect(joint.values.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
      for (const v of asked) {
        const one = reorder(
          sumOut(
            joint,
            asked.filter((u) => u !== v),
          ),
          [v],
        );
        const marginal = beliefs.marginal(v);
        for (const [i, x] of one.values.entries()) expect(x).toBeCloseTo(marginal[i] as number, 12);
      }
    }
  });

  it("that were kept together are read from one table", () => {
    const random = Random.seeded(62);
    for (let run = 0; run < 100; run++) {
      const network = randomNetwork(random);
      const all = network.sizes.map((_, v) => v);
      const set = random.shuffled(all).slice(0, random.below(4));
      const plain = JunctionTree.compile(network).propagate();
      const together = JunctionTree.compile(network, { together: [[...set, ...set]] }).propagate();
      const [a, b] = [plain.joint(set), together.joint(set)];
      expect(b.variables).toEqual(set);
      for (const [i, x] of a.values.entries()) expect(b.values[i]).toBeCloseTo(x, 12);
      expect(together.logProbability).toBeCloseTo(plain.logProbability, 12);
    }
  });

  it("of soft evidence at an observed value count its weight once", () => {
    const softEvidence = new Map([[1, Float64Array.of(0.5, 0.25)]]);
    const evidence = new Map([[1, 1]]);
    const beliefs = tree.propagate(evidence, { softEvidence });
    // P(1 = 1) = 0.25 · 0.1 + 0.75 · 0.8
    expect(beliefs.probabilityOfEvidence).toBeCloseTo(0.25 * 0.625, 14);
    const { factor, logScale } = beliefs.derivative(0);
    expect([...factor.values].map((x) => x * Math.exp(logScale))).toEqual([
      expect.closeTo(0.25 * 0.1, 14),
      expect.closeTo(0.25 * 0.8, 14),
    ]);
    const loose = JunctionTree.compile({ sizes: [2, 2], factors: [makeFactor([0], [2], [1, 1])] });
    const known = loose.propagate(new Map([[1, 0]]), { softEvidence });
    expect(known.logProbability).toBeCloseTo(Math.log(2), 14);
  });

  it("move with no table entry where they are observed or in no table", () => {
    const loose: Network = { sizes: [2, 2], factors: [makeFactor([0], [2], [0.25, 0.75])] };
    const idle = posteriorDerivatives(JunctionTree.compile(loose), 1, 0);
    expect(idle.probability).toBe(0.5);
    expect([...idle.byFactor(0).values]).toEqual([0, 0]);
    const seen = posteriorDerivatives(tree, 0, 1, new Map([[0, 1]]));
    expect(seen.probability).toBe(1);
    expect([...seen.byFactor(1).values]).toEqual([0, 0, 0, 0]);
  });
});

describe("tables of a tree", () => {
  it("may be replaced by others of the same shape only", () => {
    const tree = JunctionTree.compile(CHAIN);
    expect(() => tree.replaceFactor(7, unitFactor())).toThrow("factor 7 of 3");
    expect(() => tree.replaceFactor(1, makeFactor([1, 0], [2, 2], [1, 0, 0, 1]))).toThrow(
      "factor 1 is over (0, 1), not (1, 0)",
    );
    expect(() => tree.replaceFactor(0, makeFactor([0], [3], [1, 0, 0]))).toThrow(
      "factor 0 has 2 entries, not 3",
    );
    const before = tree.propagate();
    tree.replaceFactors(
      new Map([
        [0, makeFactor([0], [2], [1, 0])],
        [1, makeFactor([0, 1], [2, 2], [0.5, 0.5, 0, 1])],
      ]),
    );
    expect([...tree.propagate().marginal(1)]).toEqual([0.5, 0.5]);
    expect(tree.network.factors[0]?.values[0]).toBe(1);
    expect(before.marginal(0)[0]).toBeCloseTo(0.25, 14);
  });

  it("are predicted as they will be, and refused one entry below that", () => {
    const random = Random.seeded(63);
    for (let run = 0; run < 100; run++) {
      const network = randomNetwork(random);
      const all = network.sizes.map((_, v) => v);
      const observed = all.filter(() => random.below(4) === 0);
      const used = new Set(network.factors.flatMap(({ variables }) => variables));
      const together = [random.shuffled([...used]).slice(0, 2)];
      const options = { observed, together, seed: 3, attempts: 4 };
      const size = predictSize(network, options);
      const contraction = contractionTree({
        sizes: network.sizes,
        scopes: [...network.factors.map(({ variables }) => variables), ...together],
        order: size.order.order,
        observed: new Set(observed),
      });
      const cost = treeCost(contraction);
      expect(size).toMatchObject({
        entries: 2 * cost.storedEntries,
        products: cost.products,
        largestEntries: Math.max(...contraction.entries),
        variables: contraction.scopes[cost.largestTable],
      });
      for (const v of observed) expect(size.order.order).toContain(v);
      const fits = { ...options, maxEntries: size.entries };
      const tree = JunctionTree.compile(network, fits);
      expect(tree).toMatchObject({ products: size.products, maxEntries: size.entries });
      const short = { ...options, maxEntries: size.entries - 1 };
      expect(() => JunctionTree.compile(network, short)).toThrow(TooLargeError);
      expect(() => checkFits(contraction, cost.storedEntries, 1)).not.toThrow();
      expect(() => checkFits(contraction, cost.storedEntries - 1, 1)).toThrow(TooLargeError);
    }
    expect(JunctionTree.compile(CHAIN).maxEntries).toBe(DEFAULT_MAX_ENTRIES);
    expect(DEFAULT_MAX_ENTRIES * 8).toBe(2 ** 30);
  });

  it("take no more than an offset of 32 bits reaches, whatever is allowed", () => {
    const many = contractionTree({
      sizes: [2 ** 15, 2 ** 15, 2],
      scopes: [[0, 1, 2]],
      order: [0, 1, 2],
    });
    expect(() => checkFits(many, Infinity, 1)).toThrow("2.15e+9 entries");
  });

  it("are kept for the last four sets of observed variables", () => {
    const network: Network = {
      sizes: [2, 2, 2, 2, 2],
      factors: [makeFactor([0, 1, 2, 3, 4], [2, 2, 2, 2, 2], new Float64Array(32).fill(1))],
    };
    const tree = JunctionTree.compile(network);
    const ask = (v: number, position = 0): Calibration =>
      tree.calibrate({
        factors: network.factors,
        evidence: new Map([[v, position]]),
        softEvidence: undefined,
      });
    const first = ask(0);
    for (const v of [1, 2, 3]) ask(v);
    expect(ask(0, 1)).toBe(first);
    ask(4);
    expect(ask(0)).toBe(first);
    for (const v of [1, 2, 3, 4]) ask(v);
    expect(ask(0)).not.toBe(first);
  });

  it("come in shares more than a fiftieth apart", () => {
    // Fifty products of two numbers each: every other one is told.
    const scopes = Array.from({ length: 51 }, () => [0]);
    const tree = contractionTree({ sizes: [2], scopes, order: [0] });
    expect(treeCost(tree).products).toBe(100);
    const factors = scopes.map((scope) => makeFactor(scope, [2], [0.5, 0.5]));
    const shares: number[] = [];
    new Calibration(tree).load(
      { factors, evidence: new Map(), softEvidence: undefined },
      { onProgress: (share) => shares.push(share) },
    );
    expect(shares).toEqual(Array.from({ length: 25 }, (_, i) => (4 * (i + 1)) / 100));
  });

  it("are computed again where they depend on what changed, and nowhere else", () => {
    const random = Random.seeded(64);
    // A long chain: what is seen at its end leaves all but a few tables as they were.
    const length = 40;
    const sizes = Array.from({ length }, () => 2);
    const link = (v: number): Factor =>
      makeFactor(
        [v, v + 1],
        [2, 2],
        Array.from({ length: 4 }, () => 0.1 + random.unit()),
      );
    const factors = Array.from({ length: length - 1 }, (_, v) => link(v));
    const scopes = factors.map(({ variables }) => variables.filter((v) => v !== length - 1));
    const tree = contractionTree({
      sizes,
      scopes,
      order: sizes.map((_, v) => v).reverse(),
      observed: new Set([length - 1]),
    });
    const calibration = new Calibration(tree);
    const contracted = (numbers: Parameters<Calibration["load"]>[0]): number => {
      let shares = 0;
      calibration.load(numbers, { onProgress: () => void shares++ });
      return shares;
    };
    const numbers = (position: number, tables = factors) => ({
      factors: tables,
      evidence: new Map([[length - 1, position]]),
      softEvidence: undefined,
    });
    const all = contracted(numbers(0));
    expect(all).toBeGreaterThan(10);
    expect(contracted(numbers(0))).toBe(0);
    const first = numbers(1);
    expect(contracted(first)).toBeGreaterThan(0);
    expect(contracted(first)).toBe(0);
    // Elimination runs towards 0: the first table is the last to come in.
    const changed = factors.map((factor, i) => (i === 0 ? link(0) : factor));
    const few = contracted(numbers(1, changed));
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThan(5);
  });
});

describe("where beliefs are read", () => {
  it("is the cheapest table for each variable, those summed out deepest first", () => {
    const random = Random.seeded(66);
    for (let run = 0; run < 400; run++) {
      const { sizes, factors } = randomNetwork(random, { variables: 8, values: 4, tables: 9 });
      const scopes = factors.map(({ variables }) => variables);
      const tree = contractionTree({
        sizes,
        scopes,
        order: predictSize({ sizes, factors }).order.order,
      });
      const root = tree.parent.length - 1;
      const holding = (v: number): number[] =>
        [...tree.scopes.keys()].filter((node) => tree.scopes[node]?.includes(v));
      const has = new Set([root]);
      const pathOf = (node: number): number[] =>
        has.has(node) ? [] : [node, ...pathOf(tree.parent[node] as number)];
      // A table below one that only sums out needs no down table of its own.
      const cost = (node: number): number =>
        pathOf(node)
          .map((at) => tree.parent[at] as number)
          .filter((above) => (tree.right[above] as number) >= 0)
          .reduce(
            (sum, above) => sum + (tree.products[above] as number),
            tree.entries[node] as number,
          );
      const sites = new Calibration(tree).sites();
      const highest = (v: number): number => Math.max(...holding(v));
      const used = [...sizes.keys()].filter((v) => holding(v).length > 0);
      for (const v of used.sort((a, b) => highest(a) - highest(b))) {
        const site = sites[v] as number;
        expect(cost(site)).toBe(Math.min(...holding(v).map(cost)));
        for (const at of pathOf(site)) has.add(at);
      }
    }
  });

  it("is a table that holds the variable, the smallest that holds a set", () => {
    const random = Random.seeded(65);
    for (let run = 0; run < 150; run++) {
      const network = randomNetwork(random);
      const { order } = predictSize(network).order;
      const scopes = network.factors.map(({ variables }) => variables);
      const tree = contractionTree({ sizes: network.sizes, scopes, order });
      const calibration = new Calibration(tree);
      const sites = calibration.sites();
      for (const v of network.sizes.keys()) {
        const site = sites[v] as number;
        if (scopes.some((scope) => scope.includes(v))) expect(tree.scopes[site]).toContain(v);
        else expect(site).toBe(-1);
      }
      const set = network.sizes.map((_, v) => v).filter(() => random.below(3) === 0);
      const holding = [...tree.entries.keys()].filter((node) =>
        set.every((v) => tree.scopes[node]?.includes(v)),
      );
      const found = calibration.smallestHolding(set);
      if (set.length === 0) expect(found).toBe(tree.entries.length - 1);
      else if (holding.length === 0) expect(found).toBe(-1);
      else {
        expect(holding).toContain(found);
        const least = Math.min(...holding.map((node) => tree.entries[node] as number));
        expect(tree.entries[found]).toBe(least);
      }
    }
  });

  it("gives soft evidence to one leaf each, the smallest that has its variable", () => {
    const tree = contractionTree({
      sizes: [2, 3, 2],
      scopes: [[0, 1], [1], [1, 2], [0]],
      order: [0, 1, 2],
    });
    const calibration = new Calibration(tree);
    const soft = new Map([0, 1, 2].map((v) => [v, new Float64Array(3).fill(1)] as const));
    const given = [0, 1, 2, 3].map((leaf) => [...calibration.weightsAt(leaf, soft).keys()]);
    expect(given).toEqual([[], [1], [2], [0]]);
    expect(calibration.weightsAt(0, undefined).size).toBe(0);
  });

  it("adds up weights seen at values, of variables in some table", () => {
    const { factors } = CHAIN;
    const calibration = new Calibration(
      contractionTree({ sizes: [2, 2, 2], scopes: [[0]], order: [0] }),
    );
    const softEvidence = new Map([
      [0, Float64Array.of(0.5, 0.25)],
      [1, Float64Array.of(0.125, 1)],
      [5, Float64Array.of(0.1, 0.2)],
    ]);
    const weight = (evidence: Map<number, number>): number =>
      calibration.observedWeight({ factors, evidence, softEvidence });
    expect(weight(new Map())).toBe(0);
    expect(
      weight(
        new Map([
          [0, 1],
          [5, 0],
        ]),
      ),
    ).toBe(Math.log(0.25));
    expect(
      weight(
        new Map([
          [0, 1],
          [1, 0],
        ]),
      ),
    ).toBe(Math.log(0.25) + Math.log(0.125));
  });
});

describe("elimination", () => {
  it("weighs soft evidence whether it is told whose conditionals the tables are or not", () => {
    const softEvidence = new Map([[1, Float64Array.of(0.5, 0.25)]]);
    const { sizes, factors } = CHAIN;
    const told = eliminate(CHAIN, [2], { softEvidence });
    const untold = eliminate({ sizes, factors }, [2], { softEvidence });
    // P(1) = 0.375, 0.625.
    const first = 0.375 * 0.5;
    const second = 0.625 * 0.25;
    for (const { factor, logScale } of [told, untold]) {
      const [x, y] = [...factor.values].map((value) => value * Math.exp(logScale));
      expect(x).toBeCloseTo(first * 0.9 + second * 0.2, 14);
      expect(y).toBeCloseTo(first * 0.1 + second * 0.8, 14);
    }
  });

  it("searches on where the tables of its first orders would be too large", () => {
    const pairs = Array.from({ length: 9 * 10 }, (_, v) => [
      ...(v % 10 > 0 ? [[v - 1, v]] : []),
      ...(v >= 10 ? [[v - 10, v]] : []),
    ]).flat();
    const network: Network = {
      sizes: Array.from({ length: 90 }, () => 2),
      factors: pairs.map((pair) => makeFactor(pair, [2, 2], [1, 1, 1, 1])),
    };
    const { order, largestEntries } = eliminationOrder(network);
    const scopes = network.factors.map(({ variables }) => variables);
    const { storedEntries } = treeCost(contractionTree({ sizes: network.sizes, scopes, order }));
    const maxEntries = 7000;
    expect(Math.min(storedEntries, largestEntries)).toBeGreaterThan(maxEntries);
    const { factor, logScale } = eliminate(network, [], { maxEntries });
    expect(logScale + Math.log(factor.values[0] as number)).toBeCloseTo(90 * Math.LN2, 8);
    const likeliest = mostProbableExplanation(network, { maxEntries });
    expect(likeliest?.logProbability).toBeCloseTo(0, 10);
  });
});

describe("elimination to some variables", () => {
  it("stays a product of tables over them", () => {
    const random = Random.seeded(66);
    for (let run = 0; run < 150; run++) {
      const network = randomNetwork(random);
      const keep = network.sizes.map((_, v) => v).filter(() => random.below(2) === 0);
      const evidence = randomEvidence(random, network.sizes);
      const free = keep.filter((v) => !evidence.has(v));
      const { factors, logScale } = eliminateTo(network, keep, { evidence });
      for (const factor of factors) {
        for (const v of factor.variables) expect(free).toContain(v);
      }
      const whole = eliminate(network, keep, { evidence });
      const product = factors.reduce((a, b) => multiply(a, b), unitFactor());
      const spread = spreadObserved(
        reorder(multiply(product, ones(free, network.sizes)), free),
        keep,
        network.sizes,
        evidence,
      );
      expect(spread.variables).toEqual(keep);
      for (const [i, x] of whole.factor.values.entries()) {
        const expected = x * Math.exp(whole.logScale);
        expect((spread.values[i] as number) * Math.exp(logScale)).toBeCloseTo(expected, 9);
      }
    }
  });

  it("leaves what nothing ties to the question out of posteriors, and counts it in products", () => {
    const apart: Network = {
      sizes: [2, 2],
      factors: [makeFactor([0], [2], [1, 3]), makeFactor([1], [2], [0, 0])],
    };
    expect([...(posterior(apart, [0])?.values ?? [])]).toEqual([0.25, 0.75]);
    expect([...eliminate(apart, [0]).factor.values]).toEqual([0, 0]);
    expect(posterior(apart, [1])).toBeUndefined();
    const loose = { sizes: [2, 4], factors: [makeFactor([0], [2], [0.25, 0.75])] };
    expect([...(posterior(loose, [1])?.values ?? [])]).toEqual([0.25, 0.25, 0.25, 0.25]);
    const seen = posterior(CHAIN, [2, 0], { evidence: new Map([[0, 1]]) });
    expect(seen?.variables).toEqual([2, 0]);
    expect([...(seen?.values ?? [])]).toEqual([
      0,
      expect.closeTo(0.34, 14),
      0,
      expect.closeTo(0.66, 14),
    ]);
  });
});

describe("utilities in expectation", () => {
  it("come with their parts, and may be infinite where they cannot occur", () => {
    const sure = makeFactor([0], [2], [-Infinity, 5]);
    const cost = makeFactor([], [], [-2]);
    const { value, parts, calibrated } = expectedUtility(CHAIN, [sure, cost], new Map([[0, 1]]));
    expect([value, ...parts]).toEqual([3, 5, -2]);
    expect(calibrated.probabilityOfEvidence).toBeCloseTo(0.75, 14);
    expect(expectationOf(calibrated, makeFactor([0], [2], [Number.NaN, 4]))).toBe(4);
    const small = { maxEntries: 5 };
    expect(() => expectedUtility(CHAIN, [sure], new Map(), small)).toThrow(TooLargeError);
    const soft = { softEvidence: new Map([[0, Float64Array.of(3, 1)]]) };
    expect(expectedUtility(CHAIN, [makeFactor([0], [2], [0, 1])], new Map(), soft).value).toBe(0.5);
  });
});

describe("explanations", () => {
  it("give each variable asked for, the lowest positions of equals, what is seen as seen", () => {
    const even: Network = {
      sizes: [2, 3, 2],
      factors: [makeFactor([0, 1], [2, 3], [1, 1, 1, 1, 1, 1])],
    };
    expect(mostProbableExplanation(even)?.positions).toEqual(
      new Map([
        [0, 0],
        [1, 0],
      ]),
    );
    const seen = maximumAPosteriori(even, [1, 2], { evidence: new Map([[1, 2]]) });
    expect(seen?.positions).toEqual(
      new Map([
        [1, 2],
        [2, 0],
      ]),
    );
    expect(seen?.logProbability).toBeCloseTo(Math.log(2) - Math.log(2), 12);
    expect(() => mostProbableExplanation(even, { evidence: new Map([[0, 2]]) })).toThrow(
      "variable 0 has 2 values, so no position 2",
    );
    expect(() => mostProbableExplanation(even, { signal: { aborted: true } })).toThrow(
      AbortedError,
    );
    expect(() => mostProbableExplanation(even, { maxEntries: 5 })).toThrow(TooLargeError);
    expect(maximumAPosteriori(even, [1])).toEqual({
      positions: new Map([[1, 0]]),
      logProbability: expect.closeTo(Math.log(2), 12),
    });
    const nothing = mostProbableExplanation({ sizes: [], factors: [] });
    expect(nothing).toEqual({ positions: new Map(), logProbability: 0 });
  });
});

function ones(scope: readonly number[], sizes: readonly number[]): Factor {
  const shape = scope.map((v) => sizes[v] as number);
  const entries = shape.reduce((product, size) => product * size, 1);
  return makeFactor(scope, shape, new Float64Array(entries).fill(1));
}
