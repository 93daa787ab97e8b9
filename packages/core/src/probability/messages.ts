/**
 * Message passing on a contraction tree for one set of observed variables. `up` tables are
 * computed children first and kept; after a leaf changes only its ancestors are computed again.
 * `down` tables, the derivatives of the root by each up table, are computed when asked for.
 *
 * Numbers: in linear arithmetic every table is kept within range by a power of two held apart,
 * which is exact. `mayUnderflow` says when that was not enough; then the same class over
 * logarithms gives the answer, slower.
 */
import type { ContractionTree } from "./contractionTree.ts";
import type { Contraction } from "./kernel/contraction.ts";
import { planContraction } from "./kernel/contraction.ts";
import { contractLog } from "./kernel/reference.ts";
import type { Workspace } from "./kernel/workspace.ts";
import type { Progress } from "./progress.ts";
import { throwIfAborted } from "./progress.ts";

export type Arithmetic = "linear" | "logarithmic";

/** A table in the arena. */
export interface TableView {
  readonly scope: readonly number[];
  readonly offset: number;
  /** The numbers are to be multiplied by 2^exponent (0 for logarithms). */
  readonly exponent: number;
}

/** A loop nest: for logarithms as it is, else what the workspace made of it. */
type Prepared = { readonly plan: Contraction; readonly handle: number };

/** Tables whose smallest non-zero entry is below this part of the largest are watched. */
const WIDE = 2 ** -500;
/** Binary orders by which later scaling may enlarge what a watched table lost. */
const AMPLIFICATION = 400;
/** Between these a table is not rescaled. */
const LEAST = 2 ** -64;
const MOST = 2 ** 64;

export class Messages {
  readonly tree: ContractionTree;
  readonly workspace: Workspace;
  readonly arithmetic: Arithmetic;
  readonly #up: Int32Array;
  readonly #upExponent: Float64Array;
  readonly #stale: Uint8Array;
  readonly #wide: Uint8Array;
  readonly #down: Int32Array;
  readonly #downExponent: Float64Array;
  /** The version a down table was computed for. */
  readonly #downVersion: Float64Array;
  readonly #upPlans: (Prepared | undefined)[] = [];
  readonly #downPlans: (Prepared | undefined)[] = [];
  readonly #marginalPlans = new Map<number, { node: number; plan: Prepared }>();
  readonly #one: number;
  #version = 1;

