import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { loadModel, parseClaim } from "../language/index.ts";
import { randomNumericDiagram } from "../testing/randomNumericDiagram.ts";
import { allAssignments, allPolicies, ruleWeight } from "../testing/bruteForce.ts";
import { checkClaim, checkClaims } from "./checkClaims.ts";
import { summariseClaims } from "./claimResult.ts";
import { measure } from "./measure.ts";
import { solveEngine } from "./solveEngine.ts";

function results(text: string): string[] {
  const { diagram } = loadModel(text);
  if (diagram === undefined) throw new Error("the model does not load");
  return checkClaims(diagram, { exact: solveEngine }).map(
    ({ outcome, explanation }) => `${outcome}: ${explanation}`,
  );
}

const UPSTREAM = `
  agent a
  decision D1 : {l, r} by a
  decision D2 : {x, y} by a sees D1
  utility U for a = if (D1 == l and D2 == x) or (D1 == r and D2 == y) then 1 else 0
`;
const TEAM = `
  agent a
  decision D1 : {x, y} by a
  decision D2 : {x, y} by a
  utility U for a = if D1 == D2 then 1 else 0
`;
const IMPOSSIBLE = `
  agent one agent two
  chance S : {a, b} ~ { a: 1, b: 0 }
  decision A : {x, y} by one sees S
  decision B : {l, r} by two
  utility U1 for one = if A == x then 1 else 0
  utility U2 for two = if B == l then 1 else 0
`;
const COORDINATION = `
  agent a agent b
  decision D1 : {x, y} by a
  decision D2 : {x, y} by b
  utility U for a = if D1 == D2 then 1 else 0
  utility V for b = if D1 == D2 then (if D1 == x then 2 else 3) else 0
`;
const OPPOSITE = `
  agent a agent b
  decision D1 : {x, y} by a
  decision D2 : {x, y} by b
  utility U for a = if D1 != D2 then 0 else if D1 == x then 2 else 1
  utility V for b = if D1 != D2 then 0 else if D1 == x then 1 else 2
`;

describe("a claim is read under every optimal policy or equilibrium", () => {
  it("whatever the order of a tied decision's values", () => {
    for (const model of [UPSTREAM, UPSTREAM.replace("{l, r}", "{r, l}")]) {
      expect(results(`${model} claim policy(D2) == x`)[0]).toMatch(
        /^undecided: under one optimal policy (x, under another y|y, under another x)$/,
      );
      expect(results(`${model} claim policy(D2 | D1 = r) == y claim value == 1`)).toEqual([
        expect.stringMatching(/^holds/),
        expect.stringMatching(/^holds/),
      ]);
    }
  });

  it("and the two halves of a team's choice are not both settled", () => {
    const said = results(`${TEAM}
      claim policy(D1) == x claim policy(D2) == x claim P(D1 = x) == 1
      claim P(D1 == D2) == 1 claim P(D1 = x, D2 = x) + P(D1 = y, D2 = y) == 1`);
    expect(said.map((one) => one.split(":")[0])).toEqual([
      "undecided",
      "undecided",
      "undecided",
      "holds",
      "holds",
    ]);
  });

  it("mixed subgame-perfect equilibria included", () => {
    expect(results(`${COORDINATION} claim value(a) == 1`)).toEqual([
      "undecided: under one subgame-perfect equilibrium 1, under another 0.5",
    ]);
  });

  it("as a whole: sums never mix two of them", () => {
    const said = results(`${OPPOSITE} claim value(a) + value(b) == 3 or value(a) + value(b) < 2`);
    expect(said[0]).toMatch(/^holds/);
    const { diagram } = loadModel(OPPOSITE);
    const sum = diagram && measure(diagram, "value(a) + value(b)", { exact: solveEngine });
    const values = sum?.ok === true && sum.value.kind === "values" ? sum.value.values : [];
    expect(values).toHaveLength(2);
    expect([...values].sort()[1]).toBeCloseTo(3, 12);
  });

  it("and mixtures of equally good actions count", () => {
    const tie = "agent a decision D : {x, y} utility U for a = 0";
    expect(results(`${tie} claim P(D = x) != 0.5`)[0]).toMatch(/^undecided: .*mixtures/);
    expect(results(`${tie} claim P(D = x) >= 0 claim P(D = x) <= 1`)).toEqual([
      expect.stringMatching(/^holds/),
      expect.stringMatching(/^holds/),
    ]);
    expect(results(`${tie} claim P(D = x) * P(D = y) == 0`)[0]).toMatch(/^(undecided|holds)/);
  });
});

