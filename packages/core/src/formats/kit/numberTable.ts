/** Tables of the formats that only number their variables: a size, then so many numbers. */
import type { ForeignTable } from "./foreignModel.ts";
import type { Lexicon, Tokens } from "./tokens.ts";
import { tableSize } from "./tables.ts";

export const TABLE_LEXICON: Lexicon = { comments: ["/*", "//", "#"], blanks: ";" };

/** Reads the announced size, which the scope's sizes must agree with, and the entries. */
export function numbersOfTable(
  tokens: Tokens,
  what: string,
  sizes: readonly number[],
): Pick<ForeignTable, "entries" | "place"> {
  const at = tokens.position;
  const length = tokens.count(`the size of ${what}`);
  const needed = tableSize(sizes, 1, what, tokens.placeAt(at));
  if (length !== needed) {
    tokens.fault(`${what} announces ${length} entries, its scope needs ${needed}`, at);
  }
  const from = tokens.position;
  const entries = new Float64Array(length);
  for (let i = 0; i < length; i++) entries[i] = tokens.number(`entry ${i + 1} of ${what}`);
  return { entries, place: (entry) => tokens.placeAt(from + entry) };
}
