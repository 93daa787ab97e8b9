import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readShareLink, writeShareLink } from "./shareLink.ts";

describe("a share link", () => {
  it("brings back text, file, seed and view", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), fc.nat(), (text, file, seed) => {
        const document = { text, file, seed, engine: "0.1.0", view: { folded: false } };
        const link = readShareLink(`#${writeShareLink(document)}`, "0.1.0");
        expect(link).toEqual({ kind: "read", document, newerEngine: false });
      }),
      { seed: 9 },
    );
  });

  it("is recognised as damaged whichever character changed or was cut", () => {
    const link = writeShareLink({ text: "chance A\n".repeat(20), engine: "0.1.0" });
    for (let at = 2; at < link.length; at++) {
      const other = link[at] === "A" ? "B" : "A";
      const changed = link.slice(0, at) + other + link.slice(at + 1);
      expect(readShareLink(changed, "0.1.0").kind, `changed at ${at}`).toBe("damaged");
      expect(readShareLink(link.slice(0, at), "0.1.0").kind, `cut at ${at}`).toBe("damaged");
    }
  });

  it("says when it is newer, in format or engine, and when there is none", () => {
    expect(readShareLink("#9.abc.x", "0.1.0")).toMatchObject({ kind: "newer", format: 9 });
    const link = writeShareLink({ text: "", engine: "0.2.0" });
    expect(readShareLink(link, "0.1.9")).toMatchObject({ kind: "read", newerEngine: true });
    expect(readShareLink(link, "0.10.0")).toMatchObject({ kind: "read", newerEngine: false });
    expect(readShareLink("#heading", "0.1.0").kind).toBe("none");
    expect(readShareLink("", "0.1.0").kind).toBe("none");
  });

  it("that unpacks to far too much is refused", () => {
    const link = writeShareLink({ text: "x".repeat(21_000_000), engine: "0.1.0" });
    expect(readShareLink(link, "0.1.0")).toMatchObject({ kind: "damaged" });
  });
});
