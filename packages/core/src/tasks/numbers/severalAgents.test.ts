/** Equilibria as the panel lists them: pure ones first, mixed ones when asked, with what is left to chance. */
import type { InfluenceDiagram } from "../../model/index.ts";
import { loadModel } from "../../language/index.ts";
import { compileDiagram } from "../../solve/index.ts";
import { describe, expect, it } from "vitest";
import type { EquilibriumList } from "./numbersResult.ts";
import { solveSeveralAgents } from "./severalAgents.ts";

function diagramOf(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

function listOf(diagram: InfluenceDiagram, key: string, mixed: boolean): EquilibriumList {
  const { equilibria } = solveSeveralAgents(diagram, compileDiagram(diagram), {
    chosen: 0,
    key,
    mixed,
  });
  if (equilibria === undefined) throw new Error("no equilibrium was found");
  return equilibria;
}

const CHICKEN = `agent one
agent two
chance W : {dry, wet} ~ uniform
decision A : {swerve, straight} by one sees W
decision B : {swerve, straight} by two sees W
utility UA for one = if A == straight then (if B == straight then -8 else 2) else (if B == straight then -1 else 0)
utility UB for two = if B == straight then (if A == straight then -8 else 2) else (if A == straight then -1 else 0)
`;

describe("equilibria of several agents", () => {
  it("are pure ones alone unless mixed ones are asked for, which come after them", () => {
    const diagram = diagramOf(CHICKEN);
    const pure = listOf(diagram, "chicken", false);
    expect(pure.chances.every((one) => one.length === 0)).toBe(true);
    expect(pure.payoffs.length).toBe(4);
    expect(pure.complete).toBe(false);
    const all = listOf(diagram, "chicken", true);
    expect(all.mixed).toBe(true);
    // Three in each of two contexts, chosen independently; each is listed once.
    expect(all.payoffs.length).toBe(9);
    expect(all.chances.slice(0, 4)).toEqual([[], [], [], []]);
    expect(all.chances.slice(4).every((one) => one.length > 0)).toBe(true);
    // Each is kept: asking for pure ones again gives the same list.
    expect(listOf(diagram, "chicken", false)).toEqual(pure);
  });

  it("say in which context what is left to chance, with what probability", () => {
    const { chances, payoffs } = listOf(diagramOf(CHICKEN), "contexts", true);
    const both = chances.findIndex((one) => one.length === 4);
    // Indifference: −8p + 2(1−p) = −p gives p = 2/9.
    expect(chances[both]).toEqual([
      "A at W = dry: swerve ≈0.778, straight ≈0.222",
      "A at W = wet: swerve ≈0.778, straight ≈0.222",
      "B at W = dry: swerve ≈0.778, straight ≈0.222",
      "B at W = wet: swerve ≈0.778, straight ≈0.222",
    ]);
    expect(payoffs[both]?.[0]).toBeCloseTo(payoffs[both]?.[1] as number, 9);
  });

  it("are called by what they play, as far as that tells them apart", () => {
    const pure = listOf(diagramOf(CHICKEN), "names", false);
    expect(new Set(pure.names).size).toBe(4);
    expect(pure.names).toContain("A straight, B swerve");
    expect(pure.names).toContain("A swerve (dry), straight (wet), B straight (dry), swerve (wet)");
    const all = listOf(diagramOf(CHICKEN), "names", true);
    expect(all.names.at(-1)).toMatch(/swerve or straight/u);
    // C does the same in all of them, and tells nothing.
    const third = `${CHICKEN}agent three\ndecision C : {yes, no} by three\nutility UC for three = if C == yes then 1 else 0\n`;
    expect(listOf(diagramOf(third), "third", false).names.join()).not.toContain("C yes");
  });

  it("are called by how often they do what, where there are many contexts", () => {
    const seen = `agent one
agent two
chance W : 0..3 ~ uniform
decision A : {left, right} by one sees W
decision B : {left, right} by two sees W
utility UA for one = if A == B then 1 else 0
utility UB for two = if A == B then 1 else 0
`;
    const { names } = listOf(diagramOf(seen), "many", false);
    expect(names.length).toBe(16);
    expect(names).toContain(
      "A left in 3 of 4 contexts, right in 1, B left in 3 of 4 contexts, right in 1",
    );
    expect(names).toContain("A left, B left");
  });
});
