/** Small linear programs beside HiGHS, and where none of ours may answer. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { solveDense } from "./denseProgram.ts";
import type { LinearProgram } from "./linearProgram.ts";
import { linearSolver } from "./linearSolver.ts";

/** With equations, bounds from both sides, free variables, repeated coefficients and many ties. */
function randomProgram(random: Random): LinearProgram {
  const [columns, rows] = [1 + random.below(6), 1 + random.below(6)];
  const whole = (): number => random.below(9) - 4;
  const scale = 10 ** (random.below(13) - 6);
  return {
    objective: Array.from({ length: columns }, () => whole() * scale),
    lower: Array.from({ length: columns }, () => (random.below(4) === 0 ? -Infinity : 0)),
    upper: Array.from({ length: columns }, () => Infinity),
    constraints: Array.from({ length: rows }, () => {
      const kind = random.below(4);
      const bound = random.below(3) === 0 ? 0 : whole();
      const size = 10 ** (random.below(7) - 3);
      return {
        variables: Array.from({ length: columns }, (_, j) => j),
        coefficients: Array.from({ length: columns }, () => whole() * size),
        lower: kind < 2 ? -Infinity : bound * size,
        upper: kind === 2 ? Infinity : bound * size,
      };
    }),
  };
}

/** HiGHS: ours leaves variables with bounds from above to it. */
function withIdleBound(program: LinearProgram): LinearProgram {
  return { ...program, upper: program.upper.map(() => 1e9) };
}

describe("small linear programs", () => {
  it("have the optimum that HiGHS finds, and duals of the same value", async () => {
    const highs = await linearSolver();
    const random = Random.seeded(3);
    let answered = 0;
    for (let i = 0; i < 1_000; i++) {
      const program = randomProgram(random);
      const ours = solveDense(program);
      let theirs: number | undefined;
      try {
        theirs = highs(withIdleBound(program)).objective;
      } catch {
        theirs = undefined;
      }
      if (ours === undefined) continue;
      answered++;
      const size = Math.max(...program.objective.map(Math.abs), 1e-300);
      expect(theirs, JSON.stringify(program)).toBeDefined();
      expect(Math.abs(ours.objective - (theirs as number)) / size).toBeLessThan(1e-6);
      const bounds = program.constraints.map(({ lower, upper }) =>
        upper < Infinity ? upper : lower,
      );
      const dual = bounds.reduce((sum, b, r) => sum + b * (ours.duals[r] as number), 0);
      expect(Math.abs(dual - ours.objective) / size).toBeLessThan(1e-9);
    }
    // The others have no optimum.
    expect(answered).toBeGreaterThan(200);
  });

  it("are answered wherever they have an optimum within reach", async () => {
    const highs = await linearSolver();
    const random = Random.seeded(4);
    for (let i = 0; i < 500; i++) {
      const program = randomProgram(random);
      if (solveDense(program) !== undefined) continue;
      const bounded = withIdleBound(program);
      let found: { readonly variables: Float64Array } | undefined;
      try {
        found = highs({ ...bounded, lower: program.lower.map((low) => Math.max(low, -1e9)) });
      } catch {
        continue;
      }
      // An optimum at a bound that we added: the program itself has none.
      expect(Math.max(...found.variables.map(Math.abs)), JSON.stringify(program)).toBeGreaterThan(
        1e6,
      );
    }
  });

  it("say what a bound is worth", () => {
    // max 3x + 2y with x + y ≤ 4, x + 3y ≤ 6, −x ≥ −3: x = 3, y = 1.
    const solution = solveDense({
      objective: [3, 2],
      lower: [0, 0],
      upper: [Infinity, Infinity],
      constraints: [
        { variables: [0, 1], coefficients: [1, 1], lower: -Infinity, upper: 4 },
        { variables: [0, 1], coefficients: [1, 3], lower: -Infinity, upper: 7 },
        { variables: [0], coefficients: [-1], lower: -3, upper: Infinity },
      ],
    });
    expect(solution?.objective).toBe(11);
    expect([...(solution?.variables ?? [])]).toEqual([3, 1]);
    expect([...(solution?.duals ?? [])]).toEqual([2, 0, -1]);
  });

  it("do not go round in circles (Beale 1955)", () => {
    const solution = solveDense({
      objective: [0.75, -20, 0.5, -6],
      lower: [0, 0, 0, 0],
      upper: Array.from({ length: 4 }, () => Infinity),
      constraints: [
        { coefficients: [0.25, -8, -1, 9], upper: 0 },
        { coefficients: [0.5, -12, -0.5, 3], upper: 0 },
        { coefficients: [0, 0, 1, 0], upper: 1 },
      ].map((row) => ({ variables: [0, 1, 2, 3], lower: -Infinity, ...row })),
    });
    expect(solution?.objective).toBeCloseTo(1.25, 12);
  });

  it.each([
    ["without a point", [{ coefficients: [1], lower: -Infinity, upper: -1 }]],
    ["without a bound", [{ coefficients: [-1], lower: -Infinity, upper: 1 }]],
    ["with a range", [{ coefficients: [1], lower: 0, upper: 1 }]],
  ])("%s are left to HiGHS", (_, rows) => {
    const constraints = rows.map((row) => ({ variables: [0], ...row }));
    expect(
      solveDense({ objective: [1], lower: [0], upper: [Infinity], constraints }),
    ).toBeUndefined();
  });
});
