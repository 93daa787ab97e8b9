/**
 * Random diagrams of one agent whose numbers are decimals, kept as whole numbers beside the tables,
 * and their optimum in exact arithmetic: every policy, every assignment, no rounding. Utilities run
 * over 24 orders of magnitude when asked; probabilities go down to 10⁻¹².
 */
import type { Random } from "../base/index.ts";
import type { DiagramNode } from "../model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../model/index.ts";

/** Denominator of all probabilities. */
const ONE = 10n ** 12n;
/** Utilities are whole multiples of 10⁻¹². */
const UTILITY_UNIT = 12;

export interface DecimalNode {
  readonly kind: "chance" | "decision" | "utility";
  readonly parents: readonly number[];
  readonly size: number;
  /** Probabilities in units of 10⁻¹² (rows of `size`), or utilities in the same unit. */
  readonly entries: readonly bigint[];
}

export interface DecimalOptions {
  readonly nodes: number;
  readonly decisions: number;
  /** Utilities have exponents −magnitude … magnitude; small whole numbers when 0. */
  readonly magnitude?: number;
  /** What a decision sees: any earlier nodes, or at least all that earlier decisions saw and did. */
  readonly remembers?: boolean;
}

/** Nodes in causal order, utilities last. */
export function randomDecimalNodes(random: Random, options: DecimalOptions): DecimalNode[] {
  const { nodes: count, decisions, magnitude = 0, remembers = false } = options;
  const kinds = random.shuffled(
    Array.from({ length: count }, (_, i) => (i < decisions ? "decision" : "chance")),
  );
  const nodes: DecimalNode[] = [];
  const parentsOf = (before: number, most: number): number[] =>
    random
      .shuffled(Array.from({ length: before }, (_, i) => i))
      .slice(0, random.below(Math.min(most, before) + 1));
  const rowsOf = (parents: readonly number[]): number =>
    parents.reduce((n, p) => n * (nodes[p] as DecimalNode).size, 1);
  let known: number[] = [];
  for (const [id, kind] of kinds.entries()) {
    let parents = parentsOf(id, kind === "decision" ? 1 : 2);
    const size = 2 + (random.below(4) === 0 ? 1 : 0);
    if (kind === "decision") {
      if (remembers) parents = [...new Set([...known, ...parents])];
      known = [...new Set([...known, ...parents, id])];
      nodes.push({ kind, parents, size, entries: [] });
    } else {
      const entries = Array.from({ length: rowsOf(parents) }, () => row(random, size)).flat();
      nodes.push({ kind: "chance", parents, size, entries });
    }
  }
  for (let u = 0; u < 1 + random.below(3); u++) {
    const parents = parentsOf(count, 3);
    const entries = Array.from({ length: rowsOf(parents) }, () => utility(random, magnitude));
    nodes.push({ kind: "utility", parents, size: 1, entries });
  }
  return nodes;
}

function row(random: Random, size: number): bigint[] {
  const shares = Array.from({ length: size }, () => 0n);
  const at = random.below(size);
  const style = random.below(4);
  let left = ONE;
  if (style > 0)
    for (let k = 0; k < size; k++) {
      if (k === at) continue;
      const share =
        style === 1 ? 10n ** BigInt(random.below(12)) : (BigInt(random.below(50)) * ONE) / 100n;
      const taken = share > left ? left : share;
      shares[k] = taken;
      left -= taken;
    }
  shares[at] = left;
  return shares;
}

function utility(random: Random, magnitude: number): bigint {
  const mantissa = BigInt(random.below(19) - 9);
  const exponent = magnitude === 0 ? 0 : random.below(2 * magnitude + 1) - magnitude;
  return mantissa * 10n ** BigInt(UTILITY_UNIT + exponent);
}

/** The diagram with the nearest doubles. */
export function decimalDiagram(nodes: readonly DecimalNode[]): InfluenceDiagram {
  const toDouble = (entry: bigint): number => Number(`${entry}e-12`);
  return InfluenceDiagram.of({
    agents: [{ name: "agent" }],
    nodes: nodes.map(({ kind, parents, size, entries }, id): DiagramNode => {
      const common = { id, name: `${kind[0]?.toUpperCase()}${id}`, kind, parents };
      const domain = finiteDomain(Array.from({ length: size }, (_, v) => v));
      if (kind === "decision")
        return { ...common, domain, owners: [0], mechanism: { kind: "decision" } };
      const values = Float64Array.from(entries, toDouble);
      if (kind === "chance")
        return {
          ...common,
          domain,
          owners: [],
          mechanism: { kind: "table", stochastic: true, entries: values },
        };
      return {
        ...common,
        owners: [0],
        mechanism: { kind: "table", stochastic: false, entries: values },
      };
    }),
  });
}

