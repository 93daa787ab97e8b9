/**
 * One policy for every way in which a table can be wrong, in every format.
 *
 * Refused, with function, row and entry: too few or too many entries, an entry that is not a finite
 * number, a negative probability or one above 1.
 *
 * Read as per cent with a warning: a table every row of which sums to 100.
 *
 * Scaled to 1 with a warning: a row whose probabilities do not sum to 1. Rows that are rounded
 * (within 1e-4) share one warning a file; every other row has its own, up to a handful. A row of
 * zeros, which some tools write for what cannot occur, becomes uniform with a warning.
 *
 * One exception: where a format does not name the variable a table is for, and only its place
 * says so, a row that misses 1 by more than rounding, or is all zeros, is refused: the sum is the only evidence
 * that the table was read the right way round.
 */
import type { Notes, Place } from "./fault.ts";
import { refuse } from "./fault.ts";

export interface TableText {
  /** How messages call the table: `the table of b`, `function 3 (the table of X2)`. */
  readonly what: string;
  /** Rows over the parents, first parent slowest; the variable's own values fastest. */
  readonly entries: Float64Array;
  readonly size: number;
  /** The place of an entry, counted as in `entries`. */
  readonly place: (entry: number) => Place;
  /** What a row stands for: `a = x, c = 2`; absent for tables without parents. */
  readonly row?: (row: number) => string;
  /** What an entry of a row is about: `b = yes`. */
  readonly value?: (position: number) => string;
  /** The format names the variable; true unless said otherwise. */
  readonly named?: boolean;
}

/** Entries a single table may have. */
const MOST_ENTRIES = 2 ** 26;
/** Sums this close differ by the rounding of floating point only. */
const EXACT = 1e-12;
/** What adding up decimal fractions may miss 1 by, for each of them. */
const ADDING = Number.EPSILON;
/** Further off than this is not the rounding of printed digits. */
const ROUNDING = 1e-4;
/** Where a table's reading hangs on its sums, three printed digits are allowed for. */
const COARSE_ROUNDING = 5e-3;
const MOST_WARNINGS = 5;

/** Checks and scales the tables of one file. */
export class Tables {
  readonly #notes: Notes;
  #rounded = 0;
  #worst = 0;
  #first: { readonly what: string; readonly place: Place } | undefined;
  #warnings = 0;
  #more = 0;

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** Utilities: any finite numbers. */
  utilities(table: TableText): Float64Array {
    for (const [i, x] of table.entries.entries()) {
      if (!Number.isFinite(x)) this.#badEntry(table, i, "it must be a finite number");
    }
    return table.entries;
  }

  /** The rows as distributions; the same array when nothing had to be scaled. */
  probabilities(given: TableText): Float64Array {
    const table = this.#asFractions(given);
    const { entries, size } = table;
    let result = entries;
    for (let start = 0; start < entries.length; start += size) {
      let sum = 0;
      for (let i = start; i < start + size; i++) {
        const p = entries[i] as number;
        if (!(p >= 0 && p <= 1 + ROUNDING)) this.#badProbability(table, i);
        sum += p;
      }
      if (sum === 1) continue;
      const off = Math.abs(sum - 1);
      // 0.6 + 0.3 + 0.1 misses 1 by adding up; such a row stays as it is written.
      if (off <= ADDING * size) continue;
      if (off > EXACT * size) this.#offSum(table, start, sum);
      if (result === entries) result = entries.slice();
      for (let i = start; i < start + size; i++) {
        result[i] = sum === 0 ? 1 / size : (entries[i] as number) / sum;
      }
    }
    return result;
  }

