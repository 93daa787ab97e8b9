/**
 * The checker for extensive games: how much could a player gain by another plan, the others'
 * behaviour fixed? With perfect recall the best plan is found by backward induction over the
 * player's information sets, deepest first, each weighing its nodes by how likely the others and
 * chance make them. Without it every pure plan is tried, if they are not too many.
 */
import type { ExtensiveGame, InformationSet } from "../../model/index.ts";
import type { BehaviourProfile } from "./behaviourProfile.ts";
import { checkpoint } from "../../base/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { behaviourPayoffs, ownMoves, ownSet, perfectRecall } from "./behaviourProfile.ts";

const MAX_PLANS = 100_000;

/**
 * By player: the best deviation's value minus the profile's.
 * @throws SolveError `too-many-plans` for a player without perfect recall and too many plans
 */
export function behaviourRegrets(game: ExtensiveGame, profile: BehaviourProfile): number[] {
  const recall = perfectRecall(game);
  const payoffs = behaviourPayoffs(game, profile);
  return game.players.map((_, player) => {
    const best = recall[player]
      ? bestByInduction(game, profile, player).value
      : bestByTrying(game, profile, player);
    return best - (payoffs[player] as number);
  });
}

/** The largest of the players' regrets, at least 0. */
export function behaviourRegret(game: ExtensiveGame, profile: BehaviourProfile): number {
  return Math.max(0, ...behaviourRegrets(game, profile));
}

/** What the best plan pays, and its action at each of the player's sets (−1 at others'). */
export function bestByInduction(
  game: ExtensiveGame,
  profile: BehaviourProfile,
  player: number,
): { readonly value: number; readonly choice: Int32Array } {
  const reach = othersReach(game, profile, player);
  const moves = ownMoves(game)[player] ?? [];
  const choice = new Int32Array(game.informationSets.length).fill(-1);
  const worth = new Float64Array(game.nodes.length);
  const depthOf = (n: number): number => moves[n]?.count ?? 0;
  const sets: number[][] = [];
  for (const [index, set] of game.informationSets.entries())
    if (set.player === player) (sets[depthOf(set.nodes[0] as number)] ??= []).push(index);
  const layers: number[][] = [];
  for (const n of game.nodes.keys()) (layers[depthOf(n)] ??= []).push(n);
  // After its own move a player stands one layer deeper, after any other move in the same one.
  for (let depth = layers.length - 1; depth >= 0; depth--) {
    checkpoint();
    for (const index of sets[depth] ?? []) {
      const set = game.informationSets[index] as InformationSet;
      let best = Number.NEGATIVE_INFINITY;
      for (let action = 0; action < set.actions.length; action++) {
        let sum = 0;
        for (const n of set.nodes) {
          const node = game.nodes[n];
          if (node?.kind !== "player" || reach[n] === 0) continue;
          sum += (reach[n] as number) * (worth[node.children[action] as number] as number);
        }
        if (sum > best) {
          best = sum;
          choice[index] = action;
        }
      }
    }
    for (const n of (layers[depth] ?? []).reverse()) worth[n] = worthOf(n);
  }
  return { value: worth[0] as number, choice };

  function worthOf(n: number): number {
    const node = game.nodes[n];
    if (node === undefined) return 0;
    if (node.kind === "terminal") return node.payoffs[player] as number;
    const set = ownSet(game, node, player);
    if (set >= 0) return worth[node.children[choice[set] as number] as number] as number;
    const weights = node.kind === "chance" ? node.probabilities : profile[node.informationSet];
    let sum = 0;
    for (const [a, child] of node.children.entries()) {
      const weight = weights?.[a] ?? 0;
      if (weight !== 0) sum += weight * (worth[child] as number);
    }
    return sum;
  }
}

function bestByTrying(game: ExtensiveGame, profile: BehaviourProfile, player: number): number {
  const own = [...game.informationSets.keys()].filter(
    (index) => game.informationSets[index]?.player === player,
  );
  const sizes = own.map((index) => (game.informationSets[index] as InformationSet).actions.length);
  const count = sizes.reduce((product, size) => product * size, 1);
  if (count > MAX_PLANS) {
    throw new SolveError(
      "too-many-plans",
      `${game.players[player]} has no perfect recall and ${count} pure plans, more than ${MAX_PLANS}`,
      "give the player perfect recall, or make the game smaller",
    );
  }
  let best = Number.NEGATIVE_INFINITY;
  for (let plan = 0; plan < count; plan++) {
    checkpoint();
    const tried = [...profile];
    let rest = plan;
    for (const [k, index] of own.entries()) {
      const pure = new Float64Array(sizes[k] as number);
      pure[rest % (sizes[k] as number)] = 1;
      rest = Math.floor(rest / (sizes[k] as number));
      tried[index] = pure;
    }
    best = Math.max(best, behaviourPayoffs(game, tried)[player] as number);
  }
  return best;
}

/** How likely the others and chance make each node. */
function othersReach(game: ExtensiveGame, profile: BehaviourProfile, player: number): Float64Array {
  const reach = new Float64Array(game.nodes.length);
  reach[0] = 1;
  for (const [n, node] of game.nodes.entries()) {
    if (node.kind === "terminal") continue;
    const weights =
      ownSet(game, node, player) >= 0
        ? undefined
        : node.kind === "chance"
          ? node.probabilities
          : profile[node.informationSet];
    for (const [a, child] of node.children.entries()) {
      reach[child] = (reach[n] as number) * (weights === undefined ? 1 : (weights[a] as number));
    }
  }
  return reach;
}
