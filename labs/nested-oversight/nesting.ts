/**
 * Nested oversight: a trusted guard holds somebody abler, who is trusted once held and guards the next, and so on up to
 * the one that is to be held in the end. Nobody gets away if every step holds. Which steps are best is found by
 * trying all.
 */
import type { Curve } from "./curve.ts";
import { eloChance } from "./elo.ts";

/** How likely a guard holds a Houdini, by their ranks. */
export type Step = (guard: number, houdini: number) => number;

export interface Chain {
  /** From the trusted guard up to the last Houdini. */
  readonly ranks: readonly number[];
  /** How likely every step holds. */
  readonly held: number;
}

export function held(ranks: readonly number[], step: Step): number {
  let product = 1;
  for (let i = 1; i < ranks.length; i++)
    product *= step(ranks[i - 1] as number, ranks[i] as number);
  return product;
}

/** The best chain; of equally good ones the shorter. Cost: two to the number of ranks between. */
export function bestChain(trusted: number, target: number, step: Step): Chain {
  const between = Array.from(
    { length: Math.max(0, target - trusted - 1) },
    (_, i) => trusted + 1 + i,
  );
  let best: Chain = { ranks: [trusted, target], held: step(trusted, target) };
  for (let set = 1; set < 2 ** between.length; set++) {
    const ranks = [trusted, ...between.filter((_, i) => (set >> i) % 2 === 1), target];
    const now = held(ranks, step);
    const shorter = now > best.held - 1e-12 && ranks.length < best.ranks.length;
    if (now > best.held + 1e-12 || shorter) best = { ranks, held: now };
  }
  return best;
}

/** Elo points between abilities that are tried on a curve. */
const GRID = 20;
const MOST_STEPS = 10;

/**
 * The best number of steps over a gap of general ability on fitted curves, with every ability between to be had: all
 * chains on a grid of 20 Elo are compared, step by step (the best way to an ability in n steps extends the best in n − 1).
 */
export function bestOnCurve(
  guard: Curve,
  houdini: Curve,
  { from, gap, collude }: { readonly from: number; readonly gap: number; readonly collude: number },
): { readonly steps: number; readonly held: number } {
  const places = Math.max(1, Math.round(gap / GRID));
  const abilities = Array.from({ length: places + 1 }, (_, i) => from + (gap * i) / places);
  const step = (i: number, j: number): number =>
    (1 - collude) * eloChance(guard(abilities[i] as number) - houdini(abilities[j] as number));
  let reached = abilities.map((_, j) => (j === 0 ? 0 : step(0, j)));
  let best = { steps: 1, held: reached[places] as number };
  for (let steps = 2; steps <= Math.min(MOST_STEPS, places); steps++) {
    const before = reached;
    reached = abilities.map((_, j) => {
      let most = 0;
      for (let i = 1; i < j; i++) most = Math.max(most, (before[i] as number) * step(i, j));
      return most;
    });
    const now = reached[places] as number;
    if (now > best.held + 1e-12) best = { steps, held: now };
  }
  return best;
}
