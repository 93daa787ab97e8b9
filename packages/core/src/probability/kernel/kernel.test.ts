/**
 * The accelerator against the plain kernel, and the plain kernel against the definition, on random
 * shapes: every way a variable can be in A, B and O, odd sizes, zeros.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiledKernelModule, KERNEL_MODULE } from "../../../../../scripts/build-kernel.ts";
import { Random } from "../../base/index.ts";
import { acceleratedWorkspace, decodeBase64 } from "./accelerated.ts";
import { planContraction } from "./contraction.ts";
import { contractLog, contractMaxPlus, forEachProduct } from "./reference.ts";
import type { Workspace } from "./workspace.ts";
import { referenceWorkspace } from "./workspace.ts";

const RUNS = 4000;
/** Milliseconds; a loaded machine takes ten times as long as an idle one. */
const PATIENCE = 300_000;

describe("contraction", () => {
  it(
    "is the sum of products over every combination",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const problem = randomContraction(seed);
          expectClose(run(referenceWorkspace(), problem), definition(problem));
        }),
        { numRuns: RUNS, seed: 11 },
      );
    },
    PATIENCE,
  );

  it("is that sum in both kernels where offsets take two tables", () => {
    let tried = 0;
    for (let seed = 0; tried < 15; seed++) {
      const problem = randomContraction(seed, true);
      if (problem.plan.high.length === 3 || problem.plan.products > 60_000) continue;
      tried++;
      // At least one axis in the low table, and more only as long as they fit 512.
      const low = problem.plan.low.filter((_, i) => i % 3 === 0);
      const steps = new Set(low.slice(1).map((at, i) => at - (low[i] as number)));
      expect(low.length).toBeGreaterThan(1);
      expect(low.length <= 512 || steps.size === 1).toBe(true);
      const expected = definition(problem);
      expectClose(run(referenceWorkspace(), problem), expected);
      const accelerated = shared();
      const mark = accelerated.mark();
      expectClose(run(accelerated, problem), expected);
      accelerated.release(mark);
    }
  });

  it("forms each product once, whatever the ranks of variables are called", () => {
    const random = Random.seeded(14);
    for (let seed = 0; seed < 300; seed++) {
      const { sizes, scopeA, scopeB, scopeO, plan } = randomContraction(seed);
      const union = new Set([...scopeA, ...scopeB, ...scopeO]);
      const products = [...union].reduce((count, v) => count * (sizes[v] as number), 1);
      expect(plan.products).toBe(products);
      // The low table has at least the fastest of the slow axes, the high one the rest.
      const { n1, n2, n3 } = plan.runs;
      const [high, low] = [plan.high.length / 3, plan.low.length / 3];
      expect(high * low).toBe(products / (n1 * n2 * n3));
      if (high > 1) expect(low).toBeGreaterThan(1);
      // What fits one table of 512 is in one.
      if (high * low <= 512) expect(high).toBe(1);
      const seen = new Set<string>();
      let calls = 0;
      forEachProduct(plan, (...at) => {
        calls++;
        seen.add(at.join());
      });
      expect(calls).toBe(products);
      expect(seen.size).toBe(products);
      // Under other names, with their ranks.
      const names = random.shuffled([...sizes.keys()]);
      const renamed = [scopeA, scopeB, scopeO].map((scope) => scope.map((v) => names[v] as number));
      const otherSizes = new Int32Array(sizes.length);
      const rank = new Int32Array(sizes.length);
      for (const [v, name] of names.entries()) {
        otherSizes[name] = sizes[v] as number;
        rank[name] = v;
      }
      const [a, b, o] = renamed as [number[], number[], number[]];
      expect(planContraction(a, b, o, otherSizes, rank)).toEqual(plan);
    }
  });

  it("is that sum in both kernels whichever tables have the three inner axes", () => {
    const random = Random.seeded(16);
    // Five slow axes, alternately in all tables and in two, take offsets of all three in two tables.
    const slow = [7, 5, 7, 6, 7];
    const inner = [1, 2, 3, 4, 5, 6, 7].flatMap((first) => [
      [7, first === 3 ? 2 : 3, first],
      [3, 7, first],
      [7, first === 5 ? 6 : 5, first],
    ]);
    for (const kinds of inner) {
      const problem = contractionOf([...slow, ...kinds], [5, 6, 5, 6, 5, 2, 2, 2], random);
      const [high, low] = [problem.plan.high.length / 3, problem.plan.low.length / 3];
      expect(Math.min(high, low)).toBeGreaterThan(1);
      const expected = definition(problem);
      expectClose(run(referenceWorkspace(), problem), expected);
      const accelerated = shared();
      const mark = accelerated.mark();
      expectClose(run(accelerated, problem), expected);
      accelerated.release(mark);
    }
  });

  it("joins neighbouring axes on which all tables step alike", () => {
    const { plan } = contractionOf([7, 7, 7, 5, 5, 1, 1], [2, 3, 1, 2, 5, 3, 2], Random.seeded(17));
    const { n1, n2, n3 } = plan.runs;
    expect([n1, n2, n3, plan.high.length, plan.low.length]).toEqual([6, 10, 6, 3, 3]);
  });

  it("sums in its inner loops first, so that an output is finished before the next", () => {
    let summing = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { plan } = randomContraction(seed, seed % 3 === 0);
      const { n2, o2, n3, o3 } = plan.runs;
      const slow = (plan.high.length / 3) * (plan.low.length / 3);
      if (n2 > 1 && o2 === 0) summing++;
      // A loop over outputs: nothing that is summed is left for the loops around it.
      if (n2 > 1 && o2 > 0) expect(n3 === 1 || o3 > 0).toBe(true);
      if ((n2 === 1 || o2 === 0) && (n3 === 1 || o3 === 0)) continue;
      const outputs = new Set<number>();
      for (let h = 2; h < plan.high.length; h += 3)
        for (let l = 2; l < plan.low.length; l += 3)
          outputs.add((plan.high[h] as number) + (plan.low[l] as number));
      expect(outputs.size).toBe(slow);
    }
    expect(summing).toBeGreaterThan(30);
  });

  it(
    "is the same in WebAssembly, to rounding",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const problem = randomContraction(seed);
          const accelerated = shared();
          const mark = accelerated.mark();
          expectClose(run(accelerated, problem), run(referenceWorkspace(), problem));
          accelerated.release(mark);
        }),
        { numRuns: RUNS, seed: 12 },
      );
    },
    PATIENCE,
  );

  it(
    "is the same on logarithms, and with the maximum for the sum",
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const problem = randomContraction(seed);
          const { plan, a, b } = problem;
          const memory = new Float64Array(a.length + b.length + plan.outputs);
          memory.set(a.map(Math.log), 0);
          memory.set(b.map(Math.log), a.length);
          const at = a.length + b.length;
          contractLog(memory, plan, 0, a.length, at);
          expectClose(memory.slice(at).map(Math.exp), definition(problem));
          contractMaxPlus(memory, plan, 0, a.length, at);
          const most = new Float64Array(plan.outputs);
          forEachProduct(plan, (i, j, o) => {
            most[o] = Math.max(most[o] as number, (a[i] as number) * (b[j] as number));
          });
          expectClose(memory.slice(at).map(Math.exp), most);
        }),
        { numRuns: 1000, seed: 13 },
      );
    },
    PATIENCE,
  );
});

