/**
 * Ties and differences at the scale of what competes: disasters nobody chooses, constants, tiny
 * utilities, sums of very different size; in policies, counts, worth, the meter and sensitivity.
 */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Method } from "../index.ts";
import { loadModel } from "../../language/index.ts";
import {
  incentiveMeter,
  instrumentalControlIncentive,
  searchSettings,
  sensitivity,
  solveSingleAgent,
  tornado,
  valueOfControl,
  valueOfInformation,
} from "../index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

/** The action of the first row of each decision, by name, and how many are as good. */
function play(diagram: InfluenceDiagram, options: { readonly method?: Method } = {}) {
  const { policies, bounds, value, optimal, shortfall, countOptimal } = solveSingleAgent(
    diagram,
    undefined,
    options,
  );
  const choices = policies.map(({ decision, rows }) => {
    const { domain } = diagram.node(decision);
    const values = domain?.kind === "finite" ? domain.values : [];
    return rows.map(({ distribution, ties, reachable }) =>
      reachable ? `${String(values[distribution.indexOf(1)])}/${ties.length}` : "–",
    );
  });
  return { choices, bounds, value: value.get(0), optimal, shortfall, countOptimal };
}

const METHODS: readonly Method[] = [
  "auto",
  "enumerate",
  "policy-updating",
  "branch-and-bound",
  "multiple-policy-updating",
];

describe("a disaster nobody chooses", () => {
  it.each([-1e10, -1e20, -1e300])("of %d ties nothing", (doom) => {
    const diagram = model(`
      decision D : {wait, ask, launch}
      utility U = if D == launch then ${doom} else if D == ask then 2 else 1`);
    expect(play(diagram)).toEqual({
      choices: [["ask/1"]],
      bounds: [expect.closeTo(2, 12), expect.closeTo(2, 12)],
      value: 2,
      optimal: true,
      shortfall: 0,
      countOptimal: 1,
    });
  });

  it.each(METHODS)("does not blur an agent that forgets (%s)", (method) => {
    const found = play(
      model(`
        chance S : {a, b} ~ uniform
        decision Note : {a, b} sees S
        decision Act : {a, b, doom} sees Note
        utility U = if Act == doom then -1e11 else if Act == S then 8 else 0`),
      { method },
    );
    expect(found.value).toBe(8);
    expect(found.choices.flat().every((choice) => choice.endsWith("/1"))).toBe(true);
    expect(found.optimal).toBe(true);
    expect(found.shortfall).toBe(0);
  });

  it("with probability 10⁻¹² weighs what it is worth", () => {
    const lottery = (stake: number): InfluenceDiagram =>
      model(`
        decision D : {safe, risky}
        chance Doom : bool ~ if D == risky then { false: 0.999999999999, true: 1e-12 } else { false: 1, true: 0 }
        utility U = (if D == risky then 1 else 0) + (if Doom then -${stake} else 0)`);
    expect(play(lottery(0.9e12)).choices).toEqual([["risky/1"]]);
    expect(play(lottery(1.1e12)).choices).toEqual([["safe/1"]]);
  });

  it("in another context ties nothing in this one", () => {
    const diagram = model(`
      chance S : {calm, storm} ~ { calm: 0.7, storm: 0.3 }
      decision D : {stay, sail} sees S
      utility U = if S == storm then -1e15 else if D == sail then 1e-3 else 0`);
    const { choices } = play(diagram);
    expect(choices).toEqual([["sail/1", "stay/2"]]);
  });
});

describe("a constant", () => {
  it.each([0, 1e8, 1e12, 1e16, -1e20])("of %d changes no decision, however large", (wealth) => {
    const diagram = model(`
      param wealth = ${wealth}
      decision D : {keep, sell}
      chance Rain : bool ~ bernoulli(0.5)
      utility U = wealth + (if D == sell then (if Rain then 3 else 1) else 1.5)`);
    expect(play(diagram).choices).toEqual([["sell/1"]]);
    expect(valueOfInformation(diagram, "D", "Rain").value).toBe(0.25);
  });

  it("inside every branch is told apart as far as doubles go, and no further", () => {
    const at = (wealth: number): InfluenceDiagram =>
      model(`
        decision D : {keep, sell}
        utility U = if D == sell then ${wealth} + 2 else ${wealth} + 1.5`);
    expect(play(at(1e9)).choices).toEqual([["sell/1"]]);
    const [rule] = solveSingleAgent(at(1e16 + 0.1)).policies;
    expect(rule?.rows[0]?.ties).toEqual([0, 1]);
    expect(rule?.rows[0]?.tiedWithin).toBeGreaterThan(0.5);
  });

  it("divided, multiplied or subtracted is a constant still", () => {
    const diagram = model(`
      param c = 1e18
      decision D : {keep, sell}
      utility U = 2 * ((if D == sell then 3 else 1) - c) / 4`);
    expect(play(diagram).choices).toEqual([["sell/1"]]);
  });
});

