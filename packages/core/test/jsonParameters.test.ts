/** Parameters of JSON models are set as those of the text they were written from. */
import { describe, expect, it } from "vitest";
import { fromJson, toJson, whereDifferent } from "../src/language/index.ts";
import { mechanismReader } from "../src/model/index.ts";
import { catalogue, diagramOf, loadFile } from "./catalogueFiles.ts";

describe("a parameter of a JSON model", () => {
  it("changes it as it changes the text, in the whole catalogue; what gave the shape is refused", () => {
    let same = 0;
    let shaping = 0;
    for (const file of catalogue()) {
      const diagram = diagramOf(file);
      const json: unknown = JSON.parse(JSON.stringify(toJson(diagram)));
      for (const {
        name,
        value,
        low = value - 1,
        high = value + 1,
        structural,
      } of diagram.parameters) {
        const parameters = new Map([[name, structural ? value : low + 0.3 * (high - low)]]);
        const read = fromJson(json, parameters);
        const where = `${file.slug}: ${name}`;
        if (structural) {
          shaping++;
          expect(read.ok, where).toBe(false);
          expect(read.diagnostics[0]?.message, where).toMatch(/shape of the model/);
          continue;
        }
        const expected = loadFile(file.path, parameters).diagram;
        expect(read.ok, where).toBe(expected !== undefined);
        if (!read.ok || expected === undefined) continue;
        expect(whereDifferent(read.value, expected), where).toBeUndefined();
        same++;
      }
    }
    expect(same).toBeGreaterThan(10);
    expect(shaping).toBeGreaterThan(5);
  });

  const data = {
    parameters: [
      { name: "p", value: 0.25, low: 0, high: 1 },
      { name: "rate", value: 3 },
    ],
    nodes: [
      {
        id: "X",
        kind: "chance",
        domain: "bool",
        mechanism: {
          stochastic: true,
          expression: {
            kind: "family",
            family: "bernoulli",
            arguments: [{ kind: "parameter", name: "p" }],
          },
        },
      },
    ],
  };

  it("is what the mechanisms are computed with", () => {
    for (const p of [0, 0.5, 1]) {
      const read = fromJson(data, new Map([["p", p]]));
      if (!read.ok) throw new Error(read.diagnostics[0]?.message);
      expect(read.value.parameters.map(({ value }) => value)).toEqual([p, 3]);
      const row = new Float64Array(2);
      mechanismReader(read.value, 0).read(new Int32Array(0), row);
      expect([...row]).toEqual([1 - p, p]);
    }
  });

  it("has to be there and within its bounds", () => {
    const said = (name: string, value: number): unknown =>
      fromJson(data, new Map([[name, value]])).diagnostics.map(({ code, message, hint }) => ({
        code,
        message,
        hint,
      }));
    expect(said("rat", 1)).toMatchObject([
      { code: "unknown-parameter", message: "the model has no parameter `rat` to set" },
    ]);
    expect(JSON.stringify(said("rat", 1))).toContain("rate");
    expect(said("p", 1.5)).toMatchObject([
      {
        code: "parameter-out-of-bounds",
        message: "parameters.0: parameter `p` is 1.5, outside 0..1",
      },
    ]);
    expect(said("rate", 7)).toEqual([]);
  });
});
