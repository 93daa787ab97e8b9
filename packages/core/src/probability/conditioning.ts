/**
 * Inference in bounded memory: cutset conditioning (Pearl 1988, §4.3; Darwiche 2001 for the trade
 * of memory for time). Some variables are fixed to each of their joint values in turn; what is
 * left fits, and the answers are added up with their weights. Exact; memory is as asked, time is
 * multiplied by at most the number of cases, less where consecutive cases share tables.
 */
import { contractionTree, treeCost } from "./contractionTree.ts";
import { DEFAULT_MAX_ENTRIES } from "./eliminate.ts";
import { orderScopes } from "./eliminationOrder.ts";
import { JunctionTree } from "./junctionTree.ts";
import type { Evidence, Network, SoftEvidence } from "./network.ts";
import { checkEvidence, checkNetwork } from "./network.ts";
import type { Progress } from "./progress.ts";
import { throwIfAborted } from "./progress.ts";
import { TooLargeError } from "./tooLargeError.ts";

/** Bounds on the size of tables and on the number of cases. */
export interface ConditioningOptions extends Progress {
  readonly softEvidence?: SoftEvidence;
  /** Entries of all tables held at once. Default 2^27, 1 GiB. */
  readonly maxEntries?: number;
  /** Cases to go through at most. Default 100,000. */
  readonly maxCases?: number;
  readonly seed?: number;
}

/** Marginals found by conditioning on a cutset, and over how many cases. */
export interface Conditioned {
  /** log P(evidence); −Infinity when it is impossible, and then there are no marginals. */
  readonly logProbability: number;
  /** By variable; undefined when the evidence is impossible. */
  readonly marginals: readonly Float64Array[] | undefined;
  /** The variables that were fixed in turn; none when everything fitted. */
  readonly cutset: readonly number[];
  readonly cases: number;
}

/** Order searches per variable added to the cutset. */
const ATTEMPTS = 12;

/**
 * All marginals and P(evidence), within `maxEntries`.
 * @throws TooLargeError when even `maxCases` cases would not make it fit
 */
export function marginalsWithin(
  network: Network,
  evidence: Evidence = new Map(),
  options: ConditioningOptions = {},
): Conditioned {
  checkNetwork(network);
  checkEvidence(network.sizes, evidence, options.softEvidence);
  const { maxEntries = DEFAULT_MAX_ENTRIES, softEvidence, seed } = options;
  const cutset = chooseCutset(network, evidence, options);
  const tree = JunctionTree.compile(network, {
    observed: [...evidence.keys(), ...cutset],
    maxEntries,
    signal: options.signal,
    ...(seed === undefined ? {} : { seed }),
  });
  const sizes = cutset.map((v) => network.sizes[v] as number);
  const cases = sizes.reduce((product, size) => product * size, 1);
  const sums = new WeightedSum(network.sizes);
  const at = cutset.map(() => 0);
  for (let index = 0; index < cases; index++) {
    throwIfAborted(options);
    const fixed = new Map(evidence);
    for (const [i, v] of cutset.entries()) fixed.set(v, at[i] as number);
    const calibrated = tree.propagate(fixed, {
      ...(softEvidence && { softEvidence }),
      signal: options.signal,
    });
    if (calibrated.possible) sums.add(calibrated.logProbability, calibrated.marginals(options));
    options.onProgress?.((index + 1) / cases);
    for (let d = at.length - 1; d >= 0; d--) {
      at[d] = (at[d] as number) + 1;
      if ((at[d] as number) < (sizes[d] as number)) break;
      at[d] = 0;
    }
  }
  return { ...sums.result(), cutset, cases };
}

/**
 * Greedy: while the tree does not fit, fix the variable that is in the most table entries for
 * what its values cost.
 */
function chooseCutset(
  network: Network,
  evidence: Evidence,
  options: ConditioningOptions,
): number[] {
  const { maxEntries = DEFAULT_MAX_ENTRIES, maxCases = 100_000, seed = 1 } = options;
  const scopes = network.factors.map((factor) => factor.variables);
  const fixed = new Set(evidence.keys());
  const cutset: number[] = [];
  let cases = 1;
  for (;;) {
    throwIfAborted(options);
    const { order } = orderScopes(
      network.sizes,
      scopes.map((scope) => scope.filter((v) => !fixed.has(v))),
      // The first search is as thorough as that of a compilation, so that none is fixed in vain.
      { seed, targetEntries: maxEntries, ...(cutset.length > 0 && { attempts: ATTEMPTS }) },
    );
    const tree = contractionTree({ sizes: network.sizes, scopes, order, observed: fixed });
    const { storedEntries, largestTable } = treeCost(tree);
    // Compiling searches again and may find a better order, but not a worse one by much.
    if (2 * storedEntries <= (cutset.length > 0 ? maxEntries / 2 : maxEntries)) return cutset;
    const gain = new Float64Array(network.sizes.length);
    for (const [node, scope] of tree.scopes.entries()) {
      for (const v of scope) gain[v] = (gain[v] as number) + (tree.entries[node] as number);
    }
    let best = -1;
    let bestGain = 0;
    for (const v of tree.scopes[largestTable] ?? []) {
      const size = network.sizes[v] as number;
      if (size < 2) continue;
      const value = ((gain[v] as number) * (1 - 1 / size)) / Math.log(size);
      if (value > bestGain) {
        bestGain = value;
        best = v;
      }
    }
    if (best < 0 && 2 * storedEntries <= maxEntries) return cutset;
    if (best < 0 || cases * (network.sizes[best] as number) > maxCases) {
      throw new TooLargeError({
        entries: 2 * storedEntries,
        largestEntries: tree.entries[largestTable] as number,
        variables: tree.scopes[largestTable] ?? [],
        limit: maxEntries,
        hint: `${cases} cases of variables ${cutset.join(", ") || "none"} were not enough; allow more memory or more than ${maxCases} cases.`,
      });
    }
    cases *= network.sizes[best] as number;
    fixed.add(best);
    cutset.push(best);
  }
}

/** Marginals averaged with weights given as logarithms. */
class WeightedSum {
  #most = -Infinity;
  #weight = 0;
  readonly #sums: Float64Array[];

  constructor(sizes: readonly number[]) {
    this.#sums = sizes.map((size) => new Float64Array(size));
  }

  add(logWeight: number, marginals: readonly Float64Array[]): void {
    if (logWeight > this.#most) {
      const shrink = Math.exp(this.#most - logWeight);
      this.#weight *= shrink;
      for (const sum of this.#sums)
        for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) * shrink;
      this.#most = logWeight;
    }
    const weight = Math.exp(logWeight - this.#most);
    this.#weight += weight;
    for (const [v, marginal] of marginals.entries()) {
      const sum = this.#sums[v] as Float64Array;
      for (let i = 0; i < sum.length; i++) {
        sum[i] = (sum[i] as number) + weight * (marginal[i] as number);
      }
    }
  }

  result(): Pick<Conditioned, "logProbability" | "marginals"> {
    if (this.#weight === 0) return { logProbability: -Infinity, marginals: undefined };
    return {
      logProbability: this.#most + Math.log(this.#weight),
      marginals: this.#sums.map((sum) => sum.map((x) => x / this.#weight)),
    };
  }
}
