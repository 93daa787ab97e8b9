/** The exact engine on models written in the language: worth, counterfactuals, limits, errors. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { loadModel } from "../src/language/index.ts";
import {
  causation,
  compileDiagram,
  harm,
  incentiveMeter,
  instrumentalControlIncentive,
  marginals,
  mostProbable,
  pathSpecificEffect,
  query,
  responseIncentive,
  sensitivity,
  solveSingleAgent,
  SolveError,
  tornado,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
  would,
} from "../src/solve/index.ts";

function model(text: string): InfluenceDiagram {
  const loaded = loadModel(text);
  if (loaded.diagram === undefined) throw new Error(JSON.stringify(loaded.diagnostics[0]));
  return loaded.diagram;
}

function refusal(run: () => unknown): SolveError {
  try {
    run();
  } catch (error) {
    if (error instanceof SolveError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const UMBRELLA = `
  param rain = 0.3 in 0..1
  chance weather : {dry, wet} ~ { wet: rain, dry: 1 - rain }
  chance forecast : {sun, clouds} ~ if weather == wet then { clouds: 0.8, sun: 0.2 } else { sun: 0.9, clouds: 0.1 }
  decision take : bool sees forecast
  utility U = match (take, weather) { (true, _) => 6, (false, dry) => 10, (false, wet) => 0 }
`;

const TEAM = `
  decision A : {0, 1}
  decision B : {0, 1}
  utility U = match (A, B) { (0, 0) => 2, (0, 1) => -10, (1, 0) => 0, _ => 3 }
`;

describe("policies", () => {
  it("an umbrella: the rule by context, its value, no ties", () => {
    const { value, policies, optimal, ties, countOptimal } = solveSingleAgent(model(UMBRELLA));
    expect(optimal).toBe(true);
    expect(ties).toEqual([]);
    expect(countOptimal).toBe(1);
    expect(policies[0]?.rows.map((r) => r.distribution)).toEqual([
      [1, 0],
      [0, 1],
    ]);
    // Clouds (0.31): take it, 6; sun (0.69): leave it, 10 when dry (0.63).
    expect(value.get(0)).toBeCloseTo(0.31 * 6 + 0.63 * 10, 12);
  });

  it("two who cannot talk: policy updating stops at 2, the exact methods find 3", () => {
    const local = solveSingleAgent(model(TEAM), undefined, {
      method: "policy-updating",
      restarts: 0,
    });
    expect(local.bounds).toEqual([2, 3]);
    expect(local.optimal).toBe(false);
    for (const method of [
      "auto",
      "branch-and-bound",
      "enumerate",
      "multiple-policy-updating",
    ] as const) {
      const { value, optimal } = solveSingleAgent(model(TEAM), undefined, { method });
      expect(value.get(0)).toBe(3);
      expect(optimal).toBe(true);
    }
  });

  it("a signal that says stop at once is heard: no policy is known yet, and that is said", () => {
    // What comes when it is stopped later is in solve/stopping.test.ts.
    const { code, hint } = refusal(() =>
      solveSingleAgent(model(TEAM), undefined, { signal: { aborted: true } }),
    );
    expect(code).toBe("stopped");
    expect(hint).toContain("give it more time");
  });

  it("2,000 steps of one declaration are read once and solved in one pass", () => {
    const diagram = model(`
      param T = 2000 in 1..5000
      chance S[1] : 0..3 = 0
      for t in 1..T {
        decision A[t] : {stay, go} sees S[t]
        chance S[t+1] : 0..3 ~ if A[t] == go then { min(S[t] + 1, 3): 0.5, S[t]: 0.5 } else point(S[t])
        utility R[t] = if S[t+1] == 3 then 1 else 0
      }
    `);
    const compiled = compileDiagram(diagram);
    const tables = new Set(compiled.chance.flatMap((t) => (t === undefined ? [] : [t.values])));
    expect(tables.size).toBe(2);
    const solution = solveSingleAgent(diagram);
    expect(solution.method).toBe("one-pass");
    // Three successes at one half each take six steps on average; the last one counts.
    expect(solution.value.get(0)).toBeCloseTo(2000 - 5, 6);
  });

  it("a sum over many nodes becomes many small tables", () => {
    const diagram = model(`
      for t in 1..40 { chance X[t] : bool ~ uniform }
      utility U = sum(t in 1..40) number(X[t])
    `);
    expect(solveSingleAgent(diagram).value.get(0)).toBeCloseTo(20, 9);
  });
});

describe("worth in units", () => {
  it("knowing the weather before deciding on the umbrella", () => {
    const worth = valueOfInformation(model(UMBRELLA), "take", "weather");
    expect(worth.with).toBeCloseTo(0.3 * 6 + 0.7 * 10, 12);
    expect(worth.value).toBeCloseTo(worth.with - 8.16, 12);
    expect(valueOfControl(model(UMBRELLA), "weather").with).toBeCloseTo(10, 12);
  });

  it("memory: what is worth nothing at one decision may be worth something at all later ones", () => {
    const text = `
      chance S : bool ~ uniform
      decision A : bool
      chance X : bool = A
      decision B : bool sees X
      utility U = if B == S then 1 else 0
    `;
    const local = valueOfInformation(model(text), "A", "S");
    const kept = valueOfInformation(model(text), "A", "S", { memory: "no-forgetting" });
    expect(local.value).toBeCloseTo(0.5, 12); // A tells B
    expect(kept.value).toBeCloseTo(0.5, 12);
  });

  it("a decision cannot see what it brings about", () => {
    const text = `decision D : bool  chance X : bool = D  utility U = number(X)`;
    const error = refusal(() => valueOfInformation(model(text), "D", "X"));
    expect(error.code).toBe("information-cycle");
  });

  it("the meter: what steering X is worth against leaving it as it would be", () => {
    const text = `
      decision D : {mind, meddle}
      chance X : {1, 3} = if D == meddle then 3 else 1
      utility work = if D == mind then 1 else 0
      utility pay = X
    `;
    const meter = incentiveMeter(model(text), { decision: "D" }, "X");
    expect(meter.reference).toBe("natural");
    expect(meter.with).toBe(3);
    expect(meter.without).toBe(2);
  });
});

describe("realised incentives (docs/theory.md T10)", () => {
  const GRADE = `
    chance race : bool ~ uniform
    chance grade : bool ~ if race then bernoulli(0.9) else bernoulli(0.2)
    decision predict : bool sees grade
    utility U = if predict == race then 1 else 0
  `;

  it("the optimal prediction responds to race through the grade", () => {
    expect(responseIncentive(model(GRADE), "predict", "race").kind).toBe("has");
  });

  it("a tie lets some optimal policy ignore what it sees", () => {
    const text = `chance X : bool ~ uniform  decision D : bool sees X  utility U = 1 + 0 * number(D) + 0 * number(X)`;
    expect(responseIncentive(model(text), "D", "X").kind).toBe("has-not");
  });

  it("clicks are an instrument, the user's opinion is a side effect", () => {
    const text = `
      decision posts : {calm, shrill}
      chance opinion : {mild, wild} = if posts == shrill then wild else mild
      chance clicks : {1, 2} = if posts == shrill then 2 else 1
      utility U = clicks
    `;
    const diagram = model(text);
    expect(instrumentalControlIncentive(diagram, "posts", "clicks").kind).toBe("has");
    expect(instrumentalControlIncentive(diagram, "posts", "opinion").kind).toBe("has-not");
    expect(instrumentalControlIncentive(diagram, "posts", "U").kind).toBe("has");
  });
});

describe("counterfactuals", () => {
  const SPRINKLER = `
    chance rain : bool ~ bernoulli(0.3)
    chance sprinkler : bool = not rain
    chance wet : bool = rain or sprinkler
  `;

  it("deterministic mechanisms share their noise: abduction, action, prediction", () => {
    const answer = would(model(SPRINKLER), {
      event: { wet: false },
      given: { rain: false },
      do: { sprinkler: false },
    });
    expect(answer).toMatchObject({ kind: "counterfactual", value: 1, assumed: [], notes: [] });
  });

  it("impossible evidence is an answer", () => {
    const answer = would(model(SPRINKLER), { event: { rain: true }, given: { wet: false } });
    expect(answer.kind).toBe("impossible");
  });

  it("stochastic mechanisms: independent noise is assumed, and bounded", () => {
    const text = `
      chance X : bool ~ uniform
      chance Y : bool ~ if X then bernoulli(0.8) else bernoulli(0.6)
    `;
    const answer = would(model(text), {
      event: { Y: true },
      given: { X: false, Y: false },
      do: { X: true },
    });
    if (answer.kind === "impossible") throw new Error("possible");
    expect(answer.notes).toEqual(["assumed-independent-noise"]);
    expect(answer.value).toBeCloseTo(0.8, 12);
    // P(Y₁=1, Y₀=0) lies between 0.2 and 0.4, of P(Y₀=0) = 0.4.
    expect(answer.bounds?.[0]).toBeCloseTo(0.5, 12);
    expect(answer.bounds?.[1]).toBeCloseTo(1, 12);
    const causes = causation(model(text), {
      cause: { X: true },
      alternative: { X: false },
      effect: { Y: true },
    });
    // Pearl's bounds: PNS between max(0, 0.8 − 0.6) and min(0.8, 0.4).
    expect(causes.both).toMatchObject({
      bounds: [expect.closeTo(0.2, 12), expect.closeTo(0.4, 12)],
    });
  });

  it("two treatments that save equally many (Richens et al. 2022): harm 0 against 0.1", () => {
    const text = `
      chance alone : bool ~ bernoulli(0.5)            // survives untreated
      chance cures : {none, first, both} ~ { none: 0.2, first: 0.6, both: 0.2 }
      chance kills : bool ~ bernoulli(0.2)
      chance helped : bool ~ bernoulli(0.6)
      chance helped2 : bool ~ bernoulli(0.8)
      decision D : {nothing, one, two}
      chance Y : bool = match D {
        nothing => alone,
        one => alone or helped,
        two => not kills and (alone or helped2 or not helped2)
      }
      utility U = number(Y)
    `;
    const diagram = model(text);
    const policy = uniformPolicy(diagram);
    const one = harm(diagram, { action: { D: "one" }, default: { D: "nothing" }, policy });
    const two = harm(diagram, { action: { D: "two" }, default: { D: "nothing" }, policy });
    if (one.kind === "impossible" || two.kind === "impossible") throw new Error("possible");
    expect(one.harm).toBe(0);
    expect(one.benefit).toBeCloseTo(0.3, 12);
    expect(two.harm).toBeCloseTo(0.1, 12);
    expect(two.benefit).toBeCloseTo(0.4, 12);
    expect(two.difference).toBeCloseTo(two.benefit - two.harm, 12);
  });

  it("path-specific effects keep closed arrows at the reference (delicate state)", () => {
    const text = `
      decision A : {rest, push}
      chance robust : {0, 1} = if A == push then 1 else 0
      chance delicate : {0, 5} = if A == push then 5 else 0
      utility U = robust + delicate
    `;
    const effect = pathSpecificEffect(model(text), {
      action: { A: "push" },
      reference: { A: "rest" },
      along: [
        ["A", "robust"],
        ["robust", "U"],
        ["delicate", "U"],
      ],
    });
    expect(effect.value).toBe(1);
  });
});

describe("sensitivity", () => {
  it("regions of the rain parameter in which one rule is best", () => {
    const found = sensitivity(model(UMBRELLA), "rain", { steps: 10 });
    expect(found.points).toHaveLength(11);
    expect(found.regions.length).toBeGreaterThan(1);
    // Leaving it always is best until clouds make the odds even: 0.8 r · 6 … solved by hand.
    const border = found.regions[0]?.to as number;
    expect(border).toBeCloseTo(0.04 / (0.04 + 0.48), 4);
    expect(tornado(model(UMBRELLA))[0]?.parameter).toBe("rain");
  });

  it("an unknown parameter is named with its neighbour", () => {
    const error = refusal(() => sensitivity(model(UMBRELLA), "rian"));
    expect(error.hint).toContain("rain");
  });
});

describe("limits and bad input", () => {
  it("a table of 10^18 entries is predicted, named, and not allocated", () => {
    const nodes = Array.from({ length: 60 }, (_, i) => `chance X${i} : bool ~ uniform`).join("\n");
    const parents = Array.from({ length: 60 }, (_, i) => `X${i}`);
    const text = `${nodes}\nutility U = if ${parents.join(" and ")} then 1 else 0`;
    const loaded = loadModel(text);
    if (loaded.diagram === undefined) return; // the language may refuse it first
    const error = refusal(() => solveSingleAgent(loaded.diagram as InfluenceDiagram));
    expect(error.code).toBe("table-too-large");
    expect(error.message).toContain("U");
    expect(error.message).toContain("1.15e+18");
  });

  it("a missing mechanism names its node", () => {
    const error = refusal(() =>
      solveSingleAgent(
        model(
          "chance X : bool from Y  chance Y : bool ~ uniform  decision D : bool  utility U from X, D",
        ),
      ),
    );
    expect(error.message).toContain("X");
    expect(error.code).toBe("missing-mechanism");
  });

  it("names and values that do not exist", () => {
    const diagram = model(UMBRELLA);
    expect(refusal(() => query(diagram, { of: ["wether"] })).hint).toContain("weather");
    const error = refusal(() => query(diagram, { of: ["weather"], given: { forecast: "hail" } }));
    expect(error.code).toBe("value-outside-domain");
    expect(refusal(() => query(diagram, { of: ["take"] })).code).toBe("missing-rule");
  });

  it("a condition of probability zero is impossible, for one answer and for all", () => {
    const diagram = model("chance X : bool = false  chance Y : bool = X");
    const given = { Y: true };
    expect(query(diagram, { of: ["X"], given }).kind).toBe("impossible");
    expect(marginals(diagram, { given }).kind).toBe("impossible");
    expect(mostProbable(diagram, { given }).kind).toBe("impossible");
  });
});
