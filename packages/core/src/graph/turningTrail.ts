/**
 * Simple active trails that have to turn: they leave the start against an arrow (or along one),
 * keep that direction for a while, and make their first turn at a node of a given kind. The
 * back-door trails with a key fork and the indirect front-door trails of reasoning patterns
 * (Pfeffer & Gal 2007) are of this form.
 *
 * A breadth-first search over (node, direction, turned) decides most cases in O(nodes + edges): no
 * walk means no trail, and a shortest walk that meets no node twice is a trail. When the shortest
 * walk does meet a node twice (it may have turned on a dead end and come back), a search over simple
 * trails follows (`simpleTrail.ts`), confined to states from which a walk still leads home. That search
 * is exponential at worst, so it has a budget of steps and may answer "undecided".
 */
import type { Digraph, NodeId } from "./digraph.ts";
import { GIVEN, OPENER, Separation } from "./separation.ts";
import { simpleTrail } from "./simpleTrail.ts";

/** From where to where, given what, and at which nodes the trail may turn or meet. */
export interface TurningTrailQuestion {
  readonly start: NodeId;
  readonly to: readonly NodeId[];
  /** Conditioning set; the start does not block even when listed. */
  readonly given: readonly NodeId[];
  readonly firstStep: "into" | "out-of";
  /** May the first turn be made here? Default: anywhere. */
  readonly mayTurn?: (v: NodeId) => boolean;
  /** May the trail meet this node (the start is always allowed)? Default: any. */
  readonly mayMeet?: (v: NodeId) => boolean;
  /** Steps of the exhaustive search before giving up. Default 200,000. */
  readonly budget?: number;
}

/** A trail of the wanted shape, none, or undecided because the budget of steps ran out. */
export type TurningTrailAnswer =
  | { readonly kind: "trail"; readonly nodes: readonly NodeId[] }
  | { readonly kind: "none" }
  | { readonly kind: "undecided" };

const DEFAULT_BUDGET = 200_000;

/** A state is 4·node + 2·(turned) + (1 when reached from a parent). */
export function turningTrail(graph: Digraph, question: TurningTrailQuestion): TurningTrailAnswer {
  const { start, firstStep } = question;
  const flags = new Separation(graph).sweep([], question.given);
  const target = new Uint8Array(graph.size);
  for (const v of question.to) target[v] = 1;
  const isGoal = (state: number): boolean => (state & 2) !== 0 && target[state >> 2] === 1;

  // Breadth first, keeping for every state the states it was offered by.
  const offeredBy = new Map<number, number[]>();
  const followed = new Map<number, readonly number[]>();
  const queue: number[] = [];
  const offer = (state: number, by: number): void => {
    const known = offeredBy.get(state);
    if (known !== undefined) known.push(by);
    else {
      offeredBy.set(state, [by]);
      queue.push(state);
    }
  };
  for (const state of firstStates()) offer(state, -1);
  let goal = -1;
  for (let read = 0; read < queue.length; read++) {
    const state = queue[read] as number;
    if (isGoal(state)) {
      if (goal === -1) goal = state;
      continue;
    }
    for (const next of onward(state)) offer(next, state);
  }
  if (goal === -1) return { kind: "none" };
  const walk: NodeId[] = [];
  for (let s = goal; s !== -1; s = offeredBy.get(s)?.[0] ?? -1) walk.push(s >> 2);
  walk.push(start);
  if (new Set(walk).size === walk.length) return { kind: "trail", nodes: walk.reverse() };
  const useful = homeward();
  const found = simpleTrail(
    {
      size: 4 * graph.size,
      nodeOf: (state) => state >> 2,
      start,
      first: firstStates().filter((state) => useful.has(state)),
      next: (state) => onward(state).filter((to) => useful.has(to)),
      isGoal,
    },
    question.budget ?? DEFAULT_BUDGET,
  );
  return typeof found === "string" ? { kind: found } : { kind: "trail", nodes: found };

  function firstStates(): number[] {
    const neighbours = firstStep === "into" ? graph.parents(start) : graph.children(start);
    const side = firstStep === "into" ? 0 : 1;
    return [...neighbours].filter(allowed).map((w) => 4 * w + side);
  }

  function allowed(w: NodeId): boolean {
    return w !== start && (question.mayMeet === undefined || question.mayMeet(w));
  }

  /** Where a walk may go on from a state; worked out once. */
  function onward(state: number): readonly number[] {
    const known = followed.get(state);
    if (known !== undefined) return known;
    const states = following(state);
    followed.set(state, states);
    return states;
  }

  function following(state: number): number[] {
    const v = state >> 2;
    const flag = flags[v] as number;
    const fromParent = (state & 1) === 1;
    const turned = state & 2;
    const result: number[] = [];
    const step = (neighbours: Int32Array, side: 0 | 1, turning: boolean): void => {
      if (turning && turned === 0 && question.mayTurn?.(v) === false) return;
      const phase = turning ? 2 : turned;
      for (const w of neighbours) if (allowed(w)) result.push(4 * w + phase + side);
    };
    if (fromParent ? (flag & OPENER) !== 0 : (flag & GIVEN) === 0) {
      step(graph.parents(v), 0, fromParent);
    }
    if ((flag & GIVEN) === 0) step(graph.children(v), 1, !fromParent);
    return result;
  }

  /** States from which a walk leads to a goal. */
  function homeward(): Set<number> {
    const marked = new Set<number>();
    const stack = queue.filter(isGoal);
    for (let s = stack.pop(); s !== undefined; s = stack.pop()) {
      if (s === -1 || marked.has(s)) continue;
      marked.add(s);
      stack.push(...(offeredBy.get(s) ?? []));
    }
    return marked;
  }
}
