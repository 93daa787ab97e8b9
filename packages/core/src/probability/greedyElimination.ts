/**
 * One greedy elimination of an interaction graph: repeatedly remove the cheapest vertex and join
 * its neighbours. Costs (Kjærulff 1990; Darwiche 2009, §9.3):
 *   min-fill           number of edges that would have to be added,
 *   weighted-min-fill  those edges weighted by the product of their ends' sizes,
 *   min-weight         entries of the table that arises,
 *   min-neighbours     neighbours.
 * Ties, and near-ties within `slack`, are broken at random. Cost: O(n · (n + d² · words)), d the
 * degree at removal.
 */
import type { Random } from "../base/index.ts";
import type { InteractionGraph } from "./interactionGraph.ts";
import { clearBit, countBits, hasBit, listBits, setBit } from "./interactionGraph.ts";

/** What decides which variable is eliminated next. */
export type EliminationHeuristic =
  | "min-fill"
  | "weighted-min-fill"
  | "min-weight"
  | "min-neighbours";

export interface GreedyElimination {
  /** Vertices in the order of removal. */
  readonly order: readonly number[];
  /** Entries of the largest table that arises. */
  readonly largestEntries: number;
  /** Entries of all tables that arise, added up. */
  readonly totalEntries: number;
  /** A deterministic measure of the work done, in word operations. */
  readonly work: number;
}

export interface GreedyOptions {
  readonly heuristic: EliminationHeuristic;
  /** Vertices never removed. */
  readonly keep: ReadonlySet<number>;
  readonly random: Random;
  /** Vertices whose cost is at most (1 + slack) times the least are tied. Default 0. */
  readonly slack?: number;
  /** Give up (undefined) once `totalEntries` exceeds this. */
  readonly giveUpAbove?: number;
}

export function greedyElimination(
  graph: InteractionGraph,
  options: GreedyOptions,
): GreedyElimination | undefined {
  const { heuristic, keep, random, slack = 0, giveUpAbove = Infinity } = options;
  const state = new Elimination(graph, heuristic);
  const n = graph.variables.length;
  const alive: number[] = [];
  for (let v = 0; v < n; v++) if (!keep.has(v)) alive.push(v);
  const order: number[] = [];
  let largestEntries = 1;
  let totalEntries = 0;
  while (alive.length > 0) {
    const at = pickCheapest(state.cost, alive, slack, random);
    const v = alive[at] as number;
    alive[at] = alive[alive.length - 1] as number;
    alive.pop();
    const entries = state.entriesAt(v);
    largestEntries = Math.max(largestEntries, entries);
    totalEntries += entries;
    if (totalEntries > giveUpAbove) return undefined;
    order.push(v);
    state.remove(v);
    state.work += alive.length;
  }
  return { order, largestEntries, totalEntries, work: state.work };
}

/** Removes vertices whose neighbours are all joined already: never a loss for any cost. */
export function removeSimplicial(
  graph: InteractionGraph,
  keep: ReadonlySet<number>,
): { readonly order: number[]; readonly rows: Uint32Array; readonly entries: number[] } {
  const state = new Elimination(graph, "min-fill");
  const order: number[] = [];
  const entries: number[] = [];
  const waiting = graph.variables.map((_, v) => v).reverse();
  const gone = new Set<number>();
  const neighbours = new Int32Array(graph.variables.length);
  for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
    if (gone.has(v) || keep.has(v) || state.cost[v] !== 0) continue;
    gone.add(v);
    order.push(v);
    entries.push(state.entriesAt(v));
    const count = listBits(state.rows, v * graph.words, graph.words, neighbours);
    state.remove(v);
    for (let i = 0; i < count; i++) waiting.push(neighbours[i] as number);
  }
  return { order, rows: state.rows, entries };
}

function pickCheapest(
  cost: Float64Array,
  alive: readonly number[],
  slack: number,
  random: Random,
): number {
  let least = Infinity;
  for (const v of alive) {
    const c = cost[v] as number;
    if (c < least) least = c;
  }
  const bound = least * (1 + slack) + 1e-9;
  let tied = 0;
  let at = 0;
  for (let i = 0; i < alive.length; i++) {
    if ((cost[alive[i] as number] as number) > bound) continue;
    tied++;
    if (tied === 1 || random.below(tied) === 0) at = i;
  }
  return at;
}

