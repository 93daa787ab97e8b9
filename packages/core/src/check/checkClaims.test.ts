import { describe, expect, it } from "vitest";
import type { Circumstances, ClaimEvent, ExactAnswer, ExactEngine } from "./exactEngine.ts";
import { loadModel } from "../language/index.ts";
import { PREDICATES } from "../model/index.ts";
import { checkClaims, type CheckOptions } from "./checkClaims.ts";
import { summariseClaims, type ClaimResult } from "./claimResult.ts";
import { MEANINGS } from "./evaluateClaim.ts";

const CONTENT = `
  agent recommender
  chance O chance I from O, P  chance M from O
  decision P sees M
  utility C from P, I
`;
const TWO = `
  agent planner
  chance S
  decision D1
  decision D2 sees D1
  utility U from S, D1, D2
`;
// With S -> D1 the first decision would tell the second what it saw: not soluble.
const MESSENGER = `
  agent planner
  chance S
  decision D1
  decision D2 sees D1
  utility U from S, D2
`;
const GAME = `
  agent one agent two
  chance X
  decision D1 by one sees X
  decision D2 by two sees D1
  utility U1 for one from X, D1, D2
  utility U2 for two from X, D2
`;
const NUMBERS = `
  agent bettor
  chance S : {-1, 1} ~ uniform
  decision D : {-1, 0, 1} sees S
  utility U = S * D
`;

function results(model: string, claims: readonly string[], options?: CheckOptions): ClaimResult[] {
  const text = `${model}\n${claims.map((claim) => `claim ${claim}`).join("\n")}`;
  const { diagram, diagnostics } = loadModel(text, { file: "test.cid", resolve: () => undefined });
  if (diagram === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return checkClaims(diagram, options);
}

function outcomes(model: string, claims: readonly string[], options?: CheckOptions): string[] {
  return results(model, claims, options).map(({ outcome }) => outcome);
}

it("gives every predicate of the vocabulary one meaning", () => {
  expect(Object.keys(MEANINGS).sort()).toEqual(PREDICATES.map(({ name }) => name).sort());
});

describe("graph claims that hold, and fail when negated", () => {
  it.each([
    [CONTENT, "control(P, I)"],
    [CONTENT, "control(recommender, I)"],
    [CONTENT, "control(P) == {I}"],
    [CONTENT, "control(P) == {P, I, C} of all"],
    [CONTENT, "control(P) <= {I, M}"],
    [CONTENT, "info(P) == {O, M}"],
    [CONTENT, "info(P) == {M} of chance or count(info(P)) == 2"],
    [CONTENT, "response(P) == {O, M}"],
    [CONTENT, "voc == {O, M, I, C}"],
    [CONTENT, "voc(recommender, I)"],
    [CONTENT, "influence(P) == {I}"],
    [CONTENT, "control(P, I) and influence(P, I)"],
    [CONTENT, "requisite(P, M)"],
    [CONTENT, "reduction == {}"],
    [CONTENT, "dsep(M, I | {O, P})"],
    [CONTENT, "path(O, C)"],
    [CONTENT, "edge(O, M)"],
    [CONTENT, "direct_voc(I)"],
    [CONTENT, "mechanism_edges >= {C -> P}"],
    [CONTENT, "terminal_edges == {C -> P}"],
    [TWO, "relevance == {D1 -> D2}"],
    [TWO, "relies(D1) == {D2}"],
    [TWO, "soluble"],
    [TWO, "sufficient_recall(planner)"],
    [TWO, "perfect_recall"],
    [TWO, "soluble == true"],
    [GAME, "relevance == {D1 -> D2, D2 -> D1}"],
    [GAME, "components == {{D2, D1}}"],
    [GAME, "count(subgames) == 1"],
    [GAME, "reasoning(D1, signaling)"],
    [GAME, "reasoning(D1)"],
    [GAME, "motivated == {D1, D2}"],
    [GAME, "deception(one, two)"],
    [GAME, "deception(D1, D2, X)"],
    [GAME, "reachable(D2, X)"],
    [GAME, "only_informational(two, X) == false"],
  ])("%s: %s", (model, claim) => {
    const [result] = results(model, [claim]);
    expect([result?.outcome, result?.explanation]).toEqual(["holds", result?.explanation]);
    expect(outcomes(model, [`not (${claim})`])).toEqual(["fails"]);
  });
});

describe("claims that are neither true nor false", () => {
  it("leaves open what a criterion does not know, whichever way it is claimed", () => {
    const claims = ["info(D1, S)", "not info(D1, S)"];
    expect(results(MESSENGER, claims).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["undecided", "insoluble-with-link"],
      ["undecided", "insoluble-with-link"],
    ]);
  });

  it("leaves a set open only if the unknown members matter", () => {
    expect(outcomes(MESSENGER, ["info(D1) == {S}", "info(D1) == {}"])).toEqual([
      "undecided",
      "undecided",
    ]);
    expect(outcomes(MESSENGER, ["info(D1) == {S, D2} of all"])).toEqual(["fails"]);
  });

  it("says when the question does not arise", () => {
    const claims = ["info(P, I)", "not info(P, I)"];
    expect(outcomes(CONTENT, claims)).toEqual(["not-applicable", "not-applicable"]);
  });

  it("lets one side settle a disjunction", () => {
    expect(outcomes(MESSENGER, ["info(D1, S) or soluble", "info(D1, S) and not soluble"])).toEqual([
      "holds",
      "fails",
    ]);
  });

  it("waits for engines", () => {
    const found = results(NUMBERS, ["value(bettor) == 1", "learns(bettor, q_learning) seeds 3"]);
    expect(found.map(({ family, outcome, reason }) => [family, outcome, reason])).toEqual([
      ["exact", "undecided", "needs-exact-solver"],
      ["empirical", "undecided", "needs-learner"],
    ]);
  });
});

