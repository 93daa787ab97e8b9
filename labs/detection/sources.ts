/**
 * Sources of text: the next letter depends on the two before it. People write by a random table; an AI that was fitted to
 * them writes by the same table, sharpened (each letter's probability to the power 1/temperature); who is rewritten
 * has letters replaced by draws from a table that looks one letter back only. Laws of short texts by enumeration.
 */
import type { Random } from "@cidery/core";

/** By the two letters before, then the next one; rows sum to 1. */
export interface Source {
  readonly letters: number;
  readonly table: Float64Array;
}

/** @param spread how unlike the letters' chances are: 0 for all alike */
export function drawSource(letters: number, spread: number, random: Random): Source {
  const table = Float64Array.from({ length: letters ** 3 }, () =>
    Math.exp(spread * random.normal()),
  );
  return { letters, table: normalised(table, letters) };
}

/** The same preferences, followed more strictly; 1 leaves them as they are. */
export function sharpened({ letters, table }: Source, temperature: number): Source {
  return {
    letters,
    table: normalised(
      table.map((p) => p ** (1 / temperature)),
      letters,
    ),
  };
}

/** What is left of a source by one who looks one letter back: the mean over the letter before that. */
export function shortSighted({ letters, table }: Source): Source {
  const rows = letters ** 2;
  const short = new Float64Array(rows * letters);
  for (let row = 0; row < rows; row++)
    for (let first = 0; first < letters; first++)
      for (let next = 0; next < letters; next++) {
        const from = (first * letters + (row % letters)) * letters + next;
        short[row * letters + next] =
          (short[row * letters + next] as number) + (table[from] as number) / letters;
      }
  return { letters, table: short };
}

/** Each letter by the one source, or with this chance by the other. */
export function mixed(one: Source, other: Source, share: number): Source {
  const table = one.table.map((p, i) => (1 - share) * p + share * (other.table[i] as number));
  return { letters: one.letters, table };
}

function normalised(weights: Float64Array, letters: number): Float64Array {
  const rows = Float64Array.from(weights);
  for (let at = 0; at < rows.length; at += letters) {
    let sum = 0;
    for (let i = 0; i < letters; i++) sum += rows[at + i] as number;
    for (let i = 0; i < letters; i++) rows[at + i] = (rows[at + i] as number) / sum;
  }
  return rows;
}

/** A text of so many letters; the two before it are drawn uniformly and belong to it. */
export function writeText({ letters, table }: Source, length: number, random: Random): Uint8Array {
  const text = new Uint8Array(length + 2);
  text[0] = random.below(letters);
  text[1] = random.below(letters);
  for (let i = 2; i < text.length; i++) {
    const row = ((text[i - 2] as number) * letters + (text[i - 1] as number)) * letters;
    let left = random.unit();
    let next = 0;
    while (next < letters - 1 && (left -= table[row + next] as number) >= 0) next++;
    text[i] = next;
  }
  return text;
}

/** Log-odds of a text between two sources: positive where the first is likelier. */
export function logOdds(one: Source, other: Source, text: Uint8Array): number {
  const { letters } = one;
  let sum = 0;
  for (let i = 2; i < text.length; i++) {
    const at =
      ((text[i - 2] as number) * letters + (text[i - 1] as number)) * letters + (text[i] as number);
    sum += Math.log(one.table[at] as number) - Math.log(other.table[at] as number);
  }
  return sum;
}

/** All texts of so many letters, and how likely each is. Cost: letters^(length + 2). */
export function lawOf(
  { letters, table }: Source,
  length: number,
): { readonly texts: readonly Uint8Array[]; readonly law: Float64Array } {
  const count = letters ** (length + 2);
  const texts = Array.from({ length: count }, (_, code) => {
    const text = new Uint8Array(length + 2);
    for (let i = text.length - 1, rest = code; i >= 0; i--) {
      text[i] = rest % letters;
      rest = Math.floor(rest / letters);
    }
    return text;
  });
  const law = Float64Array.from(texts, (text) => {
    let p = 1 / letters ** 2;
    for (let i = 2; i < text.length; i++)
      p *= table[
        ((text[i - 2] as number) * letters + (text[i - 1] as number)) * letters +
          (text[i] as number)
      ] as number;
    return p;
  });
  return { texts, law };
}

/** Half of what two laws differ by, summed. */
export function totalVariation(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, p, i) => sum + Math.abs(p - (other[i] as number)), 0) / 2;
}
