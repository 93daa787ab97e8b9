/** Solvers of normal-form games against definitions and against each other, on random games. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import type { NormalFormGame } from "../../model/index.ts";
import { bimatrixGame, normalFormGame } from "../../model/index.ts";
import {
  correlatedEquilibrium,
  extremeEquilibria,
  lemkeHowson,
  lemkeHowsonAll,
  profileError,
  pureEquilibria,
  pureProfile,
  quantalResponse,
  regret,
  regrets,
  solveZeroSum,
  traceEquilibrium,
} from "./index.ts";

function randomGame(random: Random, sizes: readonly number[], spread: number): NormalFormGame {
  const count = sizes.reduce((n, size) => n * size, 1);
  const tensor = (): number[] =>
    Array.from({ length: count }, () => random.below(spread) - (spread >> 1));
  return normalFormGame({ strategies: [...sizes], payoffs: sizes.map(tensor) });
}

/** All pairs of equal-size supports, by Cramer-free elimination: right for nondegenerate games. */
function bySupports(game: NormalFormGame): string[] {
  const [m, n] = game.strategies.map((list) => list.length) as [number, number];
  const [a, b] = game.payoffs as [Float64Array, Float64Array];
  const found: string[] = [];
  for (const rows of subsets(m)) {
    for (const columns of subsets(n)) {
      if (rows.length !== columns.length) continue;
      const y = mixing(rows.map((i) => columns.map((j) => a[i * n + j] as number)));
      const x = mixing(columns.map((j) => rows.map((i) => b[i * n + j] as number)));
      if (!x || !y || [...x, ...y].some((p) => !(p > 1e-9))) continue;
      const profile = [new Float64Array(m), new Float64Array(n)];
      for (const [k, i] of rows.entries()) (profile[0] as Float64Array)[i] = x[k] as number;
      for (const [k, j] of columns.entries()) (profile[1] as Float64Array)[j] = y[k] as number;
      if (regret(game, profile) < 1e-9) found.push(textOf(profile));
    }
  }
  return found.sort();
}

/** Weights that make every row of the matrix pay the same. */
function mixing(matrix: number[][]): number[] | undefined {
  const k = matrix.length;
  const rows = [
    ...matrix
      .slice(1)
      .map((row, r) => [...row.map((v, c) => v - (matrix[0]?.[c] as number)), 0, r]),
    [...Array.from({ length: k }, () => 1), 1, 0],
  ].map((row) => row.slice(0, k + 1));
  for (let c = 0; c < k; c++) {
    const pivot = rows
      .slice(c)
      .reduce(
        (best, row, i) =>
          Math.abs(row[c] as number) > Math.abs(rows[best]?.[c] as number) ? c + i : best,
        c,
      );
    [rows[c], rows[pivot]] = [rows[pivot] as number[], rows[c] as number[]];
    const head = rows[c] as number[];
    if (Math.abs(head[c] as number) < 1e-12) return undefined;
    for (const [r, row] of rows.entries()) {
      if (r === c) continue;
      const factor = (row[c] as number) / (head[c] as number);
      for (let j = c; j <= k; j++) row[j] = (row[j] as number) - factor * (head[j] as number);
    }
  }
  return rows.map((row, c) => (row[k] as number) / (row[c] as number));
}

function subsets(n: number): number[][] {
  return Array.from({ length: 2 ** n - 1 }, (_, s) =>
    Array.from({ length: n }, (_, i) => i).filter((i) => ((s + 1) >> i) & 1),
  );
}

function textOf(profile: readonly Float64Array[]): string {
  return profile.map((mixed) => Array.from(mixed, (p) => (p + 0).toFixed(7)).join(" ")).join(" | ");
}

describe("all equilibria of two players", () => {
  it("are those of support enumeration in nondegenerate games, an odd number", () => {
    const random = Random.seeded(11);
    for (let k = 0; k < 400; k++) {
      const game = randomGame(random, [2 + random.below(3), 2 + random.below(4)], 1_000_001);
      const all = extremeEquilibria(game);
      expect(all.equilibria.map((one) => textOf(one.profile)).sort()).toEqual(bySupports(game));
      expect(all.equilibria.length % 2).toBe(1);
      expect(all.components).toHaveLength(all.equilibria.length);
    }
  });

  it("have no regret and contain every pure one in degenerate games", () => {
    const random = Random.seeded(12);
    for (let k = 0; k < 600; k++) {
      const game = randomGame(random, [1 + random.below(5), 1 + random.below(5)], 3);
      const all = extremeEquilibria(game);
      const texts = all.equilibria.map((one) => textOf(one.profile));
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts).toEqual(
        expect.arrayContaining(pureEquilibria(game).equilibria.map((one) => textOf(one.profile))),
      );
      for (const one of all.equilibria) {
        expect(one.regret).toBeLessThan(1e-9);
        expect(profileError(game, one.profile)).toBeLessThan(1e-12);
      }
      expect(all.equilibria.length).toBeGreaterThan(0);
    }
  });

  it("do not depend on who is called the first player", () => {
    const random = Random.seeded(13);
    for (let k = 0; k < 200; k++) {
      const [m, n] = [1 + random.below(4), 1 + random.below(5)];
      const game = randomGame(random, [m, n], 4);
      const [a, b] = game.payoffs as [Float64Array, Float64Array];
      const turn = (t: Float64Array): number[] =>
        Array.from({ length: m * n }, (_, i) => t[(i % m) * n + Math.floor(i / m)] as number);
      const mirror = normalFormGame({ strategies: [n, m], payoffs: [turn(b), turn(a)] });
      const ours = extremeEquilibria(game).equilibria.map((one) => textOf(one.profile));
      const theirs = extremeEquilibria(mirror).equilibria.map((one) =>
        textOf([...one.profile].reverse()),
      );
      expect(ours.sort()).toEqual(theirs.sort());
    }
  });

  it("are one continuum where nothing matters", () => {
    const all = extremeEquilibria(
      bimatrixGame(
        [
          [1, 1],
          [1, 1],
        ],
        [
          [2, 2],
          [2, 2],
        ],
      ),
    );
    expect(all.equilibria).toHaveLength(4);
    expect(all.components).toEqual([[0, 1, 2, 3]]);
    expect(all.degenerate).toBe(true);
  });

  it("stop at the work limit and say so", () => {
    const game = randomGame(Random.seeded(1), [8, 8], 1000);
    expect(extremeEquilibria(game, { maxBases: 20 }).completeness).toBe("limit");
  });

  it("are refused for three players, by name", () => {
    const game = randomGame(Random.seeded(1), [2, 2, 2], 5);
    expect(() => extremeEquilibria(game)).toThrow("needs two players, the game has 3");
  });
});

