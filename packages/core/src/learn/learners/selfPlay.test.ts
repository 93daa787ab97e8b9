/** Self-play against the exact values of games, and against an opponent that plays perfectly. */
import { expect, test } from "vitest";
import type { TwoPlayerGame } from "../index.ts";
import { Random } from "../../base/index.ts";
import { minimax, selfPlay } from "../index.ts";

interface Heaps {
  readonly heaps: readonly number[];
  readonly first: boolean;
  /** Chance may take a stick after each move. */
  readonly wind: boolean;
}

/** Take sticks from one heap; whoever takes the last wins 1. With wind, chance takes one more half of the time. */
function nim(heaps: readonly number[], windy: boolean): TwoPlayerGame<Heaps> {
  const takings = (state: Heaps): { heap: number; take: number }[] =>
    state.heaps.flatMap((sticks, heap) =>
      Array.from({ length: sticks }, (_, n) => ({ heap, take: n + 1 })),
    );
  const isEmpty = ({ heaps: left }: Heaps): boolean => left.every((n) => n === 0);
  return {
    initial: { heaps, first: true, wind: false },
    mover: (state) =>
      isEmpty(state) ? "over" : state.wind ? "chance" : state.first ? "maximiser" : "minimiser",
    moveCount: (state) => (state.wind ? 2 : takings(state).length),
    play(state, move) {
      if (state.wind) {
        const at = move === 0 ? -1 : state.heaps.findIndex((n) => n > 1);
        return { ...state, wind: false, heaps: state.heaps.map((n, i) => n - Number(i === at)) };
      }
      const { heap, take } = takings(state)[move] ?? { heap: 0, take: 0 };
      const left = state.heaps.map((n, i) => (i === heap ? n - take : n));
      return { heaps: left, first: !state.first, wind: windy && !left.every((n) => n === 0) };
    },
    worth: ({ first }) => (first ? -1 : 1),
    key: ({ heaps: left, first, wind }) => `${left.join()} ${first} ${wind}`,
  };
}

/** What one side wins by a learnt rule when the other replies perfectly. */
function guaranteed(
  game: TwoPlayerGame<Heaps>,
  choose: (state: Heaps) => number,
  side: "maximiser" | "minimiser",
): number {
  const fixed: TwoPlayerGame<Heaps> = {
    ...game,
    moveCount: (state) => (game.mover(state) === side ? 1 : game.moveCount(state)),
    play: (state, move) => game.play(state, game.mover(state) === side ? choose(state) : move),
  };
  return minimax(fixed).value;
}

test.each([
  ["a won game", [1, 2, 2], false, 1],
  ["a lost game", [1, 2, 3], false, -1],
])(
  "of %s it finds the value, and plays so that no reply does better",
  (_what, heaps, windy, value) => {
    const game = nim(heaps, windy);
    expect(minimax(game).value).toBe(value);
    const { choose, value: thought } = selfPlay(game, { games: 4000, random: Random.seeded(1) });
    expect(thought(game.initial)).toBeCloseTo(value, 2);
    expect(guaranteed(game, choose, "maximiser")).toBe(value);
    expect(guaranteed(game, choose, "minimiser")).toBe(value);
  },
);

test("with chance in the game its values come near to the exact ones", () => {
  const game = nim([2, 3], true);
  const exact = minimax(game).value;
  expect(Math.abs(exact)).toBeLessThan(1);
  const { choose, value } = selfPlay(game, { games: 15_000, random: Random.seeded(2) });
  expect(Math.abs((value(game.initial) ?? 9) - exact)).toBeLessThan(0.1);
  for (const side of ["maximiser", "minimiser"] as const)
    expect(Math.abs(guaranteed(game, choose, side) - exact)).toBeLessThan(0.1);
});

test("a game without keys is refused; a stop is heeded; the same seed plays alike", () => {
  const { key: _key, ...bare } = nim([1, 2], false);
  expect(() => selfPlay(bare, { games: 1, random: Random.seeded(1) })).toThrow(/`key`/);
  let polls = 0;
  const signal = {
    get aborted(): boolean {
      return ++polls > 5;
    },
  };
  const game = nim([1, 2], false);
  expect(selfPlay(game, { games: 1e9, random: Random.seeded(1), signal }).games).toBe(5);
  const once = (): number | undefined =>
    selfPlay(nim([2, 3], true), { games: 300, random: Random.seeded(4) }).value(
      nim([2, 3], true).initial,
    );
  expect(once()).toBe(once());
});
