/**
 * A contraction tree: a binary junction tree whose leaves are the factors. Every inner node
 * multiplies its two children and sums out the variables that occur nowhere else (a node with one
 * child only sums out). Passing messages up is variable elimination; passing messages down is its
 * reverse-mode derivative, and both are Shafer and Shenoy's algorithm on a binary join tree
 * (Shenoy 1997), which needs no division. Largest scopes are never stored: a product is formed
 * and summed in one step.
 */
import type { Evidence } from "./network.ts";

export interface ContractionTree {
  /** Leaves come first: node i < leafCount is factor i. Children come before parents. */
  readonly leafCount: number;
  /** The first child; −1 for a leaf. */
  readonly left: Int32Array;
  /** The second child; −1 for a leaf and for a node that only sums out. */
  readonly right: Int32Array;
  /** −1 for the root, the last node. */
  readonly parent: Int32Array;
  /** Variables of each node's table, slowest first; every scope follows one common ranking. */
  readonly scopes: readonly (readonly number[])[];
  /** Entries of each node's table. */
  readonly entries: Float64Array;
  /** Multiplications each node takes: entries of the union of its children's scopes. */
  readonly products: Float64Array;
  /** Number of values by variable, observed variables counting one. */
  readonly sizes: Int32Array;
  /** The common ranking: every scope lists its variables by ascending rank. */
  readonly rank: Int32Array;
}

export interface TreeRequest {
  readonly sizes: readonly number[];
  readonly scopes: readonly (readonly number[])[];
  /** Covers every variable that is neither observed nor kept. */
  readonly order: readonly number[];
  /** Variables the root's table is over. */
  readonly keep?: readonly number[];
  readonly observed?: { readonly has: (variable: number) => boolean };
  /** Leave tables that share nothing apart: `parent` is then −1 for several nodes. */
  readonly forest?: boolean;
}

export function contractionTree(request: TreeRequest): ContractionTree {
  const builder = new TreeBuilder(request);
  for (const variable of request.order) builder.eliminate(variable);
  return builder.finish(request.forest ?? false);
}

/** The largest product and what is stored, before anything is allocated. */
export function treeCost(tree: ContractionTree): {
  readonly storedEntries: number;
  readonly largestTable: number;
  readonly products: number;
  readonly largestProduct: number;
} {
  let storedEntries = 0;
  let largestTable = 0;
  let products = 0;
  let largestProduct = 0;
  for (let node = 0; node < tree.left.length; node++) {
    const entries = tree.entries[node] as number;
    storedEntries += entries;
    if (entries > (tree.entries[largestTable] as number)) largestTable = node;
    products += tree.products[node] as number;
    largestProduct = Math.max(largestProduct, tree.products[node] as number);
  }
  return { storedEntries, largestTable, products, largestProduct };
}

/** Observed variables as a set-like of a map. */
export function observedIn(evidence: Evidence | undefined): { has: (v: number) => boolean } {
  return evidence ?? { has: () => false };
}

class TreeBuilder {
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #scopes: (readonly number[])[] = [];
  readonly #entries: number[] = [];
  readonly #products: number[] = [];
  readonly #sizes: Int32Array;
  readonly #rank: Int32Array;
  readonly #holders: Set<number>[];
  readonly #roots = new Set<number>();
  readonly #kept: Uint8Array;
  readonly #mark: Int32Array;
  #stamp = 0;
  readonly #leafCount: number;

  constructor(request: TreeRequest) {
    const { scopes, order, keep = [], observed = { has: () => false } } = request;
    const n = request.sizes.length;
    this.#sizes = Int32Array.from(request.sizes, (size, v) => (observed.has(v) ? 1 : size));
    this.#kept = new Uint8Array(n);
    for (const v of keep) this.#kept[v] = 1;
    this.#mark = new Int32Array(n);
    this.#holders = request.sizes.map(() => new Set<number>());
    this.#rank = ranking(this.#sizes, order);
    for (const scope of scopes) {
      const left = scope.filter((v) => !observed.has(v));
      this.#add(-1, -1, left.sort(this.#byRank), 0);
    }
    this.#leafCount = scopes.length;
  }

  /** Contracts the tables that hold a variable until it is summed out. */
  eliminate(variable: number): void {
    const holders = this.#holders[variable] as Set<number>;
    if (holders.size === 0) return;
    if (holders.size === 1) {
      for (const only of holders) this.#sumOutPrivate(only);
      return;
    }
    this.#contractAll([...holders], () => holders);
  }

