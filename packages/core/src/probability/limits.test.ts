/** Promises at the edges: size, time, range of numbers, bad input. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import type { Factor, Network } from "./index.ts";
import {
  AbortedError,
  eliminate,
  eliminationOrder,
  expectedUtility,
  ImpossibleEvidenceError,
  JunctionTree,
  makeFactor,
  marginalsWithin,
  maximumAPosteriori,
  mostProbableExplanation,
  predictSize,
  TooLargeError,
} from "./index.ts";
import { Calibration } from "./calibration.ts";
import { contractionTree } from "./contractionTree.ts";

describe("size", () => {
  it("is predicted for a table of 10^18 rows, and refused before anything is allocated", () => {
    const network = clique(60);
    expect(predictSize(network).largestEntries).toBeGreaterThan(1e17);
    const error = thrownBy(() => JunctionTree.compile(network));
    expect(error).toBeInstanceOf(TooLargeError);
    if (!(error instanceof TooLargeError)) return;
    expect(error.limit).toBe(2 ** 27);
    expect(error.variables.length).toBeGreaterThan(50);
    expect(error.message).toMatch(/the limit is 1.34e\+8\. Observing or removing/);
    expect(() => eliminate(network, [])).toThrow(TooLargeError);
    const far = { sizes: Array.from({ length: 9 }, () => 2), factors: [halves([3, 5, 8])] };
    const named = thrownBy(() => eliminate(far, [], { maxEntries: 7 }));
    expect(named).toMatchObject({ variables: expect.arrayContaining([3, 5, 8]), entries: 9 });
    expect(() => mostProbableExplanation(network)).toThrow(TooLargeError);
    expect(() => marginalsWithin(network)).toThrow(/cases of variables .* were not enough/);
  });

  it("can be traded for time", () => {
    const network = clique(14);
    const whole = JunctionTree.compile(network).propagate();
    expect(() => JunctionTree.compile(network, { maxEntries: 4000 })).toThrow(TooLargeError);
    const { logProbability, cutset, cases } = marginalsWithin(network, new Map(), {
      maxEntries: 4000,
    });
    expect(logProbability).toBeCloseTo(whole.logProbability, 10);
    expect(cutset.length).toBeGreaterThan(1);
    expect(cases).toBe(2 ** cutset.length);
  });

  it("grows with the length of a chain, not faster: ten thousand variables", () => {
    const { network, evidence } = chain(5000, 0.1);
    const size = predictSize(network);
    expect(size.largestEntries).toBeLessThanOrEqual(4);
    const { value } = expectedUtility(network, [makeFactor([0], [2], [0, 1])], evidence);
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1);
  });
});

describe("tiny probabilities", () => {
  it("stay finite: 5,000 observations", () => {
    const { network, evidence } = chain(5000, 0.1);
    const calibrated = JunctionTree.compile(network).propagate(evidence);
    expect(calibrated.probabilityOfEvidence).toBe(0);
    expect(calibrated.possible).toBe(true);
    expect(calibrated.logProbability).toBeLessThan(-2000);
    expect(calibrated.logProbability).toBeCloseTo(forwardAlgorithm(5000, 0.1), 6);
    const total = calibrated.marginal(2500).reduce((x, y) => x + y, 0);
    expect(total).toBeCloseTo(1, 12);
  });

  it("are not lost when what is left after evidence is 10^-600 of what was there before", () => {
    // Each of the observations makes state 1 ten million times likelier; then 1 is ruled out.
    const count = 100;
    const factors: Factor[] = [makeFactor([0], [2], [0.5, 0.5])];
    const evidence = new Map<number, number>();
    for (let i = 1; i <= count; i++) {
      factors.push(makeFactor([0, i], [2, 2], [1 - 1e-7, 1e-7, 0, 1]));
      evidence.set(i, 1);
    }
    factors.push(makeFactor([0, count + 1], [2, 2], [0, 1, 1, 0]));
    evidence.set(count + 1, 1);
    const network = { sizes: Array.from({ length: count + 2 }, () => 2), factors };
    const calibrated = JunctionTree.compile(network).propagate(evidence);
    expect(calibrated.logProbability).toBeCloseTo(Math.log(0.5) + count * Math.log(1e-7), 8);
    expect([...calibrated.marginal(0)]).toEqual([1, 0]);
    const { logScale, factor } = eliminate(network, [0], { evidence });
    expect(logScale + Math.log(factor.values[0] as number)).toBeCloseTo(
      calibrated.logProbability,
      8,
    );
    const { logScale: slopeScale, factor: slope } = calibrated.derivative(0);
    expect(slopeScale + Math.log(slope.values[0] as number)).toBeCloseTo(
      calibrated.logProbability - Math.log(0.5),
      8,
    );
  });

  it("are not lost where halves of the evidence say the opposite, each by 10^420", () => {
    // 0 and 1 are equal; each product over one of them has an entry that no double holds.
    const { network, evidence } = opposed(60, [0.25, 0.75]);
    const expected = 60 * Math.log(1e-7);
    const tree = JunctionTree.compile(network);
    const calibrated = tree.propagate(evidence);
    expect(calibrated.logProbability).toBeCloseTo(expected, 8);
    for (const v of [0, 1]) {
      const [first, second] = calibrated.marginal(v);
      expect(first).toBeCloseTo(0.25, 10);
      expect(second).toBeCloseTo(0.75, 10);
    }
    const joint = calibrated.joint([0, 1]);
    for (const [i, x] of [0.25, 0, 0, 0.75].entries()) expect(joint.values[i]).toBeCloseTo(x, 10);
    for (const free of [[0], [1, 0]]) {
      const { logScale, factor } = eliminate(network, free, { evidence });
      const sum = factor.values.reduce((x, y) => x + y, 0);
      expect(logScale + Math.log(sum)).toBeCloseTo(expected, 8);
      expect((factor.values[0] as number) / sum).toBeCloseTo(0.25, 10);
    }
    // P is linear in each table: entries times derivatives give it back, whichever it is.
    // (Of the copy, entries that are 0 have derivatives so large that one scale cannot hold all.)
    for (const [i, { values }] of network.factors.entries()) {
      if (i === 1) continue;
      const { logScale, factor } = calibrated.derivative(i);
      const sum = factor.values.reduce((x, y, at) => x + y * (values[at] as number), 0);
      expect(logScale + Math.log(sum)).toBeCloseTo(expected, 8);
    }
    // Other numbers in the same tables: what ordinary doubles hold is read from them again.
    const sensors = [...network.factors.entries()].slice(2);
    const noise = sensors.map(
      ([i, { variables }]) => [i, makeFactor(variables, [2, 2], [0.5, 0.5, 0.5, 0.5])] as const,
    );
    tree.replaceFactors(new Map(noise));
    expect(tree.propagate(evidence).logProbability).toBeCloseTo(120 * Math.log(0.5), 8);
    tree.replaceFactors(new Map(sensors));
    expect(tree.propagate(evidence).logProbability).toBeCloseTo(expected, 8);
  });

  it("are not lost where a single table reaches below 10^-300, whichever comes first", () => {
    // Only the value in the middle is possible, with a probability that no double holds.
    const wide = makeFactor([0], [3], [1, 1e-300, 0]);
    const narrow = makeFactor([0], [3], [0, 1e-30, 1]);
    for (const factors of [
      [wide, narrow],
      [narrow, wide],
    ]) {
      const calibrated = JunctionTree.compile({ sizes: [3], factors }).propagate();
      expect(calibrated.logProbability).toBeCloseTo(-330 * Math.LN10, 8);
      expect([...calibrated.marginal(0)]).toEqual([0, 1, 0]);
    }
  });

  it("come with the scales of all tables, wherever these stand in the tree", () => {
    const random = Random.seeded(18);
    // The first table is the larger, so that it is the second of a pair; each in turn is tiny.
    const shapes = [[0, 1], [0], [1, 2], [2], [0, 2]];
    for (const tiny of shapes.keys()) {
      const factors = shapes.map((scope, i) => {
        const numbers = Array.from({ length: 2 ** scope.length }, () => 0.5 + random.unit());
        const scale = i === tiny ? 1e-130 : 1;
        return makeFactor(
          scope,
          scope.map(() => 2),
          numbers.map((x) => scale * x),
        );
      });
      for (const count of [2, factors.length]) {
        const network = { sizes: [2, 2, 2], factors: factors.slice(0, count) };
        let sum = 0;
        for (let i = 0; i < 8; i++) {
          const at = [i & 1, (i >> 1) & 1, i >> 2];
          if (count === 2 && at[2] === 1) continue;
          sum += network.factors.reduce((x, { variables, values }) => {
            const place = variables.reduce((k, v) => 2 * k + (at[v] as number), 0);
            return x * (values[place] as number);
          }, 1);
        }
        const { logProbability } = JunctionTree.compile(network).propagate();
        expect(logProbability).toBeCloseTo(Math.log(sum), 10);
      }
    }
  });

  it("have derivatives whose scales are right along a chain of 300", () => {
    const { network, evidence } = chain(300, 0.1);
    const calibrated = JunctionTree.compile(network).propagate(evidence);
    const expected = forwardAlgorithm(300, 0.1);
    // P is linear in each table: entries times derivatives give it back.
    for (const i of [0, 1, 2, 3, 299, 300, 301, 596, 597, 598, 599]) {
      const { logScale, factor } = calibrated.derivative(i);
      const values = network.factors[i]?.values as Float64Array;
      const sum = factor.values.reduce((x, y, at) => x + y * (values[at] as number), 0);
      expect(logScale + Math.log(sum)).toBeCloseTo(expected, 8);
    }
  });

  it("are computed with logarithms only where products that count may be lost", () => {
    const arithmeticOf = ({ network, evidence }: ReturnType<typeof opposed>): string => {
      const { factors, sizes } = network;
      const scopes = factors.map(({ variables }) => variables.filter((v) => !evidence.has(v)));
      const tree = contractionTree({
        sizes,
        scopes,
        order: [0, 1],
        observed: new Set(evidence.keys()),
      });
      return new Calibration(tree).load({ factors, evidence, softEvidence: undefined }).arithmetic;
    };
    expect(arithmeticOf(opposed(5, [0.25, 0.75]))).toBe("linear");
    expect(arithmeticOf(opposed(60, [0.25, 0.75]))).toBe("logarithmic");
    // As wide, but nothing speaks against the likely states.
    expect(arithmeticOf(opposed(60, [0.25, 0.75], false))).toBe("linear");
    // One table is wide, and another is ruled out to a part of 10^-140; but they have nothing in common.
    const apart = [
      makeFactor([0], [2], [1, 1e-140]),
      makeFactor([0], [2], [0, 1]),
      makeFactor([1], [2], [1, 1e-200]),
    ];
    const two = { sizes: [2, 2], factors: apart };
    expect(arithmeticOf({ network: two, evidence: new Map() })).toBe("linear");
  });

  it("and none at all are told apart there", () => {
    const { network, evidence } = opposed(60, [0, 0]);
    const calibrated = JunctionTree.compile(network).propagate(evidence);
    expect(calibrated.possible).toBe(false);
    expect(calibrated.logProbability).toBe(-Infinity);
    expect([...calibrated.derivative(1).factor.values]).toEqual([0, 0, 0, 0]);
    expect(eliminate(network, [0], { evidence })).toMatchObject({
      logScale: 0,
      factor: { values: Float64Array.of(0, 0) },
    });
  });
});

/** Variable 1 copies variable 0; observations of each, as many, make opposite states unlikely. */
function opposed(count: number, prior: readonly number[], opposite = true) {
  const factors = [makeFactor([0], [2], prior), makeFactor([0, 1], [2, 2], [1, 0, 0, 1])];
  const evidence = new Map<number, number>();
  for (let i = 0; i < 2 * count; i++) {
    const sensor = 2 + i;
    const rows = i < count || !opposite ? [1 - 1e-7, 1e-7, 0, 1] : [0, 1, 1 - 1e-7, 1e-7];
    factors.push(makeFactor([i < count ? 0 : 1, sensor], [2, 2], rows));
    evidence.set(sensor, 1);
  }
  return { network: { sizes: Array.from({ length: 2 + 2 * count }, () => 2), factors }, evidence };
}