  constructor(tree: ContractionTree, workspace: Workspace, arithmetic: Arithmetic = "linear") {
    const count = tree.left.length;
    this.tree = tree;
    this.workspace = workspace;
    this.arithmetic = arithmetic;
    this.#one = workspace.allocate(1);
    workspace.memory[this.#one] = arithmetic === "linear" ? 1 : 0;
    this.#up = new Int32Array(count);
    for (let node = 0; node < count; node++) {
      this.#up[node] = workspace.allocate(tree.entries[node] as number);
    }
    this.#upExponent = new Float64Array(count);
    this.#stale = new Uint8Array(count).fill(1);
    this.#wide = new Uint8Array(count);
    this.#down = new Int32Array(count).fill(-1);
    this.#downExponent = new Float64Array(count);
    this.#downVersion = new Float64Array(count);
  }

  get root(): number {
    return this.tree.left.length - 1;
  }

  /** Gives a leaf new numbers, in the order of its scope. @throws RangeError if not finite */
  setLeaf(leaf: number, values: Float64Array): void {
    const at = this.#up[leaf] as number;
    const { memory } = this.workspace;
    if (this.arithmetic === "linear") memory.set(values, at);
    else for (let i = 0; i < values.length; i++) memory[at + i] = Math.log(values[i] as number);
    this.#upExponent[leaf] = 0;
    this.#rescale(leaf);
    this.#stale[leaf] = 0;
    for (let node = this.tree.parent[leaf] as number; node >= 0 && this.#stale[node] === 0; ) {
      this.#stale[node] = 1;
      node = this.tree.parent[node] as number;
    }
    this.#version++;
  }

  /** Computes every stale up table. */
  collect(progress?: Progress): void {
    const { left, right, products } = this.tree;
    if (!this.#stale.includes(1)) return;
    let work = 0;
    let done = 0;
    for (let node = 0; node < left.length; node++) {
      if (this.#stale[node] === 1) work += products[node] as number;
    }
    let reported = 0;
    for (let node = this.tree.leafCount; node < left.length; node++) {
      if (this.#stale[node] === 0) continue;
      const a = left[node] as number;
      if (a < 0) {
        // A tree without factors: its root is a constant.
        this.setLeaf(node, Float64Array.of(1));
        continue;
      }
      throwIfAborted(progress);
      const b = right[node] as number;
      this.#contract(
        this.#upPlan(node),
        this.#up[a] as number,
        this.#upOf(b),
        this.#up[node] as number,
      );
      this.#upExponent[node] =
        (this.#upExponent[a] as number) + (b < 0 ? 0 : (this.#upExponent[b] as number));
      this.#rescale(node);
      this.#stale[node] = 0;
      done += products[node] as number;
      if (done - reported > 0.02 * work) {
        reported = done;
        progress?.onProgress?.(done / work);
      }
    }
  }

  up(node: number): TableView {
    return {
      scope: this.tree.scopes[node] as readonly number[],
      offset: this.#up[node] as number,
      exponent: this.#upExponent[node] as number,
    };
  }

  /**
   * The derivative of the root by a node's up table. Its scope may lack variables of the node's
   * (it does not depend on them). Computes what is missing on the way from the root.
   */
  down(node: number): TableView {
    const path: number[] = [];
    let top = this.#site(node);
    while (top !== this.root && this.#downVersion[top] !== this.#version) {
      path.push(top);
      top = this.#site(this.tree.parent[top] as number);
    }
    for (let next = path.pop(); next !== undefined; next = path.pop()) this.#computeDown(next);
    const site = this.#site(node);
    if (site === this.root) return { scope: [], offset: this.#one, exponent: 0 };
    return {
      scope: this.tree.scopes[site] as readonly number[],
      offset: this.#down[site] as number,
      exponent: this.#downExponent[site] as number,
    };
  }

  /** The product of a node's up and down table, summed down to a scope; not normalised. */
  joint(node: number, scope: readonly number[]): Float64Array {
    const down = this.down(node);
    const up = this.up(node);
    const mark = this.workspace.mark();
    const values = this.#product(this.#plan(up.scope, down.scope, scope), up.offset, down.offset);
    this.workspace.release(mark);
    return values;
  }

  /** `joint` for one variable, whose loop nest is kept. */
  marginal(node: number, variable: number): Float64Array {
    const down = this.down(node);
    const up = this.up(node);
    let kept = this.#marginalPlans.get(variable);
    if (kept?.node !== node) {
      kept = { node, plan: this.#plan(up.scope, down.scope, [variable]) };
      this.#marginalPlans.set(variable, kept);
    }
    return this.#product(kept.plan, up.offset, down.offset);
  }

  #product(prepared: Prepared, a: number, b: number): Float64Array {
    const { outputs } = prepared.plan;
    const mark = this.workspace.mark();
    const at = this.workspace.allocate(outputs);
    this.#contract(prepared, a, b, at);
    const values = this.workspace.memory.slice(at, at + outputs);
    this.workspace.release(mark);
    return values;
  }

  /** Natural logarithm of the root's only entry; −Infinity for zero. */
  rootLogarithm(): number {
    const { offset, exponent } = this.up(this.root);
    const value = this.workspace.memory[offset] as number;
    if (this.arithmetic === "logarithmic") return value;
    return value > 0 ? Math.log(value) + exponent * Math.LN2 : -Infinity;
  }

  /**
   * Whether a product that matters may have been lost: some table is so wide that products of
   * its small entries could vanish, and later scaling would have made them count.
   */
  mayUnderflow(): boolean {
    if (this.arithmetic === "logarithmic" || !this.#wide.includes(1)) return false;
    const { parent, entries } = this.tree;
    // For each node the exponents of everything multiplied in above it, and its root's least value.
    const beside = new Float64Array(parent.length);
    const least = new Float64Array(parent.length);
    for (let node = parent.length - 1; node >= 0; node--) {
      const above = parent[node] as number;
      if (above < 0) {
        const at = this.#up[node] as number;
        let smallest = Infinity;
        for (let i = at; i < at + (entries[node] as number); i++) {
          smallest = Math.min(smallest, Math.abs(this.workspace.memory[i] as number));
        }
        least[node] = (this.#upExponent[node] as number) + Math.log2(smallest);
      } else {
        const sibling = this.#sibling(node);
        least[node] = least[above] as number;
        beside[node] =
          (beside[above] as number) + (sibling < 0 ? 0 : (this.#upExponent[sibling] as number));
      }
      if (this.#wide[node] === 0) continue;
      const scaled =
        (least[node] as number) - (beside[node] as number) - (this.#upExponent[node] as number);
      if (scaled < -AMPLIFICATION) return true;
    }
    return false;
  }

  #sibling(node: number): number {
    const above = this.tree.parent[node] as number;
    const left = this.tree.left[above] as number;
    return left === node ? (this.tree.right[above] as number) : left;
  }

  /** Below a node that only sums out, the derivative is that node's own. */
  #site(node: number): number {
    let at = node;
    while (at !== this.root && (this.tree.right[this.tree.parent[at] as number] as number) < 0) {
      at = this.tree.parent[at] as number;
    }
    return at;
  }

  #computeDown(node: number): void {
    const above = this.down(this.tree.parent[node] as number);
    const sibling = this.#sibling(node);
    const scope = this.tree.scopes[node] as readonly number[];
    const plan = (this.#downPlans[node] ??= this.#plan(
      above.scope,
      this.tree.scopes[sibling] as readonly number[],
      scope,
    ));
    if ((this.#down[node] as number) < 0) {
      this.#down[node] = this.workspace.allocate(this.tree.entries[node] as number);
    }
    const at = this.#down[node] as number;
    this.#contract(plan, above.offset, this.#up[sibling] as number, at);
    const shift = this.#shift(at, this.tree.entries[node] as number).exponent;
    this.#downExponent[node] = above.exponent + (this.#upExponent[sibling] as number) + shift;
    this.#downVersion[node] = this.#version;
  }

  #upOf(node: number): number {
    return node < 0 ? this.#one : (this.#up[node] as number);
  }

  #upPlan(node: number): Prepared {
    const { left, right, scopes } = this.tree;
    const a = left[node] as number;
    const b = right[node] as number;
    return (this.#upPlans[node] ??= this.#plan(
      scopes[a] as readonly number[],
      b < 0 ? [] : (scopes[b] as readonly number[]),
      scopes[node] as readonly number[],
    ));
  }

  #plan(a: readonly number[], b: readonly number[], o: readonly number[]): Prepared {
    const plan = planContraction(a, b, o, this.tree.sizes, this.tree.rank);
    return { plan, handle: this.arithmetic === "linear" ? this.workspace.prepare(plan) : -1 };
  }

  #contract({ plan, handle }: Prepared, a: number, b: number, o: number): void {
    if (this.arithmetic === "linear") this.workspace.contract(handle, a, b, o);
    else contractLog(this.workspace.memory, plan, a, b, o);
  }

  #rescale(node: number): void {
    const entries = this.tree.entries[node] as number;
    const { exponent, wide, finite } = this.#shift(this.#up[node] as number, entries);
    if (!finite) {
      // Tables made of finite ones are finite: no entry of those is above 2^64.
      throw new RangeError(`factor ${node} has an entry that is not a finite number`);
    }
    this.#upExponent[node] = (this.#upExponent[node] as number) + exponent;
    this.#wide[node] = wide ? 1 : 0;
  }

  /** Multiplies a table by a power of two so that its largest entry is near 1. */
  #shift(at: number, entries: number): { exponent: number; wide: boolean; finite: boolean } {
    if (this.arithmetic === "logarithmic") return { exponent: 0, wide: false, finite: true };
    const { largest, smallest } = this.workspace.range(at, entries);
    if (largest === Infinity) return { exponent: 0, wide: false, finite: false };
    const wide = smallest < largest * WIDE;
    if (largest === 0 || (largest >= LEAST && largest <= MOST)) {
      return { exponent: 0, wide, finite: true };
    }
    const exponent = Math.floor(Math.log2(largest));
    const { memory } = this.workspace;
    const half = 2 ** -Math.trunc(exponent / 2);
    const rest = 2 ** -(exponent - Math.trunc(exponent / 2));
    for (let i = at; i < at + entries; i++) memory[i] = (memory[i] as number) * half * rest;
    return { exponent, wide, finite: true };
  }
}
