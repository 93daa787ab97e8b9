/**
 * The accelerator against the plain kernel, and the plain kernel against the definition, on random
 * shapes: every way a variable can be in A, B and O, odd sizes, zeros.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiledKernelModule, KERNEL_MODULE } from "../../../../../scripts/build-kernel.ts";
import { Random } from "../../base/index.ts";
import { acceleratedWorkspace } from "./accelerated.ts";
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
        const at = workspace.allocate(numbers.length);
        workspace.memory.set(numbers, at);
        const { largest, smallest } = workspace.range(at, numbers.length);
        return largest === Infinity ? { largest } : { largest, smallest };
      });
      expect(answers[1]).toEqual(answers[0]);
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

  it("grows its memory and keeps what is in it", () => {
    const workspace = acceleratedWorkspace(10);
    expect(workspace).toBeDefined();
    if (workspace === undefined) return;
    const first = workspace.allocate(4);
    workspace.memory.set([1, 2, 3, 4], first);
    const second = workspace.allocate(1_000_000);
    workspace.memory[second + 999_999] = 7;
    expect(Array.from(workspace.memory.subarray(first, first + 4))).toEqual([1, 2, 3, 4]);
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
  const variables = Array.from({ length: n }, (_, v) => v);
  // Likely runs of variables that are in the same tables, as cliques have them.
  let kind = 1 + random.below(7);
  const kinds = variables.map(() => (kind = random.below(2) === 0 ? kind : 1 + random.below(7)));
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
