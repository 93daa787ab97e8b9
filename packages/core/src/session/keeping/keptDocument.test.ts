import { describe, expect, it } from "vitest";
import { documentToShow, KEPT_FORMAT, type KeptDocument, readKept } from "./keptDocument.ts";

describe("a kept document", () => {
  it("of format 1 is one's own", () => {
    expect(readKept({ id: "a", text: "chance A\n", file: "a.cid", time: 5 }, "a")).toEqual({
      kind: "kept",
      document: {
        format: KEPT_FORMAT,
        id: "a",
        kind: "own",
        text: "chance A\n",
        file: "a.cid",
        time: 5,
      },
    });
  });

  it.each([
    [[], "damaged", undefined],
    [null, "damaged", undefined],
    [7, "damaged", undefined],
    ["chance A", "damaged", "chance A"],
    [{ id: 1 }, "damaged", undefined],
    [{ id: "a", text: null, time: 1 }, "damaged", undefined],
    [{ id: "a", text: 123, time: 1 }, "damaged", undefined],
    [{ format: 99, text: "chance A", parts: [] }, "newer", "chance A"],
    [{ format: 99, parts: [] }, "newer", undefined],
  ] as const)("%j is %s, its text found", (stored, kind, text) => {
    expect(readKept(stored, "a")).toEqual({ kind, text });
  });

  it.each([
    { id: "a", text: "chance A", file: { x: 1 }, time: 9e15 },
    { text: "chance A", file: 3, time: "yesterday", kind: "strange" },
    { text: "chance A", time: Number.NaN, live: [1] },
    { text: "chance A", kind: "live", live: { base: 1 } },
  ])("%j is opened without what is strange in it", (stored) => {
    expect(readKept(stored, "a")).toEqual({
      kind: "kept",
      document: {
        format: KEPT_FORMAT,
        id: "a",
        kind: "own",
        text: "chance A",
        file: undefined,
        time: 0,
      },
    });
  });

  it("is written and read as the same", () => {
    const document: KeptDocument = {
      format: KEPT_FORMAT,
      id: "a",
      kind: "live",
      text: "x",
      file: "m.cid",
      time: 3,
      live: { text: "x", base: "y", sent: "z", path: "/m.cid", tab: "t" },
    };
    const stored: unknown = JSON.parse(JSON.stringify(document));
    expect(readKept(stored, "a")).toEqual({ kind: "kept", document });
  });

  it("that somebody sent does not come before one's own, however new", () => {
    const document = (id: string, kind: KeptDocument["kind"], time: number): KeptDocument => ({
      format: KEPT_FORMAT,
      id,
      kind,
      text: "",
      file: undefined,
      time,
    });
    const own = [document("old", "own", 1), document("new", "own", 2)];
    expect(documentToShow([...own, document("link", "opened", 9)])?.id).toBe("new");
    expect(documentToShow([document("link", "opened", 9)])?.id).toBe("link");
    expect(documentToShow([document("file", "live", 9)])).toBeUndefined();
  });
});
