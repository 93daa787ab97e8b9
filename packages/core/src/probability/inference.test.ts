/**
 * Inference against the definition: the product of all factors, entry by entry. Random networks
 * include zeros, deterministic rows, disconnected parts, variables in no factor, and evidence of
 * probability zero.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import type { Evidence, Factor, Network, SoftEvidence } from "./index.ts";
import {
  eliminate,
  expectedUtility,
  ImpossibleEvidenceError,
  JunctionTree,
  makeFactor,
  marginalsWithin,
  maximumAPosteriori,
  mostProbableExplanation,
  multiply,
  posterior,
  posteriorDerivatives,
  sumOut,
  total,
} from "./index.ts";

const RUNS = 3000;
/** Milliseconds; a loaded machine takes ten times as long as an idle one. */
const PATIENCE = 300_000;

describe("junction trees and variable elimination", () => {
  it(
    "agree with enumeration of the joint distribution",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { network, evidence, softEvidence } = randomProblem(seed);
          const joint = enumerate(network, evidence, softEvidence);
          const mass = total(joint);
          const calibrated = JunctionTree.compile(network).propagate(evidence, { softEvidence });
          expectClose(calibrated.probabilityOfEvidence, mass);
          expect(calibrated.possible).toBe(mass > 0);
          const all = network.sizes.map((_, v) => v);
          const keep = all.filter((v) => (seed >> (v + 3)) & 1);
          const { factor, logScale } = eliminate(network, keep, { evidence, softEvidence });
          const expected = sumOut(
            joint,
            all.filter((v) => !keep.includes(v)),
          );
          expectSame(scaled(factor.values, Math.exp(logScale)), expected.values);
          if (mass === 0) {
            expect(() => calibrated.marginal(0)).toThrow(ImpossibleEvidenceError);
            return;
          }
          for (const v of all) {
            const marginal = sumOut(
              joint,
              all.filter((u) => u !== v),
            );
            expectSame(calibrated.marginal(v), scaled(marginal.values, 1 / mass));
          }
          expectSame(calibrated.joint(keep).values, scaled(expected.values, 1 / mass));
          const alone = posterior(network, keep, { evidence, softEvidence });
          expectSame(alone?.values ?? new Float64Array(0), scaled(expected.values, 1 / mass));
        }),
        { numRuns: RUNS, seed: 1 },
      );
    },
    PATIENCE,
  );

  it(
    "find a most probable explanation, of everything and of some variables",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { network, evidence, softEvidence } = randomProblem(seed);
          const used = [...new Set(network.factors.flatMap((factor) => factor.variables))];
          const joint = enumerate(network, evidence, softEvidence);
          const some = used.filter((v) => (seed >> (v + 2)) & 1);
          for (const wanted of [used, some]) {
            const reduced = sumOut(
              joint,
              network.sizes.map((_, v) => v).filter((v) => !wanted.includes(v)),
            );
            const most = Math.max(...reduced.values);
            const found =
              wanted === used
                ? mostProbableExplanation(network, { evidence, softEvidence })
                : maximumAPosteriori(network, wanted, { evidence, softEvidence });
            expect(found === undefined).toBe(most === 0);
            if (found === undefined) continue;
            expectClose(Math.exp(found.logProbability), most);
            let at = 0;
            for (const [i, v] of reduced.variables.entries()) {
              at = at * (reduced.sizes[i] as number) + (found.positions.get(v) as number);
            }
            expectClose(reduced.values[at] as number, most);
          }
        }),
        { numRuns: RUNS, seed: 2 },
      );
    },
    PATIENCE,
  );

  it(
    "give the derivative of P(evidence) by every table entry: the product is linear in each",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { network, evidence, softEvidence } = randomProblem(seed);
          const calibrated = JunctionTree.compile(network).propagate(evidence, { softEvidence });
          for (const [index, factor] of network.factors.entries()) {
            const { factor: slope, logScale } = calibrated.derivative(index);
            const entry = Math.abs(seed) % factor.values.length;
            const zeros = new Float64Array(factor.values.length);
            zeros[entry] = 1;
            const factors = network.factors.map((f, i) =>
              i === index ? { ...f, values: zeros } : f,
            );
            const expected = total(enumerate({ ...network, factors }, evidence, softEvidence));
            expectClose((slope.values[entry] as number) * Math.exp(logScale), expected);
          }
        }),
        { numRuns: 1000, seed: 3 },
      );
    },
    PATIENCE,
  );

  it(
    "add up expected utilities",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { network, evidence } = randomProblem(seed);
          const joint = enumerate(network, evidence);
          const mass = total(joint);
          const random = Random.seeded(seed + 1);
          const utilities = Array.from({ length: 1 + random.below(3) }, () => {
            const scope = network.sizes.map((_, v) => v).filter(() => random.below(3) === 0);
            const sizes = scope.map((v) => network.sizes[v] as number);
            const entries = sizes.reduce((x, y) => x * y, 1);
            return makeFactor(
              scope,
              sizes,
              Array.from({ length: entries }, () => random.below(7) - 3),
            );
          });
          if (mass === 0) {
            expect(() => expectedUtility(network, utilities, evidence)).toThrow(
              ImpossibleEvidenceError,
            );
            return;
          }
          const expected = utilities.reduce(
            (sum, utility) => sum + total(multiply(joint, utility)) / mass,
            0,
          );
          const { value } = expectedUtility(network, utilities, evidence);
          expect(Math.abs(value - expected)).toBeLessThan(1e-9);
        }),
        { numRuns: RUNS, seed: 4 },
      );
    },
    PATIENCE,
  );

  it(
    "answer as if from scratch after evidence and tables change, older answers staying valid",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { network, evidence, softEvidence } = randomProblem(seed);
          const random = Random.seeded(seed);
          const tree = JunctionTree.compile(network);
          const checks: (() => void)[] = [];
          for (let step = 0; step < 4; step++) {
            const now = new Map(
              [...evidence].map(([v, position]): [number, number] => [
                v,
                random.below(2) === 0 ? position : random.below(network.sizes[v] as number),
              ]),
            );
            const index = random.below(network.factors.length + 1);
            const old = tree.network.factors[index];
            if (old)
              tree.replaceFactor(index, { ...old, values: old.values.map((x) => 1 - x / 2) });
            const soft = random.below(2) === 0 ? softEvidence : new Map<number, Float64Array>();
            const { network: current } = tree;
            const warm = tree.propagate(now, { softEvidence: soft });
            const cold = JunctionTree.compile(current).propagate(now, { softEvidence: soft });
            checks.push(() => {
              expectClose(warm.probabilityOfEvidence, cold.probabilityOfEvidence);
              if (!cold.possible) return;
              for (const v of network.sizes.keys()) expectSame(warm.marginal(v), cold.marginal(v));
            });
            checks.at(-1)?.();
          }
          for (const check of checks) check();
        }),
        { numRuns: 500, seed: 5 },
      );
    },
    PATIENCE,
  );

  it(
    "give the same when asked again, whatever was asked before",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = Random.seeded(seed);
          const { network } = randomProblem(seed);
          const variables = network.sizes.map((_, v) => v);
          for (let query = 0; query < 12; query++) {
            const keep = random.shuffled(variables).slice(0, 1 + random.below(2));
            const seen = random.shuffled(variables).slice(0, random.below(3));
            const guessed = random.below(3) === 0 ? random.shuffled(variables).slice(0, 1) : [];
            const size = (v: number): number => network.sizes[v] as number;
            const evidence = new Map(seen.map((v) => [v, random.below(size(v))]));
            const softEvidence = new Map(
              guessed.map((v) => [v, Float64Array.from({ length: size(v) }, () => random.unit())]),
            );
            const asked = { evidence, softEvidence };
            const fresh = { ...network };
            expect(posterior(network, keep, asked)).toEqual(posterior(fresh, keep, asked));
            expect(eliminate(network, keep, asked)).toEqual(eliminate(fresh, keep, asked));
          }
        }),
        { numRuns: 300, seed: 8 },
      );
    },
    PATIENCE,
  );

  it(
    "give the same in little memory, by conditioning",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { network, evidence, softEvidence } = randomProblem(seed);
          const whole = JunctionTree.compile(network).propagate(evidence, { softEvidence });
          const maxEntries = 100 + (seed & 127);
          const found = marginalsWithin(network, evidence, { softEvidence, maxEntries });
          expectClose(Math.exp(found.logProbability), whole.probabilityOfEvidence);
          expect(found.marginals === undefined).toBe(!whole.possible);
          for (const [v, marginal] of (found.marginals ?? []).entries()) {
            expectSame(marginal, whole.marginal(v), 1e-14);
          }
        }),
        { numRuns: 1000, seed: 6 },
      );
    },
    PATIENCE,
  );

  it(
    "give the derivative of a posterior by every table entry",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { network, evidence, softEvidence } = randomProblem(seed);
          const random = Random.seeded(seed);
          const tree = JunctionTree.compile(network);
          const variable = random.below(network.sizes.length);
          const position = random.below(network.sizes[variable] as number);
          if (!tree.propagate(evidence, { softEvidence }).possible) return;
          const slopes = posteriorDerivatives(tree, variable, position, evidence, softEvidence);
          for (const [index, factor] of network.factors.entries()) {
            const entry = random.below(factor.values.length);
            // P(variable, evidence) and P(evidence) are linear in the entry: two points give both.
            const [f0, g0] = posteriorAt(0);
            const [f1, g1] = posteriorAt(1);
            const theta = factor.values[entry] as number;
            const g = g0 + theta * (g1 - g0);
            const expected = ((f1 - f0) / g) * (g0 / g) - ((g1 - g0) / g) * (f0 / g);
            const actual = slopes.byFactor(index).values[entry] as number;
            const tolerance = 1e-7 * (Math.abs(expected) + (g0 + g1) / g);
            expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance);

            function posteriorAt(value: number): [number, number] {
              const values = factor.values.slice();
              values[entry] = value;
              const factors = network.factors.map((f, i) => (i === index ? { ...f, values } : f));
              const joint = enumerate({ ...network, factors }, evidence, softEvidence);
              const marginal = sumOut(
                joint,
                network.sizes.map((_, v) => v).filter((v) => v !== variable),
              );
              return [marginal.values[position] as number, total(joint)];
            }
          }
        }),
        { numRuns: 1000, seed: 7 },
      );
    },
    PATIENCE,
  );
});

