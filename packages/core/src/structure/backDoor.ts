/**
 * Back-door trails into many nodes at once, for the indirect value of control.
 *
 * A node X of the conditioning set needs only the sweep from the targets to arrive there from a
 * parent. Another X must not be passed on the way: the sweep may arrive at X from a parent merely
 * because it went through X first (U ← X ← P → X is not a trail). That is a question of dominance among the
 * states of the sweep: a back-door trail exists iff "X from a parent" is reached and not every way
 * there leads through "X from a child". One dominator tree answers for all X.
 */
import type { Digraph, NodeId } from "../graph/index.ts";
import {
  dominatorTree,
  FROM_CHILD,
  FROM_PARENT,
  GIVEN,
  OPENER,
  Separation,
} from "../graph/index.ts";

/**
 * Marks (1) the candidates x for which a trail enters x from a parent of x and is active, from some
 * of `targets`, given `given` without x. Candidates must not be targets.
 */
export function backDoorMarks(
  graph: Digraph,
  targets: readonly NodeId[],
  given: readonly NodeId[],
  candidates: Uint8Array,
): Uint8Array {
  const marks = new Uint8Array(graph.size);
  const flags = new Separation(graph).sweep(targets, given);
  const open: NodeId[] = [];
  for (let x = 0; x < graph.size; x++) {
    const flag = flags[x] as number;
    if (candidates[x] === 0 || (flag & FROM_PARENT) === 0) continue;
    if ((flag & GIVEN) !== 0 || (flag & FROM_CHILD) === 0) marks[x] = 1;
    else open.push(x);
  }
  if (open.length === 0) return marks;
  const tree = dominatorTree(sweepStates(graph, targets, flags));
  for (const x of open) if (!tree.dominates(2 * x, 2 * x + 1)) marks[x] = 1;
  return marks;
}

/** States 2v (from a child) and 2v + 1 (from a parent) of the sweep; the root leads to the targets. */
function sweepStates(
  graph: Digraph,
  targets: readonly NodeId[],
  flags: Uint8Array,
): Parameters<typeof dominatorTree>[0] {
  const { parentOffsets, parentTargets, childOffsets, childTargets } = graph;
  const root = 2 * graph.size;
  const isTarget = new Uint8Array(graph.size);
  for (const v of targets) isTarget[v] = 1;
  return {
    size: root + 1,
    root,
    successors: (state, visit) => {
      if (state === root) {
        for (const v of targets) visit(2 * v);
        return;
      }
      const v = state >> 1;
      const flag = flags[v] as number;
      if ((state & 1) === 0 ? (flag & GIVEN) === 0 : (flag & OPENER) !== 0) {
        const end = parentOffsets[v + 1] as number;
        for (let i = parentOffsets[v] as number; i < end; i++) {
          visit(2 * (parentTargets[i] as number));
        }
      }
      if ((flag & GIVEN) === 0) {
        const end = childOffsets[v + 1] as number;
        for (let i = childOffsets[v] as number; i < end; i++) {
          visit(2 * (childTargets[i] as number) + 1);
        }
      }
    },
    predecessors: (state, visit) => {
      const w = state >> 1;
      if ((state & 1) === 0) {
        if (isTarget[w] === 1) visit(root);
        const end = childOffsets[w + 1] as number;
        for (let i = childOffsets[w] as number; i < end; i++) {
          const v = childTargets[i] as number;
          const flag = flags[v] as number;
          if ((flag & GIVEN) === 0) visit(2 * v);
          if ((flag & OPENER) !== 0) visit(2 * v + 1);
        }
        return;
      }
      const end = parentOffsets[w + 1] as number;
      for (let i = parentOffsets[w] as number; i < end; i++) {
        const v = parentTargets[i] as number;
        if (((flags[v] as number) & GIVEN) !== 0) continue;
        visit(2 * v);
        visit(2 * v + 1);
      }
    },
  };
}
