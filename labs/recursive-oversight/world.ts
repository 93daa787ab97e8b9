/**
 * A tree of helpers over sub-claims, at most one of them flawed. A helper at the bottom inspects as
 * many sub-claims as the tree branches: it finds the flaw among them with the hit rate, and otherwise
 * raises an alarm by mistake. Every helper above passes on each alarm with the hit rate.
 */
import type { Random } from "cidery";

export interface OversightTree {
  readonly claims: number;
  readonly branching: number;
  readonly hitRate: number;
  readonly falseAlarm: number;
}

export interface Alarms {
  /** The flaw's own alarm reaches the human. */
  readonly found: boolean;
  /** Some mistaken alarm reaches the human. */
  readonly mistaken: boolean;
}

export function depthOf({ claims, branching }: OversightTree): number {
  return Math.ceil(Math.log(claims) / Math.log(branching) - 1e-9);
}

/** @param flaw position of the flaw, or −1 */
export function inspect(tree: OversightTree, flaw: number, random: Random): Alarms {
  return look(tree, 0, tree.branching ** depthOf(tree), flaw, random);
}

function look(
  tree: OversightTree,
  from: number,
  size: number,
  flaw: number,
  random: Random,
): Alarms {
  const { branching, hitRate, falseAlarm } = tree;
  const inside = flaw >= from && flaw < from + size;
  if (size <= branching) {
    const alarm = random.unit() < (inside ? hitRate : falseAlarm);
    return { found: inside && alarm, mistaken: !inside && alarm };
  }
  let found = false;
  let mistaken = false;
  const part = size / branching;
  for (let child = 0; child < branching && from + child * part < tree.claims; child++) {
    const below = look(tree, from + child * part, part, flaw, random);
    if (below.found && random.unit() < hitRate) found = true;
    if (below.mistaken && random.unit() < hitRate) mistaken = true;
  }
  return { found, mistaken };
}

/** Chance that a flaw is found: each of the levels must pass it on. */
export function detection(tree: OversightTree): number {
  return tree.hitRate ** depthOf(tree);
}

/** Bound on the chance of a mistaken alarm: every helper at the bottom alone. */
export function falseAlarmBound({ claims, branching, falseAlarm }: OversightTree): number {
  return 1 - (1 - falseAlarm) ** (claims / branching);
}

/** Chance that the human finds the flaw alone. */
export function unaided({ claims, branching }: OversightTree): number {
  return Math.min(1, branching / claims);
}

/** The hit rate at which the tree is no better than the human alone. */
export function breakEven(tree: OversightTree): number {
  return unaided(tree) ** (1 / depthOf(tree));
}