describe("the range of a table", () => {
  it("is found alike by both kernels, whatever is in it", () => {
    for (const numbers of [
      [0],
      [0, 0, 3],
      [1e-300, -2, 0, 1e300, 5],
      [Number.NaN, 1, 2],
      [1, 2, Number.NaN],
      [Infinity, 1e-310],
      ...[0, 13, 31, 50].flatMap((at) =>
        [0, -1e-200, 1e200, Infinity, Number.NaN].map((odd) =>
          Array.from({ length: 51 }, (_, i) => (i === at ? odd : i % 3 === 0 ? 0 : 1 + i)),
        ),
      ),
    ]) {
      const answers = [referenceWorkspace(), shared()].map((workspace) => {
        // Others before and behind are of other tables.
        const at = workspace.allocate(numbers.length + 2) + 1;
        workspace.memory.set([1e305, ...numbers, 1e305], at - 1);
        const { largest, smallest } = workspace.range(at, numbers.length);
        return largest === Infinity ? { largest } : { largest, smallest };
      });
      expect(answers[1]).toEqual(answers[0]);
      const sizes = numbers.map(Math.abs);
      const largest = sizes.some((x) => !Number.isFinite(x)) ? Infinity : Math.max(...sizes);
      const smallest = Math.min(Infinity, ...sizes.filter((x) => x > 0));
      expect(answers[0]).toEqual(largest === Infinity ? { largest } : { largest, smallest });
    }
  });
});

