/**
 * A junction tree: compile once, ask many times. The elimination order is found at compile time;
 * for each set of observed variables a contraction tree over what is left is built (observed
 * variables are in no table) and kept, so changing an observed value or a factor recomputes only
 * the tables that depend on it.
 *
 * Shafer & Shenoy 1990 on a binary join tree (Shenoy 1997), without division; exact. Time and
 * memory grow with the products of the sizes of the tables, which `predictSize` tells first.
 */
import type { ContractionTree } from "./contractionTree.ts";
import { contractionTree, observedIn, treeCost } from "./contractionTree.ts";
import type { Numbers } from "./calibration.ts";
import { Calibration } from "./calibration.ts";
import { Calibrated } from "./calibrated.ts";
import { checkFits, DEFAULT_MAX_ENTRIES } from "./eliminate.ts";
import type { EliminationOrder } from "./eliminationOrder.ts";
import { orderScopes } from "./eliminationOrder.ts";
import type { Factor } from "./factor.ts";
import { makeFactor, product } from "./factor.ts";
import type { Evidence, Network, SoftEvidence } from "./network.ts";
import { checkEvidence, checkNetwork } from "./network.ts";
import type { Progress } from "./progress.ts";

/**
 * What the tree must hold together, how large it may become, and how hard to look for a good
 * order.
 */
export interface CompileOptions extends Progress {
  /** Entries of all tables held at once. Default 2^27, 1 GiB. */
  readonly maxEntries?: number;
  /** Variables that will be observed in every query: they take no part in the order. */
  readonly observed?: readonly number[];
  /** Sets of variables whose joint distribution will be asked for. */
  readonly together?: readonly (readonly number[])[];
  readonly seed?: number;
  readonly attempts?: number;
}

/** What a junction tree would need, before it is built. */
export interface PredictedSize {
  /** Entries of all tables held, up and down. */
  readonly entries: number;
  /** Entries and variables of the largest table held. */
  readonly largestEntries: number;
  readonly variables: readonly number[];
  /** Multiplications of one pass up; a pass up and down takes about three times as many. */
  readonly products: number;
  readonly order: EliminationOrder;
}

interface PlannedTree {
  readonly tree: JunctionTree;
  readonly predicted: PredictedSize & { readonly contraction: ContractionTree };
}

/** What a junction tree of this network would take, before anything is allocated. */
export function predictSize(network: Network, options: CompileOptions = {}): PredictedSize {
  return JunctionTree.plan(network, options).predicted;
}

/** How many sets of observed variables keep their tables. */
const KEPT_CALIBRATIONS = 4;

/**
 * A network compiled for many questions: calibrate with evidence, then read every marginal. Time
 * and memory follow `order.totalEntries`.
 */
export class JunctionTree {
  readonly order: EliminationOrder;
  readonly maxEntries: number;
  /** Multiplications of one pass up; up and down take about three times as many. */
  readonly products: number;
  #network: Network;
  /** The factors, then a table of ones for each set in `together`. */
  #factors: Factor[];
  readonly #calibrations = new Map<string, Calibration>();