export interface ExactOptimum {
  /** In units of 10⁻¹² divided by `scale`. */
  readonly value: bigint;
  /** The value's further denominator: products of all probabilities' denominators. */
  readonly scale: bigint;
  /** Number of deterministic policies with that value. */
  readonly count: number;
  /** Exact value of each deterministic policy, by `policyKey`. */
  readonly values: ReadonlyMap<string, bigint>;
}

/** One action per decision and context, decisions in order of their ids. */
export function policyKey(choices: readonly (readonly number[])[]): string {
  return choices.map((rule) => rule.join("")).join("|");
}

export function policyCountOf(nodes: readonly DecimalNode[]): number {
  return nodes
    .filter(({ kind }) => kind === "decision")
    .reduce((n, { parents, size }) => n * size ** contexts(nodes, parents), 1);
}

function contexts(nodes: readonly DecimalNode[], parents: readonly number[]): number {
  return parents.reduce((n, p) => n * (nodes[p] as DecimalNode).size, 1);
}

/** All policies valued without rounding. */
export function exactOptimum(nodes: readonly DecimalNode[]): ExactOptimum {
  const decisions = nodes.flatMap(({ kind }, id) => (kind === "decision" ? [id] : []));
  const chanceCount = nodes.filter(({ kind }) => kind === "chance").length;
  const index = (list: readonly number[], at: readonly number[]): number =>
    list.reduce((n, p) => n * (nodes[p] as DecimalNode).size + (at[p] as number), 0);
  // Every assignment's contribution, with the choices it depends on.
  const outcomes: { readonly weighted: bigint; readonly needs: readonly [number, number][] }[] = [];
  const positions: number[] = [];
  const walk = (id: number, weight: bigint): void => {
    const node = nodes[id];
    if (node === undefined || node.kind === "utility") {
      let sum = 0n;
      for (const { kind, parents, entries } of nodes)
        if (kind === "utility") sum += entries[index(parents, positions)] as bigint;
      const needs = decisions.map((d): [number, number] => [
        index((nodes[d] as DecimalNode).parents, positions),
        positions[d] as number,
      ]);
      if (sum !== 0n) outcomes.push({ weighted: weight * sum, needs });
      return;
    }
    for (let v = 0; v < node.size; v++) {
      positions[id] = v;
      if (node.kind === "decision") walk(id + 1, weight);
      else {
        const p = node.entries[index(node.parents, positions) * node.size + v] as bigint;
        if (p !== 0n) walk(id + 1, weight * p);
      }
    }
  };
  walk(0, 1n);
  const values = new Map<string, bigint>();
  const choices = decisions.map((d) =>
    Array.from({ length: contexts(nodes, (nodes[d] as DecimalNode).parents) }, () => 0),
  );
  let best: bigint | undefined;
  let count = 0;
  const rows = choices.flatMap((rule, i) => rule.map((_, c) => [i, c] as const));
  const sizeOf = (i: number): number => (nodes[decisions[i] as number] as DecimalNode).size;
  for (let more = true; more; ) {
    let value = 0n;
    for (const { weighted, needs } of outcomes)
      if (needs.every(([context, action], i) => choices[i]?.[context] === action))
        value += weighted;
    values.set(policyKey(choices), value);
    if (best === undefined || value > best) {
      best = value;
      count = 1;
    } else if (value === best) count++;
    more = false;
    for (const [i, c] of rows) {
      const rule = choices[i] as number[];
      rule[c] = (rule[c] as number) + 1;
      if ((rule[c] as number) < sizeOf(i)) {
        more = true;
        break;
      }
      rule[c] = 0;
    }
  }
  return { value: best ?? 0n, scale: ONE ** BigInt(chanceCount), count, values };
}

/** −1, 0, 1: a double against an exact value (in units of 10⁻¹² over `scale`). */
export function compareExactly(x: number, value: bigint, scale: bigint): number {
  if (x === Infinity || x === -Infinity) return x > 0 ? 1 : -1;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & ((1n << 52n) - 1n)) | (exponent === 0 ? 0n : 1n << 52n);
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  // x = signed · 2^(exponent − 1075); both sides times 2^1075 · 10^12 · scale.
  const left = ((signed << BigInt(Math.max(1, exponent))) * ONE * scale) as bigint;
  const right = value << 1075n;
  return left < right ? -1 : left > right ? 1 : 0;
}