describe("the committed kernel", () => {
  it(
    "is what its source compiles to",
    () => {
      expect(readFileSync(KERNEL_MODULE, "utf8")).toBe(compiledKernelModule());
    },
    PATIENCE,
  );

  it("is read from base 64 as it was written", () => {
    const random = Random.seeded(15);
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, () => random.below(256));
      expect(decodeBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
    }
  });

  it("grows its memory and keeps what is in it", () => {
    const workspace = acceleratedWorkspace(10);
    expect(workspace).toBeDefined();
    if (workspace === undefined) return;
    const first = workspace.allocate(4);
    workspace.memory.set([1, 2, 3, 4], first);
    const second = workspace.allocate(1_000_000);
    workspace.memory[second + 999_999] = 7;
    expect(Array.from(workspace.memory.subarray(first, first + 4))).toEqual([1, 2, 3, 4]);
    // By an eighth at a time: seldom, and not far beyond what is used.
    let grown = 0;
    for (let i = 0; i < 200; i++) {
      const before = workspace.memory;
      const end = workspace.allocate(10_000) + 10_000;
      if (workspace.memory !== before) grown++;
      expect(workspace.memory.length).toBeLessThan(1.2 * end);
    }
    expect(grown).toBeLessThan(15);
    expect(() => workspace.allocate(2 ** 30)).toThrow("do not fit WebAssembly memory");
  });
});

let kept: Workspace | undefined;

/** One memory for all runs: each reserves address space. */
function shared(): Workspace {
  kept ??= acceleratedWorkspace(2 ** 16);
  if (kept === undefined) throw new Error("this host has no WebAssembly with SIMD");
  return kept;
}

type Problem = ReturnType<typeof randomContraction>;

function run(workspace: Workspace, { plan, a, b }: Problem): Float64Array {
  const atA = workspace.allocate(a.length);
  const atB = workspace.allocate(b.length);
  const atO = workspace.allocate(plan.outputs);
  workspace.memory.set(a, atA);
  workspace.memory.set(b, atB);
  workspace.memory.fill(Number.NaN, atO, atO + plan.outputs);
  workspace.contract(workspace.prepare(plan), atA, atB, atO);
  return workspace.memory.slice(atO, atO + plan.outputs);
}

function randomContraction(seed: number, large = false) {
  const random = Random.seeded(seed);
  const n = large ? 7 + random.below(2) : random.below(8);
  const sizes = Int32Array.from({ length: n }, () =>
    large ? 3 + random.below(3) : 1 + random.below(random.below(5) === 0 ? 19 : 4),
  );
  // Likely runs of variables that are in the same tables, as cliques have them.
  let kind = 1 + random.below(7);
  const kinds = sizes.map(() => (kind = random.below(2) === 0 ? kind : 1 + random.below(7)));
  return contractionOf([...kinds], [...sizes], random);
}

/** Variable v, of `sizes[v]` values, is in A, B or O by the bits 1, 2 and 4 of `kinds[v]`. */
function contractionOf(kinds: readonly number[], lengths: readonly number[], random: Random) {
  const sizes = Int32Array.from(lengths);
  const variables = lengths.map((_, v) => v);
  const scopeOf = (bit: number): number[] => variables.filter((v) => ((kinds[v] ?? 0) & bit) !== 0);
  const [scopeA, scopeB, scopeO] = [scopeOf(1), scopeOf(2), scopeOf(4)] as const;
  const entries = (scope: readonly number[]): number =>
    scope.reduce((product, v) => product * (sizes[v] as number), 1);
  const fill = (scope: readonly number[]): Float64Array =>
    Float64Array.from({ length: entries(scope) }, () =>
      random.below(4) === 0 ? 0 : random.unit(),
    );
  const rank = Int32Array.from(variables);
  const plan = planContraction(scopeA, scopeB, scopeO, sizes, rank);
  return { sizes, scopeA, scopeB, scopeO, a: fill(scopeA), b: fill(scopeB), plan };
}

/** Entry by entry, with nothing but positions. */
function definition({ sizes, scopeA, scopeB, scopeO, a, b }: Problem): Float64Array {
  const indexIn = (scope: readonly number[], at: readonly number[]): number =>
    scope.reduce((index, v) => index * (sizes[v] as number) + (at[v] as number), 0);
  const result = new Float64Array(scopeO.reduce((product, v) => product * (sizes[v] as number), 1));
  // Variables in no table at all would multiply the sum; there are none.
  const combinations = sizes.reduce((product, size) => product * size, 1);
  const at = Array.from(sizes, () => 0);
  for (let i = 0; i < combinations; i++) {
    const o = indexIn(scopeO, at);
    const x = (a[indexIn(scopeA, at)] as number) * (b[indexIn(scopeB, at)] as number);
    result[o] = (result[o] as number) + x;
    for (let d = at.length - 1; d >= 0; d--) {
      at[d] = (at[d] as number) + 1;
      if ((at[d] as number) < (sizes[d] as number)) break;
      at[d] = 0;
    }
  }
  return result;
}

function expectClose(actual: Float64Array, expected: Float64Array): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) {
    const [x, y] = [actual[i] as number, expected[i] as number];
    if (!(Math.abs(x - y) <= 1e-12 * Math.abs(y))) expect(x).toBe(y);
  }
}
