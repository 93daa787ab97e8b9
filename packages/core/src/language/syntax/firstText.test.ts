/** In a file of its own, because what is built on first use is built once per file of tests. */
import { expect, it } from "vitest";
import { lex } from "./tokens.ts";

it("the first text of all is split like any other", () => {
  const kinds = (text: string): string[] => lex(text).tokens.map(({ tokenType }) => tokenType.name);
  const text = 'model "A" cite "B"';
  const first = kinds(text);
  expect(first).toContain("String");
  expect(first).toEqual(kinds(text));
});
