/** Worlds that show vectors: what their space says, who refuses them, and cells for learners with tables. */
import { describe, expect, test } from "vitest";
import type { Environment } from "./index.ts";
import { Random } from "../base/index.ts";
import { SolveError } from "../solve/index.ts";
import {
  averageReturn,
  cartPole,
  cellOf,
  checkedSpace,
  LEARNERS,
  qLearning,
  rollout,
} from "./index.ts";

const FIRST = { choose: (): number => 0 };

describe("a space", () => {
  test.each([
    [{ shape: [0], low: 0, high: 1 }, /holds no vectors/],
    [{ shape: [2], low: [0, 2], high: 1 }, /number 1 is bounded by 2 and 1/],
    [{ shape: [2], low: [0], high: 1 }, /number 1 is bounded by NaN/],
    [{ shape: [2], low: 0, high: 1, cuts: [[0.5]] }, /cuts for 1 numbers of 2/],
    [{ shape: [1], low: 0, high: 1, cuts: [[0.5, 0.5]] }, /must ascend/],
  ])("that is not sound is refused: %j", (space, why) => {
    expect(() => checkedSpace(space)).toThrow(why);
  });

  test("a cell counts the cuts that were reached", () => {
    const cuts = [[0, 1], [5]];
    const cells = [
      [-1, 4],
      [0, 5],
      [0.5, 6],
      [1, 0],
    ].map((vector) => cellOf(vector, cuts));
    expect(cells).toEqual(["0,0", "1,1", "1,1", "2,0"]);
  });
});

describe("the cart and its pole", () => {
  test("move by the equations of motion, and say when it ended and when it was cut", () => {
    const random = Random.seeded(1);
    let longest = 0;
    for (let n = 0; n < 20; n++) {
      const episode = cartPole(30).begin(random);
      for (let before = episode.observation; before !== undefined; ) {
        const action = random.below(2);
        expect(episode.act(action)).toBe(1);
        const after = episode.observation ?? episode.cut?.observation;
        if (after === undefined) break;
        const [, , angle, turning] = before as unknown as [number, number, number, number];
        const rate = (i: number): number =>
          ((after[i] as number) - ((before as Float64Array)[i] as number)) / 0.02;
        expect(rate(0)).toBeCloseTo(before[1] as number, 9);
        expect(rate(2)).toBeCloseTo(turning, 9);
        // Forces on cart and pole together, and torques about the joint.
        const force = action === 1 ? 10 : -10;
        const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
        expect(1.1 * rate(1) + 0.05 * (rate(3) * cos - turning ** 2 * sin)).toBeCloseTo(force, 8);
        expect((4 / 3) * 0.5 * rate(3) + rate(1) * cos).toBeCloseTo(9.8 * sin, 8);
        before = episode.observation;
      }
      const { steps, cut } = rollout(
        cartPole(12),
        { choose: (_seen, _n, r) => r.below(2) },
        Random.seeded(n),
      );
      longest = Math.max(longest, steps.length);
      expect(cut === undefined).toBe(
        steps.length < 12 || Math.abs(steps.at(-1)?.observation[2] ?? 0) > 0.19,
      );
    }
    expect(longest).toBe(12);
    expect(rollout(cartPole(), FIRST, random).cut).toBeUndefined();
  });
});

describe("learners with tables", () => {
  const uncut: Environment<Float64Array> = {
    ...cartPole(50),
    space: { shape: [4], low: -9, high: 9 },
  };

  test.each(LEARNERS.filter(({ needs }) => needs.startsWith("finitely many observations")))(
    "$id refuses vectors, and says what would help",
    (learner) => {
      const options = { episodes: 1, random: Random.seeded(1) };
      try {
        learner.train(uncut, options);
        expect.unreachable();
      } catch (fault) {
        expect(fault).toBeInstanceOf(SolveError);
        expect((fault as SolveError).message).toMatch(/keeps a table .* vectors of 4 numbers/);
        expect((fault as SolveError).hint).toMatch(/`cuts`.*dqn, ppo/);
      }
    },
  );

  test("learn by the cells that are declared, and act on vectors", () => {
    const seen: number[] = [];
    const { behaviour } = qLearning.train(cartPole(200), {
      episodes: 400,
      random: Random.seeded(2),
      onCheckpoint: (done, now) => {
        seen.push(now.choose(Float64Array.of(0, 0, 0.1, 1), 2, Random.seeded(done)));
      },
    });
    const balanced = averageReturn(cartPole(200), behaviour, 50, Random.seeded(3)).mean;
    const lazy = averageReturn(cartPole(200), FIRST, 50, Random.seeded(3)).mean;
    expect(lazy).toBeLessThan(12);
    expect(balanced).toBeGreaterThan(60);
    // A pole that falls to the right is caught on the right.
    expect(seen.at(-1)).toBe(1);
  });
});