  /** A table in per cent, every row of which sums to 100, as fractions. */
  #asFractions(table: TableText): TableText {
    const { entries, size } = table;
    if (size < 2 || entries.length === 0) return table;
    for (let start = 0; start < entries.length; start += size) {
      let sum = 0;
      for (let i = start; i < start + size; i++) {
        const p = entries[i] as number;
        if (!(p >= 0 && p <= 100)) return table;
        sum += p;
      }
      if (Math.abs(sum - 100) > 1e-6) return table;
    }
    this.#notes.warn(
      "percentages",
      `the rows of ${table.what} sum to 100: its entries were read as per cent`,
      table.place(0),
    );
    return { ...table, entries: entries.map((p) => p / 100) };
  }

  /** Writes the warnings that many rows share. */
  finish(): void {
    if (this.#first !== undefined) {
      const { what, place } = this.#first;
      const rows = this.#rounded === 1 ? "1 row sums" : `${this.#rounded} rows sum`;
      this.#notes.warn(
        "rounded-probabilities",
        `${rows} to 1 only within ${short(this.#worst)} and ${this.#rounded === 1 ? "was" : "were"} scaled to 1; the first is ${what}`,
        place,
      );
    }
    if (this.#more > 0) {
      this.#notes.warn(
        "probabilities-do-not-sum",
        `${this.#more} more ${this.#more === 1 ? "row does" : "rows do"} not sum to 1 and ${this.#more === 1 ? "was" : "were"} treated alike`,
      );
    }
  }

  #offSum(table: TableText, start: number, sum: number): void {
    const what = rowWords(table, start / table.size);
    const place = table.place(start);
    const off = Math.abs(sum - 1);
    if (table.named === false && sum === 0) {
      refuse("zero-row", `${what} is all zeros, which is not a distribution`, place);
    }
    if (table.named === false && off > COARSE_ROUNDING) {
      refuse(
        "probabilities-do-not-sum",
        `${what} sums to ${short(sum)}, not 1`,
        place,
        "a probability table has one row for each combination of the other variables of its scope, and its own variable last",
      );
    }
    if (off <= ROUNDING) {
      this.#rounded++;
      this.#worst = Math.max(this.#worst, off);
      this.#first ??= { what, place };
      return;
    }
    if (this.#warnings === MOST_WARNINGS) {
      this.#more++;
      return;
    }
    this.#warnings++;
    if (sum === 0) {
      this.#notes.warn(
        "zero-row",
        `${what} is all zeros, which is not a distribution; it was read as uniform`,
        place,
        "that changes nothing where the row cannot occur; give it probabilities where it can",
      );
      return;
    }
    this.#notes.warn(
      "probabilities-do-not-sum",
      `${what} sums to ${short(sum)}, not 1; it was scaled to 1`,
      place,
    );
  }

  #badProbability(table: TableText, entry: number): never {
    const p = table.entries[entry] as number;
    if (!Number.isFinite(p)) return this.#badEntry(table, entry, "it must be a finite number");
    const why = p < 0 ? "a probability is not negative" : "a probability is at most 1";
    return this.#badEntry(table, entry, why);
  }

  #badEntry(table: TableText, entry: number, why: string): never {
    const { size } = table;
    const position = entry % size;
    const value = size === 1 ? undefined : table.value?.(position);
    const which =
      value === undefined ? `entry ${position + 1}` : `entry ${position + 1} (${value})`;
    const where =
      size === 1
        ? rowWords(table, entry)
        : `${rowWords(table, Math.floor(entry / size))}, ${which}`;
    return refuse(
      "bad-probability",
      `${where} is ${table.entries[entry]}; ${why}`,
      table.place(entry),
    );
  }
}

/** Rows × own values, refused when there are too many to hold. */
export function tableSize(
  sizes: readonly number[],
  own: number,
  what: string,
  place: Place,
): number {
  const entries = sizes.reduce((product, n) => product * n, own);
  if (entries > MOST_ENTRIES) {
    refuse(
      "table-too-large",
      `${what} would have ${entries.toLocaleString("en")} entries; at most ${MOST_ENTRIES.toLocaleString("en")} are read`,
      place,
    );
  }
  return entries;
}

function rowWords(table: TableText, row: number): string {
  const condition = table.row?.(row) ?? "";
  if (condition === "")
    return table.entries.length === table.size ? table.what : `${table.what}, row ${row + 1}`;
  return `${table.what}, row ${row + 1} (${condition})`;
}

function short(x: number): string {
  return String(Number(x.toPrecision(6)));
}
