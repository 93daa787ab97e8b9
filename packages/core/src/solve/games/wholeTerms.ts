/**
 * The terms of a component game in whole numbers (see `fractions.ts`), each agent's in a unit of its
 * own: sums of them are exact, so a large payoff in one context hides nothing in another.
 */
import type { ComponentGame } from "./componentGame.ts";
import { wholeNumbers } from "./fractions.ts";

export interface WholeTerms {
  /** payoffs[block][agent index][term]. */
  readonly payoffs: readonly (readonly (readonly bigint[])[])[];
  /** Errors like the payoffs, where some are left. */
  readonly errors: readonly (readonly (readonly bigint[] | undefined)[])[];
  /** exact[agent index]: payoffs were read as fractions, and comparing them needs no tolerance. */
  readonly exact: readonly boolean[];
  /** unit[agent index]: what a payoff of 1 is. */
  readonly unit: readonly bigint[];
}

const KNOWN = new WeakMap<ComponentGame, WholeTerms>();

export function wholeTerms(game: ComponentGame): WholeTerms {
  let known = KNOWN.get(game);
  if (known === undefined) KNOWN.set(game, (known = read(game)));
  return known;
}

function read(game: ComponentGame): WholeTerms {
  const numbers = game.agents.map((_, a) =>
    wholeNumbers(
      joined(game.blocks.map((block) => block.payoffs[a] as Float64Array)),
      joined(game.blocks.map((block) => block.errors[a] as Float64Array)),
    ),
  );
  let at = 0;
  const ranges = game.blocks.map(({ payoffs }) => {
    const start = at;
    at += payoffs[0]?.length ?? 0;
    return [start, at] as const;
  });
  return {
    payoffs: ranges.map((range) => numbers.map(({ whole }) => whole.slice(...range))),
    errors: ranges.map((range) => numbers.map(({ errors }) => errors?.slice(...range))),
    exact: numbers.map(({ errors }) => errors === undefined),
    unit: numbers.map(({ unit }) => unit),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
