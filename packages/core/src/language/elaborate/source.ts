/** Where syntax comes from, and where diagnostics go. */
import type { Diagnostic, TextRange } from "../../base/index.ts";
import { nearestName } from "../../base/index.ts";
import type { Place } from "../messages.ts";
import type { SyntaxTree } from "../syntax/syntax.ts";

/** One file of a model; the one being loaded has no `file`, those it extends do. */
export interface Source {
  readonly file?: string;
  readonly tree: SyntaxTree;
}

export function placeIn(source: Source, range: TextRange): Place {
  return source.file === undefined ? { range } : { range, file: source.file };
}

const MOST_DIAGNOSTICS = 200;
/** Looking for the nearest of many names takes long; a text full of unknown ones gets this many. */
const MOST_SUGGESTIONS = 40;

/** Collects diagnostics; the same one at the same place (from many instances) only once. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
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
    if (this.#seen.has(key) || this.diagnostics.length >= MOST_DIAGNOSTICS) return;
    this.#seen.add(key);
    this.diagnostics.push(diagnostic);
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
    const { length } = this.diagnostics;
    const seen = new Set(this.#seen);
    return () => {
      this.errorCount = errorCount;
      this.diagnostics.length = length;
      this.#seen.clear();
      for (const key of seen) this.#seen.add(key);
    };
  }
}
