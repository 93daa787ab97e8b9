/** The games of ../shared/cases, with the equilibria by hand, of Gambit or of Nashpy's threads. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DiagramEquilibria, EquilibriaOptions } from "../../src/solve/index.ts";
import type { InfluenceDiagram } from "../../src/model/index.ts";
import { loadModel } from "../../src/language/index.ts";
import {
  equilibria,
  equilibriaHeadline,
  equilibriaRemarks,
  zeroSumPlay,
} from "../../src/solve/index.ts";
import { sharedFile } from "../shared.ts";

function model(file: string): InfluenceDiagram {
  const text = readFileSync(sharedFile(`cases/files/${file}.cid`), "utf8");
  const { diagram, diagnostics } = loadModel(text, { file });
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

function found(file: string, options: EquilibriaOptions = {}): DiagramEquilibria {
  const list = equilibria(model(file), { limit: 100, ...options });
  for (const one of list.equilibria) expect(one.regret).toBeLessThanOrEqual(one.regretTolerance);
  return list;
}

const said = (list: DiagramEquilibria): string =>
  [equilibriaHeadline(list), ...equilibriaRemarks(list)].join("; ");

describe("games of the cases", () => {
  it("G08c: one pure equilibrium beside a disastrous cell, three in all", () => {
    expect(said(found("G08c", { kind: "pure" }))).toBe("1 pure equilibrium");
    const mixed = found("G08c", { kind: "mixed" });
    expect(said(mixed)).toBe("3 mixed equilibria (1 pure, 2 with chance)");
    expect(mixed.warnings).toEqual([]);
    const last = mixed.equilibria.find(({ utilities }) => (utilities[0] ?? 0) > 2);
    expect(last?.policy.get(1)?.[0]).toBeCloseTo(2e-10, 18);
    expect(last?.policy.get(0)?.[2]).toBeCloseTo(1e-10, 18);
  });

  it("G12: a zero-sum game has one value", async () => {
    const pure = found("G12", { kind: "pure" });
    expect(pure.equilibria.map(({ utilities }) => utilities)).toEqual([[1, -1]]);
    for (const { utilities } of found("G12", { kind: "mixed" }).equilibria) {
      expect(utilities).toEqual([1, -1]);
    }
    expect((await zeroSumPlay(model("G12"))).values).toEqual([1, -1]);
    expect((await zeroSumPlay(model("G02"))).values).toEqual([4, -4]);
  });

  it("V07: the mixed equilibrium is subgame-perfect, too", () => {
    expect(said(found("V07"))).toBe("3 subgame-perfect equilibria (2 pure, 1 mixed)");
  });

  // Gambit's enumpoly lists six; a generic game has an odd number, and the seventh has no regret.
  it("G09: seven, and no word that these are all", () => {
    const list = found("G09", { kind: "mixed" });
    expect(said(list)).toBe(
      "at least 7 mixed equilibria (4 pure, 3 with chance); all in pure rules are listed; others that randomise may exist",
    );
    expect(said(found("G09", { kind: "pure" }))).toBe("4 pure equilibria");
  });

  it("N231, N60: one isolated equilibrium is not a continuum", () => {
    const six = found("N231", { kind: "mixed" });
    expect(said(six)).toBe("1 mixed equilibrium");
    const third = 1 / 3;
    expect([...(six.equilibria[0]?.policy.get(0) ?? [])]).toEqual([0, 0, third, 0, third, third]);
    const four = found("N60", { kind: "mixed" });
    expect(said(four)).toBe("1 mixed equilibrium");
    expect(four.equilibria[0]?.utilities[0]).toBeCloseTo(-25, 6);
  });

  it("G07: seven more that differ only where chance never comes", () => {
    expect(said(found("G07"))).toBe(
      "1 subgame-perfect equilibrium; 7 more differ from it only in contexts that cannot occur",
    );
  });

  it("T10, T10b: equal strategies make continua", () => {
    expect(found("T10-equal-strategies", { kind: "mixed" })).toMatchObject({
      count: 5,
      degenerate: true,
    });
    expect(found("T10b-equal-strategies-2", { kind: "mixed" }).degenerate).toBe(true);
  });

  it("X04: an equilibrium of an auction with ten types each", () => {
    expect(said(found("X04", { all: false }))).toBe(
      "one subgame-perfect equilibrium; only one was looked for; there may be others",
    );
  });
});
