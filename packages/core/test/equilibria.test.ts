/**
 * Equilibria of models as they are written: ties are told at the scale of the payoffs that compete,
 * and a list says what it covers.
 */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../src/model/index.ts";
import type { DiagramEquilibria, EquilibriaOptions, Policy } from "../src/solve/index.ts";
import { loadModel } from "../src/language/index.ts";
import {
  compileDiagram,
  correlatedPlay,
  equilibria,
  equilibriaHeadline,
  equilibriaRemarks,
  fillFreeContexts,
  isMixedPolicy,
  policyRegret,
  zeroSumPlay,
} from "../src/solve/index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text, { file: "game.cid" });
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

/** Two agents who move at once, by their payoffs row by row. */
function matrixGame(rows: number, columns: number, first: string, second: string): string {
  return `
agent row
agent col
decision R : 1..${rows} by row
decision C : 1..${columns} by col
utility Ur for row from R, C = [${first}]
utility Uc for col from R, C = [${second}]`;
}

function values(text: string, options?: EquilibriaOptions): number[][] {
  return equilibria(model(text), options).equilibria.map((one) =>
    one.utilities.map((x) => Number(x.toPrecision(9))),
  );
}

const said = (found: DiagramEquilibria): string[] => [
  equilibriaHeadline(found),
  ...equilibriaRemarks(found),
];

describe("ties", () => {
  const disaster = (cell: string): string =>
    matrixGame(3, 2, `1, 2, 0, 3, ${cell}, 5`, `2, 1, 0, 1, 0, ${cell}`);

  it.each(["-10", "-1e10", "-1e15", "-1e300"])("ignore a cell of %s that nobody plays", (cell) => {
    expect(values(disaster(cell), { kind: "pure" })).toEqual([[1, 2]]);
    expect(values(disaster(cell), { kind: "mixed" })).toHaveLength(3);
  });

  it("of a zero-sum game with payoffs of 1e19 and 1 leave it one value", () => {
    const text = `
agent one
agent two
chance Deal : {l, r} ~ uniform
decision Move : {a, b} by one sees Deal
decision Reply : {x, y} by two sees Move
utility U1 for one from Deal, Move, Reply = [1e19, 1, -1, 0, -1, 1, 0, 1e19]
utility U2 for two from Deal, Move, Reply = [-1e19, -1, 1, 0, 1, -1, 0, -1e19]`.replace(
      "sees Deal",
      "",
    );
    expect(values(text, { kind: "pure" })).toEqual([[1, -1]]);
    for (const value of values(text, { kind: "mixed" })) expect(value).toEqual([1, -1]);
  });

  it("ignore wealth that is always there", () => {
    for (const wealth of ["0", "1e6", "1e9", "1e12"]) {
      const text = `
agent a
agent b
decision A : {x, y} by a
decision B : {x, y} by b
utility Ua for a = ${wealth} + (if A == B then 3 else 1)
utility Ub for b = if A == B then 0 else 2`;
      expect(equilibria(model(text), { kind: "pure" }).count).toBe(0);
      expect(equilibria(model(text), { kind: "mixed" }).count).toBe(1);
    }
  });

  it("in one context ignore a catastrophe in another", () => {
    const text = `
agent a
agent b
chance Storm : {no, yes} ~ {no: 0.9, yes: 0.1}
decision A : {go, stay} by a sees Storm
decision B : {go, stay} by b
utility Ua for a = if Storm == yes and A == go then -1e14 else if A == go then 1e-6 else 0
utility Ub for b = if A == B then 1 else 0`;
    expect(equilibria(model(text), { kind: "pure" }).count).toBe(1);
    expect(equilibria(model(text)).count).toBe(1);
  });

  it("of sums that floats round differently are ties", () => {
    expect(
      equilibria(model(matrixGame(2, 1, "0.1 + 0.2, 0.3", "0, 0")), { kind: "pure" }).count,
    ).toBe(2);
  });
});

