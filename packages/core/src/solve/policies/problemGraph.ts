/**
 * The graph of a decision problem, and the separation questions single-agent solving asks of it
 * (docs/theory.md T2, T3, T4, T5): which observations are requisite, and whether decisions can be
 * taken one after another. Utilities are leaves numbered after the variables.
 */
import type { DecisionProblem, DecisionSlot } from "../tables/decisionProblem.ts";
import { problemParents } from "../tables/decisionProblem.ts";

const UP = 0;
const DOWN = 1;

/** A walker with marks that are reset lazily, so that a search costs what it visits. */
class Marks {
  readonly #stamp: Int32Array;
  #now = 0;
  constructor(size: number) {
    this.#stamp = new Int32Array(size);
  }
  clear(): void {
    this.#now++;
  }
  /** Marks i; false when it was marked before. */
  add(i: number): boolean {
    if (this.#stamp[i] === this.#now) return false;
    this.#stamp[i] = this.#now;
    return true;
  }
  has(i: number): boolean {
    return this.#stamp[i] === this.#now;
  }
}

export class ProblemGraph {
  readonly size: number;
  readonly #parents: number[][];
  readonly #children: number[][];
  readonly #first: number; // first utility leaf
  readonly #position: Int32Array; // topological position
  readonly #seen: Marks;
  readonly #below: Marks;
  readonly #given: Marks;
  readonly #opened: Marks;

  constructor(problem: DecisionProblem) {
    const parents = problemParents(problem);
    this.size = parents.length;
    this.#parents = parents;
    this.#children = parents.map(() => []);
    for (const [v, list] of parents.entries()) for (const p of list) this.#children[p]?.push(v);
    this.#first = problem.sizes.length;
    this.#seen = new Marks(2 * this.size);
    this.#below = new Marks(this.size);
    this.#given = new Marks(this.size);
    this.#opened = new Marks(this.size);
    this.#position = depthFirstPositions(parents);
  }

  parents(v: number): readonly number[] {
    return this.#parents[v] as number[];
  }

  children(v: number): readonly number[] {
    return this.#children[v] as number[];
  }

  /** Place in a topological order. */
  position(v: number): number {
    return this.#position[v] as number;
  }

  removeLink(from: number, to: number): void {
    this.#parents[to] = this.parents(to).filter((p) => p !== from);
    this.#children[from] = this.children(from).filter((c) => c !== to);
  }

  /** Utility leaves strictly below v, as indices into the problem's utilities. */
  utilitiesBelow(v: number): number[] {
    return this.descendants(v)
      .filter((w) => w >= this.#first)
      .map((w) => w - this.#first);
  }

  descendants(v: number): number[] {
    const found: number[] = [];
    this.#below.clear();
    const stack = [v];
    for (let next = stack.pop(); next !== undefined; next = stack.pop())
      for (const w of this.children(next))
        if (this.#below.add(w)) {
          found.push(w);
          stack.push(w);
        }
    return found;
  }

  /**
   * Is observation `x` of the decision requisite: x ⊥̸ U(D) | Fa(D) ∖ {x}? The search runs from x,
   * downwards first, and stops at the first utility below the decision, which keeps it local in
   * long replicated models.
   */
  isRequisite(slot: DecisionSlot, x: number): boolean {
    this.#given.clear();
    this.#given.add(slot.variable);
    for (const p of slot.parents) if (p !== x) this.#given.add(p);
    this.#seen.clear();
    // Colliders that only a descendant may open wait until nothing else is left to try.
    const waiting: number[] = [];
    const stack: number[] = [2 * x + UP];
    this.#seen.add(2 * x + UP);
    const push = (state: number): void => {
      if (this.#seen.add(state)) stack.push(state);
    };
    for (;;) {
      for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
        const v = state >> 1;
        const direction = state & 1;
        if (v >= this.#first && this.#isBelow(v, slot.variable)) return true;
        if (this.#given.has(v)) {
          if (direction === DOWN) for (const p of this.parents(v)) push(2 * p + UP);
          continue;
        }
        if (direction === UP) for (const p of this.parents(v)) push(2 * p + UP);
        else waiting.push(v);
        for (const c of this.children(v)) push(2 * c + DOWN);
      }
      if (waiting.length === 0) return false;
      const opened = this.#ancestorsOfGiven(slot, x);
      for (const v of waiting.splice(0))
        if (opened.has(v)) for (const p of this.parents(v)) push(2 * p + UP);
    }
  }

  /** Is w a proper descendant of v? Searches upwards from w, never above v in the order. */
  #isBelow(w: number, v: number): boolean {
    const bound = this.#position[v] as number;
    this.#below.clear();
    const stack = [w];
    for (let next = stack.pop(); next !== undefined; next = stack.pop())
      for (const p of this.parents(next)) {
        if (p === v) return true;
        if ((this.#position[p] as number) > bound && this.#below.add(p)) stack.push(p);
      }
    return false;
  }

  #ancestorsOfGiven(slot: DecisionSlot, x: number): Marks {
    const marks = this.#opened;
    marks.clear();
    const stack = [slot.variable, ...slot.parents.filter((p) => p !== x)];
    for (const v of stack) marks.add(v);
    for (let next = stack.pop(); next !== undefined; next = stack.pop())
      for (const p of this.parents(next)) if (marks.add(p)) stack.push(p);
    return marks;
  }

  /** Decisions (variables) whose rule is s-reachable from this one: M ⊥̸ U(D) | Fa(D). */
  reliance(slot: DecisionSlot, others: ReadonlySet<number>): number[] {
    this.#given.clear();
    this.#given.add(slot.variable);
    for (const p of slot.parents) this.#given.add(p);
    const opened = this.#ancestorsOfGiven(slot, -1);
    const targets = this.descendants(slot.variable).filter((w) => w >= this.#first);
    this.#seen.clear();
    const stack: number[] = [];
    const push = (state: number): void => {
      if (this.#seen.add(state)) stack.push(state);
    };
    for (const u of targets) push(2 * u + UP);
    const found = new Set<number>();
    for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
      const v = state >> 1;
      const direction = state & 1;
      const blocked = this.#given.has(v);
      const passesUp = direction === UP ? !blocked : opened.has(v);
      if (passesUp) {
        if (others.has(v) && v !== slot.variable) found.add(v);
        for (const p of this.parents(v)) push(2 * p + UP);
      }
      if (!blocked) for (const c of this.children(v)) push(2 * c + DOWN);
    }
    return [...found];
  }
}

/** Topological positions that keep the nodes of one time step together where possible. */
function depthFirstPositions(parents: readonly (readonly number[])[]): Int32Array {
  const position = new Int32Array(parents.length).fill(-1);
  let next = 0;
  for (let root = 0; root < parents.length; root++) {
    if (position[root] !== -1) continue;
    const stack = [root];
    while (stack.length > 0) {
      const v = stack[stack.length - 1] as number;
      const open = parents[v]?.find((p) => position[p] === -1);
      if (position[v] !== -1) stack.pop();
      else if (open === undefined) {
        position[v] = next++;
        stack.pop();
      } else stack.push(open);
    }
  }
  return position;
}
