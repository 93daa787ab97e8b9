/**
 * Small diagrams of one agent, some of which forget: conformance/decisions.py listed every policy. Every
 * method of `solve`, how many policies are optimal, what information and control are worth, what is
 * expected after an intervention; and the graphical criteria of one decision by listing every trail.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { judge } from "../src/incentives/index.ts";
import { loadModel } from "../src/language/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import {
  conditionalUtility,
  type Method,
  solveSingleAgent,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
} from "../src/solve/index.ts";
import { analyse } from "../src/structure/index.ts";
import { structureOf } from "./recordedGraph.ts";

const recorded = JSON.parse(
  readFileSync(new URL("../../../conformance/decisions.json", import.meta.url), "utf8"),
) as {
  readonly optima: readonly {
    readonly model: string;
    readonly value: number;
    readonly optimal: number;
    readonly information: readonly (readonly [decision: string, node: string, gain: number])[];
    readonly control: readonly (readonly [node: string, gain: number])[];
    readonly set: readonly (readonly [node: string, state: string, utility: number])[];
  }[];
  readonly criteria: readonly {
    readonly model: string;
    readonly present: Readonly<Record<string, readonly number[]>>;
  }[];
};

/** Those that prove their answer; policy updating alone may stop at a local optimum. */
const EXACT: readonly Method[] = [
  "auto",
  "enumerate",
  "branch-and-bound",
  "multiple-policy-updating",
];

it("each method finds the best of all policies, and counts those that are as good", () => {
  expect(recorded.optima.length).toBe(40);
  for (const { model, value, optimal } of recorded.optima) {
    const diagram = read(model);
    for (const method of EXACT) {
      const solution = solveSingleAgent(diagram, undefined, { method });
      expect(solution.value.get(0), `${method}: ${model}`).toBeCloseTo(value, 10);
      expect(solution.countOptimal, `${method}: ${model}`).toBe(optimal);
    }
    const local = solveSingleAgent(diagram, undefined, { method: "policy-updating" });
    const [least, most] = local.bounds;
    expect(least, model).toBeLessThanOrEqual(value + 1e-10);
    expect(most, model).toBeGreaterThanOrEqual(value - 1e-10);
  }
});

it("information and control are worth the difference of two optima", () => {
  const informed = recorded.optima.flatMap((one) =>
    one.information.map((row) => [one, row] as const),
  );
  expect(informed.length).toBeGreaterThan(15);
  for (const [{ model }, [decision, node, gain]] of informed)
    expect(valueOfInformation(read(model), decision, node).value, `${node}: ${model}`).toBeCloseTo(
      gain,
      10,
    );
  for (const { model, control } of recorded.optima)
    for (const [node, gain] of control)
      expect(valueOfControl(read(model), node).value, `${node}: ${model}`).toBeCloseTo(gain, 10);
});

it("what is expected of uniform play once a variable is set", () => {
  for (const { model, set } of recorded.optima)
    for (const [node, state, utility] of set) {
      const diagram = read(model);
      const policy = uniformPolicy(diagram);
      const found = conditionalUtility(diagram, { do: { [node]: state }, policy });
      if (found.kind === "impossible") throw new Error(model);
      expect(found.value, `${node} = ${state}: ${model}`).toBeCloseTo(utility, 10);
    }
});

it("criteria of one decision are present exactly where some trail says so", () => {
  expect(recorded.criteria.length).toBe(120);
  let met = 0;
  for (const { model, present } of recorded.criteria) {
    const structure = structureOf(model);
    const analysis = analyse(structure);
    const decision = structure.decisions[0] as number;
    for (const [criterion, nodes] of Object.entries(present)) {
      const found = [...structure.kinds.keys()].filter(
        (node) =>
          structure.kind(node) === "chance" &&
          judge(
            analysis,
            criterion,
            criterion === "value-of-control" ? { agent: 0, node } : { decision, node },
          ).kind === "present",
      );
      met += nodes.length;
      expect(found, `${criterion}: ${model}`).toEqual(nodes);
    }
  }
  expect(met).toBeGreaterThan(300);
});

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(`${diagnostics[0]?.message}: ${text}`);
  return diagram;
}