describe("a list", () => {
  it("of subgame-perfect equilibria has the mixed ones, too", () => {
    const meeting = matrixGame(2, 2, "3, 0, 0, 2", "2, 0, 0, 3");
    const found = equilibria(model(meeting));
    expect(said(found)).toEqual(["3 subgame-perfect equilibria (2 pure, 1 mixed)"]);
    expect(found.coverage).toMatchObject({ pure: 2, mixed: 1, mayMiss: "nothing" });
    expect(said(equilibria(model(meeting), { randomise: "never" }))).toEqual([
      "2 subgame-perfect equilibria in pure rules",
    ]);
  });

  it("of one isolated equilibrium of a degenerate game speaks of no continuum", () => {
    // Nashpy's issue 231, as Gambit solves it: unique.
    const first = [
      [0, -1, -1, -1, 1, -1],
      [1, 0, 1, -1, -1, -1],
      [1, -1, 0, -1, -1, 1],
      [1, 1, 1, 0, -1, -1],
      [-1, 1, 1, 1, 0, -1],
      [1, 1, -1, 1, 1, 0],
    ].flat();
    const game = matrixGame(6, 6, first.join(), first.map((x) => -x).join());
    expect(said(equilibria(model(game), { kind: "mixed" }))).toEqual(["1 mixed equilibrium"]);
  });

  it("with equal strategies is a list of extreme points", () => {
    const two = matrixGame(2, 3, "2, 0, 0, 0, 1, 1", "1, 0, 0, 0, 2, 2");
    const found = equilibria(model(two), { kind: "mixed" });
    expect(found).toMatchObject({ count: 5, degenerate: true, completeness: "all" });
    expect(equilibriaHeadline(found)).toMatch(/^infinitely many mixed equilibria, 5 extreme ones/u);
    const idle = matrixGame(2, 2, "1, 1, 0, 0", "0, 0, 0, 0");
    expect(equilibria(model(idle), { kind: "mixed" })).toMatchObject({
      count: 2,
      degenerate: true,
    });
  });

  it("of three agents may lack mixed ones and says so", () => {
    const text = `
agent a
agent b
agent c
decision A : {x, y} by a
decision B : {x, y} by b
decision C : {x, y} by c
utility Ua for a = if A == B then (if A == C then 1 else 0) else 0
utility Ub for b = if A == B then 1 else 0
utility Uc for c = if A == C then 1 else 0`;
    const found = equilibria(model(text), { kind: "mixed" });
    expect(found.coverage.mayMiss).toBe("mixed");
    expect(equilibriaHeadline(found)).toMatch(/^at least \d/u);
  });

  it("counts what differs only where it cannot matter, and promises no longer list", () => {
    const text = `
agent a
agent b
chance C : {never, always} ~ {never: 0, always: 1}
decision D : {u, d} by a sees C
decision E : {u, d} by b sees C, D
utility Ua for a = if C == never then (if D == u then 100 else 0) else (if D == u then 1 else 2)
utility Ub for b = if E == D then 1 else 0`;
    const found = equilibria(model(text));
    expect(found).toMatchObject({ count: 8, coverage: { pure: 1, unlisted: 0, onlyElsewhere: 7 } });
    expect(said(found)).toEqual([
      "1 subgame-perfect equilibrium",
      "7 more differ from it only in contexts that cannot occur",
    ]);
  });

  describe("of an entry game with battle of the sexes inside", () => {
    const entry = model(`
agent row
agent column
decision E : {in, out} by row
decision A : {opera, football} by row sees E
decision B : {opera, football} by column sees E
utility U for row = if E == out then 2 else if A != B then 0 else if A == opera then 3 else 1
utility V for column = if E == out then 2 else if A != B then 0 else if A == opera then 1 else 3`);

    it("does not call extreme what mixes where everything is an equilibrium", () => {
      const found = equilibria(entry);
      // Inside: 3 equilibria; outside: 4 extreme points. Mixtures of whole plans bring 12 others.
      expect(found.coverage).toMatchObject({ pure: 8, mixed: 16, continuaPoints: "some" });
      expect(said(found)).toEqual([
        "infinitely many subgame-perfect equilibria, 24 listed (8 pure, 16 mixed)",
        "where an agent is indifferent it may also mix: such equilibria, and what others then do, are not all listed",
      ]);
    });

    it("counts what differs only where the agent's own choice excludes it", () => {
      const found = equilibria(entry, { kind: "mixed" });
      expect(found.coverage).toMatchObject({
        mayMiss: "nothing",
        continuaPoints: "extreme and others",
        onlyElsewhere: found.equilibria.length,
      });
      const [, ...remarks] = said(found);
      expect(remarks).toEqual([
        "some lie in continua, of which the extreme points, and perhaps some between them, are listed; mixtures between those of one continuum are equilibria too",
        "14 more differ from these only in contexts that cannot occur",
      ]);
      const compiled = compileDiagram(entry);
      const filled = found.equilibria.flatMap((one) => [...fillFreeContexts(entry, one)]);
      expect(filled).toHaveLength(found.count);
      for (const policy of filled) expect(policyRegret(compiled, policy)).toBeLessThan(1e-12);
      // The pure ones among them are all that are pure.
      const written = (policy: Policy): string =>
        [0, 1, 2].map((d) => policy.get(d)?.join()).join("|");
      const pure = equilibria(entry, { kind: "pure" }).equilibria.map((one) => written(one.policy));
      expect(
        filled
          .filter((policy) => !isMixedPolicy(policy))
          .map(written)
          .sort(),
      ).toEqual(pure.sort());
    });
  });

  it("that is cut short says how many are known", () => {
    const ties = matrixGame(3, 3, "1,1,1,1,1,1,1,1,1", "0,0,0,0,0,0,0,0,0");
    const found = equilibria(model(ties), { kind: "pure", limit: 2 });
    expect(said(found)).toEqual(["9 pure equilibria", "2 of 9 are listed"]);
  });
});