  private constructor(
    network: Network,
    order: EliminationOrder,
    products: number,
    options: CompileOptions,
  ) {
    this.#network = network;
    this.products = products;
    this.order = order;
    this.maxEntries = options.maxEntries ?? DEFAULT_MAX_ENTRIES;
    this.#factors = [
      ...network.factors,
      ...heldTogether(network, options).map((set) => ones(network.sizes, set)),
    ];
  }

  /**
   * @throws TooLargeError before allocating when the tables would exceed `maxEntries`
   * @throws RangeError when the network is inconsistent
   */
  static compile(network: Network, options: CompileOptions = {}): JunctionTree {
    const { tree, predicted } = JunctionTree.plan(network, options);
    checkFits(predicted.contraction, tree.maxEntries, 2);
    tree.#calibrations.set(keyOf(options.observed ?? []), new Calibration(predicted.contraction));
    return tree;
  }

  /** The tree without the check that it fits. */
  static plan(network: Network, options: CompileOptions): PlannedTree {
    checkNetwork(network);
    const { seed, attempts, maxEntries = DEFAULT_MAX_ENTRIES } = options;
    const observed = new Set(options.observed);
    const together = heldTogether(network, options);
    const scopes = [...network.factors.map((factor) => factor.variables), ...together];
    const free = scopes.map((scope) => scope.filter((v) => !observed.has(v)));
    const found = orderScopes(network.sizes, free, {
      targetEntries: maxEntries,
      signal: options.signal,
      ...(seed === undefined ? {} : { seed }),
      ...(attempts === undefined ? {} : { attempts }),
    });
    // Should a query leave one of the observed variables open after all, it goes last.
    const order = { ...found, order: [...found.order, ...observed] };
    const contraction = contractionTree({
      sizes: network.sizes,
      scopes,
      order: order.order,
      observed,
    });
    const cost = treeCost(contraction);
    const tree = new JunctionTree(network, order, cost.products, options);
    const predicted = {
      entries: 2 * cost.storedEntries,
      largestEntries: contraction.entries[cost.largestTable] as number,
      variables: contraction.scopes[cost.largestTable] ?? [],
      products: cost.products,
      order,
      contraction,
    };
    return { tree, predicted };
  }

  get network(): Network {
    return this.#network;
  }

  /**
   * Puts other tables over the same variables, in the same order, in factors' places; later
   * propagations use them and recompute what depends on them.
   * @throws RangeError when a scope differs
   */
  replaceFactors(replacements: ReadonlyMap<number, Factor>): void {
    for (const [index, factor] of replacements) {
      const before = this.#network.factors[index];
      if (before === undefined) {
        throw new RangeError(`factor ${index} of ${this.#network.factors.length}`);
      }
      if (before.variables.join() !== factor.variables.join()) {
        throw new RangeError(
          `factor ${index} is over (${before.variables.join(", ")}), not (${factor.variables.join(", ")})`,
        );
      }
      if (factor.values.length !== before.values.length) {
        throw new RangeError(
          `factor ${index} has ${before.values.length} entries, not ${factor.values.length}`,
        );
      }
    }
    const replaced = <T extends Factor>(old: T, i: number): Factor => replacements.get(i) ?? old;
    this.#network = { ...this.#network, factors: this.#network.factors.map(replaced) };
    this.#factors = this.#factors.map(replaced);
  }

  /** `replaceFactors` for one. */
  replaceFactor(index: number, factor: Factor): void {
    this.replaceFactors(new Map([[index, factor]]));
  }

  /** Beliefs given the evidence. Tables from earlier calls are used again where they still hold. */
  propagate(
    evidence: Evidence = new Map(),
    options: { readonly softEvidence?: SoftEvidence } & Progress = {},
  ): Calibrated {
    const { sizes } = this.#network;
    checkEvidence(sizes, evidence, options.softEvidence);
    const { softEvidence, ...progress } = options;
    return new Calibrated(this, { factors: this.#factors, evidence, softEvidence }, progress);
  }

  /** The tables for these observed variables. For `Calibrated`. */
  calibrate({ factors, evidence }: Numbers): Calibration {
    const key = keyOf(evidence.keys());
    let found = this.#calibrations.get(key);
    this.#calibrations.delete(key);
    if (found === undefined) {
      const tree = contractionTree({
        sizes: this.#network.sizes,
        scopes: factors.map((factor) => factor.variables),
        order: this.order.order,
        observed: observedIn(evidence),
      });
      checkFits(tree, this.maxEntries, 2);
      for (const oldest of this.#calibrations.keys()) {
        if (this.#calibrations.size < KEPT_CALIBRATIONS) break;
        this.#calibrations.delete(oldest);
      }
      found = new Calibration(tree);
    }
    this.#calibrations.set(key, found);
    return found;
  }
}

function keyOf(observed: Iterable<number>): string {
  return [...observed].sort((a, b) => a - b).join();
}

/**
 * The sets to keep together, each variable once. Those in no factor stay out: they are independent of
 * everything, and a table over them would count in the probability of evidence.
 */
function heldTogether(
  { factors }: Network,
  { together = [] }: CompileOptions,
): readonly (readonly number[])[] {
  if (together.length === 0) return together;
  const used = new Set(factors.flatMap(({ variables }) => variables));
  return together.map((set) => [...new Set(set)].filter((v) => used.has(v)));
}

/** A table of ones: it changes nothing, but its variables stay together. */
function ones(sizes: readonly number[], scope: readonly number[]): Factor {
  const scopeSizes = scope.map((v) => sizes[v] as number);
  return makeFactor(scope, scopeSizes, new Float64Array(product(scopeSizes)).fill(1));
}