/** Some product of tables over at most seven variables, and evidence on some of them. */
function randomProblem(seed: number) {
  const random = Random.seeded(seed);
  const n = 1 + random.below(7);
  const sizes = Array.from({ length: n }, () => 1 + random.below(3));
  const factors: Factor[] = [];
  const children: (number | undefined)[] = [];
  for (let v = 0; v < n; v++) {
    if (random.below(12) === 0) continue;
    const parents = sizes.map((_, u) => u).filter((u) => u < v && random.below(3) === 0);
    factors.push(randomConditional(random, sizes, v, parents));
    children.push(v);
  }
  for (let extra = random.below(3); extra > 0; extra--) {
    const scope = random.shuffled(sizes.map((_, v) => v).filter(() => random.below(3) === 0));
    const scopeSizes = scope.map((v) => sizes[v] as number);
    const entries = scopeSizes.reduce((product, size) => product * size, 1);
    const magnitude = random.below(8) === 0 ? 1e-130 : 1;
    const values = Array.from({ length: entries }, () =>
      random.below(4) === 0 ? 0 : magnitude * random.unit() ** 4,
    );
    factors.push(makeFactor(scope, scopeSizes, values));
    children.push(undefined);
  }
  const network: Network = { sizes, factors, children };
  const evidence = new Map<number, number>();
  const softEvidence = new Map<number, Float64Array>();
  for (const [v, size] of sizes.entries()) {
    if (random.below(4) === 0) evidence.set(v, random.below(size));
    if (random.below(6) === 0) {
      const weight = Float64Array.from({ length: size }, () => random.below(3) * random.unit());
      weight[random.below(size)] = random.unit();
      softEvidence.set(v, weight);
    }
  }
  return { network, evidence, softEvidence };
}

