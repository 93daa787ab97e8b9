/** Every catalogue model, stored as other systems store it, is laid out the same and stays so stored. */
import { expect, it } from "vitest";
import { formatModel } from "../src/language/index.ts";
import { catalogue } from "./catalogueFiles.ts";

it.each([
  ["", "\r\n"],
  ["\uFEFF", "\r\n"],
  ["\uFEFF", "\n"],
  ["", "\r"],
])("a catalogue model with mark %j and line ends %j keeps both", (mark, end) => {
  for (const { slug, text } of catalogue()) {
    const stored = mark + text.replaceAll("\n", end);
    expect(formatModel(stored).text, slug).toBe(stored);
  }
});