describe("evidence that cannot happen", () => {
  const coin: Network = { sizes: [2, 2], factors: [makeFactor([0, 1], [2, 2], [0.5, 0, 0.5, 0])] };

  it("is an answer for P(evidence), and a named error for beliefs; never NaN", () => {
    const calibrated = JunctionTree.compile(coin).propagate(new Map([[1, 1]]));
    expect(calibrated.possible).toBe(false);
    expect(calibrated.probabilityOfEvidence).toBe(0);
    expect(() => calibrated.marginal(0)).toThrow(ImpossibleEvidenceError);
    expect(() => calibrated.joint([0, 1])).toThrow("the evidence on variables 1 has probability 0");
    expect(mostProbableExplanation(coin, { evidence: new Map([[1, 1]]) })).toBeUndefined();
    expect([...eliminate(coin, [0], { evidence: new Map([[1, 1]]) }).factor.values]).toEqual([
      0, 0,
    ]);
    expect(marginalsWithin(coin, new Map([[1, 1]])).marginals).toBeUndefined();
  });
});

describe("bad input", () => {
  const one: Network = { sizes: [2], factors: [makeFactor([0], [2], [0.5, 0.5])] };
  const tree = JunctionTree.compile(one);

  it("is refused with value and bound", () => {
    expect(() => tree.propagate(new Map([[0, 2]]))).toThrow(
      "variable 0 has 2 values, so no position 2",
    );
    expect(() => tree.propagate(new Map([[7, 0]]))).toThrow("evidence on unknown variable 7");
    const weights = (numbers: number[]) => ({
      softEvidence: new Map([[0, Float64Array.from(numbers)]]),
    });
    expect(() => tree.propagate(new Map(), weights([1]))).toThrow(
      "1 weights for variable 0 with 2 values",
    );
    expect(() => tree.propagate(new Map(), weights([1, -1]))).toThrow("finite and at least 0");
    expect(() => tree.propagate(new Map(), weights([0, 0]))).toThrow("are all 0");
    expect(() => tree.propagate().marginal(3)).toThrow("variable 3 of 1");
    expect(() => JunctionTree.compile({ sizes: [3], factors: one.factors })).toThrow(
      "factor 0 gives variable 0 2 values, the network 3",
    );
    const broken = { sizes: [2], factors: [makeFactor([0], [2], [0.5, Number.NaN])] };
    expect(() => JunctionTree.compile(broken).propagate()).toThrow(
      "factor 0 has an entry that is not a finite number",
    );
    expect(() => tree.replaceFactor(0, makeFactor([1], [2], [1, 0]))).toThrow(
      "is over (0), not (1)",
    );
  });
});

