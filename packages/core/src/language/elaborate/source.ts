/** Where syntax comes from, and where diagnostics go. */
import type { Diagnostic, Severity, TextRange } from "../../base/index.ts";
import { nearestName } from "../../base/index.ts";
import type { Place } from "../messages.ts";
import type { SyntaxTree } from "../syntax/syntax.ts";
import { notShown } from "../messages.ts";

/** One file of a model; the one being loaded has no `file`, those it extends do. */
export interface Source {
  readonly file?: string;
  readonly tree: SyntaxTree;
}

export function placeIn(source: Source, range: TextRange): Place {
  return source.file === undefined ? { range } : { range, file: source.file };
}

/** Where the `=` between two expressions is; comments between them are none. */
export function signBetween(
  { tree }: Source,
  left: { readonly range: TextRange },
  right: { readonly range: TextRange },
): TextRange | undefined {
  const between = tree.text.slice(left.range.end, right.range.start);
  const start = between.replace(/\/\/[^\n]*/gu, (words) => " ".repeat(words.length)).indexOf("=");
  if (start < 0) return undefined;
  return { start: left.range.end + start, end: left.range.end + start + 1 };
}

/** Of each severity, so that no error hides behind many warnings. */
const MOST_DIAGNOSTICS = 200;
/** Looking for the nearest of many names takes long; a text full of unknown ones gets this many. */
const MOST_SUGGESTIONS = 40;

type Counts = Record<Severity, number>;

/**
 * Collects diagnostics; the same one at the same place (from many instances) only once. Of very many
 * the first are kept, and how many more there were is said.
 */
export class Reporter {
  readonly #kept: Diagnostic[] = [];
  readonly #found: Counts = { error: 0, warning: 0, info: 0 };
  /** What was said last, kept or not. */
  lastMessage: string | undefined;
  errorCount = 0;
  readonly #seen = new Set<string>();
  #suggestions = 0;

  add(diagnostic: Diagnostic): void {
    if (diagnostic.severity === "error") this.errorCount++;
    const { code, range, file } = diagnostic;
    const key =
      range === undefined
        ? `${code} ${diagnostic.message}`
        : `${code} ${range.start} ${range.end} ${file ?? ""}`;
    this.lastMessage = diagnostic.message;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.#found[diagnostic.severity]++ < MOST_DIAGNOSTICS) this.#kept.push(diagnostic);
  }

  /** What is shown: the first of each severity, and a remark about the rest. */
  get diagnostics(): readonly Diagnostic[] {
    const left = (severity: Severity): number =>
      Math.max(0, this.#found[severity] - MOST_DIAGNOSTICS);
    const rest = { errors: left("error"), warnings: left("warning"), remarks: left("info") };
    return Object.values(rest).every((count) => count === 0)
      ? this.#kept
      : [...this.#kept, notShown(rest)];
  }

  /** The known name nearest to one that is unknown, as long as there are not too many of those. */
  nearest(name: string, candidates: () => Iterable<string>): string | undefined {
    if (this.#suggestions >= MOST_SUGGESTIONS) return undefined;
    this.#suggestions++;
    return nearestName(name, candidates());
  }

  /** Remembers what was reported so far; the function returned forgets everything since. */
  checkpoint(): () => void {
    const { errorCount } = this;
    const { length } = this.#kept;
    const found = { ...this.#found };
    const seen = new Set(this.#seen);
    return () => {
      this.errorCount = errorCount;
      this.#kept.length = length;
      Object.assign(this.#found, found);
      this.#seen.clear();
      for (const key of seen) this.#seen.add(key);
    };
  }
}
