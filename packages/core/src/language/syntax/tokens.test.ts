import { Lexer } from "chevrotain";
import { expect, it } from "vitest";
import { lex, Name, TOKEN_VOCABULARY } from "./tokens.ts";

it("the patterns pass the checks that the lexer leaves out", () => {
  const { lexerDefinitionErrors } = new Lexer(TOKEN_VOCABULARY, { positionTracking: "onlyOffset" });
  expect(lexerDefinitionErrors).toEqual([]);
});

it("keywords are told from names, and are numbered before a parser asks for them", () => {
  const { tokens } = lex("chance within agents");
  expect(tokens.map(({ tokenType }) => tokenType.name)).toEqual([
    "KeywordChance",
    "KeywordWithin",
    "Name",
  ]);
  for (const { tokenTypeIdx, tokenType } of tokens) {
    expect(tokenTypeIdx).toBeGreaterThan(0);
    expect(tokenTypeIdx).toBe(tokenType.tokenTypeIdx);
  }
  expect(Name.categoryMatchesMap?.[tokens[1]?.tokenTypeIdx as number]).toBe(true);
});
