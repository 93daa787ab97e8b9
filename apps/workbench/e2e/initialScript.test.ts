/** The first script stays small, and without what only some ever need. */
import { expect, it } from "vitest";
import { initialScript } from "./initialScript.ts";

it("is at most 400 kB as it travels, without what comes when it is asked for", () => {
  const { kilobytes, code } = initialScript();
  expect(kilobytes).toBeLessThanOrEqual(400);
  // What checks JSON, draws for papers and checks claims; the last is there, so that words are looked for.
  const words = {
    unrecognized_keys: false,
    documentclass: false,
    "there are too many to list": false,
    "value-of-information": true,
  };
  const found = Object.keys(words).map((word) => [word, code.includes(word)]);
  expect(Object.fromEntries(found)).toEqual(words);
});
