import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../../model/index.ts";
import { loadModel, printModel, printVariables } from "../../language/index.ts";
import { incentiveMeter, searchSettings, SolveError } from "../index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

/** Meddling with X pays `pay`; at the declared value it does not cover its price. */
const PRICED = `
  param pay = 0 in 0..3
  param price = 0.5 in 0..1
  decision D : {mind, meddle}
  chance X : {0, 1} = if D == meddle then 1 else 0
  utility U = pay * X - (if D == meddle then price else 0)
`;

describe("possible, not at these settings", () => {
  it("finds parameter values, and changes no parameter that need not change", () => {
    const diagram = model(PRICED);
    expect(incentiveMeter(diagram, { decision: "D" }, "X").value).toBe(0);
    const found = searchSettings(diagram, { decision: "D" }, "X");
    if (found.kind !== "parameters") throw new Error(found.kind);
    expect([...found.parameters.keys()]).toEqual(["pay"]);
    const again = incentiveMeter(diagram, { decision: "D" }, "X", { parameters: found.parameters });
    expect(again.value).toBe(found.meter.value);
    expect(again.value).toBeGreaterThan(1e-6);
  });

  it("goes on to other mechanisms when no parameter helps, and the text says which", () => {
    const diagram = model(`
      decision D : {0, 1}
      chance X : {0, 1} = D
      utility U = 0 * X + D
    `);
    const found = searchSettings(diagram, { decision: "D" }, "X");
    if (found.kind !== "mechanisms") throw new Error(found.kind);
    expect(found.ownValues).toBe(true);
    expect(found.changed.map((v) => diagram.node(v).name)).toEqual(["U"]);
    const text = printVariables(found.diagram, found.changed);
    expect(text).toMatch(/^utility {2}U from X, D = \[/);
    const again = model(printModel(found.diagram));
    expect(incentiveMeter(again, { decision: "D" }, "X").value).toBeCloseTo(found.meter.value, 12);
  });

  it("says at once that the graph excludes it, or that it is there already", () => {
    const free = model("decision D : {0, 1}  chance X : {0, 1} = D  utility U = D");
    expect(searchSettings(free, { decision: "D" }, "X").kind).toBe("excluded");
    const there = model("decision D : {0, 1}  chance X : {0, 1} = D  utility U = X");
    const found = searchSettings(there, { decision: "D" }, "X");
    expect(found.kind === "here" && found.meter.value).toBe(0.5);
  });

  it("draws numbers for a model that has none, and two values where tables would be too large", () => {
    const structure = model("decision D  chance X from D  utility U from X");
    const found = searchSettings(structure, { decision: "D" }, "X");
    if (found.kind !== "mechanisms") throw new Error(found.kind);
    expect(found.ownValues).toBe(false);
    expect(found.meter.value).toBeGreaterThan(1e-6);
    const large = model(`
      decision D : 0..99
      chance X : 0..99 = D
      utility U = 0 * X
    `);
    const coarse = searchSettings(large, { decision: "D" }, "X");
    expect(coarse.kind === "mechanisms" && coarse.ownValues).toBe(false);
  });

  it("keeps other agents at uniform rules, or at those given", () => {
    const diagram = model(`
      agent a
      agent b
      param pay = 0 in 0..1
      decision D : {0, 1} by a
      chance X : {0, 1} = D
      decision E : {0, 1} by b sees X
      utility U for a = pay * E
      utility V for b = if E == X then 1 else 0
    `);
    const b = diagram.idOf("E") ?? 0;
    const obeys = new Map([[b, Float64Array.of(1, 0, 0, 1)]]);
    const found = searchSettings(diagram, { decision: "D" }, "X", { policy: obeys });
    expect(found.kind === "parameters" && found.parameters.get("pay")).toBe(1);
    // A coin does not follow X, whatever the parameter: only other mechanisms would pay.
    const alone = searchSettings(diagram, { decision: "D" }, "X", { tries: 20 });
    expect(alone.kind).not.toBe("parameters");
  });

  it("is the same for the same seed, stops when asked, and tells how far it is", () => {
    const diagram = model(PRICED);
    const seen: string[] = [];
    const run = (seed: number) =>
      searchSettings(diagram, { decision: "D" }, "X", {
        seed,
        onProgress: ({ part, done, of }) => seen.push(`${part} ${done} of ${of}`),
      });
    expect(run(7)).toEqual(run(7));
    expect(seen[0]).toBe("parameters 0 of 200");
    const stopped = searchSettings(diagram, { decision: "D" }, "X", { signal: { aborted: true } });
    expect(stopped).toEqual({ kind: "not-found", tries: 0, stopped: true });
    const none = searchSettings(diagram, { decision: "D" }, "X", { tries: 1, threshold: 1e9 });
    expect(none).toEqual({ kind: "not-found", tries: 2, stopped: false });
  });

  it("asks which agent is meant where several decide", () => {
    const game = model(`
      agent a
      agent b
      decision D : {0, 1} by a
      decision E : {0, 1} by b
      chance X : {0, 1} = D * E
      utility U for a = X
      utility V for b = -X
    `);
    expect(() => searchSettings(game, {}, "X")).toThrow(SolveError);
    expect(searchSettings(game, { agent: 0 }, "X").kind).toBe("here");
  });
});
