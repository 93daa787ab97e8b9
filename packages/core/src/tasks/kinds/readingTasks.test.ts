/** Reading in another thread: what crosses is plain, and says the same. */
import { expect, it } from "vitest";
import { loadModel } from "../../language/index.ts";
import { InfluenceDiagram } from "../../model/index.ts";
import { readingTasks } from "./readingTasks.ts";

const TEXT =
  "chance A : bool ~ bernoulli(0.5)\ndecision D : bool sees A\nutility U = if A == D then 1 else 0\n";

/** Each look at the clock takes a millisecond. */
function read(text: string, timeLimit: number) {
  let now = 0;
  const context = { clock: () => ++now } as unknown as Parameters<typeof readingTasks.read>[1];
  return readingTasks.read({ text, timeLimit }, context);
}

it("copies as what was read, parts and places and tree", async () => {
  const here = loadModel(TEXT);
  const there = structuredClone(await read(TEXT, 10_000));
  if (!("tree" in there) || there.parts === undefined) throw new Error("not read");
  expect({ ...there, parts: InfluenceDiagram.of(there.parts).parts }).toEqual({
    diagnostics: here.diagnostics,
    places: here.places,
    tree: here.tree,
    parts: here.diagram?.parts,
  });
});

it("tells mistakes, what it gave up, and that it has no other files", async () => {
  expect(await read("chance A : {}\n", 10_000)).toMatchObject({
    diagnostics: [{ severity: "error" }],
  });
  expect(await read(`${TEXT}for a in 1..50 { for b in 1..50 { } }\n`, 20)).toEqual({
    gaveUp: true,
  });
  expect(await read('extends "base.cid"\n', 10_000)).toEqual({ extends: true });
});
