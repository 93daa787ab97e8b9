/**
 * Most probable explanations. MPE: the most probable joint value of everything given evidence.
 * MAP: of some variables, the others summed out first, which is harder (NP^PP; Park & Darwiche
 * 2004) because the order is constrained. Both by elimination with the maximum on a contraction
 * tree over logarithms, then walking down to read off where the maxima were. Exact.
 */
import { contractionTree } from "./contractionTree.ts";
import type { ContractionTree } from "./contractionTree.ts";
import { checkFits, DEFAULT_MAX_ENTRIES, eliminateTo } from "./eliminate.ts";
import type { QueryOptions } from "./eliminate.ts";
import { orderScopes } from "./eliminationOrder.ts";
import type { Factor } from "./factor.ts";
import { offsets } from "./factor.ts";
import { planContraction } from "./kernel/contraction.ts";
import { contractMaxPlus } from "./kernel/reference.ts";
import { leafTable } from "./leafTable.ts";
import type { Evidence, Network } from "./network.ts";
import { checkEvidence } from "./network.ts";
import { throwIfAborted } from "./progress.ts";

export interface Explanation {
  /** The position of every variable asked for, observed ones included. */
  readonly positions: ReadonlyMap<number, number>;
  /** Log of the probability of these positions together with the evidence. */
  readonly logProbability: number;
}

/**
 * The most probable joint position of all variables that occur in a factor, or undefined when
 * the evidence is impossible. Ties go to the lowest positions met first, always the same.
 */
export function mostProbableExplanation(
  network: Network,
  options: QueryOptions = {},
): Explanation | undefined {
  checkEvidence(network.sizes, options.evidence, options.softEvidence);
  return maximise(network.sizes, withWeights(network, options), options);
}

/**
 * The most probable joint position of `variables` given the evidence, all others summed out; or
 * undefined when the evidence is impossible.
 */
export function maximumAPosteriori(
  network: Network,
  variables: readonly number[],
  options: QueryOptions = {},
): Explanation | undefined {
  const reduced = eliminateTo(network, variables, options);
  // What is observed is in none of the tables left.
  const { evidence, ...rest } = options;
  const found = maximise(network.sizes, reduced.factors, rest);
  if (found === undefined) return undefined;
  const positions = new Map<number, number>();
  for (const v of variables) {
    positions.set(v, evidence?.get(v) ?? found.positions.get(v) ?? 0);
  }
  return { positions, logProbability: found.logProbability + reduced.logScale };
}

function withWeights(network: Network, { softEvidence }: QueryOptions): Factor[] {
  const known = new Set(network.factors.flatMap((factor) => factor.variables));
  const extra = [...(softEvidence ?? [])]
    .filter(([v]) => known.has(v))
    .map(([v, values]): Factor => ({ variables: [v], sizes: [values.length], values }));
  return [...network.factors, ...extra];
}

function maximise(
  sizes: readonly number[],
  factors: readonly Factor[],
  options: QueryOptions,
): Explanation | undefined {
  const { evidence, maxEntries = DEFAULT_MAX_ENTRIES, seed } = options;
  const scopes = factors.map(({ variables }) => variables.filter((v) => !evidence?.has(v)));
  const { order } = orderScopes(sizes, scopes, {
    targetEntries: maxEntries,
    signal: options.signal,
    ...(seed === undefined ? {} : { seed }),
  });
  const tree = contractionTree({ sizes, scopes, order });
  checkFits(tree, maxEntries, 1);
  const tables = new MaxTables(tree, factors, evidence);
  const { left, leafCount } = tree;
  for (let node = leafCount; node < left.length; node++) {
    throwIfAborted(options);
    tables.compute(node);
  }
  const logProbability = tables.rootValue();
  if (logProbability === -Infinity) return undefined;
  const positions = new Map<number, number>(evidence);
  for (let node = left.length - 1; node >= leafCount; node--) tables.choose(node, positions);
  return { positions, logProbability };
}

/** Upward tables of logarithms, each the maximum over what was eliminated below. */
class MaxTables {
  readonly #tree: ContractionTree;
  readonly #memory: Float64Array;
  readonly #at: Float64Array;

  constructor(tree: ContractionTree, factors: readonly Factor[], evidence: Evidence | undefined) {
    const count = tree.left.length;
    this.#tree = tree;
    this.#at = new Float64Array(count);
    let entries = 1;
    for (let node = 0; node < count; node++) {
      this.#at[node] = entries;
      entries += tree.entries[node] as number;
    }
    // Entry 0 is the neutral table: log 1.
    this.#memory = new Float64Array(entries);
    for (const [leaf, factor] of factors.entries()) {
      const values = leafTable(factor, tree.scopes[leaf] ?? [], evidence);
      const at = this.#at[leaf] as number;
      for (let i = 0; i < values.length; i++) {
        this.#memory[at + i] = Math.log(values[i] as number);
      }
    }
  }

  compute(node: number): void {
    const { left, right, scopes, sizes, rank } = this.#tree;
    const a = left[node] as number;
    const b = right[node] as number;
    if (a < 0) return;
    const plan = planContraction(
      scopes[a] ?? [],
      b < 0 ? [] : (scopes[b] ?? []),
      scopes[node] ?? [],
      sizes,
      rank,
    );
    contractMaxPlus(
      this.#memory,
      plan,
      this.#at[a] as number,
      b < 0 ? 0 : (this.#at[b] as number),
      this.#at[node] as number,
    );
  }

  rootValue(): number {
    return this.#memory[this.#at[this.#at.length - 1] as number] as number;
  }

  /** Fixes the variables eliminated at a node, given those of its own scope. */
  choose(node: number, positions: Map<number, number>): void {
    const { left, right, scopes, sizes } = this.#tree;
    const a = left[node] as number;
    const b = right[node] as number;
    // What is eliminated at a product stands in both its tables: what one holds alone went before.
    const open = (scopes[a] ?? []).filter((v) => !positions.has(v));
    if (open.length === 0) return;
    const openSizes = open.map((v) => sizes[v] as number);
    const fromA = this.#slice(a, open, openSizes, positions);
    const fromB = b < 0 ? undefined : this.#slice(b, open, openSizes, positions);
    let best = -Infinity;
    let at = 0;
    for (let i = 0; i < fromA.length; i++) {
      const x =
        (this.#memory[fromA[i] as number] as number) +
        (fromB ? (this.#memory[fromB[i] as number] as number) : 0);
      if (x > best) {
        best = x;
        at = i;
      }
    }
    for (let d = open.length - 1; d >= 0; d--) {
      const size = openSizes[d] as number;
      positions.set(open[d] as number, at % size);
      at = Math.floor(at / size);
    }
  }

  /** Places in the arena of a table's entries over `open`, the other variables being fixed. */
  #slice(
    table: number,
    open: readonly number[],
    openSizes: readonly number[],
    positions: ReadonlyMap<number, number>,
  ): Int32Array {
    const { scopes, sizes } = this.#tree;
    const scope = scopes[table] ?? [];
    const steps = new Map<number, number>();
    let base = this.#at[table] as number;
    let step = 1;
    for (let i = scope.length - 1; i >= 0; i--) {
      const v = scope[i] as number;
      steps.set(v, step);
      base += (positions.get(v) ?? 0) * step;
      step *= sizes[v] as number;
    }
    const places = offsets(
      openSizes,
      open.map((v) => steps.get(v) ?? 0),
    );
    return places.map((place) => place + base);
  }
}
