/**
 * Control and impact by their definitions, by enumerating everything: all deterministic policies of
 * the one agent, all values of the noise. Roots are fair coins, every other variable is a function
 * of its parents, utilities are 0 or 1, so all sums are exact. Shares no code with the criteria. For
 * tests only.
 */
import type { Random } from "../base/index.ts";
import type { Structure } from "../model/index.ts";
import { CHANCE, DECISION } from "../model/index.ts";

/** Each variable's value, 0 or 1, per row of its parents' values (first parent slowest). */
export type Rows = ReadonlyMap<number, readonly number[]>;

/** Random functions for all variables that are neither decisions nor roots. */
export function randomFunctions(structure: Structure, random: Random): Rows {
  const rows = new Map<number, readonly number[]>();
  for (let v = 0; v < structure.graph.size; v++) {
    if (structure.kinds[v] === DECISION || isCoin(structure, v)) continue;
    rows.set(v, randomRule(structure, random, v));
  }
  return rows;
}

/** A random function of the parents of a variable. */
function randomRule(structure: Structure, random: Random, v: number): readonly number[] {
  return Array.from({ length: 2 ** structure.graph.parents(v).length }, () => random.below(2));
}

/** How many deterministic policies the decisions have. */
export function policyCountOf(structure: Structure): number {
  return structure.decisions.reduce((n, d) => n * 2 ** rowsOf(structure, d), 1);
}

export class BruteForceIncentives {
  readonly #structure: Structure;
  readonly #functions: Rows;
  readonly #order: readonly number[];
  readonly #coins: readonly number[];
  readonly #optimal: Rows[];

  constructor(structure: Structure, functions: Rows) {
    this.#structure = structure;
    this.#functions = functions;
    this.#order = topological(structure);
    this.#coins = this.#order.filter((v) => isCoin(structure, v));
    let best = -Infinity;
    this.#optimal = [];
    for (const policy of policies(structure, structure.decisions)) {
      const value = this.#noises().reduce(
        (sum, noise) => sum + this.#utility(this.#run(policy, noise)),
        0,
      );
      if (value > best) this.#optimal.length = 0;
      if (value >= best) this.#optimal.push(policy);
      best = Math.max(best, value);
    }
  }

  get optimal(): readonly Rows[] {
    return this.#optimal;
  }

  /**
   * An instrumental control incentive on x: for every optimal policy some d and some context of the
   * decision make the expected utility under do(x = its value under do(decision = d)) another one.
   */
  controls(decision: number, x: number): boolean {
    return this.#optimal.every((policy) => this.controlledUnder(policy, decision, x));
  }

  controlledUnder(policy: Rows, decision: number, x: number): boolean {
    for (const d of [0, 1]) {
      const gain = new Map<number, number>();
      for (const noise of this.#noises()) {
        const actual = this.#run(policy, noise);
        const there = this.#run(policy, noise, new Map([[decision, d]]))[x] as number;
        const changed = this.#run(policy, noise, new Map([[x, there]]));
        const context = this.#row(decision, actual);
        const difference = this.#utility(changed) - this.#utility(actual);
        gain.set(context, (gain.get(context) ?? 0) + difference);
      }
      if ([...gain.values()].some((sum) => sum !== 0)) return true;
    }
    return false;
  }

  /** For some baseline rule of the decision, every optimal policy changes x at times. */
  affects(decision: number, x: number): boolean {
    return [...policies(this.#structure, [decision])].some((baseline) =>
      this.#optimal.every((policy) => {
        const other = new Map([...policy, ...baseline]);
        return this.#noises().some(
          (noise) => this.#run(policy, noise)[x] !== this.#run(other, noise)[x],
        );
      }),
    );
  }

  #noises(): readonly ReadonlyMap<number, number>[] {
    return Array.from(
      { length: 2 ** this.#coins.length },
      (_, bits) => new Map(this.#coins.map((v, i) => [v, (bits >> i) & 1])),
    );
  }

  #run(
    policy: Rows,
    noise: ReadonlyMap<number, number>,
    forced: ReadonlyMap<number, number> = new Map(),
  ): number[] {
    const values: number[] = [];
    for (const v of this.#order) {
      const rows = policy.get(v) ?? this.#functions.get(v);
      values[v] = forced.get(v) ?? noise.get(v) ?? (rows?.[this.#row(v, values)] as number);
    }
    return values;
  }

  #row(v: number, values: readonly number[]): number {
    return [...this.#structure.graph.parents(v)].reduce(
      (row, p) => 2 * row + (values[p] as number),
      0,
    );
  }

  #utility(values: readonly number[]): number {
    return this.#structure.utilities.reduce((sum, u) => sum + (values[u] as number), 0);
  }
}

function isCoin(structure: Structure, v: number): boolean {
  return structure.kinds[v] === CHANCE && structure.graph.parents(v).length === 0;
}

function rowsOf(structure: Structure, d: number): number {
  return 2 ** structure.graph.parents(d).length;
}

function* policies(structure: Structure, decisions: readonly number[]): Generator<Rows> {
  const bits = decisions.reduce((n, d) => n + rowsOf(structure, d), 0);
  for (let choice = 0; choice < 2 ** bits; choice++) {
    let used = 0;
    const policy = new Map<number, readonly number[]>();
    for (const d of decisions) {
      const from = used;
      policy.set(
        d,
        Array.from({ length: rowsOf(structure, d) }, (_, row) => (choice >> (from + row)) & 1),
      );
      used += rowsOf(structure, d);
    }
    yield policy;
  }
}

function topological(structure: Structure): number[] {
  const order: number[] = [];
  const placed = new Set<number>();
  while (order.length < structure.graph.size) {
    for (let v = 0; v < structure.graph.size; v++) {
      if (placed.has(v) || ![...structure.graph.parents(v)].every((p) => placed.has(p))) continue;
      placed.add(v);
      order.push(v);
    }
  }
  return order;
}