describe("long work", () => {
  it("stops when asked, at any step, and can be taken up again", () => {
    const network = clique(12);
    const tree = JunctionTree.compile(network);
    const signal = { aborted: false };
    const stop = (): void => {
      signal.aborted = true;
    };
    expect(() => tree.propagate(new Map(), { signal, onProgress: stop })).toThrow(AbortedError);
    const again = tree.propagate();
    expect(again.logProbability).toBeCloseTo(
      JunctionTree.compile(network).propagate().logProbability,
      12,
    );
  });

  it("asks its signal at every order that is tried, and at every product", () => {
    const network = grid(5);
    const all = [...network.sizes.keys()];
    const { attempts, order } = eliminationOrder(network);
    const scopes = network.factors.map(({ variables }) => variables);
    const nodes = contractionTree({ sizes: network.sizes, scopes, order }).left.length;
    const products = nodes - scopes.length;
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
    expect(Math.min(attempts, products)).toBeGreaterThan(2);
    const tree = JunctionTree.compile(network);
    expect(asks(() => JunctionTree.compile(network, { signal }))).toBeGreaterThanOrEqual(attempts);
    const spread = asks(() => tree.propagate(new Map(), { signal }));
    expect(spread).toBeGreaterThanOrEqual(products);
    const eliminated = asks(() => eliminate(network, [], { signal }));
    expect(eliminated).toBeGreaterThanOrEqual(attempts + products);
    const explained = asks(() => mostProbableExplanation(network, { signal }));
    expect(explained).toBeGreaterThanOrEqual(attempts + products);
    // Of all variables nothing is summed out first; then it is the same.
    const wished = asks(() => maximumAPosteriori(network, all, { signal }));
    expect(wished).toBeGreaterThanOrEqual(attempts + products);
  });

  it("reports shares between 0 and 1, rising", () => {
    const shares: number[] = [];
    const onProgress = (share: number): void => void shares.push(share);
    for (const run of [
      () => JunctionTree.compile(clique(10)).propagate(new Map(), { onProgress }),
      () => eliminate(clique(10), [], { onProgress }),
    ]) {
      shares.length = 0;
      run();
      expect(shares.length).toBeGreaterThan(2);
      expect(shares.every((x, i) => x > (shares[i - 1] ?? 0) && x <= 1)).toBe(true);
    }
  });
});

