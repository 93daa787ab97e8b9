/** The share of a box in which a conclusion holds, and where it ends, for a rule that is known. */
import { expect, test } from "vitest";
import type { Lab, LabContext } from "./index.ts";
import { InfluenceDiagram } from "../model/index.ts";
import { labRobustness } from "./index.ts";

const parameter = (name: string, initial: number) =>
  ({ name, title: name, unit: "", initial, range: [0, 1], provenance: "assumption" }) as const;

/** Holds where a + b < 1.5: seven eighths of the box; b alone never ends it from a = 0.2. */
const lab: Lab = {
  id: "half",
  title: "",
  question: "",
  system: "mdp",
  sources: [],
  assumptions: [],
  diagrams: [],
  parameters: [parameter("a", 0.2), parameter("b", 0.2), { ...parameter("n", 0.5), effort: true }],
  agents: [],
  measures: [],
  run: ({ a = 0, b = 0 }) => [{ agent: "one", values: { sum: a + b } }],
  conclusions: [
    {
      id: "small",
      statement: "the sum is small",
      agents: ["one"],
      holds: ([row]) => (row?.values["sum"] ?? 2) < 1.5,
    },
    { id: "always", statement: "true", agents: ["one"], holds: () => true },
  ],
  sweeps: [],
  claims: [],
};

const context: LabContext = {
  seed: 3,
  effort: "quick",
  diagram: () => InfluenceDiagram.of({ agents: [], nodes: [] }),
  signal: { aborted: false },
  onProgress: () => {},
};

test("a conclusion holds in its share of the box, and fails first where the rule says", () => {
  const [small, always] = labRobustness(lab, context, { settings: 400 });
  expect(small?.here).toBe(true);
  const [low, high] = small?.interval ?? [1, 0];
  expect(low).toBeLessThan(7 / 8);
  expect(high).toBeGreaterThan(7 / 8);
  const { a = 0, b = 0, n } = small?.nearest?.settings ?? {};
  expect(a + b).toBeCloseTo(1.5, 1);
  expect(n).toBe(0.5);
  expect(small?.nearest?.changed).toEqual(["a", "b"]);
  expect(always).toMatchObject({ held: 400, asked: 400 });
  expect(always?.nearest).toBeUndefined();
});

test("a lab without conclusions has nothing to ask", () => {
  const { conclusions: _none, ...bare } = lab;
  expect(labRobustness(bare, context)).toEqual([]);
});