describe("edits", () => {
  it("reads the sentence on the edited graph", () => {
    expect(
      outcomes(TWO, ["not soluble with S -> D1", "soluble with S -> D1, S -> D2", "soluble"]),
    ).toEqual(["holds", "holds", "holds"]);
    expect(outcomes(CONTENT, ["info(P) == {O} without O -> M"])).toEqual(["holds"]);
  });

  it("refuses arrows that are not there, and circles", () => {
    const found = results(TWO, ["soluble without S -> D1", "soluble with D2 -> D1"]);
    expect(found.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["error", "no-such-arrow"],
      ["error", "cycle"],
    ]);
  });
});

describe("claims about numbers", () => {
  const asked: Circumstances[] = [];
  const known = <T>(...values: T[]): ExactAnswer<T> => ({ kind: "known", values });
  const engine: ExactEngine = {
    value: (_, when) => {
      asked.push(when);
      return known(1);
    },
    policy: () => known<number>(-1, 0),
    probability: () => known(0.25),
    maximumExpectedUtility: () => known(2),
    expectation: () => known(0.5, 0.75),
    table: () => ({ kind: "known", rows: [] }),
    explanation: () => ({ kind: "unknown", reason: "out-of-reach", detail: "none" }),
    entropy: () => known(1),
    values: () => known(0),
    counterfactual: () => known(1),
    equilibria: (kind) => known(kind === "pure" ? 3 : 1),
    informationValue: () => ({ kind: "unknown", reason: "needs-numbers", detail: "none" }),
    controlValue: () => known(0),
    incentiveMeter: () => known(0.125),
    causal: () => known(0.5),
    realised: () => known(true),
  };
  const exact = (): ExactEngine => engine;

  it.each([
    ["value(bettor) == 1", "holds"],
    ["value == 2 / 2", "holds"],
    ["abs(value - 3) == 2", "holds"],
    ["value(bettor) == 1.05", "fails"],
    ["value(bettor) == 1.05 within 0.1", "holds"],
    ["value(bettor) > 1", "fails"],
    ["P(D = 0 | S = 1, do(S = -1)) == 1 / 4", "holds"],
    ["E(U) >= 0.5", "holds"],
    ["E(U) == 0.5", "undecided"],
    ["E(U) == 0.6", "fails"],
    ["policy(D | S = 1) == 1", "fails"],
    ["policy(D | S = 1) == 0", "undecided"],
    ["bettor.policy(D) != 1", "holds"],
    ["meu(bettor) == 2", "holds"],
    ["entropy(S) == 1", "holds"],
    ["mpe == (0, 1)", "undecided"],
    ["equilibria == 3", "holds"],
    ["equilibria(subgame_perfect) == 1", "holds"],
    ["voi_value(D, S) == 0", "undecided"],
    ["voc_value(S) == 0", "holds"],
    ["incentive(D, U) == 0.125", "holds"],
    ["would(D = 1 | S = 1, do(S = -1)) == 1", "holds"],
  ])("%s %s", (claim, outcome) => {
    expect(outcomes(NUMBERS, [claim], { exact })).toEqual([outcome]);
  });

  it("hands evidence and interventions to the engine", () => {
    asked.length = 0;
    results(NUMBERS, ["value(bettor | D = 0, do(S = -1)) == 1"], { exact });
    expect(asked).toEqual([{ given: [{ node: 1, value: 0 }], forced: [{ node: 0, value: -1 }] }]);
  });

  it("hands events to the engine as facts and comparisons", () => {
    const events: ClaimEvent[] = [];
    const watching: CheckOptions = {
      exact: () => ({
        ...engine,
        probability: (event, when) => {
          events.push(event, ...when.given.map((one): ClaimEvent => ({ kind: "is", ...one })));
          return known(1);
        },
      }),
    };
    const is = (node: number, value: number): ClaimEvent => ({ kind: "is", node, value });
    results(NUMBERS, ["P(D >= 0) == 1", "P(D == S) == 1", "P(D = 0 | S != 1) == 1"], watching);
    const node = (id: number) => ({ kind: "node", node: id }) as const;
    const value = { kind: "value", value: 0 } as const;
    expect(events).toEqual([
      { kind: "compared", operator: ">=", left: node(1), right: value },
      { kind: "compared", operator: "==", left: node(1), right: node(0) },
      is(1, 0),
      is(0, -1),
    ]);
  });

  it("takes the numbers away from a variable that gets another parent", () => {
    let mechanism = "";
    const watching: CheckOptions = {
      exact: (diagram) => {
        mechanism = diagram.node(2).mechanism.kind;
        return engine;
      },
    };
    results(NUMBERS, ["value(bettor) == 1 without S -> U"], watching);
    expect(mechanism).toBe("unspecified");
  });

  it("turns a failing engine into an error of the claim", () => {
    const broken: CheckOptions = {
      exact: () => {
        throw new Error("out of memory");
      },
    };
    const [result] = results(NUMBERS, ["value(bettor) == 1"], broken);
    expect([result?.outcome, result?.reason, result?.explanation]).toEqual([
      "error",
      "engine-failed",
      "out of memory",
    ]);
  });
});

it("checks only the families asked for", () => {
  expect(results(NUMBERS, ["soluble", "value == 1"], { families: ["graph"] })).toHaveLength(1);
});

it("sums up", () => {
  const found = results(NUMBERS, ["soluble", "not soluble", "value == 1"]);
  expect(summariseClaims(found)).toMatchObject({
    total: 3,
    holds: 1,
    fails: 1,
    undecided: 1,
    ok: false,
    sentence: "3 claims: 1 holds, 1 fails, 1 undecided (needs-exact-solver)",
  });
  expect(summariseClaims([]).sentence).toBe("no claims");
});
