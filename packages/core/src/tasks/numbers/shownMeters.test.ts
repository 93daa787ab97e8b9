import type { InfluenceDiagram } from "../../model/index.ts";
import { loadModel } from "../../language/index.ts";
import { type Policy, uniformPolicy } from "../../solve/index.ts";
import { describe, expect, it } from "vitest";
import type { OthersChoice } from "./numbersResult.ts";
import { metersOf, searchMeter } from "./shownMeters.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

const read = (
  diagram: InfluenceDiagram,
  choice: OthersChoice = "uniform",
  policy: Policy = uniformPolicy(diagram),
) => metersOf(diagram, choice, policy);

const PRICED = `
  param pay = 0 in 0..3
  decision D : {mind, meddle}
  chance X : {0, 1} = if D == meddle then 1 else 0
  chance Y : {0, 1} = if D == mind then 1 else 0
  chance Z : {0, 1} = if D == meddle then 1 else 0
  utility U = pay * X + Y
`;

describe("meters on screen", () => {
  it("are read where the graph admits a control incentive, and nowhere else", () => {
    const { readings, left } = read(model(PRICED));
    expect(left).toBe(0);
    expect(readings.map(({ node, value }) => [node, value])).toEqual([
      ["X", 0],
      ["Y", 0.5],
    ]);
  });

  it("let the other agents choose uniformly, or keep to the policies shown, and say which", () => {
    const game = model(`
      agent a
      agent b
      decision D : {0, 1} by a
      chance X : {0, 1} = D
      decision E : {0, 1} by b sees X
      utility U for a = E
      utility V for b = if E == X then 1 else 0
    `);
    const obeys = new Map([[game.idOf("E") ?? -1, Float64Array.of(1, 0, 0, 1)]]);
    const worth = (choice: OthersChoice): number | undefined =>
      read(game, choice, obeys).readings.find(({ decision }) => decision === "D")?.value;
    expect(worth("shown")).toBe(0.5);
    expect(worth("best-reply")).toBe(0.5);
    expect(worth("uniform")).toBe(0);
    expect(read(game).others[0]).toMatchObject({ of: "a", words: "b chooses uniformly" });
    expect(read(game, "shown", obeys).others[0]?.words).toBe("E keeps to the rule given");
  });
});

describe("a search for settings", () => {
  const search = (diagram: InfluenceDiagram, node: string) =>
    searchMeter(diagram, {
      decision: "D",
      node,
      others: "uniform",
      policy: uniformPolicy(diagram),
      seed: 1,
    });

  it("answers in plain data, which can leave the worker", () => {
    const found = search(model(PRICED), "X");
    expect(found).toMatchObject({ kind: "parameters", parameters: { pay: 3 } });
    expect(structuredClone(found)).toEqual(found);
    expect(search(model(PRICED), "Y")).toEqual({ kind: "here", value: 0.5 });
    expect(search(model(PRICED), "Z")).toEqual({ kind: "excluded" });
  });

  it("writes other mechanisms as text that can be opened, and reads the same there", () => {
    const found = search(
      model("decision D : {0, 1}  chance X : {0, 1} = D  utility U = 0 * X + D"),
      "X",
    );
    if (found.kind !== "mechanisms") throw new Error(found.kind);
    expect(found.changes).toMatch(/^utility {2}U from X, D = /u);
    expect(found.model).toContain(found.changes.trim());
    const [reading] = read(model(found.model)).readings;
    expect(reading?.value).toBeCloseTo(found.value, 12);
  });

  it("draws all mechanisms of a model without numbers; another seed, other numbers", () => {
    const bare = model("decision D\nchance X from D\nutility U from X\nclaim control(D, X)");
    const drawn = (seed: number) => {
      const found = searchMeter(bare, {
        decision: "D",
        node: "X",
        others: "uniform",
        policy: new Map(),
        seed,
      });
      if (found.kind !== "mechanisms") throw new Error(found.kind);
      return found;
    };
    const found = drawn(1);
    expect(found.ownValues).toBe(false);
    expect(found.value).toBeGreaterThan(1e-6);
    const [reading] = read(model(found.model)).readings;
    expect(reading?.value).toBeCloseTo(found.value, 12);
    expect(drawn(1)).toEqual(found);
    expect(drawn(2).changes).not.toBe(found.changes);
  });
});
