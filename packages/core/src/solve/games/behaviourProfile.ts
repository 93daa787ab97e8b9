/**
 * Behaviour profiles of extensive games (one distribution over actions per information set), and
 * what they pay. Nodes are listed parents first, so every sweep is one pass over the list.
 */
import type { ExtensiveGame, GameNode, InformationSet } from "../../model/index.ts";
import { checkpoint } from "../../base/index.ts";

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

/**
 * A player's moves on the way to a node, the last one first. Nodes with the same moves before them share
 * the object, so that `===` compares whole ways.
 */
export interface OwnMoves {
  readonly informationSet: number;
  readonly action: number;
  /** How many there are, this one included. */
  readonly count: number;
  readonly before: OwnMoves | undefined;
}

/** ownMoves[player][node]; undefined before the first. Time and memory O(nodes · players). */
export function ownMoves(game: ExtensiveGame): (OwnMoves | undefined)[][] {
  return game.players.map((_, player) => {
    const known = new Map<OwnMoves | undefined, Map<string, OwnMoves>>();
    const lists: (OwnMoves | undefined)[] = game.nodes.map(() => undefined);
    for (const [n, node] of game.nodes.entries()) {
      if (node.kind === "terminal") continue;
      if (n % 4096 === 0) checkpoint();
      const before = lists[n];
      const informationSet = ownSet(game, node, player);
      for (const [action, child] of node.children.entries()) {
        if (informationSet < 0) {
          lists[child] = before;
          continue;
        }
        let after = known.get(before);
        if (after === undefined) known.set(before, (after = new Map<string, OwnMoves>()));
        const key = `${informationSet} ${action}`;
        let moves = after.get(key);
        if (moves === undefined) {
          moves = { informationSet, action, count: (before?.count ?? 0) + 1, before };
          after.set(key, moves);
        }
        lists[child] = moves;
      }
    }
    return lists;
  });
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
      const first = moves[player]?.[set.nodes[0] as number];
      return set.nodes.every((n) => moves[player]?.[n] === first);
    }),
  );
}

/** The information set where the player moves at this node, or −1 when it does not move here. */
export function ownSet(game: ExtensiveGame, node: GameNode, player: number): number {
  if (node.kind !== "player") return -1;
  const isOwn = (game.informationSets[node.informationSet] as InformationSet).player === player;
  return isOwn ? node.informationSet : -1;
}
