/**
 * The tables of a junction tree for one set of observed variables, and which numbers they were
 * computed for. Loading other numbers recomputes only what depends on them.
 */
import type { ContractionTree } from "./contractionTree.ts";
import type { Factor } from "./factor.ts";
import { chooseWorkspace } from "./kernel/choose.ts";
import { leafTable } from "./leafTable.ts";
import { Messages } from "./messages.ts";
import type { Arithmetic } from "./messages.ts";
import type { Evidence, SoftEvidence } from "./network.ts";
import type { Progress } from "./progress.ts";

export interface Numbers {
  readonly factors: readonly Factor[];
  readonly evidence: Evidence;
  readonly softEvidence: SoftEvidence | undefined;
}

export class Calibration {
  readonly tree: ContractionTree;
  #linear: Messages | undefined;
  #logarithmic: Messages | undefined;
  #loaded: Numbers | undefined;
  /** For each variable, a leaf that holds it, the smallest; −1 if none does. */
  #leafOf: Int32Array | undefined;
  #sites: Int32Array | undefined;
  #nodesOf: (readonly number[])[] | undefined;

  constructor(tree: ContractionTree) {
    this.tree = tree;
  }

  /** Brings the upward tables up to date for these numbers and returns them. */
  load(numbers: Numbers, progress?: Progress): Messages {
    if (this.#loaded !== undefined && sameNumbers(this.#loaded, numbers)) {
      return this.#logarithmic ?? (this.#linear as Messages);
    }
    this.#linear ??= new Messages(this.tree, chooseWorkspace(this.tree, "linear"));
    const changed = this.#changedLeaves(numbers);
    this.#loaded = undefined;
    this.#fill(this.#linear, numbers, changed);
    this.#linear.collect(progress);
    this.#logarithmic = undefined;
    if (this.#linear.mayUnderflow())
      this.#logarithmic = this.#fresh("logarithmic", numbers, progress);
    this.#loaded = numbers;
    return this.#logarithmic ?? this.#linear;
  }

  /**
   * For each variable, the node at which its marginal is cheapest to read; −1 for variables in no
   * table. Every marginal needs the down tables from the root to there, so variables summed out
   * deep in the tree, which have no choice, go first and the others use what those need.
   */
  sites(): Int32Array {
    return (this.#sites ??= marginalSites(this.tree, this.#nodes()));
  }

  /** The smallest table that holds all these (unobserved) variables; −1 if none does. */
  smallestHolding(variables: readonly number[]): number {
    const { entries, scopes } = this.tree;
    const nodes = this.#nodes();
    let rarest: readonly number[] = [entries.length - 1];
    for (const [i, v] of variables.entries()) {
      const list = nodes[v] ?? [];
      if (i === 0 || list.length < rarest.length) rarest = list;
    }
    let best = -1;
    for (const node of rarest) {
      if (best >= 0 && (entries[node] as number) >= (entries[best] as number)) continue;
      if (variables.every((v) => scopes[node]?.includes(v))) best = node;
    }
    return best;
  }

  /** For each variable the nodes whose table holds it. */
  #nodes(): readonly (readonly number[])[] {
    if (this.#nodesOf) return this.#nodesOf;
    const nodesOf: number[][] = Array.from(this.tree.sizes, () => []);
    for (const [node, scope] of this.tree.scopes.entries()) {
      for (const v of scope) (nodesOf[v] as number[]).push(node);
    }
    return (this.#nodesOf = nodesOf);
  }

  /** Soft evidence is multiplied into one leaf per variable: the weights that go into this one. */
  weightsAt(leaf: number, softEvidence: SoftEvidence | undefined): SoftEvidence {
    const weights = new Map<number, Float64Array>();
    for (const [v, weight] of softEvidence ?? []) {
      if (this.#leafHolding(v) === leaf) weights.set(v, weight);
    }
    return weights;
  }

  /** Logarithm of the soft weights at observed values, which are in no table. */
  observedWeight({ factors, evidence, softEvidence }: Numbers): number {
    let sum = 0;
    for (const [v, weight] of softEvidence ?? []) {
      const position = evidence.get(v);
      if (position === undefined) continue;
      if (factors.some((factor) => factor.variables.includes(v)))
        sum += Math.log(weight[position] as number);
    }
    return sum;
  }

  #fresh(arithmetic: Arithmetic, numbers: Numbers, progress?: Progress): Messages {
    const messages = new Messages(this.tree, chooseWorkspace(this.tree, arithmetic), arithmetic);
    this.#fill(messages, numbers, undefined);
    messages.collect(progress);
    return messages;
  }

  #fill(messages: Messages, numbers: Numbers, leaves: readonly number[] | undefined): void {
    const { factors, evidence, softEvidence } = numbers;
    for (const leaf of leaves ?? factors.keys()) {
      const scope = this.tree.scopes[leaf] ?? [];
      const factor = factors[leaf] as Factor;
      messages.setLeaf(
        leaf,
        leafTable(factor, scope, evidence, this.weightsAt(leaf, softEvidence)),
      );
    }
  }

  #leafHolding(variable: number): number {
    this.#leafOf ??= smallestLeaves(this.tree);
    return this.#leafOf[variable] as number;
  }

  /** Leaves whose numbers differ from the loaded ones; undefined means all. */
  #changedLeaves(numbers: Numbers): number[] | undefined {
    const before = this.#loaded;
    if (before === undefined) return undefined;
    const variables = new Set<number>();
    for (const [v, position] of numbers.evidence) {
      if (before.evidence.get(v) !== position) variables.add(v);
    }
    const leaves = new Set<number>();
    for (const [leaf, factor] of numbers.factors.entries()) {
      if (factor !== before.factors[leaf] || factor.variables.some((v) => variables.has(v))) {
        leaves.add(leaf);
      }
    }
    const softly = new Set([
      ...(before.softEvidence?.keys() ?? []),
      ...(numbers.softEvidence?.keys() ?? []),
    ]);
    for (const v of softly) {
      const leaf = this.#leafHolding(v);
      if (leaf >= 0) leaves.add(leaf);
    }
    return [...leaves];
  }
}

