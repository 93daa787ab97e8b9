/**
 * "MDP-based" against "question-answering" (Everitt et al. 2019), computed from each lab's graphs. That
 * the first diagram is what the lab's label says is asked in labPromises.ts; here, what the edits do.
 */
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { systemKind } from "@cidery/core/lab";
import { LABS } from "../src/index.ts";
import { readDiagram } from "./readDiagram.ts";

const root = resolve(import.meta.dirname, "..");

test("both kinds are among the labs", () => {
  expect(new Set(LABS.map(({ system }) => system))).toEqual(new Set(["mdp", "question-answering"]));
});

test.each([
  ["tool-ai", "question-answering", "heeded.cid", "mdp"],
  ["hard-and-soft", "question-answering", "soft.cid", "mdp"],
  ["prophecy", "mdp", "counterfactual.cid", "question-answering"],
] as const)("an edit moves %s across the line", (id, before, file, after) => {
  expect(systemKind(readDiagram(join(root, id, "diagram.cid")))).toBe(before);
  expect(systemKind(readDiagram(join(root, id, file)))).toBe(after);
});