describe("games whose joint rules are too many to list", () => {
  const auction = (types: number, bids: number): string => `
agent a
agent b
chance Ta : 0..${types - 1} ~ uniform
chance Tb : 0..${types - 1} ~ uniform
decision A : 0..${bids - 1} by a sees Ta
decision B : 0..${bids - 1} by b sees Tb
utility Ua for a = if A > B then Ta - A else if A == B then (Ta - A) / 2 else 0
utility Ub for b = if B > A then Tb - B else if A == B then (Tb - B) / 2 else 0`;

  it.each(["pure", "subgame-perfect", "mixed"] as const)("have one that is found: %s", (kind) => {
    const found = equilibria(model(auction(10, 5)), { kind });
    expect(found.equilibria).toHaveLength(1);
    expect(found.coverage.mayMiss).toBe("any");
    expect(equilibriaHeadline(found)).toBe(`at least 1 ${kind} equilibrium`);
    const [one] = found.equilibria;
    expect(one?.regret).toBeLessThanOrEqual(one?.regretTolerance ?? 0);
  });

  it("have one without a pure one, too", () => {
    // Matching pennies with ten types each, the first so likely that it must randomise itself.
    const rare = Array.from({ length: 9 }, (_, i) => `${i + 1}: 0.01`).join(", ");
    const text = auction(10, 5).split("utility")[0] as string;
    const pennies = `${text.replaceAll("~ uniform", `~ {0: 0.91, ${rare}}`)}
utility Ua for a = if A == B then 1 else 0
utility Ub for b = if A == B then 0 else 1`;
    const found = equilibria(model(pennies), { all: false });
    expect(found.coverage).toMatchObject({ mixed: 1, oneOnly: true });
    expect(() => equilibria(model(pennies), { kind: "pure" })).toThrow(/joint pure rules/u);
  });
});

describe("two opponents", () => {
  const pennies = (unit: string): string => `
agent a
agent b
chance Coin : {fair, foul} ~ {fair: 0.5, foul: 0.5}
decision A : {x, y} by a sees Coin
decision B : {x, y} by b
utility Ua for a = if A == B then (if Coin == fair then 3 else 1) else 0
utility Bonus for a = if B == x then 2 else 0
utility Ub for b = 7 - ${unit} * ((if A == B then (if Coin == fair then 3 else 1) else 0) + (if B == x then 2 else 0))`;

  it("have a value, in each one's unit", async () => {
    for (const unit of ["1", "1e9", "1e-9"]) {
      const found = await zeroSumPlay(model(pennies(unit)));
      const mixed = equilibria(model(pennies(unit)), { kind: "mixed" });
      for (const { utilities } of mixed.equilibria) {
        expect(found.values[0]).toBeCloseTo(utilities[0] as number, 12);
        expect(found.values[1]).toBeCloseTo(utilities[1] as number, 12);
      }
      expect(found.exact).toBe(true);
      expect(found.regret).toBeLessThanOrEqual(found.regretTolerance);
    }
  });

  it("are refused by name when they are not exactly opposed", async () => {
    const text = `${pennies("1")}\nutility More for b = if A == x then 1 else 0`;
    await expect(zeroSumPlay(model(text))).rejects.toThrow("a and b are not exactly opposed");
  });
});

describe("correlated equilibria of a diagram", () => {
  it("of chicken earn more than any Nash equilibrium together", async () => {
    const chicken = matrixGame(2, 2, "0, 7, 2, 6", "0, 2, 7, 6");
    const found = await correlatedPlay(model(chicken));
    expect(found.values).toEqual([expect.closeTo(5.25, 12), expect.closeTo(5.25, 12)]);
    expect(found.draws.map(({ probability }) => probability)).toEqual([0.5, 0.25, 0.25]);
    expect(found.regret).toBeLessThanOrEqual(found.regretTolerance);
  });

  it("do not depend on a cell that nobody would play", async () => {
    const chicken = (cell: string): string =>
      matrixGame(3, 2, `0, 7, 2, 6, ${cell}, ${cell}`, `0, 2, 7, 6, 0, 0`);
    for (const cell of ["-1", "-1e12", "-1e24"]) {
      const found = await correlatedPlay(model(chicken(cell)));
      expect(found.values).toEqual([expect.closeTo(5.25, 12), expect.closeTo(5.25, 12)]);
    }
  });
});