describe("utilities of very different size", () => {
  it("tiny ones are told apart", () => {
    const diagram = model(`
      chance S : {l, r} ~ { l: 0.5, r: 0.5 }
      decision D : {l, r} sees S
      utility U = if D == S then 2e-300 else 1e-300`);
    expect(play(diagram).choices).toEqual([["l/1", "r/1"]]);
    expect(valueOfInformation(diagram, "D", "S").value).toBeCloseTo(0.5e-300, 310);
    expect(valueOfInformation(diagram, "D", "S").bounds[0]).toBeGreaterThan(0);
  });

  it("of two decisions each is judged by what it changes itself", () => {
    const diagram = model(`
      chance S : {a, b} ~ uniform
      decision Big : {x, y} sees S
      decision Small : {x, y}
      utility UB = if Big == x then 1e20 else 0
      utility US = if Small == y then 1e-6 else 0`);
    const { choices } = play(diagram);
    expect(choices).toEqual([["y/1"], ["x/1", "x/1"]]);
  });

  it("an exact tie is one, and a tie of decimals is one within rounding", () => {
    const tie = (a: string, b: string): InfluenceDiagram =>
      model(`
        decision D : {a, b}
        utility U = if D == a then ${a} else ${b}`);
    const [exact] = solveSingleAgent(tie("3", "2 + 1")).policies;
    expect(exact?.rows[0]).toMatchObject({ ties: [0, 1] });
    expect(exact?.rows[0]?.tiedWithin).toBeUndefined();
    const [decimal] = solveSingleAgent(tie("0.3", "0.1 + 0.2")).policies;
    expect(decimal?.rows[0]?.ties).toEqual([0, 1]);
    expect(decimal?.rows[0]?.tiedWithin).toBeLessThan(1e-14);
  });
});

describe("worth and meter", () => {
  const guess = (offset: string): InfluenceDiagram =>
    model(`
      chance S : {l, r} ~ { l: 0.5, r: 0.5 }
      decision D : {l, r} sees S
      chance X : {l, r} ~ { D: 0.9, S: 0.1 }
      utility U = ${offset} + (if X == S then 1 else 0)`);

  it.each(["0", "1e9", "1e15", "-1e19"])("do not change with a constant %s", (offset) => {
    expect(valueOfInformation(guess(offset), "D", "S").value).toBeCloseTo(0.45, 12);
    expect(valueOfControl(guess(offset), "X").value).toBe(0);
    expect(incentiveMeter(guess(offset), { decision: "D" }, "X").value).toBeCloseTo(0.45, 12);
    expect(searchSettings(guess(offset), { decision: "D" }, "X").kind).toBe("here");
    expect(instrumentalControlIncentive(guess(offset), "D", "X").kind).toBe("has");
  });

  it("tiny readings are readings", () => {
    const diagram = model(`
      chance S : {l, r} ~ { l: 0.5, r: 0.5 }
      decision D : {l, r} sees S
      chance X : {l, r} = D
      utility U = if X == S then 1e-12 else 0`);
    const { value, bounds } = incentiveMeter(diagram, { decision: "D" }, "X");
    expect(value).toBeCloseTo(0.5e-12, 20);
    expect(bounds[0]).toBeGreaterThan(0);
    expect(searchSettings(diagram, { decision: "D" }, "X").kind).toBe("here");
  });

  it("a difference that rounding explains is 0, with its width", () => {
    const diagram = model(`
      chance S : {l, r} ~ { l: 0.3, r: 0.7 }
      decision D : {l, r}
      utility U = if D == r then 0.7 else if S == l then 0.1 else 0.2`);
    const { value, bounds, exact } = valueOfInformation(diagram, "D", "S");
    expect(value).toBe(0);
    expect(exact).toBe(true);
    expect(bounds[0]).toBe(0);
    expect(bounds[1]).toBeLessThan(1e-13);
  });
});

describe("sensitivity", () => {
  it.each([
    { scale: 1, offset: 0 },
    { scale: 1e-12, offset: 0 },
    { scale: 1, offset: 1e15 },
    { scale: 1e12, offset: -1e3 },
  ])("finds the border at utilities times $scale plus $offset", ({ scale, offset }) => {
    const diagram = model(`
      param p = 0.5 in 0..1
      decision D : {safe, bet, doom}
      chance Win : bool ~ bernoulli(p)
      utility U = ${offset} + ${scale} * (if D == doom then -1e20 else if D == safe then 0.3 else if Win then 1 else 0)`);
    const { regions } = sensitivity(diagram, "p");
    expect(regions).toHaveLength(2);
    expect(regions[0]?.to).toBeCloseTo(0.3, 5);
    const [bar] = tornado(diagram);
    expect(bar?.optimal).toBe(true);
    expect((bar?.valueAtHigh ?? 0) - offset).toBeCloseTo(scale, -Math.log10(scale));
  });

  it("finds a border that is small beside its range", () => {
    const diagram = model(`
      param cost = 1 in 0..1e9
      decision D : {buy, pass}
      utility U = if D == buy then 5 - cost else 0`);
    const { regions } = sensitivity(diagram, "cost");
    expect(regions).toHaveLength(2);
    expect(regions[0]?.to).toBeCloseTo(5, 3);
  });
});
