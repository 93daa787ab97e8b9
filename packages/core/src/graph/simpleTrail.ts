/**
 * The first way through a space of states that meets no node twice, by depth-first search. Before it goes
 * on from a state, the search looks which states a walk still reaches without the nodes behind it. What
 * follows depends on nothing else: no goal among them means no way, and a state from which the search has
 * failed with the same ones before it fails again, however it was come to. So routes that differ only
 * in what lies behind are tried once (a chain that offers two ways at each of its n links takes n steps
 * instead of 2^n). Still exponential at worst, hence the budget.
 */
import type { NodeId } from "./digraph.ts";

/** States, the node of each, and where a way begins, leads and ends. */
export interface StateSpace {
  /** States are numbered below this. */
  readonly size: number;
  readonly nodeOf: (state: number) => NodeId;
  readonly start: NodeId;
  readonly first: readonly number[];
  readonly next: (state: number) => readonly number[];
  readonly isGoal: (state: number) => boolean;
}

/** The nodes of a way, none, or undecided because the budget of steps ran out. */
export type SimpleTrail = readonly NodeId[] | "none" | "undecided";

/** States that may be looked at ahead (and words of their list) for each step of the budget. */
const AHEAD = 10;

/** The last neighbour is tried first. Looking ahead changes what is tried, not which way is found. */
export function simpleTrail(space: StateSpace, budget: number): SimpleTrail {
  const ahead = search(space, budget, new Ahead(space, AHEAD * budget));
  // Where looking ahead costs more than it saves, steps alone may do.
  return ahead === "undecided" ? search(space, budget, undefined) : ahead;
}

function search(space: StateSpace, budget: number, ahead: Ahead | undefined): SimpleTrail {
  const { start, nodeOf, isGoal } = space;
  let left = budget;
  const behind = new Set<NodeId>([start]);
  const steps: { readonly node: NodeId; readonly pending: number[]; readonly view?: string }[] = [
    { node: start, pending: [...space.first] },
  ];
  for (let last = steps.at(-1); last !== undefined; last = steps.at(-1)) {
    const state = last.pending.pop();
    if (state === undefined) {
      steps.pop();
      behind.delete(last.node);
      if (last.view !== undefined) ahead?.fail(last.view);
      continue;
    }
    const node = nodeOf(state);
    if (behind.has(node)) continue;
    if (left-- <= 0) return "undecided";
    if (isGoal(state)) return [...behind, node];
    behind.add(node);
    const view = ahead?.view(state, behind);
    if (view === "too far") return "undecided";
    if (view === "hopeless") behind.delete(node);
    else steps.push({ node, pending: [...space.next(state)], ...(view !== undefined && { view }) });
  }
  return "none";
}

/** What can still be reached from a state, and with which of these views the search has failed. */
class Ahead {
  readonly #space: StateSpace;
  readonly #failed = new Set<string>();
  #left: number;

  constructor(space: StateSpace, work: number) {
    this.#space = space;
    this.#left = work;
  }

  /** The state and all that walks reach from it past the nodes behind; hopeless: no goal, or tried before. */
  view(state: number, behind: ReadonlySet<NodeId>): string {
    const { size, nodeOf, next, isGoal } = this.#space;
    const bits = new Uint16Array((size + 15) >> 4);
    this.#left -= bits.length;
    const stack = [state];
    let leadsHome = false;
    for (let s = stack.pop(); s !== undefined; s = stack.pop()) {
      if (this.#left-- <= 0) return "too far";
      for (const to of next(s)) {
        const bit = 1 << (to & 15);
        if (((bits[to >> 4] as number) & bit) !== 0 || behind.has(nodeOf(to))) continue;
        bits[to >> 4] = (bits[to >> 4] as number) | bit;
        if (isGoal(to)) leadsHome = true;
        else stack.push(to);
      }
    }
    if (!leadsHome) return "hopeless";
    const view = `${state}|${String.fromCharCode(...bits)}`;
    return this.#failed.has(view) ? "hopeless" : view;
  }

  fail(view: string): void {
    this.#failed.add(view);
  }
}
