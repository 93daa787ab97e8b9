/**
 * The reduced normal form of an extensive game: a strategy of a player chooses an action at the
 * information sets its own earlier choices do not exclude, and says nothing elsewhere. And back:
 * a mixed profile as behaviour, by realisation weights (Kuhn 1953), which is the same play when
 * the player has perfect recall.
 */
import type { ExtensiveGame, InformationSet, NormalFormGame } from "../../model/index.ts";
import type { OwnMove } from "./behaviourProfile.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import { normalFormGame } from "../../model/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { ownMoves } from "./behaviourProfile.ts";
import { shortNumber } from "./shortNumber.ts";

/**
 * A game tree as a table over plans, those that differ only where they cannot come being one.
 */
export interface ReducedNormalForm {
  readonly game: NormalFormGame;
  /** plans[player][strategy][information set]: the action, or −1 where the plan is silent. */
  readonly plans: readonly (readonly Int16Array[])[];
}

const MAX_PLANS = 50_000;
const MAX_PROFILES = 2 ** 22;

/** @throws SolveError `game-too-large` */
export function reducedNormalForm(game: ExtensiveGame): ReducedNormalForm {
  const moves = ownMoves(game);
  const plans = game.players.map((_, player) => plansOf(game, player, moves[player] ?? []));
  const sizes = plans.map((list) => list.length);
  const count = sizes.reduce((product, size) => product * size, 1);
  if (count * sizes.length > MAX_PROFILES) {
    throw new SolveError(
      "game-too-large",
      `the reduced normal form has ${sizes.map(shortNumber).join(" × ")} profiles, more than ${Math.floor(MAX_PROFILES / sizes.length)}`,
      "solve a two-player zero-sum game in sequence form instead",
    );
  }
  const payoffs = game.players.map(() => new Float64Array(count));
  const chance = chanceReach(game);
  for (const [n, node] of game.nodes.entries()) {
    if (node.kind !== "terminal" || chance[n] === 0) continue;
    // Profiles whose plans take all the moves on the path.
    let indices = [0];
    for (const [player, list] of plans.entries()) {
      const path = moves[player]?.[n] ?? [];
      const fitting = [...list.keys()].filter((s) => takes(list[s] as Int16Array, path));
      indices = indices.flatMap((index) => fitting.map((s) => index * list.length + s));
    }
    for (const [player, tensor] of payoffs.entries()) {
      const share = (chance[n] as number) * (node.payoffs[player] as number);
      for (const index of indices) tensor[index] = (tensor[index] as number) + share;
    }
  }
  const strategies = plans.map((list, player) => list.map((plan) => planLabel(game, player, plan)));
  return {
    game: normalFormGame({ title: game.title, players: game.players, strategies, payoffs }),
    plans,
  };
}

/** Behaviour that plays like the mixed profile; uniform where the player's own plans never come. */
export function behaviourOf(
  game: ExtensiveGame,
  { plans }: ReducedNormalForm,
  profile: MixedProfile,
): Float64Array[] {
  return game.informationSets.map((set, index) => {
    const weights = new Float64Array(set.actions.length);
    for (const [s, plan] of (plans[set.player] ?? []).entries()) {
      const action = plan[index] as number;
      if (action >= 0) {
        weights[action] = (weights[action] as number) + (profile[set.player]?.[s] ?? 0);
      }
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
  });
}

/** Plans in lexicographic order, the first information set slowest. */
function plansOf(
  game: ExtensiveGame,
  player: number,
  moves: readonly (readonly OwnMove[])[],
): Int16Array[] {
  const own = [...game.informationSets.keys()].filter(
    (index) => game.informationSets[index]?.player === player,
  );
  const plans: Int16Array[] = [];
  const choose = (k: number, plan: Int16Array): void => {
    const index = own[k];
    if (index === undefined) {
      if (plans.length >= MAX_PLANS) {
        throw new SolveError(
          "game-too-large",
          `${game.players[player]} has more than ${MAX_PLANS} reduced strategies`,
          "solve a two-player zero-sum game in sequence form instead",
        );
      }
      plans.push(plan.slice());
      return;
    }
    const set = game.informationSets[index] as InformationSet;
    const decided = new Set(own.slice(0, k));
    const possible = set.nodes.some((n) =>
      (moves[n] ?? []).every(
        (move) => !decided.has(move.informationSet) || plan[move.informationSet] === move.action,
      ),
    );
    if (!possible) {
      plan[index] = -1;
      choose(k + 1, plan);
      return;
    }
    for (let action = 0; action < set.actions.length; action++) {
      plan[index] = action;
      choose(k + 1, plan);
    }
  };
  choose(0, new Int16Array(game.informationSets.length).fill(-1));
  return plans;
}

function takes(plan: Int16Array, path: readonly OwnMove[]): boolean {
  return path.every((move) => plan[move.informationSet] === move.action);
}

function planLabel(game: ExtensiveGame, player: number, plan: Int16Array): string {
  return game.informationSets
    .flatMap((set, index) =>
      set.player === player
        ? [(plan[index] as number) < 0 ? "*" : String((plan[index] as number) + 1)]
        : [],
    )
    .join("");
}

function chanceReach(game: ExtensiveGame): Float64Array {
  const reach = new Float64Array(game.nodes.length);
  reach[0] = 1;
  for (const [n, node] of game.nodes.entries()) {
    if (node.kind === "terminal") continue;
    for (const [a, child] of node.children.entries()) {
      const p = node.kind === "chance" ? (node.probabilities[a] as number) : 1;
      reach[child] = (reach[n] as number) * p;
    }
  }
  return reach;
}
