/**
 * A search for equilibria that is stopped, at every place where it can be: what was found is kept, and where nothing
 * was, the nearest profile is told with a regret that is its own. Deep trees are answered without deep calls.
 */
import { describe, expect, it } from "vitest";
import { AbortedError, withSignal } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import type { ExtensiveGame, GameNode, InfluenceDiagram } from "../../model/index.ts";
import { normalFormGame } from "../../model/index.ts";
import { compileDiagram } from "../tables/compile.ts";
import { behaviourRegret } from "./behaviourRegret.ts";
import { correlatedEquilibrium, correlatedRegret } from "./correlatedEquilibrium.ts";
import { correlatedPlay } from "./correlatedPlay.ts";
import { equilibria } from "./diagramEquilibria.ts";
import { normalFormTree, treeEquilibria } from "./gameEquilibria.ts";
import { linearSolver } from "./linearSolver.ts";
import { policyRegret, policyRegrets } from "./policyRegret.ts";
import { traceEquilibrium } from "./traceEquilibrium.ts";
import { zeroSumPlay } from "./zeroSumPlay.ts";

function atLook(k: number): { readonly aborted: boolean; readonly looks: () => number } {
  let looks = 0;
  return {
    get aborted() {
      return ++looks > k;
    },
    looks: () => looks,
  };
}

function* places(): Generator<number> {
  for (let k = 0; k < 1e7; k = k < 20 ? k + 1 : Math.ceil(k * 1.4)) yield k;
}

/** Two agents that see one of eight states: 2^16 pure profiles. */
const WIDE = read(`
agent a
agent b
chance X : 0..7 ~ uniform
decision D : bool by a sees X
decision E : bool by b sees X
utility U for a = (if D == E then X - 3 else 0) + (if D then 1 else 0)
utility V for b = (if D == E then 4 - X else 1) + (if E then 0.5 else 0)
`);
/** Two opponents of whom one sees more. */
const OPPOSED = read(`
agent a
agent b
chance X : 0..3 ~ uniform
decision D : 0..2 by a sees X
decision E : 0..2 by b
utility U for a = (if D == E then X else 0) - (if D == 2 then 1 else 0)
utility V for b = -(if D == E then X else 0) + (if D == 2 then 1 else 0)
`);
/** Both want the same, in too many joint rules for exact arithmetic. */
const ALIKE_FEW = read(`
agent a
agent b
chance X : 0..2 ~ uniform
decision D : 0..2 by a sees X
decision E : bool by b sees X
utility U for a = if (D == 1) == E then X + 1 else 0
utility V for b = if (D == 1) == E then X + 1 else 0
`);
/** The same where both want the same: everybody who answers finds an equilibrium at once. */
const ALIKE = read(`
agent a
agent b
chance X : 0..7 ~ uniform
decision D : bool by a sees X
decision E : bool by b sees X
utility U for a = if D == E then X - 3 else 0
utility V for b = if D == E then 2 * X - 6 else 0
`);

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

/** Looks at which the search is stopped; undefined once it ends by itself before. */
function stoppedAt(
  kind: "pure" | "mixed",
  k: number,
): ReturnType<typeof equilibria> | undefined | "nothing" {
  const signal = atLook(k);
  try {
    const found = equilibria(WIDE, { kind, signal });
    if (signal.looks() <= k) {
      expect(found.nearest).toBeUndefined();
      return undefined;
    }
    expect(found.completeness, `look ${k}`).toBe("limit");
    expect(found.coverage.mayMiss).toBe("any");
    return found;
  } catch (error) {
    expect(error).toBeInstanceOf(AbortedError);
    return "nothing";
  }
}

describe("a stopped search for equilibria of a diagram", () => {
  const compiled = compileDiagram(WIDE);

  it("lists what was found, or the nearest profile", () => {
    let near = 0;
    for (const k of places()) {
      const found = stoppedAt("pure", k);
      if (found === undefined) {
        expect(near).toBeGreaterThan(0);
        return;
      }
      if (found === "nothing") continue;
      for (const one of found.equilibria)
        expect(policyRegret(compiled, one.policy)).toBeLessThanOrEqual(one.regretTolerance + 1e-12);
      if (found.nearest === undefined) continue;
      near++;
      expect(found.equilibria).toEqual([]);
      expect(policyRegret(compiled, found.nearest.policy)).toBeCloseTo(found.nearest.regret, 9);
    }
    expect.unreachable("the search never ended");
  });

  it("also where mixtures are looked for", () => {
    const found = [...places()].slice(0, 30).map((k) => stoppedAt("mixed", k));
    expect(found.some((one) => typeof one === "object" && one.nearest !== undefined)).toBe(true);
  });
});

