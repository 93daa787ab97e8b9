/**
 * A tree of helpers over sub-claims, at most one of them flawed. A helper at the bottom inspects as
 * many sub-claims as the tree branches: it finds the flaw among them with its hit rate, and otherwise
 * raises an alarm by mistake. Every helper above passes on each alarm with its hit rate. A share
 * of the misses may be systematic: some helpers are blind, the others the better for it, so that
 * the mean hit rate is the same.
 */
import type { Random } from "@cidery/core";

export interface OversightTree {
  readonly claims: number;
  readonly branching: number;
  readonly hitRate: number;
  readonly falseAlarm: number;
  /** Share of misses that are a helper's own; 0: every miss is chance. */
  readonly systematic: number;
}

/** A tree whose blind helpers have been drawn. */
export interface Helpers {
  readonly tree: OversightTree;
  /** By level from the bottom, and by place; the last level is the human's own helper. */
  readonly hitRates: readonly (readonly number[])[];
}

/** What a helper tells the one above it. */
export interface Alarms {
  /** Of the flaw. */
  readonly found: boolean;
  /** Of something sound. */
  readonly mistaken: boolean;
}

export function depthOf({ claims, branching }: OversightTree): number {
  return Math.ceil(Math.log(claims) / Math.log(branching) - 1e-9);
}

/** Helpers on each level, from the bottom. */
export function helperCounts(tree: OversightTree): number[] {
  const counts: number[] = [];
  let below = tree.claims;
  for (let level = 0; level < depthOf(tree); level++) {
    below = Math.ceil(below / tree.branching);
    counts.push(below);
  }
  return counts;
}

/** How likely a helper is blind, and the hit rate of one that is not. */
export function blindness({ hitRate, systematic }: OversightTree): {
  readonly blind: number;
  readonly seeing: number;
} {
  const blind = systematic * (1 - hitRate);
  return { blind, seeing: blind < 1 ? hitRate / (1 - blind) : 0 };
}

export function drawHelpers(tree: OversightTree, random: Random): Helpers {
  const { blind, seeing } = blindness(tree);
  const hitRates = helperCounts(tree).map((count) =>
    Array.from({ length: count }, () => (random.unit() < blind ? 0 : seeing)),
  );
  return { tree, hitRates };
}

/** What is told on each level, from the bottom. @param flaw position of the flaw, or −1 */
export function inspect({ tree, hitRates }: Helpers, flaw: number, random: Random): Alarms[][] {
  const { branching, falseAlarm } = tree;
  const told: Alarms[][] = [];
  for (const [level, rates] of hitRates.entries()) {
    const below = told[level - 1];
    told.push(
      rates.map((rate, place) => {
        if (below === undefined) {
          const inside = flaw >= 0 && Math.floor(flaw / branching) === place;
          const alarm = random.unit() < (inside ? rate : falseAlarm);
          return { found: inside && alarm, mistaken: !inside && alarm };
        }
        let found = false;
        let mistaken = false;
        for (const child of below.slice(place * branching, (place + 1) * branching)) {
          if (child.found && random.unit() < rate) found = true;
          if (child.mistaken && random.unit() < rate) mistaken = true;
        }
        return { found, mistaken };
      }),
    );
  }
  return told;
}

/** How likely these helpers find a flaw there: each on the way must pass it on. */
export function foundAt({ tree, hitRates }: Helpers, flaw: number): number {
  let place = flaw;
  return hitRates.reduce((chance, rates) => {
    place = Math.floor(place / tree.branching);
    return chance * (rates[place] ?? 0);
  }, 1);
}

/** How likely a mistaken alarm reaches the human, with a flaw there or nowhere (−1). */
export function mistakenWith({ tree, hitRates }: Helpers, flaw: number): number {
  const { branching, falseAlarm } = tree;
  let below: readonly number[] = [];
  for (const [level, rates] of hitRates.entries())
    below = rates.map((rate, place) => {
      if (level === 0) return Math.floor(flaw / branching) === place ? 0 : falseAlarm;
      const children = below.slice(place * branching, (place + 1) * branching);
      return 1 - children.reduce((quiet, chance) => quiet * (1 - rate * chance), 1);
    });
  return below[0] ?? 0;
}

/** Chance that a flaw anywhere is found, over trees and places. */
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

/** Chance that a flaw is found which goes where the tree sees least, over trees. */
export function chosenDetection(tree: OversightTree): number {
  const { blind, seeing } = blindness(tree);
  const helpers = helperCounts(tree).reduce((sum, count) => sum + count, 0);
  return (1 - blind) ** helpers * seeing ** depthOf(tree);
}
