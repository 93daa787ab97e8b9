/**
 * The reduced normal form of an extensive game: a strategy of a player chooses an action at the
 * information sets its own earlier choices do not exclude, and says nothing elsewhere. And back:
 * a mixed profile as behaviour, by realisation weights (Kuhn 1953), which is the same play when
 * the player has perfect recall.
 */
import type { ExtensiveGame, InformationSet, NormalFormGame } from "../../model/index.ts";
import type { OwnMoves } from "./behaviourProfile.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import { normalFormGame } from "../../model/index.ts";
import { checkpoint } from "../../base/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { ownMoves } from "./behaviourProfile.ts";
import { shortNumber } from "./shortNumber.ts";

/**
 * A game tree as a table over plans, those that differ only where they cannot come being one.
 */
export interface ReducedNormalForm {
  readonly game: NormalFormGame;
  /** plans[player][strategy][information set]: the action, or −1 where the plan is silent. */
  readonly plans: readonly (readonly Int32Array[])[];
}

const MAX_PLANS = 50_000;
/** Of a player's plans together, four bytes each. */
const MAX_ENTRIES = 2 ** 26;
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
  const fittingOf = plans.map(plansTaking);
  for (const [n, node] of game.nodes.entries()) {
    if (node.kind !== "terminal" || chance[n] === 0) continue;
    checkpoint();
    // Profiles whose plans take all the moves on the path.
    let indices = [0];
    for (const [player, list] of plans.entries()) {
      const path = moves[player]?.[n];
      const fitting = fittingOf[player]?.(path) ?? [];
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
  moves: readonly (OwnMoves | undefined)[],
): Int32Array[] {
  const own = [...game.informationSets.keys()].filter(
    (index) => game.informationSets[index]?.player === player,
  );
  const place = new Map(own.map((index, k) => [index, k]));
  const plans: Int32Array[] = [];
  const plan = new Int32Array(game.informationSets.length).fill(-1);
  const refused = (): SolveError =>
    new SolveError(
      "game-too-large",
      `${game.players[player]} has more than ${plans.length} reduced strategies over ${own.length} information sets`,
      "solve a two-player zero-sum game in sequence form instead",
    );
  // No earlier choice of the plan excludes the set; later sets of a player that forgets do not count.
  const possible = (k: number): boolean =>
    (game.informationSets[own[k] as number] as InformationSet).nodes.some((n) => {
      for (let move = moves[n]; move !== undefined; move = move.before)
        if ((place.get(move.informationSet) ?? k) < k && plan[move.informationSet] !== move.action)
          return false;
      return true;
    });
  /** The set at which the next choice is made, going on from the k-th; silent ones are passed. */
  const choices: number[] = [];
  const goOn = (from: number): void => {
    for (let k = from; k < own.length; k++) {
      const open = possible(k);
      plan[own[k] as number] = open ? 0 : -1;
      if (open) choices.push(k);
    }
    if (plans.length >= MAX_PLANS || (plans.length + 1) * plan.length > MAX_ENTRIES)
      throw refused();
    plans.push(plan.slice());
  };
  goOn(0);
  for (let k = choices.pop(); k !== undefined; k = choices.pop()) {
    const index = own[k] as number;
    const next = (plan[index] as number) + 1;
    if (next >= (game.informationSets[index] as InformationSet).actions.length) continue;
    checkpoint();
    plan[index] = next;
    choices.push(k);
    goOn(k + 1);
  }
  return plans;
}

/**
 * Which plans take all the moves of a path. Those of a path are split by their next action once, so that
 * all paths together cost O(plans · depth).
 */
function plansTaking(
  plans: readonly Int32Array[],
): (path: OwnMoves | undefined) => readonly number[] {
  const known = new Map<OwnMoves | undefined, readonly number[]>([[undefined, [...plans.keys()]]]);
  const splits = new Map<OwnMoves | undefined, Map<number, ReadonlyMap<number, number[]>>>();
  const split = (before: OwnMoves | undefined, set: number): ReadonlyMap<number, number[]> => {
    let bySet = splits.get(before);
    if (bySet === undefined) splits.set(before, (bySet = new Map()));
    const made = bySet.get(set);
    if (made !== undefined) return made;
    const byAction = new Map<number, number[]>();
    for (const s of known.get(before) ?? []) {
      const action = plans[s]?.[set] ?? -1;
      const list = byAction.get(action);
      if (list === undefined) byAction.set(action, [s]);
      else list.push(s);
    }
    bySet.set(set, byAction);
    return byAction;
  };
  return (path) => {
    const unknown: OwnMoves[] = [];
    for (let at = path; at !== undefined && !known.has(at); at = at.before) unknown.push(at);
    for (let at = unknown.pop(); at !== undefined; at = unknown.pop())
      known.set(at, split(at.before, at.informationSet).get(at.action) ?? []);
    return known.get(path) ?? [];
  };
}

function planLabel(game: ExtensiveGame, player: number, plan: Int32Array): string {
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
