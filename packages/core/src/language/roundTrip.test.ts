/** Writing a diagram and reading it again gives an equal one: as text, and as JSON. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { randomDiagram } from "../testing/index.ts";
import { format } from "./print/format.ts";
import { fromJson } from "./json/fromJson.ts";
import { toJson } from "./json/toJson.ts";
import { loadModel } from "./load.ts";
import { printModel } from "./print/printModel.ts";
import { whereDifferent } from "./print/sameDiagram.ts";

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const sizes = { nodes: fc.integer({ min: 1, max: 9 }), agents: fc.integer({ min: 1, max: 3 }) };

describe("printModel", () => {
  it("and loadModel are inverse on random diagrams", () => {
    fc.assert(
      fc.property(seeds, sizes.nodes, sizes.agents, fc.boolean(), (seed, nodes, agents, bare) => {
        const diagram = randomDiagram(Random.seeded(seed), { nodes, agents, structureOnly: bare });
        const text = printModel(diagram);
        const loaded = loadModel(text);
        const errors = loaded.diagnostics.filter((d) => d.severity === "error");
        expect(errors, text).toEqual([]);
        if (loaded.diagram === undefined) throw new Error("no diagram");
        expect(whereDifferent(diagram, loaded.diagram), text).toBeUndefined();
        expect(printModel(loaded.diagram)).toBe(text);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("writes text that the formatter keeps equal in meaning and stable", () => {
    fc.assert(
      fc.property(seeds, sizes.nodes, (seed, nodes) => {
        const text = printModel(randomDiagram(Random.seeded(seed), { nodes, agents: 2 }));
        const formatted = format(text);
        expect(format(formatted)).toBe(formatted);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe("toJson", () => {
  it("and fromJson are inverse on random diagrams, through JSON text", () => {
    fc.assert(
      fc.property(seeds, sizes.nodes, sizes.agents, fc.boolean(), (seed, nodes, agents, bare) => {
        const diagram = randomDiagram(Random.seeded(seed), { nodes, agents, structureOnly: bare });
        const read = fromJson(JSON.parse(JSON.stringify(toJson(diagram))));
        if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
        expect(whereDifferent(diagram, read.value)).toBeUndefined();
        expect(toJson(read.value)).toEqual(toJson(diagram));
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