  finish(forest: boolean): ContractionTree {
    if (!forest) this.#contractAll([...this.#roots], () => this.#roots);
    if (this.#roots.size === 0) this.#add(-1, -1, [], 0);
    for (const root of this.#roots) this.#sumOutPrivate(root);
    const count = this.#left.length;
    const parent = new Int32Array(count).fill(-1);
    for (let node = 0; node < count; node++) {
      const left = this.#left[node] as number;
      const right = this.#right[node] as number;
      if (left >= 0) parent[left] = node;
      if (right >= 0) parent[right] = node;
    }
    return {
      leafCount: this.#leafCount,
      left: Int32Array.from(this.#left),
      right: Int32Array.from(this.#right),
      parent,
      scopes: this.#scopes,
      entries: Float64Array.from(this.#entries),
      products: Float64Array.from(this.#products),
      sizes: this.#sizes,
      rank: this.#rank,
    };
  }

  /** Pairs tables, the smallest with the partner that makes the smallest product. */
  #contractAll(first: number[], remaining: () => Set<number>): void {
    let waiting = first.map((node) => this.#sumOutPrivate(node));
    waiting.sort((a, b) => (this.#entries[b] as number) - (this.#entries[a] as number));
    while (waiting.length > 1) {
      const a = waiting.pop() as number;
      this.#stamp++;
      for (const v of this.#scopes[a] as readonly number[]) this.#mark[v] = this.#stamp;
      let at = -1;
      let least = Infinity;
      for (let i = waiting.length - 1; i >= 0; i--) {
        let union = this.#entries[a] as number;
        for (const v of this.#scopes[waiting[i] as number] as readonly number[]) {
          if (this.#mark[v] !== this.#stamp) union *= this.#sizes[v] as number;
        }
        if (union < least) {
          least = union;
          at = i;
          if (union === 1) break;
        }
      }
      const b = waiting[at] as number;
      waiting.splice(at, 1);
      const made = this.#contract(a, b, least);
      if (!remaining().has(made)) {
        waiting = waiting.filter((node) => remaining().has(node));
        continue;
      }
      const size = this.#entries[made] as number;
      let place = waiting.length;
      while (place > 0 && (this.#entries[waiting[place - 1] as number] as number) < size) place--;
      waiting.splice(place, 0, made);
    }
  }

  #contract(a: number, b: number, products: number): number {
    const union = mergeByRank(
      this.#scopes[a] as readonly number[],
      this.#scopes[b] as readonly number[],
      this.#rank,
    );
    this.#drop(a);
    this.#drop(b);
    return this.#add(a, b, this.#stillNeeded(union), products);
  }

  /** Sums out what no other table holds; returns the node that now stands for this one. */
  #sumOutPrivate(node: number): number {
    const scope = this.#scopes[node] as readonly number[];
    if (!scope.some((v) => this.#kept[v] === 0 && (this.#holders[v] as Set<number>).size === 1)) {
      return node;
    }
    this.#drop(node);
    return this.#add(node, -1, this.#stillNeeded(scope), this.#entries[node] as number);
  }

  #stillNeeded(scope: readonly number[]): number[] {
    return scope.filter((v) => this.#kept[v] === 1 || (this.#holders[v] as Set<number>).size > 0);
  }

  #add(left: number, right: number, scope: readonly number[], products: number): number {
    const node = this.#left.length;
    let entries = 1;
    for (const v of scope) {
      entries *= this.#sizes[v] as number;
      (this.#holders[v] as Set<number>).add(node);
    }
    this.#left.push(left);
    this.#right.push(right);
    this.#scopes.push(scope);
    this.#entries.push(entries);
    this.#products.push(products);
    this.#roots.add(node);
    return node;
  }

  #drop(node: number): void {
    for (const v of this.#scopes[node] as readonly number[]) {
      (this.#holders[v] as Set<number>).delete(node);
    }
    this.#roots.delete(node);
  }

  readonly #byRank = (a: number, b: number): number =>
    (this.#rank[a] as number) - (this.#rank[b] as number);
}

/** Large domains fastest (long inner loops), then variables that stay longest. */
function ranking(sizes: Int32Array, order: readonly number[]): Int32Array {
  const position = new Float64Array(sizes.length).fill(order.length);
  for (const [i, v] of order.entries()) position[v] = i;
  const sorted = Array.from(sizes, (_, v) => v).sort(
    (a, b) =>
      (sizes[a] as number) - (sizes[b] as number) ||
      (position[a] as number) - (position[b] as number),
  );
  const rank = new Int32Array(sizes.length);
  for (const [i, v] of sorted.entries()) rank[v] = i;
  return rank;
}

function mergeByRank(a: readonly number[], b: readonly number[], rank: Int32Array): number[] {
  const result: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = i < a.length ? (rank[a[i] as number] as number) : Infinity;
    const y = j < b.length ? (rank[b[j] as number] as number) : Infinity;
    result.push((x <= y ? a[i] : b[j]) as number);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return result;
}
