/** Reading in another thread: what crosses is plain, and says the same. */
import { expect, it } from "vitest";
import { loadModel } from "../../language/index.ts";
import { InfluenceDiagram } from "../../model/index.ts";
import { type ExtendedFile, readingTasks } from "./readingTasks.ts";

const TEXT =
  "chance A : bool ~ bernoulli(0.5)\ndecision D : bool sees A\nutility U = if A == D then 1 else 0\n";

/** Each look at the clock takes a millisecond. */
function read(text: string, timeLimit: number, files: readonly ExtendedFile[] = []) {
  let now = 0;
  const context = { clock: () => ++now } as unknown as Parameters<typeof readingTasks.read>[1];
  return readingTasks.read({ text, timeLimit, files, file: "own/m.cid" }, context);
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

it("tells mistakes, and what it gave up", async () => {
  expect(await read("chance A : {}\n", 10_000)).toMatchObject({
    diagnostics: [{ severity: "error" }],
  });
  expect(await read(`${TEXT}for a in 1..50 { for b in 1..50 { } }\n`, 20)).toEqual({
    gaveUp: true,
  });
});

it("asks for files that a text extends, one after the other, and reads what it is given", async () => {
  const text = 'extends "base.cid"\nutility V = if D then 2 else 0\n';
  const base = { path: "base.cid", from: "own/m.cid" };
  expect(await read(text, 10_000)).toEqual({ wants: [base] });
  const first = {
    ...base,
    found: { text: 'extends "deep.cid"\ndecision D : bool sees A\n', path: "own/base.cid" },
  };
  const deep = { path: "deep.cid", from: "own/base.cid" };
  expect(await read(text, 10_000, [first])).toEqual({ wants: [deep] });
  const second = { ...deep, found: "chance A : bool ~ bernoulli(0.5)\n" };
  const whole = await read(text, 10_000, [first, second]);
  expect("parts" in whole && whole.parts?.nodes.map(({ name }) => name).sort()).toEqual([
    "A",
    "D",
    "V",
  ]);
  // A file that is not there is a mistake in the text, not a question for ever.
  const missing = await read(text, 10_000, [first, { ...deep, found: undefined }]);
  expect(missing).toMatchObject({ diagnostics: [{ severity: "error" }] });
});
