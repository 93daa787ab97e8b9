/**
 * A player's sequences of own moves in a game with perfect recall. Sequence 0 is the empty one; every
 * action of every own information set ends exactly one other.
 */
import type { ExtensiveGame, InformationSet } from "../../model/index.ts";
import { ownSet } from "./behaviourProfile.ts";

export interface Sequences {
  readonly count: number;
  readonly sets: readonly SequenceSet[];
  /** The player's sequence at each node of the tree. */
  readonly atNode: Int32Array;
  /** Turns realisation weights into behaviour; uniform where the player itself never comes. */
  readonly writeBehaviour: (weights: Float64Array, behaviour: Float64Array[]) => void;
}

interface SequenceSet {
  readonly informationSet: number;
  readonly actions: number;
  /** The sequence that leads to the set. */
  readonly after: number;
  /** The sequence its first action ends; the others follow. */
  readonly first: number;
}

export function sequencesOf(game: ExtensiveGame, player: number): Sequences {
  const atNode = new Int32Array(game.nodes.length);
  const sets: SequenceSet[] = [];
  const known = new Map<number, SequenceSet>();
  let count = 1;
  for (const [n, node] of game.nodes.entries()) {
    if (node.kind === "terminal") continue;
    const here = atNode[n] as number;
    const informationSet = ownSet(game, node, player);
    if (informationSet < 0) {
      for (const child of node.children) atNode[child] = here;
      continue;
    }
    let set = known.get(informationSet);
    if (set === undefined) {
      const { actions } = game.informationSets[informationSet] as InformationSet;
      set = {
        informationSet,
        actions: actions.length,
        after: here,
        first: count,
      };
      count += actions.length;
      known.set(informationSet, set);
      sets.push(set);
    }
    for (const [a, child] of node.children.entries()) atNode[child] = set.first + a;
  }
  return {
    count,
    sets,
    atNode,
    writeBehaviour: (weights, behaviour) => {
      for (const { informationSet, actions, first } of sets) {
        const row = behaviour[informationSet] as Float64Array;
        let total = 0;
        for (let a = 0; a < actions; a++) {
          const weight = weights[first + a] as number;
          row[a] = weight > 1e-12 ? weight : 0;
          total += row[a] as number;
        }
        for (let a = 0; a < actions; a++) {
          row[a] = total > 0 ? (row[a] as number) / total : 1 / actions;
        }
      }
    },
  };
}
