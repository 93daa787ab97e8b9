import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFileForm, writeFileForm } from "./fileForm.ts";

const stored = fc
  .array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r", "\uFEFF", " "), { maxLength: 12 })
  .map((parts) => parts.join(""));

describe("the form of a file", () => {
  it("gives back what was read, whatever its line ends and marks", () => {
    fc.assert(
      fc.property(stored, (content) => {
        const { text, form } = readFileForm(content);
        expect(text).not.toMatch(/\r/u);
        expect(writeFileForm(text, form)).toBe(content);
      }),
      { numRuns: 3000, seed: 12 },
    );
  });

  it("gives back what was read after an edit that was undone", () => {
    fc.assert(
      fc.property(stored, fc.nat(), (content, place) => {
        const { text, form } = readFileForm(content);
        const at = place % (text.length + 1);
        writeFileForm(`${text.slice(0, at)}x\ny${text.slice(at)}`, form);
        expect(writeFileForm(text, form)).toBe(content);
      }),
      { numRuns: 1000, seed: 13 },
    );
  });

  it.each([
    ["a\r\nb\n", "a\nnew\nb\n", "a\r\nnew\r\nb\n"],
    ["a\r\nb\nc\n", "a\nb\nc\nd\n", "a\r\nb\nc\nd\n"],
    ["a\r\nb\nc\r\nd\ne\n", "a\nB\nc\nD\ne\n", "a\r\nB\nc\r\nD\ne\n"],
    ["\uFEFFa\r\n", "a\nb\n", "\uFEFFa\r\nb\r\n"],
    ["a\rb\r", "a\nb\nc\n", "a\rb\rc\r"],
    ["a", "a\nb\n", "a\nb\n"],
  ])("%j edited to %j is stored as %j", (before, text, after) => {
    expect(writeFileForm(text, readFileForm(before).form)).toBe(after);
  });
});
