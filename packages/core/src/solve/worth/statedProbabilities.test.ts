/** Stated probabilities moved: against tables written by hand, and against brute force. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { bestPolicies, policyCount } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import {
  compileDiagram,
  probabilityTornado,
  sensitivity,
  solveSingleAgent,
  statedProbabilities,
} from "../index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

const umbrella = (rain: number): string => `chance Rain : bool ~ bernoulli(${rain})
chance Report : {dry, wet} from Rain ~ [[0.8, 0.2], [0.3, 0.7]]
decision Take : bool sees Report
utility U from Rain, Take = [10, 6, 0, 8]
`;

describe("stated probabilities", () => {
  it("are those that leave something to chance, by name", () => {
    const all = statedProbabilities(compileDiagram(model(umbrella(0.95))));
    expect(all.map(({ name, low, high }) => [name, low, Number(high.toFixed(9))])).toEqual([
      ["P(Rain = true)", expect.closeTo(0.85, 9), 1],
      ["P(Report = wet | Rain = false)", 0.1, 0.3],
      ["P(Report = wet | Rain = true)", expect.closeTo(0.6, 9), 0.8],
    ]);
    const three = model(
      "chance X : {a, b, c} ~ {a: 0.2, b: 0.3, c: 0.5}\nchance Y : bool = X == a\n",
    );
    expect(statedProbabilities(compileDiagram(three)).map(({ name }) => name)).toEqual([
      "P(X = a)",
      "P(X = b)",
      "P(X = c)",
    ]);
  });

  it("moved give the optimum of the model written with them", () => {
    const diagram = model(umbrella(0.3));
    const bar = probabilityTornado(diagram, 10).bars.find(
      ({ parameter }) => parameter === "P(Rain = true)",
    );
    for (const [p, value] of [
      [0.2, bar?.valueAtLow],
      [0.4, bar?.valueAtHigh],
    ] as const) {
      const written = solveSingleAgent(model(umbrella(p))).value.get(0);
      expect(value).toBeCloseTo(written ?? Number.NaN, 10);
    }
    const widths = probabilityTornado(diagram, 10).bars.map(({ valueAtLow, valueAtHigh }) =>
      Math.abs(valueAtHigh - valueAtLow),
    );
    expect([...widths].sort((a, b) => b - a)).toEqual(widths);
    expect(probabilityTornado(diagram, 2)).toMatchObject({ left: 1 });
  });

  it("have exact thresholds: without a report, take the umbrella where 6 - 10 + 12 p is positive", () => {
    const bare = model(
      "chance Rain : bool ~ bernoulli(0.3)\ndecision Take : bool\nutility U from Rain, Take = [10, 6, 0, 8]\n",
    );
    const { regions } = sensitivity(bare, "P(Rain=true)");
    expect(regions).toHaveLength(2);
    expect(regions[0]?.to).toBeCloseTo(1 / 3, 5);
    expect(() => sensitivity(bare, "P(Rain = tru)")).toThrow("states no probability");
    expect(() => sensitivity(bare, "P(Rain = true)", { to: 1.5 })).toThrow("between 0 and 1");
  });

  it("have no border where a case only stops to come about", () => {
    const seen = model(
      "chance Rain : bool ~ bernoulli(0.3)\ndecision Take : bool sees Rain\nutility U from Rain, Take = [1, 0, 0, 1]\n",
    );
    const { regions } = sensitivity(seen, "P(Rain=true)");
    expect(regions.map(({ from, to }) => [from, to])).toEqual([[0, 1]]);
    const rows = [...(regions[0]?.policy.values() ?? [])].map((rule) => [...rule]);
    expect(rows).toEqual([[1, 0, 0, 1]]);
  });

  it("agree with the enumeration of all policies on random models", () => {
    const random = Random.seeded(77);
    let compared = 0;
    while (compared < 60) {
      const diagram = randomNumericDiagram(random, { nodes: 5, decisions: 1, values: 3 });
      if (policyCount(diagram, diagram.structure.decisions) > 81) continue;
      const compiled = compileDiagram(diagram);
      const stated = statedProbabilities(compiled)[0];
      if (stated === undefined) continue;
      const { bars } = probabilityTornado(diagram, 1);
      const size = compiled.sizes[stated.node] as number;
      for (const [p, value] of [
        [stated.low, bars[0]?.valueAtLow],
        [stated.high, bars[0]?.valueAtHigh],
      ] as const) {
        const nodes = diagram.nodes.map((node) => {
          if (node.id !== stated.node || node.mechanism.kind !== "table") return node;
          const entries = node.mechanism.entries.slice();
          const start = stated.row * size;
          const rest = 1 - stated.probability;
          for (let i = 0; i < size; i++)
            entries[start + i] =
              i === stated.value ? p : ((1 - p) * (entries[start + i] as number)) / rest;
          return { ...node, mechanism: { ...node.mechanism, entries } };
        });
        const best = bestPolicies(diagram.with({ nodes }), 0);
        expect(value).toBeCloseTo(best.value, 9);
        compared++;
      }
    }
  });
});
