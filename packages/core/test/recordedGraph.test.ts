/**
 * Every answer of the graph about 160 models, as they were recorded when they agreed with other
 * tools' (conformance/README.md): the tests of `conformance/`, for those who have no `../shared`.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { dSeparated } from "../src/graph/index.ts";
import { answersAbout, type RecordedModel, structureOf } from "./recordedGraph.ts";

const { models } = JSON.parse(
  readFileSync(new URL("../../../conformance/graph.json", import.meta.url), "utf8"),
) as { readonly models: readonly RecordedModel[] };

it("each recorded answer is given", () => {
  expect(models.length).toBeGreaterThan(100);
  for (const { model, separations, ...recorded } of models) {
    const structure = structureOf(model);
    // A criterion that came after the recording is not among them.
    const known = (all: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(all).filter(([id]) => id in recorded.verdicts));
    const { answers } = answersAbout(structure);
    const given = { ...answers, verdicts: known(answers.verdicts), held: known(answers.held) };
    expect(given, model).toEqual(recorded);
    for (const line of separations) {
      const [asked = "", answer] = line.split(/ (?=apart$|joined$)/u);
      const [ends = "", given = ""] = asked.split(" |");
      const [x, y] = ends.split(" ").map(Number) as [number, number];
      const z = given.trim() === "" ? [] : given.trim().split(" ").map(Number);
      expect(dSeparated(structure.graph, [x], [y], z), `${model}: ${line}`).toBe(
        answer === "apart",
      );
    }
  }
});