function randomConditional(
  random: Random,
  sizes: readonly number[],
  child: number,
  parents: readonly number[],
): Factor {
  const variables = [...random.shuffled(parents), child];
  const scopeSizes = variables.map((v) => sizes[v] as number);
  const size = sizes[child] as number;
  const rows = scopeSizes.slice(0, -1).reduce((product, s) => product * s, 1);
  const deterministic = random.below(3) === 0;
  const values = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    if (deterministic) {
      values[row * size + random.below(size)] = 1;
      continue;
    }
    let sum = 0;
    const weights: number[] = Array.from({ length: size }, () =>
      random.below(5) === 0 ? 0 : random.unit(),
    );
    if (!weights.some((weight) => weight > 0)) weights[0] = 1;
    for (const weight of weights) sum += weight;
    for (const [i, weight] of weights.entries()) values[row * size + i] = weight / sum;
  }
  return makeFactor(variables, scopeSizes, values);
}

/** The definition: one entry per combination, the product of all factors there. */
function enumerate(
  network: Network,
  evidence: Evidence = new Map(),
  softEvidence: SoftEvidence = new Map(),
): Factor {
  const { sizes, factors } = network;
  const variables = sizes.map((_, v) => v);
  const used = new Set(factors.flatMap((factor) => factor.variables));
  const values = new Float64Array(sizes.reduce((product, size) => product * size, 1));
  const at = sizes.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    let rest = i;
    for (let v = sizes.length - 1; v >= 0; v--) {
      at[v] = rest % (sizes[v] as number);
      rest = Math.floor(rest / (sizes[v] as number));
    }
    let x = 1;
    for (const factor of factors) {
      let index = 0;
      for (const [d, v] of factor.variables.entries()) {
        index = index * (factor.sizes[d] as number) + (at[v] as number);
      }
      x *= factor.values[index] as number;
    }
    for (const [v, size] of sizes.entries()) {
      const position = at[v] as number;
      const weight = softEvidence.get(v);
      const seen = evidence.get(v);
      if (seen !== undefined && seen !== position) x = 0;
      if (used.has(v)) x *= weight?.[position] ?? 1;
      // In no factor: uniform, or as soft evidence says; what is seen of it is sure.
      else if (seen === undefined) {
        x *= weight ? (weight[position] as number) / weight.reduce((p, q) => p + q, 0) : 1 / size;
      }
    }
    values[i] = x;
  }
  return makeFactor(variables, sizes, values);
}

function scaled(values: Float64Array, by: number): Float64Array {
  return values.map((x) => x * by);
}

function expectSame(actual: Float64Array, expected: Float64Array, absolute: number = 0): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) {
    expectClose(actual[i] as number, expected[i] as number, absolute);
  }
}

/** Relative 1e-9; exact zero stays exact zero unless an absolute tolerance is given. */
function expectClose(actual: number, expected: number, absolute: number = 0): void {
  if (!(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected) + absolute)) {
    expect(actual).toBe(expected);
  }
}