/** Of numbers for one tree: the same variables are observed. */
function sameNumbers(a: Numbers, b: Numbers): boolean {
  if (a === b) return true;
  if (a.factors !== b.factors || a.softEvidence !== b.softEvidence) return false;
  for (const [v, position] of a.evidence) if (b.evidence.get(v) !== position) return false;
  return true;
}

function smallestLeaves(tree: ContractionTree): Int32Array {
  const result = new Int32Array(tree.sizes.length).fill(-1);
  for (let leaf = 0; leaf < tree.leafCount; leaf++) {
    for (const v of tree.scopes[leaf] as readonly number[]) {
      const best = result[v] as number;
      if (best < 0 || (tree.entries[leaf] as number) < (tree.entries[best] as number)) {
        result[v] = leaf;
      }
    }
  }
  return result;
}

function marginalSites(tree: ContractionTree, nodesOf: readonly (readonly number[])[]): Int32Array {
  const { parent, entries, products, right } = tree;
  const count = parent.length;
  const needed = new Uint8Array(count);
  needed[count - 1] = 1;
  /** Products needed for the down tables from a node to what is already needed. */
  const reach = (node: number, bound: number): number => {
    let cost = entries[node] as number;
    for (let at = node; needed[at] === 0 && cost < bound; at = parent[at] as number) {
      const above = parent[at] as number;
      if ((right[above] as number) >= 0) cost += products[above] as number;
    }
    return cost;
  };
  // The last node of a variable is the highest; low ones are forced to reach far and go first.
  const byDepth = [...nodesOf.keys()]
    .filter((v) => (nodesOf[v] as readonly number[]).length > 0)
    .sort((a, b) => (nodesOf[a]?.at(-1) as number) - (nodesOf[b]?.at(-1) as number));
  const sites = new Int32Array(tree.sizes.length).fill(-1);
  for (const v of byDepth) {
    let least = Infinity;
    for (const node of [...(nodesOf[v] as readonly number[])].reverse()) {
      const cost = reach(node, least);
      if (cost >= least) continue;
      least = cost;
      sites[v] = node;
    }
    for (let at = sites[v] as number; at >= 0 && needed[at] === 0; at = parent[at] as number) {
      needed[at] = 1;
    }
  }
  return sites;
}
