/** `=` where `==` is meant: the message offers the change, and after it the model reads. */
import { describe, expect, it } from "vitest";
import { loadModel } from "../load.ts";

const BASE = "chance X : {a, b} ~ uniform\n";

describe("one equals sign too few", () => {
  it.each([
    ["in a condition", "utility U = if X = a then 1 else 0"],
    ["at the end of a mechanism", "chance Y : bool = X = a"],
    ["in brackets", "chance Y : bool = not (X = a)"],
    ["in an argument", "utility U = max(number(X = a), 0)"],
    ["in an argument, behind a comment with such a sign", "utility U = number(X // = ?\n  = a)"],
    ["in brackets in an argument", "utility U = number((X) = (a))"],
  ])("%s", (_, line) => {
    const text = `${BASE}${line}\n`;
    const { diagnostics, diagram } = loadModel(text);
    expect(diagram).toBeUndefined();
    const [fix] = diagnostics.flatMap(({ fixes = [] }) => fixes);
    expect(fix?.title).toBe("Change to `==`");
    let mended = text;
    for (const { range, newText } of fix?.edits ?? [])
      mended = mended.slice(0, range.start) + newText + mended.slice(range.end);
    expect(loadModel(mended).diagnostics).toEqual([]);
    expect(loadModel(mended).diagram).toBeDefined();
  });

  it.each([
    ["a decision has no mechanism", "decision D : bool = X"],
    ["two signs in a row are no comparison", "utility U = = 1"],
  ])("is not offered where %s", (_, line) => {
    const fixes = loadModel(`${BASE}${line}\n`).diagnostics.flatMap((one) => one.fixes ?? []);
    expect(fixes).toEqual([]);
  });
});
