/** The bare structure of a JSON model is what the whole model has; nodes and arrows pass the same checks. */
import { describe, expect, it } from "vitest";
import { catalogue, diagramOf } from "../../../test/catalogueFiles.ts";
import { fromJson } from "./fromJson.ts";
import { toJson } from "./toJson.ts";
import { structureFromJson } from "./shape.ts";

describe("structureFromJson", () => {
  it("reads the structure that the whole model has, for every catalogue model", () => {
    for (const file of catalogue()) {
      const diagram = diagramOf(file);
      const read = structureFromJson(toJson(diagram));
      if (!read.ok) throw new Error(read.diagnostics[0]?.message);
      expect(read.value.structure, file.slug).toEqual(diagram.structure);
      expect(read.value.nodes).toEqual(diagram.nodes.map(({ name }) => name));
      expect(read.value.agents).toEqual(diagram.agents.map(({ name }) => name));
    }
  });

  it.each([
    ["a circle", { nodes: [{ id: "A", kind: "chance" }], edges: [["A", "A"]] }],
    ["an unknown end", { nodes: [{ id: "A", kind: "chance" }], edges: [["A", "B"]] }],
    ["a name twice", { nodes: Array.from({ length: 2 }, () => ({ id: "A", kind: "chance" })) }],
    ["an owner of chance", { nodes: [{ id: "A", kind: "chance", agent: "a" }] }],
    [
      "an arrow twice",
      {
        nodes: [
          { id: "A", kind: "chance" },
          { id: "B", kind: "chance" },
        ],
        edges: [
          ["A", "B"],
          ["A", "B"],
        ],
      },
    ],
    ["an unknown kind", { nodes: [{ id: "A", kind: "luck" }] }],
    ["no object", 3],
  ])("refuses %s in the words of the whole model", (_, json) => {
    const read = structureFromJson(json);
    expect(read.ok).toBe(false);
    expect(read.diagnostics).toEqual(fromJson(json).diagnostics);
    expect(read.diagnostics.length).toBeGreaterThan(0);
  });

  it("looks into no table: that is what fromJson is for", () => {
    const json = {
      nodes: [
        {
          id: "A",
          kind: "chance",
          domain: "bool",
          mechanism: { table: [0.5, 0.6], stochastic: true },
        },
      ],
    };
    expect(structureFromJson(json).ok).toBe(true);
    expect(fromJson(json).ok).toBe(false);
  });
});