describe("elimination orders", () => {
  it("of a tree are searched for as told", () => {
    const network = grid(4);
    const orderOf = (options: Parameters<typeof predictSize>[1]) =>
      predictSize(network, options).order;
    expect(orderOf({ attempts: 7 }).attempts).toBe(7);
    // On and on while tables are larger than allowed.
    expect(orderOf({ maxEntries: 1 }).attempts).toBe(1000);
    const orders = [1, 2, 3, 4].map((seed) => String(orderOf({ seed }).order));
    expect(new Set(orders).size).toBeGreaterThan(1);
    expect(String(orderOf({}).order)).toBe(orders[0]);
  });

  it("list every free variable once and predict the largest table exactly", () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = Random.seeded(seed);
      const sizes = Array.from({ length: 12 }, () => 2 + random.below(3));
      const factors = Array.from({ length: 14 }, () => {
        const scope = random.shuffled(sizes.map((_, v) => v)).slice(0, 1 + random.below(3));
        const scopeSizes = scope.map((v) => sizes[v] as number);
        const entries = scopeSizes.reduce((x, y) => x * y, 1);
        return makeFactor(scope, scopeSizes, new Float64Array(entries).fill(1));
      });
      const keep = [random.below(12)];
      const { order, largestEntries, totalEntries } = eliminationOrder(
        { sizes, factors },
        { keep },
      );
      const used = new Set(factors.flatMap((factor) => factor.variables));
      expect([...order].sort((a, b) => a - b)).toEqual(
        [...used].filter((v) => !keep.includes(v)).sort((a, b) => a - b),
      );
      let scopes = factors.map((factor) => new Set(factor.variables));
      let largest = 1;
      let sum = 0;
      for (const v of order) {
        const union = new Set(
          scopes.filter((scope) => scope.has(v)).flatMap((scope) => [...scope]),
        );
        const entries = [...union].reduce((x, u) => x * (sizes[u] as number), 1);
        largest = Math.max(largest, entries);
        sum += entries;
        union.delete(v);
        scopes = [...scopes.filter((scope) => !scope.has(v)), union];
      }
      expect(largestEntries).toBe(largest);
      expect(totalEntries).toBe(sum);
    }
  });

  it("are the same for the same seed", () => {
    const network = grid(7);
    const first = eliminationOrder(network, { seed: 5 });
    expect(eliminationOrder(network, { seed: 5 })).toEqual(first);
    expect(first.largestEntries).toBeLessThanOrEqual(2 ** 9);
    const observed = new Set([3, 24]);
    const { order } = eliminationOrder(network, { observed });
    expect([...order].sort((a, b) => a - b)).toEqual(
      [...network.sizes.keys()].filter((v) => !observed.has(v)),
    );
  });

  it("of one question are drawn from its seed, too", () => {
    const network = grid(6);
    const seeds = [1, 2, 3, 4];
    for (const ask of [
      (seed: number) => eliminate(network, [], { maxEntries: 1, seed }),
      (seed: number) => mostProbableExplanation(network, { maxEntries: 1, seed }),
    ]) {
      const refused = (seed: number): unknown => {
        const error = thrownBy(() => ask(seed));
        return error instanceof TooLargeError && [error.entries, ...error.variables];
      };
      const answers = seeds.map(refused);
      expect(answers).not.toContain(false);
      expect(new Set(answers.map(String)).size).toBeGreaterThan(1);
      expect(seeds.map(refused)).toEqual(answers);
    }
  });
});

