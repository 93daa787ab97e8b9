/**
 * Which factors a query can depend on. What holds for every query on a network (who holds a variable,
 * whose conditional a factor is) is worked out once per network and kept with it; a query then walks
 * only over what it needs, so that one on a small part of a large network costs as little as that part.
 */
import type { Evidence, Network } from "./network.ts";

/** A network's factors by variable, with room for the marks of one walk. */
interface Structure {
  /** Factors that hold variable v: `holders[from[v]]` up to `holders[from[v + 1]]`. */
  readonly from: Int32Array;
  readonly holders: Int32Array;
  /** By variable, the factor that is its conditional distribution; −1 for none. */
  readonly owner: Int32Array;
  /** Factors that are nobody's conditional: no query may leave them out. */
  readonly always: readonly number[];
  /** Every variable has one conditional at most and none is its own ancestor: then need is a walk upwards. */
  readonly isAcyclic: boolean;
  /** By factor: the walk that needed it, and the one that found it connected. */
  readonly needed: Uint32Array;
  readonly connected: Uint32Array;
  /** By variable: the walk that came by. */
  readonly seen: Uint32Array;
  walk: number;
}

/** Factors by what a query has to do with them. */
interface Relevance {
  readonly connected: number[];
  readonly constant: number[];
  readonly barren: number[];
}

/** Evidence, or only its variables. */
type Observed = Pick<Evidence, "has" | "keys"> | ReadonlySet<number>;

const structures = new WeakMap<Network, Structure>();

/**
 * The factors a query on `keep` given observations can depend on: barren conditionals (child
 * neither kept, nor observed, nor used further) leave first; then, among the rest, factors not
 * connected to `keep` through unobserved variables count only by a constant. They are returned
 * apart, because P(evidence) needs them and posteriors do not.
 */
export function relevantFactors(
  network: Network,
  keep: readonly number[],
  observed: (variable: number) => boolean,
): { readonly connected: number[]; readonly constant: number[]; readonly barren: number[] } {
  const seen = new Set<number>();
  for (let v = 0; v < network.sizes.length; v++) if (observed(v)) seen.add(v);
  return relevance(network, keep, seen);
}

/** The same for observations that can be listed. */
export function relevance(
  network: Network,
  keep: readonly number[],
  observed: Observed | undefined,
): Relevance {
  const structure = structureOf(network);
  const walk = markNeeded(network, structure, keep, observed);
  const connected = collectConnected(network, structure, keep, observed);
  const constant: number[] = [];
  const barren: number[] = [];
  for (let index = 0; index < network.factors.length; index++) {
    if (structure.needed[index] !== walk) barren.push(index);
    else if (structure.connected[index] !== walk) constant.push(index);
  }
  return { connected, constant, barren };
}

/** The connected ones alone, without a look at the rest of the network. */
export function connectedFactors(
  network: Network,
  keep: readonly number[],
  observed: Observed | undefined,
): number[] {
  const structure = structureOf(network);
  markNeeded(network, structure, keep, observed);
  return collectConnected(network, structure, keep, observed);
}

/** Begins a walk, marks the factors that are not barren, and returns its number. */
function markNeeded(
  network: Network,
  structure: Structure,
  keep: readonly number[],
  observed: Observed | undefined,
): number {
  const { needed, owner, always } = structure;
  const walk = ++structure.walk;
  if (network.children === undefined) {
    needed.fill(walk);
    return walk;
  }
  if (!structure.isAcyclic) {
    for (const index of withoutBarren(network, keep, observed)) needed[index] = walk;
    return walk;
  }
  const waiting: number[] = [];
  const need = (index: number): void => {
    if (index < 0 || needed[index] === walk) return;
    needed[index] = walk;
    waiting.push(index);
  };
  for (const index of always) need(index);
  for (const v of keep) need(owner[v] ?? -1);
  if (observed !== undefined) for (const v of observed.keys()) need(owner[v] ?? -1);
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    for (const v of network.factors[index]?.variables ?? []) need(owner[v] as number);
  }
  return walk;
}

