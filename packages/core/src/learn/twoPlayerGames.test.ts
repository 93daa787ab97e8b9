/** Searching games of two players, against brute force and games whose theory is known. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mover, TreeSearchResult, TwoPlayerGame } from "./index.ts";
import { Random } from "../base/index.ts";
import { minimax, monteCarloTreeSearch } from "./index.ts";

/** A random tree: paths are states, everything about a path comes from its hash and the seed. */
function randomTree(seed: number, depth: number, withChance: boolean): TwoPlayerGame<string> {
  const draw = (path: string, what: number): number => {
    let hash = seed ^ Math.imul(what, 0x9e3779b1);
    for (const letter of path) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    return Random.seeded(hash).unit();
  };
  const movers: readonly Mover[] = withChance
    ? ["maximiser", "minimiser", "chance"]
    : ["maximiser", "minimiser"];
  return {
    initial: "",
    mover: (path) =>
      path.length >= depth || (path.length > 2 && draw(path, 1) < 0.1)
        ? "over"
        : (movers[Math.floor(draw(path, 2) * movers.length)] ?? "over"),
    moveCount: (path) => 1 + Math.floor(draw(path, 3) * 3),
    play: (path, move) => path + move,
    // A few values only, so that ties are common.
    worth: (path) => Math.floor(draw(path, 4) * 7) - 3,
  };
}

function bruteForce<S>(game: TwoPlayerGame<S>, state: S): number {
  const mover = game.mover(state);
  if (mover === "over") return game.worth(state);
  const count = game.moveCount(state);
  const values = Array.from({ length: count }, (_, m) => bruteForce(game, game.play(state, m)));
  if (mover === "chance")
    return values.reduce((sum, v, m) => sum + v * (game.probability?.(state, m) ?? 1 / count), 0);
  return mover === "maximiser" ? Math.max(...values) : Math.min(...values);
}

type Board = string;
const LINES = ["012", "345", "678", "036", "147", "258", "048", "246"];
const won = (board: Board, mark: string): boolean =>
  LINES.some((line) => line.split("").every((at) => board[Number(at)] === mark));
const free = (board: Board): number[] => board.split("").flatMap((c, i) => (c === "." ? [i] : []));
const TIC_TAC_TOE: TwoPlayerGame<Board> = {
  initial: ".........",
  mover: (board) => {
    if (won(board, "x") || won(board, "o") || free(board).length === 0) return "over";
    return free(board).length % 2 === 1 ? "maximiser" : "minimiser";
  },
  moveCount: (board) => free(board).length,
  play: (board, move) => {
    const at = free(board)[move] ?? 0;
    return board.slice(0, at) + (free(board).length % 2 === 1 ? "x" : "o") + board.slice(at + 1);
  },
  worth: (board) => (won(board, "x") ? 1 : won(board, "o") ? -1 : 0),
  key: (board) => board,
};

/** Nim: whoever takes the last stick wins. */
type Heaps = { readonly heaps: readonly number[]; readonly first: boolean };
function nim(heaps: readonly number[], keyed: boolean): TwoPlayerGame<Heaps> {
  const takings = ({ heaps: h }: Heaps): [number, number][] =>
    h.flatMap((n, i) => Array.from({ length: n }, (_, k): [number, number] => [i, k + 1]));
  return {
    initial: { heaps, first: true },
    mover: (s) => (s.heaps.every((n) => n === 0) ? "over" : s.first ? "maximiser" : "minimiser"),
    moveCount: (s) => takings(s).length,
    play: (s, move) => {
      const [heap, sticks] = takings(s)[move] ?? [0, 0];
      return { heaps: s.heaps.map((n, i) => (i === heap ? n - sticks : n)), first: !s.first };
    },
    worth: (s) => (s.first ? -1 : 1),
    ...(keyed ? { key: (s: Heaps) => `${s.heaps.join()}${s.first}` } : {}),
  };
}

