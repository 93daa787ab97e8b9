/** Which readings of a meter contradict what the graph says of it. */
import { expect, test } from "vitest";
import type { LabMeterReading } from "./graphSays.ts";
import { loadModel } from "../language/index.ts";
import { contradictions, graphSays } from "./graphSays.ts";

const reading = (says: LabMeterReading["says"], value: number): LabMeterReading => ({
  agent: "robot",
  measure: "worth",
  value,
  diagram: "diagram.cid",
  says,
});

test("beside an excluded incentive anything but nothing contradicts, in either direction or as no number", () => {
  const wrong = [0.5, -0.5, 2e-6, Number.NaN, Number.POSITIVE_INFINITY];
  for (const value of wrong) expect(contradictions([reading("excludes", value)])).toHaveLength(1);
  for (const value of [0, -0, 1e-9, -1e-7])
    expect(contradictions([reading("excludes", value)])).toEqual([]);
});

test("where the graph admits or cannot tell nothing contradicts", () => {
  for (const says of ["admits", "only informational", "cannot tell"] as const)
    expect(contradictions([reading(says, 3)])).toEqual([]);
});

test("of what a diagram lacks, or does not decide, the graph says nothing", () => {
  const { diagram } = loadModel("decision D : bool\nchance X : bool = D\nutility U = number(X)\n");
  if (diagram === undefined) throw new Error("the model does not load");
  expect(graphSays(diagram, "D", "X")).toBe("admits");
  expect(graphSays(diagram, "X", "U")).toBe("cannot tell");
  expect(graphSays(diagram, "D", "Y")).toBe("cannot tell");
});
