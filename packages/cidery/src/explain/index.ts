/**
 * Why is that so, and what would change it? Turns verdicts and results into sentences,
 * highlights, repairs, an assumption ledger, and the difference between two designs.
 */

export {};