it("parts are told on the way, each said to be unfinished", () => {
  const parts: ReturnType<typeof equilibria>[] = [];
  const whole = equilibria(ALIKE, { kind: "pure", onPart: (part) => parts.push(part) });
  expect(parts[0]?.nearest).toBeDefined();
  expect(parts.at(-1)?.equilibria.length).toBeGreaterThan(0);
  expect(parts.every((part) => part.completeness === "limit")).toBe(true);
  expect(whole.completeness).toBe("all");
});

it("a profile that nobody leaves is listed as an equilibrium, but not as a subgame-perfect one", () => {
  const parts = { mixed: 0, "subgame-perfect": 0 };
  for (const kind of ["mixed", "subgame-perfect"] as const)
    for (const k of [...places()].slice(0, 26)) {
      try {
        const found = equilibria(ALIKE, { kind, signal: atLook(k) });
        for (const one of found.equilibria)
          expect(one.regret).toBeLessThanOrEqual(one.regretTolerance);
        if (found.nearest === undefined && found.equilibria.length === 1) parts[kind]++;
        if (kind === "mixed" && found.nearest !== undefined)
          expect(found.nearest.regret).toBeGreaterThan(found.nearest.regretTolerance);
      } catch (error) {
        expect(error).toBeInstanceOf(AbortedError);
      }
    }
  expect(parts.mixed).toBeGreaterThan(0);
  expect(parts["subgame-perfect"]).toBe(0);
});

/** Two players in turn, who stop or go on; a hundred and twenty moves. */
function centipede(moves: number): ExtensiveGame {
  const nodes: GameNode[] = [];
  const informationSets = Array.from({ length: moves }, (_, i) => ({
    player: i % 2,
    label: "",
    actions: ["stop", "go"],
    nodes: [2 * i],
  }));
  for (let i = 0; i < moves; i++) {
    nodes.push({ kind: "player", label: "", informationSet: i, children: [2 * i + 1, 2 * i + 2] });
    nodes.push({ kind: "terminal", label: "", payoffs: i % 2 === 0 ? [i + 2, i] : [i, i + 2] });
  }
  nodes.push({ kind: "terminal", label: "", payoffs: [moves, moves] });
  return { title: "", players: ["1", "2"], nodes, informationSets };
}

it("a stopped search in a tree tells the nearest behaviour", async () => {
  const game = centipede(120);
  let near = 0;
  for (const k of places()) {
    const signal = atLook(k);
    const found = await withSignal(signal, () =>
      treeEquilibria(game, "subgame-perfect").catch((error: unknown) => {
        expect(error).toBeInstanceOf(AbortedError);
        return undefined;
      }),
    );
    if (signal.looks() <= k) {
      expect(found?.equilibria.map(({ payoffs }) => payoffs)).toEqual([[2, 0]]);
      expect(near).toBeGreaterThan(2);
      return;
    }
    if (found?.nearest === undefined) continue;
    near++;
    expect(found.equilibria).toEqual([]);
    expect(behaviourRegret(game, found.nearest.behaviour)).toBe(found.nearest.regret);
  }
  expect.unreachable("the search never ended");
});

it("a tree of ten thousand moves in turn has its equilibrium", async () => {
  const found = await treeEquilibria(centipede(10_000), "subgame-perfect");
  expect(found.equilibria.map(({ payoffs, regret }) => [...payoffs, regret])).toEqual([[2, 0, 0]]);
});

it("a path through more strategies than fit a square table is refused", () => {
  const strategies = [3000, 2, 2].map((n) => Array.from({ length: n }, (_, i) => String(i)));
  const payoffs = strategies.map(() => new Float64Array(12_000));
  const game = { title: "", players: ["a", "b", "c"], strategies, payoffs };
  expect(() => traceEquilibrium(game)).toThrow(/3000 \+ 2 \+ 2 strategies/);
});

it("a player may have more strategies than sixteen bits count", async () => {
  const strategies = [1, 40_000].map((n) => Array.from({ length: n }, (_, i) => String(i)));
  const payoffs = [0, 1].map((p) =>
    Float64Array.from({ length: 40_000 }, (_, i) => (p === 0 ? 0 : i)),
  );
  const game = normalFormTree({ title: "", players: ["a", "b"], strategies, payoffs });
  const found = await treeEquilibria(game, "pure");
  expect(found.equilibria.map((one) => one.payoffs)).toEqual([[0, 39_999]]);
});