describe("where the rule is free", () => {
  it("a claim about it is open", () => {
    const said = results(`${IMPOSSIBLE} claim policy(A | S = b) == x claim policy(A) == x`);
    expect(said).toEqual([
      "undecided: S = b never happens, so the rule of A is free there",
      "holds: found x",
    ]);
  });

  it("an intervention that brings the context about does not read the rule's first action", () => {
    const said = results(`${IMPOSSIBLE}
      claim P(A = x | do(S = b)) == 1 claim E(U1 | do(S = b)) == 1 claim P(B = l | do(S = b)) == 1`);
    expect(said.map((one) => one.split(":")[0])).toEqual(["undecided", "undecided", "holds"]);
  });
});

it("says that not all were looked at when they are too many", () => {
  const many = `agent a chance S : 0..11 ~ uniform decision D : {x, y, z} sees S
    utility U for a = if D == z then 0 else 1
    claim P(D = z) == 0 claim policy(D | S = 3) != z claim value == 1 claim P(S = 2) == 1 / 12`;
  const said = results(many);
  expect(said[0]).toMatch(/^undecided: .*too many policies to look at every optimal one/);
  expect(said.slice(1).map((one) => one.split(":")[0])).toEqual(["holds", "holds", "holds"]);
});

it("says open when nothing was decided, and fails when something fails", () => {
  const state = (text: string): string => {
    const { diagram } = loadModel(text);
    return summariseClaims(checkClaims(diagram as never, { exact: solveEngine })).state;
  };
  expect(state(`${TEAM} claim policy(D1) == x`)).toBe("open");
  expect(state(`${TEAM} claim value == 1 claim policy(D1) == x`)).toBe("open");
  expect(state(`${TEAM} claim value == 1`)).toBe("holds");
  expect(state(`${TEAM} claim value == 2 claim policy(D1) == x`)).toBe("fails");
  expect(state(TEAM)).toBe("holds");
});

/** One decision: every optimal policy by enumeration, fillings of impossible contexts apart. */
it("agrees with brute force on random models with one decision", () => {
  let differing = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const diagram = randomNumericDiagram(Random.seeded(seed), { nodes: 4, decisions: 1 });
    const decision = diagram.structure.decisions[0] as number;
    const assignments = allAssignments(diagram);
    const found = [...allPolicies(diagram, [decision])].map((rules) => {
      const weights = assignments.map(
        (one) => one.weight * ruleWeight(diagram, rules, one.positions),
      );
      const sum = (f: (i: number) => number): number =>
        weights.reduce((total, weight, i) => total + weight * f(i), 0);
      return {
        value: sum((i) => assignments[i]?.utilities[0] ?? 0),
        chances: diagram.nodes
          .filter((node) => node.kind !== "utility")
          .map((node) => sum((i) => (assignments[i]?.positions[node.id] === 0 ? 1 : 0))),
      };
    });
    const best = Math.max(...found.map(({ value }) => value));
    const optimal = found.filter(({ value }) => value >= best - 1e-9);
    for (const node of diagram.nodes.filter(({ kind }) => kind !== "utility")) {
      const chances = optimal.map(({ chances: all }) => all[node.id] as number);
      const parsed = parseClaim(`P(${node.name} = 0) >= 0.4999999`, diagram);
      if (!parsed.ok) throw new Error("the claim does not parse");
      const { outcome } = checkClaim(diagram, parsed.value, { exact: solveEngine });
      const all = chances.every((p) => p >= 0.4999999);
      const none = chances.every((p) => p < 0.4999999);
      if (!all && !none) differing++;
      if (outcome === "undecided" && optimal.length > 256) continue;
      expect([seed, node.name, outcome]).toEqual([
        seed,
        node.name,
        all ? "holds" : none ? "fails" : "undecided",
      ]);
    }
  }
  expect(differing).toBeGreaterThan(5);
});