describe("one equilibrium", () => {
  it("is reached by complementary pivoting from every label, degenerate or not", () => {
    const random = Random.seeded(14);
    for (let k = 0; k < 200; k++) {
      const spread = random.pick([2, 3, 1000]);
      const game = randomGame(random, [1 + random.below(5), 1 + random.below(5)], spread);
      for (const one of lemkeHowsonAll(game).equilibria) expect(one.regret).toBeLessThan(1e-8);
    }
  });

  it("is traced for three and more players, with its regret", () => {
    const random = Random.seeded(15);
    let converged = 0;
    for (let k = 0; k < 60; k++) {
      const sizes = Array.from({ length: 3 + random.below(2) }, () => 2 + random.below(2));
      const game = randomGame(random, sizes, 100);
      const found = traceEquilibrium(game);
      expect(found.regret).toBe(regret(game, found.profile));
      expect(profileError(game, found.profile)).toBeLessThan(1e-12);
      if (found.converged) converged++;
    }
    expect(converged).toBe(60);
  });

  it("of a zero-sum game has the value that complementary pivoting finds", async () => {
    const random = Random.seeded(16);
    for (let k = 0; k < 40; k++) {
      const rows = Array.from({ length: 1 + random.below(8) }, () => [] as number[]);
      const n = 1 + random.below(8);
      for (const row of rows) for (let j = 0; j < n; j++) row.push(random.below(21) - 10);
      const game = bimatrixGame(rows);
      const solved = await solveZeroSum(game);
      expect(solved.regret).toBeLessThan(1e-9);
      expect(solved.value).toBeCloseTo(lemkeHowson(game).payoffs[0] as number, 9);
    }
  });

  it("of a zero-sum game is refused for other payoffs", async () => {
    await expect(solveZeroSum(bimatrixGame([[1, 0]], [[1, 5]]))).rejects.toThrow("constant sum");
  });
});

describe("quantal responses", () => {
  it("satisfy their own definition", () => {
    const game = randomGame(Random.seeded(17), [3, 2, 2], 11);
    const { profile, lambda } = quantalResponse(game, 4);
    const scale = 10;
    for (const [player, mixed] of profile.entries()) {
      const u = Array.from(mixed.keys(), (s) => {
        const pure = profile.map((p) => p.slice());
        pure[player] = (pureProfile(game, [s, s, s])[player] as Float64Array).slice();
        return regretFreePayoff(game, pure, player);
      });
      const weights = u.map((x) => Math.exp((lambda * x) / scale));
      const total = weights.reduce((sum, w) => sum + w, 0);
      for (const [s, p] of mixed.entries())
        expect(p).toBeCloseTo((weights[s] as number) / total, 8);
    }
    expect(lambda).toBeCloseTo(4, 9);
  });

  it("start uniform", () => {
    const { profile } = quantalResponse(
      bimatrixGame([
        [3, 0],
        [0, 1],
      ]),
      0,
    );
    expect(profile.map((mixed) => Array.from(mixed))).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
  });
});

function regretFreePayoff(
  game: NormalFormGame,
  profile: readonly Float64Array[],
  player: number,
): number {
  const sizes = game.strategies.map((list) => list.length);
  let total = 0;
  const tensor = game.payoffs[player] as Float64Array;
  for (const [index, payoff] of tensor.entries()) {
    let rest = index;
    let weight = 1;
    for (let k = sizes.length - 1; k >= 0; k--) {
      weight *= profile[k]?.[rest % (sizes[k] as number)] as number;
      rest = Math.floor(rest / (sizes[k] as number));
    }
    total += weight * payoff;
  }
  return total;
}

describe("correlated equilibria", () => {
  it("of chicken earn more than any Nash equilibrium together", async () => {
    const chicken = bimatrixGame(
      [
        [0, 7],
        [2, 6],
      ],
      [
        [0, 2],
        [7, 6],
      ],
    );
    const found = await correlatedEquilibrium(chicken);
    expect(found.payoffs[0] as number).toBeCloseTo(5.25, 9);
    expect(found.payoffs[1] as number).toBeCloseTo(5.25, 9);
    expect(found.regret).toBeLessThan(1e-9);
  });
});

describe("the checker", () => {
  it("measures a deviation by hand", () => {
    const dilemma = bimatrixGame(
      [
        [-1, -3],
        [0, -2],
      ],
      [
        [-1, 0],
        [-3, -2],
      ],
    );
    expect(regrets(dilemma, pureProfile(dilemma, [0, 0]))).toEqual([1, 1]);
    expect(regret(dilemma, pureProfile(dilemma, [1, 1]))).toBe(0);
  });
});
