/** The graph part of ../shared/oracles/edge_cases.json: cases other tools get wrong. */

import { expect, it } from "vitest";
import { judge } from "../../src/incentives/index.ts";
import {
  minimalReduction,
  relevanceEdges,
  soluble,
  sufficientRecall,
  analyse,
} from "../../src/structure/index.ts";
import { namedOracle, oracleModels, sortedPairs } from "./oracleModel.ts";

const cases = new Map(oracleModels("edge_cases").map((model) => [model.id, model]));

function edgeCase(id: string): { one: ReturnType<typeof namedOracle>; expected: unknown } {
  const model = cases.get(id);
  if (model === undefined) throw new Error(`${id} is missing from edge_cases.json`);
  return { one: namedOracle(model), expected: model.expected };
}

it("edge-16: the reduction runs to the fixpoint with several agents", () => {
  const { one, expected } = edgeCase("edge-16");
  const removed = minimalReduction(one.analysis).removed.map(({ link }) =>
    link.map((v) => one.names[v] as string),
  );
  expect(sortedPairs(removed)).toEqual(sortedPairs(expected as string[][]));
});

it("edge-17: a node called D1mec is a node like any other", () => {
  const { one, expected } = edgeCase("edge-17");
  const edges = relevanceEdges(one.analysis).map((link) => link.map((v) => one.names[v] as string));
  expect(sortedPairs(edges)).toEqual(sortedPairs(expected as string[][]));
});

it("edge-18: a node called mecabc is a node like any other", () => {
  const { one, expected } = edgeCase("edge-18");
  expect(sufficientRecall(one.analysis, 0)).toBe(expected);
});

it("edge-19: information about an own earlier decision is not called valuable", () => {
  const { one } = edgeCase("edge-19");
  const answer = judge(one.analysis, "value-of-information", {
    decision: one.id("D1"),
    node: one.id("D0"),
  });
  expect(answer).toMatchObject({ kind: "unknown", reason: "completeness-for-chance-only" });
});

it("edge-20: a link that breaks solubility is named; the value is proved by the decision alone", () => {
  const { one, expected } = edgeCase("edge-20");
  const { without, with_link, criterion } = expected as Record<string, boolean>;
  const link = [one.id("Y"), one.id("D2")] as const;
  const linked = one.structure.withGraph(one.structure.graph.withEdges({ add: [link] }));
  expect(soluble(one.analysis).raw).toBe(without);
  expect(soluble(analyse(linked)).raw).toBe(with_link);
  expect(criterion).toBe(true);
  const answer = judge(one.analysis, "value-of-information", {
    decision: link[1],
    node: link[0],
  });
  expect(answer).toMatchObject({
    kind: "present",
    reason: "informative-alone",
    caveats: [],
  });
  expect(answer.witness).toMatchObject({ kind: "parts" });
});
