/**
 * All Nash equilibria in pure strategies, any number of players. A profile is one when every
 * player's strategy is a best response, so one sweep per player marks the profiles where it is:
 * cost O(players · profiles), and nothing is missed. Only payoffs that compete are compared (the
 * same player's, against the same choices of the others), and they are tied when their own rounding
 * cannot tell them apart.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { EquilibriumSet, GameSolver } from "./equilibrium.ts";
import { checkpoint } from "../../base/index.ts";
import { checkedEquilibrium } from "./equilibrium.ts";
import { pureProfile } from "./mixedProfile.ts";

export const PURE_ENUMERATION: GameSolver = {
  id: "pure-enumeration",
  title: "Enumeration of pure strategies",
  needs: { form: "normal", players: "any" },
  guarantees: "all equilibria in pure strategies",
  reference: "definition",
  example: "cidery equilibria games/taxi-competition --kind pure",
};

/** Payoffs are taken to be right up to two units in the last place. */
export function pureEquilibria(game: NormalFormGame): EquilibriumSet {
  const equilibria = pureEquilibriumChoices(
    game.strategies.map((list) => list.length),
    game.payoffs.map((tensor) =>
      bounded(
        tensor,
        tensor.map((x) => Math.abs(x) * 2 ** -51),
      ),
    ),
  ).map((choice) => checkedEquilibrium(game, pureProfile(game, choice)));
  return { equilibria, completeness: "all" };
}

/** What a payoff is at least and at most, by profile. */
export interface BoundedPayoffs<T extends number | bigint> {
  readonly least: (profile: number) => T;
  readonly most: (profile: number) => T;
}

export function bounded(payoffs: Float64Array, errors: Float64Array): BoundedPayoffs<number> {
  return {
    least: (i) => (payoffs[i] as number) - (errors[i] as number),
    most: (i) => (payoffs[i] as number) + (errors[i] as number),
  };
}

export function wholeBounded(
  payoffs: readonly bigint[],
  errors?: readonly bigint[],
): BoundedPayoffs<bigint> {
  return {
    least: (i) => (payoffs[i] as bigint) - (errors?.[i] ?? 0n),
    most: (i) => (payoffs[i] as bigint) + (errors?.[i] ?? 0n),
  };
}

/** The pure equilibria as strategy indices, from the payoffs of each player. */
export function pureEquilibriumChoices(
  sizes: readonly number[],
  payoffs: readonly BoundedPayoffs<number | bigint>[],
): number[][] {
  const count = sizes.reduce((product, size) => product * size, 1);
  const stable = new Uint8Array(count).fill(1);
  let stride = count;
  for (const [player, size] of sizes.entries()) {
    const { least, most } = payoffs[player] as BoundedPayoffs<number | bigint>;
    const block = stride;
    stride /= size;
    for (let start = 0; start < count; start += block) {
      if (start % 2 ** 14 < block) checkpoint();
      for (let base = start; base < start + stride; base++) {
        let sure = least(base);
        for (let i = base + stride; i < base + block; i += stride) {
          const value = least(i);
          if (value > sure) sure = value;
        }
        for (let i = base; i < base + block; i += stride) if (most(i) < sure) stable[i] = 0;
      }
    }
  }
  const choices: number[][] = [];
  for (let index = 0; index < count; index++) {
    if (stable[index] === 1) choices.push(choiceAt(sizes, index));
  }
  return choices;
}

function choiceAt(sizes: readonly number[], index: number): number[] {
  const choice: number[] = [];
  let rest = index;
  for (let player = sizes.length - 1; player >= 0; player--) {
    const size = sizes[player] as number;
    choice.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return choice;
}
