import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTexts } from "./merge.ts";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("merging two texts", () => {
  it("takes what one side changed", () => {
    const base = lines("a", "b", "c");
    expect(mergeTexts(base, lines("a", "B", "c"), base).text).toBe(lines("a", "B", "c"));
    expect(mergeTexts(base, base, lines("a", "c")).text).toBe(lines("a", "c"));
  });

  it("takes what both sides changed in different lines", () => {
    const merged = mergeTexts(
      lines("a", "b", "c", "d"),
      lines("A", "b", "c", "d"),
      lines("a", "b", "c", "D", "e"),
    );
    expect(merged).toEqual({ text: lines("A", "b", "c", "D", "e"), conflicts: [] });
  });

  it("keeps both where both added lines at one place, from both ends in one order", () => {
    const base = lines("a");
    const [mine, theirs] = [lines("a", "mine"), lines("a", "theirs")];
    expect(mergeTexts(base, mine, theirs).text).toBe(lines("a", "mine", "theirs"));
    expect(mergeTexts(base, theirs, mine, "theirs").text).toBe(lines("a", "mine", "theirs"));
  });

  it("keeps a changed line that the other side deleted", () => {
    expect(mergeTexts(lines("a", "b"), lines("a", "b2"), lines("a")).text).toBe(lines("a", "b2"));
    expect(mergeTexts(lines("a", "b"), lines("a"), lines("a", "b2")).text).toBe(lines("a", "b2"));
  });

  it("shows both texts of a line that both changed, one of them as a comment", () => {
    const base = lines("x = 1", "end");
    const merged = mergeTexts(base, lines("x = 2", "end"), lines("x = 3", "end"));
    expect(merged.conflicts).toEqual([{ line: 2, mine: "x = 2", theirs: "x = 3" }]);
    expect(merged.text.split("\n")).toEqual([
      "x = 2",
      expect.stringMatching(/^\/\/ <<</u),
      "// x = 3",
      expect.stringMatching(/^\/\/ >>>/u),
      "end",
      "",
    ]);
  });

  it("brings a conflict up to date instead of making one of it again", () => {
    const base = lines("x = 1", "end");
    const { text } = mergeTexts(base, lines("x = 2", "end"), lines("x = 3", "end"));
    const further = mergeTexts(lines("x = 3", "end"), lines("x = 33", "end"), text);
    expect(further).toEqual({ text: text.replace("// x = 3", "// x = 33"), conflicts: [] });
  });

  it("reads lines that are called like properties of every object", () => {
    const base = lines("constructor", "__proto__", "toString");
    const merged = mergeTexts(
      base,
      lines("new", "constructor", "__proto__", "toString"),
      lines("constructor", "__proto__", "old"),
    );
    expect(merged.text).toBe(lines("new", "constructor", "__proto__", "old"));
  });

  it("loses no line that a side wrote", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 8 });
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const merged = mergeTexts(base.join("\n"), mine.join("\n"), theirs.join("\n")).text;
        for (const line of [...mine, ...theirs]) {
          if (!base.includes(line)) expect(merged).toContain(line);
        }
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  it("of ten thousand lines that all changed takes no longer than reading them", () => {
    const many = (word: string): string =>
      Array.from({ length: 10_000 }, (_, index) =>
        index % 2 === 0 ? "" : `${word} ${index}`,
      ).join("\n");
    const merged = mergeTexts(many("base"), many("mine"), many("theirs"));
    expect(merged.text).toContain("mine 9999");
    expect(merged.text).toContain("theirs 9999");
  });
});
