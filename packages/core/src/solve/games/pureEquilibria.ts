/**
 * All Nash equilibria in pure strategies, any number of players. A profile is one when every
 * player's strategy is a best response, so one sweep per player marks the profiles where it is:
 * cost O(players · profiles), and nothing is missed. Payoffs equal up to `tolerance` (relative to
 * the payoff range) count as ties.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { EquilibriumSet, GameSolver } from "./equilibrium.ts";
import { checkedEquilibrium } from "./equilibrium.ts";
import { pureProfile } from "./mixedProfile.ts";
import { payoffScale } from "./regret.ts";

export const PURE_ENUMERATION: GameSolver = {
  id: "pure-enumeration",
  title: "Enumeration of pure strategies",
  needs: { form: "normal", players: "any" },
  guarantees: "all equilibria in pure strategies",
  reference: "definition",
};

export function pureEquilibria(
  game: NormalFormGame,
  options: { readonly tolerance?: number } = {},
): EquilibriumSet {
  const slack = (options.tolerance ?? 1e-9) * payoffScale(game);
  const equilibria = pureEquilibriumChoices(
    game.strategies.map((list) => list.length),
    game.payoffs,
    slack,
  ).map((choice) => checkedEquilibrium(game, pureProfile(game, choice)));
  return { equilibria, completeness: "all" };
}

/** The pure equilibria as strategy indices, from bare tensors. */
export function pureEquilibriumChoices(
  sizes: readonly number[],
  payoffs: readonly Float64Array[],
  slack: number,
): number[][] {
  const count = sizes.reduce((product, size) => product * size, 1);
  const stable = new Uint8Array(count).fill(1);
  let stride = count;
  for (const [player, size] of sizes.entries()) {
    const tensor = payoffs[player] as Float64Array;
    const block = stride;
    stride /= size;
    for (let start = 0; start < count; start += block) {
      for (let base = start; base < start + stride; base++) {
        let best = Number.NEGATIVE_INFINITY;
        for (let i = base; i < base + block; i += stride) {
          if ((tensor[i] as number) > best) best = tensor[i] as number;
        }
        for (let i = base; i < base + block; i += stride) {
          if ((tensor[i] as number) < best - slack) stable[i] = 0;
        }
      }
    }
  }
  const choices: number[][] = [];
  for (let index = 0; index < count; index++) {
    if (stable[index] === 0) continue;
    const choice: number[] = [];
    let rest = index;
    for (let player = sizes.length - 1; player >= 0; player--) {
      const size = sizes[player] as number;
      choice.unshift(rest % size);
      rest = Math.floor(rest / size);
    }
    choices.push(choice);
  }
  return choices;
}