/** The graph while vertices leave it, with the cost of every vertex kept up to date. */
class Elimination {
  readonly cost: Float64Array;
  readonly rows: Uint32Array;
  /** Roughly, word operations done. */
  work = 0;
  readonly #sizes: Float64Array;
  /** What a vertex counts in a missing pair: 1, or its size. */
  readonly #weights: Float64Array;
  readonly #words: number;
  readonly #heuristic: EliminationHeuristic;
  readonly #neighbours: Int32Array;
  readonly #others: Int32Array;

  constructor(graph: InteractionGraph, heuristic: EliminationHeuristic) {
    const n = graph.variables.length;
    this.rows = graph.rows.slice();
    this.#sizes = graph.sizes;
    this.#weights = heuristic === "weighted-min-fill" ? graph.sizes : new Float64Array(n).fill(1);
    this.#words = graph.words;
    this.#heuristic = heuristic;
    this.#neighbours = new Int32Array(n);
    this.#others = new Int32Array(n);
    this.cost = new Float64Array(n);
    for (let v = 0; v < n; v++) this.cost[v] = this.#costOf(v);
  }

  entriesAt(v: number): number {
    const count = listBits(this.rows, v * this.#words, this.#words, this.#others);
    let entries = this.#sizes[v] as number;
    for (let i = 0; i < count; i++) entries *= this.#sizes[this.#others[i] as number] as number;
    return entries;
  }

  /** Joins v's neighbours and takes v out. */
  remove(v: number): void {
    const words = this.#words;
    const rows = this.rows;
    const near = this.#neighbours;
    const count = listBits(rows, v * words, words, near);
    const fills = this.#heuristic === "min-fill" || this.#heuristic === "weighted-min-fill";
    for (let i = 0; i < count; i++) {
      const u = near[i] as number;
      clearBit(rows, u * words, v);
      if (fills) this.#change(u, -(this.#weights[v] as number) * this.#weightOutside(u, v));
    }
    for (let i = 0; i < count; i++) {
      const u = near[i] as number;
      for (let j = i + 1; j < count; j++) {
        const w = near[j] as number;
        if (hasBit(rows, u * words, w)) continue;
        if (fills) {
          this.#lowerCommon(u, w);
          this.#change(u, (this.#weights[w] as number) * this.#weightOutside(u, w));
          this.#change(w, (this.#weights[u] as number) * this.#weightOutside(w, u));
        }
        setBit(rows, u * words, w);
        setBit(rows, w * words, u);
      }
    }
    this.work += count * count;
    rows.fill(0, v * words, (v + 1) * words);
    if (fills) return;
    for (let i = 0; i < count; i++) {
      const u = near[i] as number;
      this.cost[u] = this.#costOf(u);
    }
  }

  #change(u: number, by: number): void {
    this.cost[u] = (this.cost[u] as number) + by;
  }

  /** The weights of u's neighbours that are not w's, added up. */
  #weightOutside(u: number, w: number): number {
    const words = this.#words;
    const rows = this.rows;
    const counting = this.#heuristic === "min-fill";
    this.work += words;
    let sum = 0;
    for (let k = 0; k < words; k++) {
      let word = ((rows[u * words + k] as number) & ~(rows[w * words + k] as number)) >>> 0;
      if (counting) {
        if (word !== 0) sum += countBits(word);
        continue;
      }
      while (word !== 0) {
        const low = word & -word;
        sum += this.#weights[(k << 5) + 31 - Math.clz32(low)] as number;
        word = (word ^ low) >>> 0;
      }
    }
    return sum;
  }

  /** Edge u–w is about to be added: their common neighbours have one missing pair less. */
  #lowerCommon(u: number, w: number): void {
    const words = this.#words;
    const by = (this.#weights[u] as number) * (this.#weights[w] as number);
    this.work += words;
    for (let k = 0; k < words; k++) {
      let common =
        ((this.rows[u * words + k] as number) & (this.rows[w * words + k] as number)) >>> 0;
      while (common !== 0) {
        const low = common & -common;
        this.#change((k << 5) + 31 - Math.clz32(low), -by);
        common = (common ^ low) >>> 0;
      }
    }
  }

  #costOf(v: number): number {
    const words = this.#words;
    if (this.#heuristic === "min-weight") {
      this.work += words;
      return Math.log(this.entriesAt(v));
    }
    const near = this.#others;
    const count = listBits(this.rows, v * words, words, near);
    if (this.#heuristic === "min-neighbours") return count;
    // Twice the missing pairs: each neighbour with those of v's it is not joined to.
    let missing = 0;
    for (let i = 0; i < count; i++) {
      const u = near[i] as number;
      const weight = this.#weights[u] as number;
      missing += weight * (this.#weightOutside(v, u) - weight);
    }
    return missing / 2;
  }
}