describe("minimax", () => {
  test("agrees with brute force on random trees, with and without chance and memory", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 6 }),
        fc.boolean(),
        (seed, depth, chance) => {
          const tree = randomTree(seed, depth, chance);
          const exact = bruteForce(tree, "");
          for (const game of [tree, { ...tree, key: (path: string) => path }]) {
            const { value, move } = minimax(game);
            expect(value).toBeCloseTo(exact, 12);
            const mover = tree.mover("");
            if (mover === "maximiser" || mover === "minimiser") {
              const worths = Array.from({ length: tree.moveCount("") }, (_, m) =>
                bruteForce(tree, tree.play("", m)),
              );
              // The first best move: ties are exact where chance does not add rounding.
              expect(worths[move]).toBeCloseTo(exact, 12);
              if (!chance) expect(move).toBe(worths.indexOf(exact));
            } else expect(move).toBe(-1);
          }
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  test("states that are met in several ways are answered the same from memory", () => {
    // A walk on a small cyclic board, met again and again: value by brute force over the turns.
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = Random.seeded(seed);
        const pay = Array.from({ length: 6 }, () => random.below(9));
        type Walk = { readonly at: number; readonly turn: number };
        const game: TwoPlayerGame<Walk> = {
          initial: { at: 0, turn: 0 },
          mover: ({ turn, at }) =>
            turn === 7 ? "over" : at === 3 ? "chance" : turn % 2 === 0 ? "maximiser" : "minimiser",
          moveCount: () => 3,
          play: ({ at, turn }, move) => ({ at: (at + move + 1) % 6, turn: turn + 1 }),
          probability: (_, move) => [0.5, 0.25, 0.25][move] ?? 0,
          worth: ({ at }) => pay[at] ?? 0,
          key: ({ at, turn }) => `${at} ${turn}`,
        };
        expect(minimax(game).value).toBeCloseTo(bruteForce(game, game.initial), 12);
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  test("tic-tac-toe is a draw, and pruning looks at few of its 549,946 lines", () => {
    expect(minimax(TIC_TAC_TOE).value).toBe(0);
    const { key: _, ...forgetful } = TIC_TAC_TOE;
    const { value, visits } = minimax(forgetful);
    expect(value).toBe(0);
    expect(visits).toBeLessThan(40_000);
  });

  test("Nim is won exactly when the heaps do not cancel (Bouton 1901)", () => {
    for (let a = 0; a <= 3; a++)
      for (let b = a; b <= 4; b++)
        for (let c = b; c <= 5; c++) {
          const game = nim([a, b, c], true);
          const { value, move } = minimax(game);
          expect(value).toBe((a ^ b ^ c) === 0 ? -1 : 1);
          if (value === 1) {
            const { heaps } = game.play(game.initial, move);
            expect(heaps.reduce((x, n) => x ^ n, 0)).toBe(0);
          }
        }
  });

  test("cut at a depth, the estimate stands in; too many states are refused", () => {
    const game = nim([3, 4, 5], false);
    expect(minimax(game, { depth: 2, estimate: () => 0.5 }).value).toBe(0.5);
    expect(minimax(game, { depth: 0, estimate: () => 0.25 })).toMatchObject({
      value: 0.25,
      move: -1,
    });
    expect(() => minimax(game, { maxVisits: 100 })).toThrow(/100 states/);
    const board = "xx.oo....";
    expect(minimax(TIC_TAC_TOE, { from: board })).toMatchObject({ value: 1, move: 0 });
  });

  test("chances that do not sum to 1 are refused", () => {
    const game: TwoPlayerGame<number> = {
      initial: 0,
      mover: (s) => (s === 0 ? "chance" : "over"),
      moveCount: () => 2,
      play: () => 1,
      probability: () => 0.4,
      worth: () => 0,
    };
    expect(() => minimax(game)).toThrow(/0\.8/);
  });
});

describe("Monte-Carlo tree search", () => {
  test("agrees with minimax more often the more it plays", () => {
    const trees = Array.from({ length: 60 }, (_, i) => randomTree(1000 + i, 6, i % 2 === 0)).filter(
      (tree) => tree.moveCount("") > 1 && ["maximiser", "minimiser"].includes(tree.mover("")),
    );
    const agreement = [4, 60, 3000].map((playouts) => {
      let agreed = 0;
      for (const [i, tree] of trees.entries()) {
        const { move } = monteCarloTreeSearch(tree, { playouts, random: Random.seeded(i) });
        const value = bruteForce(tree, "");
        if (Math.abs(bruteForce(tree, tree.play("", move)) - value) < 1e-9) agreed++;
      }
      return agreed / trees.length;
    });
    const [few = 0, some = 0, many = 0] = agreement;
    expect(trees.length).toBeGreaterThan(20);
    expect(some).toBeGreaterThan(few);
    expect(many).toBeGreaterThan(some);
    expect(many).toBeGreaterThanOrEqual(0.95);
  });

  test("it takes the win, blocks the loss, and its value falls towards the draw", () => {
    const play = (from: string, playouts: number): TreeSearchResult =>
      monteCarloTreeSearch(TIC_TAC_TOE, {
        from,
        playouts,
        random: Random.seeded(1),
        exploration: 0.3,
      });
    expect(play("xx.oo....", 500).move).toBe(0);
    expect(play("xx.o.....", 500).move).toBe(0);
    const [early = 0, late = 0] = [300, 5000].map(
      (playouts) => play(TIC_TAC_TOE.initial, playouts).value,
    );
    expect(early).toBeGreaterThan(0.3);
    expect(late).toBeLessThan(0.8 * early);
    expect(late).toBeGreaterThan(-0.05);
  });

  test("the same seed tries the same moves; every playout is counted", () => {
    const search = (): TreeSearchResult =>
      monteCarloTreeSearch(TIC_TAC_TOE, { playouts: 300, random: Random.seeded(9) });
    expect(search()).toEqual(search());
    expect(search().visits.reduce((sum, n) => sum + n, 0)).toBe(300);
  });

  test("where the game is over there is nothing to propose", () => {
    const over = monteCarloTreeSearch(TIC_TAC_TOE, {
      from: "xxxoo....",
      playouts: 10,
      random: Random.seeded(1),
    });
    expect(over).toMatchObject({ move: -1, value: 1, visits: [] });
  });
});
