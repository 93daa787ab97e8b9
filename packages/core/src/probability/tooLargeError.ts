/** Said before anything is allocated: which table would be too large, and what would help. */
/** The tables would have more entries than allowed; the message says how many. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
  /** Entries of all tables together that would be needed. */
  readonly entries: number;
  /** Entries of the largest. */
  readonly largestEntries: number;
  /** The variables of the largest table. */
  readonly variables: readonly number[];
  /** Entries allowed. */
  readonly limit: number;
  /** What would help, one sentence. */
  readonly hint: string;

  constructor(parts: {
    readonly entries: number;
    readonly largestEntries: number;
    readonly variables: readonly number[];
    readonly limit: number;
    readonly hint: string;
  }) {
    const { entries, largestEntries, variables, limit, hint } = parts;
    const shown = variables.slice(0, 12).join(", ") + (variables.length > 12 ? ", …" : "");
    super(
      `the tables would have ${showEntries(entries)} entries, ${showEntries(largestEntries)} of them ` +
        `in one over ${variables.length} variables (${shown}); the limit is ${showEntries(limit)}. ${hint}`,
    );
    this.largestEntries = largestEntries;
    this.entries = entries;
    this.variables = variables;
    this.limit = limit;
    this.hint = hint;
  }
}

function showEntries(entries: number): string {
  return entries < 1e6 ? String(entries) : entries.toExponential(2);
}