/** Marks and lists, by ascending index, the needed factors that unobserved variables join to `keep`. */
function collectConnected(
  network: Network,
  structure: Structure,
  keep: readonly number[],
  observed: Observed | undefined,
): number[] {
  const { from, holders, needed, connected, seen, walk } = structure;
  const found: number[] = [];
  const waiting: number[] = [];
  const visit = (v: number): void => {
    if (seen[v] === walk || observed?.has(v)) return;
    seen[v] = walk;
    waiting.push(v);
  };
  for (const v of keep) visit(v);
  for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
    const end = from[v + 1] as number;
    for (let at = from[v] as number; at < end; at++) {
      const index = holders[at] as number;
      if (needed[index] !== walk || connected[index] === walk) continue;
      connected[index] = walk;
      found.push(index);
      for (const next of network.factors[index]?.variables ?? []) visit(next);
    }
  }
  return found.sort((a, b) => a - b);
}

/** `Structure.isAcyclic`, for its test: it decides how quickly a question is answered, and not how. */
export function isAcyclic(network: Network): boolean {
  return structureOf(network).isAcyclic;
}

function structureOf(network: Network): Structure {
  const known = structures.get(network);
  if (known !== undefined) return known;
  const made = newStructure(network);
  structures.set(network, made);
  return made;
}

function newStructure({ sizes, factors, children = [] }: Network): Structure {
  const n = sizes.length;
  const from = new Int32Array(n + 1);
  for (const { variables } of factors)
    for (const v of variables) from[v + 1] = (from[v + 1] as number) + 1;
  for (let v = 0; v < n; v++) from[v + 1] = (from[v + 1] as number) + (from[v] as number);
  const holders = new Int32Array(from[n] as number);
  const next = from.slice();
  const owner = new Int32Array(n).fill(-1);
  const always: number[] = [];
  let isSingle = true;
  for (const [index, { variables }] of factors.entries()) {
    for (const v of variables) {
      const at = next[v] as number;
      holders[at] = index;
      next[v] = at + 1;
    }
    const child = children[index];
    if (child === undefined) always.push(index);
    else {
      isSingle &&= owner[child] === -1;
      owner[child] = index;
    }
  }
  return {
    from,
    holders,
    owner,
    always,
    isAcyclic: isSingle && hasNoCycle(factors, owner),
    needed: new Uint32Array(factors.length),
    connected: new Uint32Array(factors.length),
    seen: new Uint32Array(n),
    walk: 0,
  };
}

/** Whether no conditional stands, over its parents' conditionals, above itself. */
function hasNoCycle(factors: Network["factors"], owner: Int32Array): boolean {
  // By factor: how many conditionals below still wait to leave.
  const below = new Int32Array(factors.length);
  const above = (index: number, see: (other: number) => void): void => {
    for (const v of factors[index]?.variables ?? []) {
      const other = owner[v] as number;
      if (other >= 0 && other !== index) see(other);
    }
  };
  for (let index = 0; index < factors.length; index++)
    above(index, (other) => {
      below[other] = (below[other] as number) + 1;
    });
  const leaving: number[] = [];
  for (let index = 0; index < factors.length; index++) if (below[index] === 0) leaving.push(index);
  let left = factors.length;
  for (let index = leaving.pop(); index !== undefined; index = leaving.pop()) {
    left--;
    above(index, (other) => {
      below[other] = (below[other] as number) - 1;
      if (below[other] === 0) leaving.push(other);
    });
  }
  return left === 0;
}

/** By the definition: conditionals leave one by one while nothing that is left holds their child. */
function withoutBarren(
  network: Network,
  keep: readonly number[],
  observed: Observed | undefined,
): number[] {
  const { factors, children = [] } = network;
  const uses = new Int32Array(network.sizes.length);
  for (const factor of factors) for (const v of factor.variables) uses[v] = (uses[v] as number) + 1;
  const kept = new Set(keep);
  const gone = new Set<number>();
  const owner = new Map<number, number>();
  for (const [index, child] of children.entries()) if (child !== undefined) owner.set(child, index);
  const isBarren = (child: number): boolean =>
    uses[child] === 1 && !kept.has(child) && !(observed?.has(child) ?? false);
  const waiting = [...owner.keys()].filter(isBarren);
  for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
    const index = owner.get(child) as number;
    if (gone.has(index)) continue;
    gone.add(index);
    for (const v of factors[index]?.variables ?? []) {
      uses[v] = (uses[v] as number) - 1;
      if (owner.has(v) && isBarren(v)) waiting.push(v);
    }
  }
  return [...factors.keys()].filter((index) => !gone.has(index));
}
