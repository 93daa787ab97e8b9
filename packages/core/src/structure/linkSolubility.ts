/**
 * Solubility with one more link, for every X at once. The relevance graph of G+X→D differs from that
 * of G in two ways: decisions D' ≠ D may rely on more (`linkPorts.ts`), and D itself, which now has X
 * in its conditioning set, may rely on more or on less. D's own row is bounded first (a reliance whose
 * walk does not pass X stays; a new one needs both ends to reach X) and swept again only when the
 * bounds do not decide.
 */
import type { NodeId } from "../graph/index.ts";
import type { Analysis } from "./analysis.ts";
import { opensTowardsParents, SeparationTree } from "../graph/index.ts";
import { family } from "./analysis.ts";
import { LABELS_PER_BLOCK, LinkPorts } from "./linkPorts.ts";

/** Marks (1) the X with which the given decisions' relevance graph is acyclic, X→D added. */
export function solubleWithLink(
  analysis: Analysis,
  decision: NodeId,
  decisions: readonly NodeId[],
): Uint8Array {
  const { graph } = analysis;
  const below = analysis.below(decision);
  const result = new Uint8Array(graph.size);
  const at = decisions.indexOf(decision);
  const base = baseReliance(analysis, decisions);
  const baseSoluble = base.isAcyclic() ? 1 : 0;
  const now = base.copy();
  now.clear(at);
  // Reliance of the others only grows: if they already go in circles, no link of D can help.
  const hopeless = !now.isAcyclic();
  const ports = hopeless ? [] : portsOf(analysis, decisions);
  const observed = new Uint8Array(graph.size);
  for (const v of graph.parents(decision)) observed[v] = 1;
  let tree: SeparationTree | undefined;
  for (let x = 0; x < graph.size; x++) {
    if (below[x] === 1) continue;
    if (observed[x] === 1) result[x] = baseSoluble;
    if (hopeless || observed[x] === 1) continue;
    now.set(base);
    let changed = false;
    for (let i = 0; i < decisions.length; i++) {
      const port = ports[i] as LinkPorts;
      for (let block = 0; block < port.blockCount; block++) {
        const more = i === at ? port.meeting(block, x) : port.connected(block, x, decision);
        changed = now.join(i, block, more) || changed;
      }
    }
    // So far D's row is an upper bound.
    if (changed ? now.isAcyclic() : baseSoluble === 1) {
      result[x] = 1;
      continue;
    }
    // A lower bound: reliance of D along a walk that does not pass X stays.
    tree ??= new SeparationTree(graph, analysis.utilitiesBelow(decision), family(graph, decision));
    now.clear(at);
    for (let j = 0; j < decisions.length; j++) {
      if (!base.has(at, j)) continue;
      let passes = false;
      tree.walkToMechanism(decisions[j] as NodeId, (v) => {
        if (v === x) passes = true;
      });
      if (!passes) now.add(at, j);
    }
    if (!now.isAcyclic()) continue;
    now.clear(at);
    const given = [...family(graph, decision), x];
    const flags = analysis.separation.sweep(analysis.utilitiesBelow(decision), given);
    decisions.forEach((d, j) => {
      if (j !== at && opensTowardsParents(flags[d] as number)) now.add(at, j);
    });
    if (now.isAcyclic()) result[x] = 1;
  }
  return result;
}

function baseReliance(analysis: Analysis, decisions: readonly NodeId[]): Reliance {
  const reliance = new Reliance(decisions.length);
  decisions.forEach((d, i) => {
    const flags = analysis.decisionSweep(d);
    decisions.forEach((other, j) => {
      if (i !== j && opensTowardsParents(flags[other] as number)) reliance.add(i, j);
    });
  });
  return reliance;
}

function portsOf(analysis: Analysis, decisions: readonly NodeId[]): readonly LinkPorts[] {
  const { structure, graph } = analysis;
  return analysis.once(`mechanism ports ${decisions.join(" ")}`, () =>
    decisions.map((d) => new LinkPorts(structure, graph, d, decisions, "mechanism")),
  );
}

/** Who relies on whom, as words of bits laid out like the labels of LinkPorts. */
class Reliance {
  readonly #count: number;
  readonly #words: number;
  readonly #bits: Int32Array;

  constructor(count: number) {
    this.#count = count;
    this.#words = Math.ceil(count / LABELS_PER_BLOCK);
    this.#bits = new Int32Array(count * this.#words);
  }

  copy(): Reliance {
    const result = new Reliance(this.#count);
    result.set(this);
    return result;
  }

  set(other: Reliance): void {
    this.#bits.set(other.#bits);
  }

  clear(row: number): void {
    this.#bits.fill(0, row * this.#words, (row + 1) * this.#words);
  }

  has(row: number, column: number): boolean {
    return ((this.#bits[this.#at(row, column)] as number) & bitOf(column)) !== 0;
  }

  add(row: number, column: number): void {
    const at = this.#at(row, column);
    this.#bits[at] = (this.#bits[at] as number) | bitOf(column);
  }

  /** Adds a word of labels to a row, never the row itself; true when that changed anything. */
  join(row: number, word: number, labels: number): boolean {
    if (labels === 0) return false;
    const at = row * this.#words + word;
    const known = this.#bits[at] as number;
    const self = Math.floor(row / LABELS_PER_BLOCK) === word ? bitOf(row) : 0;
    this.#bits[at] = known | (labels & ~self);
    return this.#bits[at] !== known;
  }

  /** Peels off decisions that rely on none of those left. */
  isAcyclic(): boolean {
    const left = new Int32Array(this.#words).fill(-1);
    let remaining = this.#count;
    for (let peeled = true; peeled && remaining > 0; ) {
      peeled = false;
      for (let row = 0; row < this.#count; row++) {
        const word = Math.floor(row / LABELS_PER_BLOCK);
        if (((left[word] as number) & bitOf(row)) === 0 || this.#meets(row, left)) continue;
        left[word] = (left[word] as number) & ~bitOf(row);
        remaining--;
        peeled = true;
      }
    }
    return remaining === 0;
  }

  #meets(row: number, left: Int32Array): boolean {
    for (let w = 0; w < this.#words; w++) {
      if (((this.#bits[row * this.#words + w] as number) & (left[w] as number)) !== 0) return true;
    }
    return false;
  }

  #at(row: number, column: number): number {
    return row * this.#words + Math.floor(column / LABELS_PER_BLOCK);
  }
}

function bitOf(column: number): number {
  return 1 << ((column % LABELS_PER_BLOCK) + 1);
}
