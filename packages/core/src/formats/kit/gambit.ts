/**
 * What Gambit's .nfg and .efg files share: quoted texts, numbers (integers, decimals, rationals
 * such as 1/30), braces and bare words. Commas are white space there.
 */
import { Tokens } from "./tokens.ts";
import { fitted, oneLine, quotedText } from "./writing.ts";

const LEXICON = {
  marks: ["{", "}"],
  quotes: "escapes",
  blanks: ",",
  code: "gambit-syntax",
} as const;

export class GambitTokens extends Tokens {
  constructor(source: string) {
    super(source, LEXICON);
  }

  /** The items between braces, each read by `item`. */
  list<T>(wanted: string, item: () => T): T[] {
    this.expect("{", wanted);
    return this.until("}", wanted, item);
  }

  /** `EFG 2 R "title" { "player" … }`, or the same for NFG; version and kind of numbers. */
  header(format: "EFG" | "NFG", version: number): { title: string; players: string[] } {
    if (this.kind() !== "word" || this.peek() !== format) {
      this.fault(`not a Gambit ${format} file: it starts with ${this.found()}, not ${format}`);
    }
    this.position++;
    const given = this.count("the format's version");
    if (given !== version) {
      this.fault(`${format} version ${given} is not supported, only ${version}`, this.position - 1);
    }
    if (this.peek() !== "R" && this.peek() !== "D") this.expected("R (rational) or D (decimal)");
    this.position++;
    const title = this.text("the quoted title");
    const open = this.position;
    const players = this.list("players", () => this.text("a quoted player name"));
    if (players.length === 0) this.fault("the game has no player", open);
    return {
      title,
      players: players.map((name, i) => (name.trim() === "" ? `player ${i + 1}` : name)),
    };
  }
}

/**
 * Labels as Gambit 17 takes them: not empty, without blanks at the ends and two in a row. It escapes
 * quotation marks alone, so that a backslash before one would take its meaning.
 */
export function gambitLabels(labels: readonly string[]): string[] {
  return fitted(labels, gambitLabel);
}

/** The labels of a list in quotation marks, with blanks between them. */
export function quotedLabels(labels: readonly string[]): string {
  return gambitLabels(labels).map(quotedText).join(" ");
}

/** A title, or the label of a node or an information set: it may be empty, and another's. */
export function quotedLabel(label: string): string {
  return label === "" ? '""' : quotedText(gambitLabel(label));
}

function gambitLabel(label: string): string {
  const plain = oneLine(label)
    .trim()
    .replaceAll(/\s{2,}/gu, " ");
  return plain.replaceAll(/\\+(?="|$)/gu, (run) => "/".repeat(run.length)) || "(empty)";
}

/** Whether a text begins as such a file does. */
export function startsLikeGambit(text: string, format: "EFG" | "NFG"): boolean {
  return new RegExp(`^\\s*${format}\\s+\\d+\\s+[RD]\\s`, "u").test(text.slice(0, 200));
}
