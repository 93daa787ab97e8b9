/** The cases of ../shared/oracles/edge_cases.json that a single agent's engine can answer. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { InfluenceDiagram, Value } from "../../src/model/index.ts";
import type { OracleModel } from "./oracleDiagram.ts";
import type { Policy } from "../../src/solve/index.ts";
import {
  conditionalUtility,
  equilibria,
  expectation,
  pureRule,
  query,
  solveSingleAgent,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
} from "../../src/solve/index.ts";
import { sharedFile } from "../shared.ts";
import { oracleDiagram } from "./oracleDiagram.ts";

interface EdgeCase extends OracleModel {
  readonly title: string;
  readonly expected: unknown;
}

const CASES = new Map(
  (JSON.parse(readFileSync(sharedFile("oracles/edge_cases.json"), "utf8")) as EdgeCase[]).map(
    (c) => [c.id, c],
  ),
);

/** Runs one case; its title is the sentence. */
function edge(id: string, run: (diagram: InfluenceDiagram, expected: never) => void): void {
  const found = CASES.get(id);
  if (found === undefined) throw new Error(`${id} is not among the edge cases`);
  it(`${id}: ${found.title}`, () => run(oracleDiagram(found), found.expected as never));
}

function probabilities(diagram: InfluenceDiagram, of: string, given = {}, policy?: Policy) {
  const answer = query(diagram, { of: [of], given, ...(policy === undefined ? {} : { policy }) });
  return answer.kind === "impossible" ? undefined : [...answer.probabilities];
}

function utility(
  diagram: InfluenceDiagram,
  forced: Record<string, Value>,
  policy: Policy = new Map(),
): number | undefined {
  const answer = conditionalUtility(diagram, { do: forced, policy });
  return answer.kind === "impossible" ? undefined : answer.value;
}

edge("edge-01", (diagram, expected: { nodes_after: string[]; P_E: number[] }) => {
  probabilities(diagram, "B");
  expect(diagram.nodes.map((n) => n.name)).toEqual(expected.nodes_after);
  expect(probabilities(diagram, "E")).toEqual(expected.P_E);
});

edge("edge-02", (diagram, expected: { optimal_eu: number; uniform_eu: number }) => {
  expect(solveSingleAgent(diagram).value.get(0)).toBe(expected.optimal_eu);
  expect(utility(diagram, {}, uniformPolicy(diagram))).toBe(expected.uniform_eu);
});

for (const id of ["edge-03", "edge-08"])
  edge(id, (diagram, expected: { optimal_eu: number; n_optimal_pure_policies: number }) => {
    const solution = solveSingleAgent(diagram);
    expect(solution.value.get(0)).toBe(expected.optimal_eu);
    expect(solution.countOptimal).toBe(expected.n_optimal_pure_policies);
  });

edge("edge-04", (diagram, expected: Record<string, number>) => {
  for (const [action, value] of Object.entries(expected))
    expect(utility(diagram, { D: action })).toBe(value);
});

edge("edge-05", (diagram, expected: { eu: number; do_a: number; do_b: number }) => {
  const { policy, value } = solveSingleAgent(diagram);
  expect(value.get(0)).toBe(expected.eu);
  expect(utility(diagram, { A: "a" }, policy)).toBe(expected.do_a);
  expect(utility(diagram, { A: "b" }, policy)).toBe(expected.do_b);
});

edge("edge-06", (diagram, expected: Record<string, [number, number]>) => {
  const d2 = diagram.idOf("D2") as number;
  const policy = new Map([[d2, pureRule(2, [1, 0])]]);
  for (const [action, [first, second]] of Object.entries(expected)) {
    const worth = (agent: number) =>
      conditionalUtility(diagram, { agent, do: { D1: action }, policy });
    expect(worth(0)).toMatchObject({ value: first });
    expect(worth(1)).toMatchObject({ value: second });
  }
});

edge("edge-09", (diagram, expected: number[][]) => {
  const found = equilibria(diagram, { kind: "pure" });
  expect(found.count).toBe(expected.length);
});

for (const id of ["edge-10", "edge-11"])
  edge(id, (diagram, expected: { n_pure_ne: number; n_pure_spe: number }) => {
    expect(equilibria(diagram, { kind: "pure" }).count).toBe(expected.n_pure_ne);
    const perfect = equilibria(diagram, { kind: "subgame-perfect", randomise: "never" });
    expect(perfect.count).toBe(expected.n_pure_spe);
  });

edge("edge-12", (diagram, expected: number) => {
  expect(solveSingleAgent(diagram).countOptimal).toBe(expected);
});

edge("edge-13", (diagram, expected: number) => {
  expect(solveSingleAgent(diagram).value.get(0)).toBe(expected);
});

edge("edge-14", (diagram, expected: { voc_W: number; decisions_after: string[] }) => {
  expect(valueOfControl(diagram, "W").value).toBe(expected.voc_W);
  valueOfControl(diagram, "S");
  const decisions = diagram.nodes.filter((n) => n.kind === "decision").map((n) => n.name);
  expect(decisions).toEqual(expected.decisions_after);
});

edge("edge-15", (diagram, expected: { eu: number; P_U1: number[] }) => {
  const { policy } = solveSingleAgent(diagram);
  expect(utility(diagram, { S2: 0 }, policy)).toBe(expected.eu);
  const answer = query(diagram, { of: ["U1"], do: { S2: 0 }, policy });
  expect(answer.kind === "posterior" && [...answer.probabilities]).toEqual(expected.P_U1);
});

edge("edge-19", (diagram, expected: { eu_gain: number }) => {
  expect(valueOfInformation(diagram, "D1", "D0").value).toBe(expected.eu_gain);
});

edge("edge-21", (diagram) => {
  expect(() => expectation(diagram, { of: "Y", do: { X: 5 } })).toThrow(/X cannot be 5/);
});

edge("edge-22", (diagram) => {
  expect(query(diagram, { of: ["C"], given: { B: 1 } }).kind).toBe("impossible");
  expect(expectation(diagram, { of: "C", given: { B: 1 } }).kind).toBe("impossible");
});

edge("edge-23", (diagram, expected: { n_pure_spe: number }) => {
  const found = equilibria(diagram, { kind: "subgame-perfect", randomise: "never" });
  expect(found.count).toBe(expected.n_pure_spe);
});
