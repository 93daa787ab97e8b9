/** Placing by hand is written into one comment line, and nothing else changes. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Session } from "./session.ts";
import type { Place } from "./pinnedPlaces.ts";
import { loadModel } from "../language/index.ts";
import { alignSelected, pinNodes, togglePins } from "./arrange.ts";
import { pinEdit, pinnedPlaces } from "./pinnedPlaces.ts";
import { createSession } from "./session.ts";
import { applyEdits } from "./textChange.ts";

const MODEL = "chance A\nchance B from A\nchance C from B\n";
const PLACES = new Map<string, Place>([
  ["A", { x: 0, y: 10 }],
  ["B", { x: 30, y: 40 }],
  ["C", { x: 90, y: 10 }],
]);

function open(text = MODEL): Session {
  const session = createSession({ now: () => 0, text });
  session.select({ nodes: ["A", "B", "C"] });
  return session;
}

function pins(session: Session): Record<string, readonly [number, number]> {
  return Object.fromEntries(
    [...pinnedPlaces(session.state().text)].map(([name, { x, y }]) => [name, [x, y]]),
  );
}

describe("pinned places", () => {
  const names = fc.uniqueArray(fc.constantFrom("A", "H'", "S[2]", "X[1, 2]", "Θ_T", "ü"));
  const coordinate = fc.integer({ min: -5000, max: 5000 });
  const places = names.chain((all) =>
    fc
      .array(fc.record({ x: coordinate, y: coordinate }), {
        minLength: all.length,
        maxLength: all.length,
      })
      .map((list) => new Map(all.map((name, at) => [name, list[at] as Place]))),
  );
  const text = fc.constantFrom("", "chance A", MODEL, `${MODEL}\n// layout: A 1 2\n`, "/* a */");

  it("written into a text are read back, and leave the rest as it was", () => {
    fc.assert(
      fc.property(text, places, places, (before, first, second) => {
        const edit = pinEdit(before, first);
        const once = edit === undefined ? before : applyEdits(before, [edit]);
        expect(pinnedPlaces(once)).toEqual(first);
        const again = pinEdit(once, second);
        const twice = again === undefined ? once : applyEdits(once, [again]);
        expect(pinnedPlaces(twice)).toEqual(second);
        const rest = (whole: string): string =>
          whole.replaceAll(/\n?\/\/ layout:.*\n?/gu, "").trim();
        expect(rest(twice)).toBe(rest(before));
        expect(loadModel(twice).diagram?.nodes.length).toBe(
          loadModel(before).diagram?.nodes.length,
        );
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it("that cannot be read are ignored", () => {
    expect(pinnedPlaces("// layout: A 1; B x y; C 1 2; ; D 1e5 2")).toEqual(
      new Map([["C", { x: 1, y: 2 }]]),
    );
    expect(pinnedPlaces("// layout:\n// layout: A 1 2\r\nchance A").get("A")).toEqual({
      x: 1,
      y: 2,
    });
    expect(pinnedPlaces("chance A // layout: A 1 2")).toEqual(new Map());
  });

  it("that are the same need no edit", () => {
    expect(pinEdit("// layout: A 1 2\n", new Map([["A", { x: 1.2, y: 1.8 }]]))).toBeUndefined();
    expect(pinEdit(MODEL, new Map())).toBeUndefined();
  });

  it("in a text with the line ends of Windows go without leaving an empty line", () => {
    const windows = MODEL.replaceAll("\n", "\r\n");
    const session = open(windows);
    togglePins(session, PLACES);
    togglePins(session, PLACES);
    expect(session.state().text).toBe(windows);
  });
});

describe("pinning", () => {
  it("keeps the pins there are, and drops those of nodes that are gone", () => {
    const session = open(`${MODEL}\n// layout: A 5 5; Gone 1 1\n`);
    pinNodes(session, new Map([["B", { x: 7, y: 8 }]]));
    expect(pins(session)).toEqual({ A: [5, 5], B: [7, 8] });
  });

  it("pins what is not pinned yet; when all are, lets all go", () => {
    const session = open(`${MODEL}\n// layout: A 5 5\n`);
    togglePins(session, PLACES);
    expect(pins(session)).toEqual({ A: [5, 5], B: [30, 40], C: [90, 10] });
    togglePins(session, PLACES);
    expect(pins(session)).toEqual({});
    session.undo();
    session.undo();
    expect(pins(session)).toEqual({ A: [5, 5] });
  });

  it("changes no diagram", () => {
    const session = open();
    const before = session.state().diagram?.structure;
    pinNodes(session, PLACES);
    expect(session.state().diagram?.structure).toEqual(before);
    expect(session.state().selection.nodes).toEqual(["A", "B", "C"]);
  });
});

describe("aligning", () => {
  it.each([
    ["left", { A: [0, 10], B: [0, 40], C: [0, 10] }],
    ["centre", { A: [40, 10], B: [40, 40], C: [40, 10] }],
    ["right", { A: [90, 10], B: [90, 40], C: [90, 10] }],
    ["top", { A: [0, 10], B: [30, 10], C: [90, 10] }],
    ["middle", { A: [0, 20], B: [30, 20], C: [90, 20] }],
    ["bottom", { A: [0, 40], B: [30, 40], C: [90, 40] }],
    ["across", { A: [0, 10], B: [45, 40], C: [90, 10] }],
    ["down", { A: [0, 10], B: [30, 40], C: [90, 25] }],
  ] as const)("%s", (alignment, expected) => {
    const session = open();
    alignSelected(session, PLACES, alignment);
    expect(pins(session)).toEqual(expected);
    expect(session.state().history.past).toHaveLength(1);
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("needs two nodes", () => {
    const session = open();
    session.select({ nodes: ["A"] });
    alignSelected(session, PLACES, "left");
    alignSelected(session, new Map(), "left");
    expect(session.state().text).toBe(MODEL);
  });
});