/** The same for every combination of two-valued variables. */
function halves(variables: readonly number[]): Factor {
  return makeFactor(
    variables,
    variables.map(() => 2),
    new Float64Array(2 ** variables.length).fill(0.5),
  );
}

/** Every pair of n two-valued variables in one table. */
function clique(n: number): Network {
  const random = Random.seeded(n);
  const factors: Factor[] = [];
  for (let u = 0; u < n; u++) {
    for (let v = 0; v < u; v++) {
      factors.push(
        makeFactor(
          [u, v],
          [2, 2],
          Array.from({ length: 4 }, () => 0.5 + random.unit()),
        ),
      );
    }
  }
  return { sizes: Array.from({ length: n }, () => 2), factors };
}

function grid(n: number): Network {
  const factors: Factor[] = [];
  const values = [1, 2, 2, 1];
  for (let x = 0; x < n; x++) {
    for (let y = 0; y < n; y++) {
      if (x > 0) factors.push(makeFactor([(x - 1) * n + y, x * n + y], [2, 2], values));
      if (y > 0) factors.push(makeFactor([x * n + y - 1, x * n + y], [2, 2], values));
    }
  }
  return { sizes: Array.from({ length: n * n }, () => 2), factors };
}

/** A hidden Markov chain: states 0 … T−1, observations T … 2T−1, alternating. */
function chain(length: number, noise: number): { network: Network; evidence: Map<number, number> } {
  const factors: Factor[] = [];
  const evidence = new Map<number, number>();
  for (let t = 0; t < length; t++) {
    factors.push(
      t === 0
        ? makeFactor([0], [2], [0.5, 0.5])
        : makeFactor([t - 1, t], [2, 2], [0.7, 0.3, 0.2, 0.8]),
      makeFactor([t, length + t], [2, 2], [1 - noise, noise, noise, 1 - noise]),
    );
    evidence.set(length + t, t % 2);
  }
  return { network: { sizes: Array.from({ length: 2 * length }, () => 2), factors }, evidence };
}

/** log P of the alternating observations, by the scaled forward recursion. */
function forwardAlgorithm(length: number, noise: number): number {
  let state = [0.5, 0.5];
  let sum = 0;
  for (let t = 0; t < length; t++) {
    const [p, q] = state as [number, number];
    const moved = t === 0 ? [p, q] : [p * 0.7 + q * 0.2, p * 0.3 + q * 0.8];
    const seen = t % 2 === 0 ? [1 - noise, noise] : [noise, 1 - noise];
    const weighed = moved.map((x, i) => x * (seen[i] as number));
    const mass = (weighed[0] as number) + (weighed[1] as number);
    sum += Math.log(mass);
    state = weighed.map((x) => x / mass);
  }
  return sum;
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