it.each([20, 90])("a linear program of %i rows is told how long it may take", async (size) => {
  const solve = await linearSolver();
  const program = {
    objective: Array.from({ length: size }, (_, i) => 1 + ((i * 7919) % 13)),
    lower: Array.from({ length: size }, () => 0),
    upper: Array.from({ length: size }, () => Number.POSITIVE_INFINITY),
    constraints: Array.from({ length: size }, (_, r) => ({
      variables: Array.from({ length: size }, (_x, c) => c),
      coefficients: Array.from({ length: size }, (_x, c) => 1 + ((r * 31 + c * 17) % 29)),
      lower: Number.NEGATIVE_INFINITY,
      upper: 100,
    })),
  };
  expect(solve(program).objective).toBeGreaterThan(0);
  expect(() => withSignal({ aborted: false, left: 0 }, () => solve(program))).toThrow(AbortedError);
});

describe("a stopped search for the best correlated equilibrium", () => {
  const three: [string[], string[], string[]] = [
    ["a", "b", "c"],
    ["d", "e", "f"],
    ["g", "h"],
  ];
  const payoff = (seed: number): Float64Array =>
    Float64Array.from({ length: 18 }, (_, i) => ((i + 3) * (i + seed) * 7919) % 23);
  const game = normalFormGame({
    title: "",
    players: ["x", "y", "z"],
    strategies: three,
    payoffs: [payoff(1), payoff(5), payoff(11)],
  });

  it("answers with one of less, or with the nearest profile, and bounds the best", async () => {
    const best = await correlatedEquilibrium(game);
    const sum = (payoffs: readonly number[]): number => payoffs.reduce((a, b) => a + b, 0);
    expect(best.stopped).toBeUndefined();
    const kinds = new Set<string>();
    for (let k = 0; k < 200; k++) {
      const signal = atLook(k);
      const found = await withSignal(signal, () => correlatedEquilibrium(game));
      if (signal.looks() <= k) {
        expect(found).toEqual(best);
        expect(kinds).toEqual(new Set(["equilibrium", "nearest"]));
        return;
      }
      expect(found.regret, `look ${k}`).toBeCloseTo(correlatedRegret(game, found.distribution), 9);
      expect(sum([...found.distribution])).toBeCloseTo(1, 12);
      expect(found.stopped?.atMost).toBeGreaterThanOrEqual(sum(best.payoffs));
      const isOne = found.regret <= found.tolerance;
      kinds.add(isOne ? "equilibrium" : "nearest");
      if (isOne) expect(sum(found.payoffs)).toBeLessThanOrEqual(sum(best.payoffs) + 1e-9);
    }
    throw new Error("it did not end by itself");
  });

  it("has the profile that is nearest of all at hand before a program that hears nothing", async () => {
    const told: unknown[] = [];
    const stop = { aborted: false, left: 0 };
    const found = await withSignal(stop, () =>
      correlatedPlay(ALIKE_FEW, { onPart: (play) => told.push(play) }),
    );
    expect(told).toHaveLength(1);
    expect(found.draws.length).toBeGreaterThan(0);
    const [first] = told as (typeof found)[];
    expect(first?.stopped?.atMost).toBeGreaterThan(0);
    expect(first?.regret).toBe(0);
  });
});

describe("a stopped search for the value of two opponents", () => {
  it("answers with rules near it, and bounds that are true", async () => {
    const value = (await zeroSumPlay(OPPOSED)).values;
    const compiled = compileDiagram(OPPOSED);
    let near = 0;
    for (const k of places()) {
      const signal = atLook(k);
      const found = await withSignal(signal, () => zeroSumPlay(OPPOSED)).catch((error: unknown) => {
        // Nothing is known before the tables are made.
        expect(error).toBeInstanceOf(AbortedError);
        return undefined;
      });
      if (signal.looks() <= k) {
        expect(found?.values).toEqual(value);
        expect(near).toBeGreaterThan(2);
        return;
      }
      if (found === undefined) continue;
      near++;
      expect(found.stopped, `look ${k}`).toBeDefined();
      const regrets = policyRegrets(compiled, found.policy);
      expect(found.regret).toBeCloseTo(Math.max(...regrets), 9);
      // A few hundred replies in turn leave little of what the payoffs differ by.
      expect(found.regret).toBeLessThan(0.3);
      for (const i of [0, 1] as const) {
        expect(found.stopped?.atMost[i]).toBeGreaterThanOrEqual(value[i]);
        expect(found.stopped?.atMost[i]).toBeCloseTo((found.values[i] ?? 0) + (regrets[i] ?? 0), 6);
      }
    }
  });
});
