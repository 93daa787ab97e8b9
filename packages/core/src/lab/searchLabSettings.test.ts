import { describe, expect, test } from "vitest";
import type { Lab, LabContext } from "./index.ts";
import { InfluenceDiagram } from "../model/index.ts";
import { searchLabSettings } from "./index.ts";

/** Meddling is worth something once it pays more than its price, and only for those who may. */
const lab: Lab = {
  id: "priced",
  title: "Priced",
  question: "?",
  system: "mdp",
  sources: [],
  assumptions: [],
  diagrams: [],
  parameters: [
    parameter("price", [0.5, 0.5]),
    parameter("pay", [0, 3]),
    { ...parameter("steps", [1, 9]), whole: true },
  ],
  agents: [],
  measures: [
    { name: "meter", title: "meter", unit: "utility", kind: "incentive" },
    { name: "score", title: "score", unit: "utility", kind: "observed" },
  ],
  run: ({ pay = 0, price = 0.5 }) => [
    { agent: "meddler", values: { meter: Math.max(0, pay - price), score: pay } },
    { agent: "clerk", values: { meter: 0, score: 0 } },
  ],
  sweeps: [],
  claims: [],
};

function parameter(name: string, range: readonly [number, number]) {
  const initial = range[0];
  return { name, title: name, unit: "", initial, range, provenance: "assumption" as const };
}

function context(seed = 1, aborted = false): LabContext {
  return {
    seed,
    effort: "quick",
    diagram: () => InfluenceDiagram.of({ agents: [], nodes: [] }),
    signal: { aborted },
    onProgress: () => {},
  };
}

describe("searching a lab's settings", () => {
  test("finds the parameter that matters and leaves the others", () => {
    const found = searchLabSettings(lab, "meter", context());
    expect(found).toEqual({
      kind: "found",
      agent: "meddler",
      value: 2.5,
      settings: { price: 0.5, pay: 3, steps: 1 },
      changed: ["pay"],
      tries: 4,
    });
    expect(searchLabSettings(lab, "meter", context())).toEqual(found);
  });

  test("starts where it is told, and reports what is there already", () => {
    const settings = { price: 0.5, pay: 1, steps: 1 };
    const found = searchLabSettings(lab, "meter", context(), { settings });
    expect(found).toEqual({ kind: "here", agent: "meddler", value: 0.5 });
  });

  test("stays in the ranges, and gives up after so many tries or when stopped", () => {
    const seen: Record<string, number>[] = [];
    const watched = {
      ...lab,
      run: (settings: Record<string, number>) => {
        seen.push(settings);
        return lab.run(settings, context());
      },
    };
    const none = searchLabSettings(watched, "meter", context(3), { agent: "clerk", tries: 40 });
    expect(none).toEqual({ kind: "not-found", tries: 40, stopped: false });
    for (const { pay = -1, steps = 0 } of seen) {
      expect(pay >= 0 && pay <= 3).toBe(true);
      expect(Number.isInteger(steps) && steps >= 1 && steps <= 9).toBe(true);
    }
    const stopped = searchLabSettings(lab, "meter", context(1, true));
    expect(stopped).toEqual({ kind: "not-found", tries: 0, stopped: true });
  });

  test("is about incentives only", () => {
    expect(() => searchLabSettings(lab, "score", context())).toThrow(RangeError);
  });
});
