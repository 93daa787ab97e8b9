/**
 * Does the law of a variable depend on nothing but some of what went before? Exactly, over rows that
 * say in which circumstances it took which value how often. Two circumstances with the same values
 * of the declared parents must have the same law.
 */

/** A value that came up, in circumstances and with parents, and how much weight it has there. */
export interface LawRow {
  /** Everything that went before; equal strings are equal circumstances. */
  readonly circumstances: string;
  /** Values of what may be its parents, in a fixed order. */
  readonly given: readonly string[];
  readonly value: string;
  readonly weight: number;
}

/** Probabilities closer than this are one. */
const ROUNDING = 1e-9;

interface Law {
  readonly given: readonly string[];
  readonly chances: ReadonlyMap<string, number>;
}

/** The law of a variable in each of its circumstances. */
export class Laws {
  readonly #laws: readonly Law[];

  constructor(rows: Iterable<LawRow>) {
    const found = new Map<string, { given: readonly string[]; weights: Map<string, number> }>();
    for (const { circumstances, given, value, weight } of rows) {
      const law = found.get(circumstances) ?? { given, weights: new Map<string, number>() };
      found.set(circumstances, law);
      law.weights.set(value, (law.weights.get(value) ?? 0) + weight);
    }
    this.#laws = distinct(
      [...found.values()].map(({ given, weights }) => {
        let total = 0;
        for (const weight of weights.values()) total += weight;
        return { given, chances: new Map([...weights].map(([v, w]) => [v, w / total] as const)) };
      }),
    );
  }

  /** Circumstances that differ in their law or in what is given. */
  get size(): number {
    return this.#laws.length;
  }

  /**
   * How many circumstances contradict these parents (positions in `given`): they agree in them with
   * circumstances seen before, and not in the law.
   */
  contradicting(parents: readonly number[]): number {
    const first = new Map<string, ReadonlyMap<string, number>>();
    let count = 0;
    for (const { given, chances } of this.#laws) {
      const key = parents.map((p) => given[p] ?? "").join("\u0001");
      const law = first.get(key);
      if (law === undefined) first.set(key, chances);
      else if (!same(law, chances)) count++;
    }
    return count;
  }

  /**
   * Parents that suffice: all given, less what is not needed, the first ones dropped first.
   * Undefined when not even all of them do.
   */
  sufficient(candidates: readonly number[]): readonly number[] | undefined {
    if (this.contradicting(candidates) > 0) return undefined;
    let kept = [...candidates];
    for (const one of candidates) {
      const fewer = kept.filter((p) => p !== one);
      if (this.contradicting(fewer) === 0) kept = fewer;
    }
    return kept;
  }
}

/** Circumstances that are alike in law and in what is given count once: there may be very many. */
function distinct(laws: readonly Law[]): Law[] {
  const known = new Map<string, Law>();
  for (const law of laws) {
    const chances = [...law.chances].map(([v, p]) => `${v}\u0002${p.toFixed(10)}`).sort();
    const key = [...law.given, ...chances].join("\u0001");
    if (!known.has(key)) known.set(key, law);
  }
  return [...known.values()];
}

function same(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  for (const [value, p] of a) if (Math.abs(p - (b.get(value) ?? 0)) > ROUNDING) return false;
  for (const [value, p] of b) if (!a.has(value) && p > ROUNDING) return false;
  return true;
}
