/**
 * Behaviour profiles of extensive games (one distribution over actions per information set), and
 * what they pay. Nodes are listed parents first, so every sweep is one pass over the list.
 */
import type { ExtensiveGame, GameNode, InformationSet } from "../../model/index.ts";

/** profile[information set][action]: a probability. */
export type BehaviourProfile = readonly Float64Array[];

/** Every action equally often, at every information set. */
export function uniformBehaviour(game: ExtensiveGame): Float64Array[] {
  return game.informationSets.map(({ actions }) =>
    new Float64Array(actions.length).fill(1 / actions.length),
  );
}

/** Each player's expected payoff. Cost O(nodes). */
export function behaviourPayoffs(game: ExtensiveGame, profile: BehaviourProfile): number[] {
  const reach = new Float64Array(game.nodes.length);
  reach[0] = 1;
  const totals = game.players.map(() => 0);
  for (const [n, node] of game.nodes.entries()) {
    const weight = reach[n] as number;
    if (node.kind === "terminal") {
      for (const [player, payoff] of node.payoffs.entries()) {
        totals[player] = (totals[player] as number) + weight * payoff;
      }
      continue;
    }
    const moves = node.kind === "chance" ? node.probabilities : profile[node.informationSet];
    for (const [a, child] of node.children.entries()) {
      reach[child] = weight * (moves?.[a] ?? 0);
    }
  }
  return totals;
}

/** The last own move before a node. */
export interface OwnMove {
  readonly informationSet: number;
  readonly action: number;
}

/**
 * ownMoves[player][node]: the player's moves on the path to the node, oldest first. Paths share
 * their lists, so memory stays O(nodes · players) for trees of bounded depth.
 */
export function ownMoves(game: ExtensiveGame): (readonly OwnMove[])[][] {
  const moves = game.players.map(() => game.nodes.map((): readonly OwnMove[] => []));
  for (const [n, node] of game.nodes.entries()) {
    if (node.kind === "terminal") continue;
    for (const [player, lists] of moves.entries()) {
      const here = lists[n] as readonly OwnMove[];
      const informationSet = ownSet(game, node, player);
      for (const [action, child] of node.children.entries()) {
        lists[child] = informationSet < 0 ? here : [...here, { informationSet, action }];
      }
    }
  }
  return moves;
}

/**
 * Perfect recall: all nodes of an information set have the same own moves before them (Kuhn 1953),
 * by player.
 */
export function perfectRecall(game: ExtensiveGame): boolean[] {
  const moves = ownMoves(game);
  return game.players.map((_, player) =>
    game.informationSets.every((set) => {
      if (set.player !== player) return true;
      const first = keyOf(moves[player]?.[set.nodes[0] as number]);
      return set.nodes.every((n) => keyOf(moves[player]?.[n]) === first);
    }),
  );
}

/** The information set where the player moves at this node, or −1 when it does not move here. */
export function ownSet(game: ExtensiveGame, node: GameNode, player: number): number {
  if (node.kind !== "player") return -1;
  const isOwn = (game.informationSets[node.informationSet] as InformationSet).player === player;
  return isOwn ? node.informationSet : -1;
}

function keyOf(moves: readonly OwnMove[] | undefined): string {
  return (moves ?? []).map((move) => `${move.informationSet}.${move.action}`).join(" ");
}
