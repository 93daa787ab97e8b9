/**
 * Who plays: some look ahead so many moves, some have practised against themselves for so many games. How strong
 * that makes them is nobody's input; it is measured by letting them play.
 */
import type { Random } from "@cidery/core";
import type { TwoPlayerGame } from "@cidery/core/learn";
import { selfPlay } from "@cidery/core/learn";
import type { Nim } from "./nim.ts";

/** What somebody does in a position, and thinks of it. */
export interface Player {
  readonly title: string;
  /** Positions it may go to, each as likely, by position. */
  readonly replies: readonly Int32Array[];
  /** Whether it thinks that whoever moves wins (1), loses (−1), or does not know (0). */
  readonly thinks: Int8Array;
}

/**
 * Looks ahead so many moves, both sides': minimax cut off there, where nothing is known. Of moves that look the same it
 * takes any. The first `depth` moves of all positions are worked out together, so the cost is depth × positions × moves.
 */
export function searcher({ moves }: Nim, depth: number): Player {
  let before = new Int8Array(moves.length);
  let thinks = new Int8Array(moves.length);
  // Without a move to make, whoever is to move has lost: that needs no looking ahead.
  before[0] = thinks[0] = -1;
  for (let ahead = 1; ahead <= depth; ahead++) {
    before = thinks;
    thinks = Int8Array.from(moves, (reached) => best(reached, before));
  }
  const replies = moves.map((reached) => {
    const worth = depth === 0 ? 0 : best(reached, before);
    return depth === 0 ? reached : reached.filter((next) => -(before[next] as number) === worth);
  });
  return { title: depth === 0 ? "plays at random" : `looks ${depth} ahead`, replies, thinks };
}

/** The most that a move is worth to whoever makes it; −1 where there is none. */
function best(reached: Int32Array, thinks: Int8Array): number {
  let most = -1;
  for (const next of reached) most = Math.max(most, -(thinks[next] as number));
  return most;
}

/** A position and whose turn it is; nobody's before heaps are drawn. */
interface Turn {
  readonly at: number;
  readonly first: boolean;
}

/** The game as self-play meets it: worth 1 if the one who began takes the last. */
export function nimGame(nim: Nim): TwoPlayerGame<Turn> {
  const { moves, starts } = nim;
  return {
    initial: { at: -1, first: true },
    mover({ at, first }) {
      if (at < 0) return "chance";
      if (at === 0) return "over";
      return first ? "maximiser" : "minimiser";
    },
    moveCount: ({ at }) => (at < 0 ? starts.length : (moves[at]?.length ?? 0)),
    probability: (_, move) => starts[move]?.[1] ?? 0,
    play: ({ at, first }, move) =>
      at < 0
        ? { at: starts[move]?.[0] ?? 0, first: true }
        : { at: moves[at]?.[move] ?? 0, first: !first },
    worth: ({ first }) => (first ? -1 : 1),
    key: ({ at, first }) => `${at} ${first}`,
  };
}

/** Has played so many games against itself; where it has never been it takes any move. */
export function practised(nim: Nim, games: number, random: Random): Player {
  const { choose, value } = selfPlay(nimGame(nim), { games, random });
  const seen = nim.moves.map((_, at) => value({ at, first: true }));
  const replies = nim.moves.map((reached, at) =>
    at === 0 || seen[at] === undefined
      ? reached
      : Int32Array.of(reached[choose({ at, first: true })] as number),
  );
  const thinks = Int8Array.from(seen, (worth) => Math.sign(worth ?? 0));
  return { title: `practised ${games} games`, replies, thinks };
}
