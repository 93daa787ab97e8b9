import { describe, expect, it } from "vitest";
import { titleIn, withTitle } from "./titles.ts";

describe("titles in texts", () => {
  it.each(["Plain", 'With "marks"', String.raw`back\slash`, "$& and $1", "später"])(
    "are read as they were written: %s",
    (title) => {
      for (const text of ["chance A\n", '// first\n  model "Old \\"one\\"" // kept\nchance A\n']) {
        const after = withTitle(text, title);
        expect(titleIn(after, undefined)).toBe(title);
        expect(after).toContain("chance A");
        if (text.startsWith("//")) expect(after).toContain("// kept");
      }
    },
  );

  it("fall back to the file", () => expect(titleIn("chance A", "a.cid")).toBe("a.cid"));
});
