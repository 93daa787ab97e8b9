import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { shards } from "./lab.ts";
import { houseAt, planOf, selfCalled } from "./selves.ts";
import type { HouseState } from "./world.ts";
import { awakeIn, houseWorld, judgedBy, MOVES } from "./world.ts";

testLab(shards, 2);

/** What each self does, by trying every move and asking what the selves after it would do: no tables, no planner. */
function byTrying(
  options: Parameters<typeof houseWorld>[0],
  state: HouseState,
  steps: number,
): readonly HouseState[] {
  if (steps === 0) return [];
  const judge = judgedBy(awakeIn(state), options);
  const world = houseWorld(options);
  const ways = MOVES.map((_, action) => {
    const to = world.step(state, action)[0]?.state ?? state;
    return [to, ...byTrying(options, to, steps - 1)];
  });
  const worth = (way: readonly HouseState[]): number =>
    way.reduce((sum, to, i) => sum + judge(way[i - 1] ?? state, 0, to), 0);
  return ways.reduce((best, way) => (worth(way) > worth(best) + 1e-12 ? way : best));
}

test("foreseeing is what trying every move finds, whatever the values are", () => {
  const random = Random.seeded(4);
  for (let i = 0; i < 12; i++) {
    const drawn = () => Math.round(300 * random.unit()) / 100;
    const settings = {
      T: 5,
      love: drawn(),
      work: drawn(),
      sweets: drawn(),
      joy: drawn(),
      binding: random.unit(),
    };
    const options = { ...settings, horizon: 5 };
    const plan = planOf(selfCalled("foreseeing"), settings, {
      seed: 1,
      signal: { aborted: false },
    });
    const house = houseAt(options);
    let [state] = house.states;
    for (const expected of byTrying(options, state as HouseState, 5)) {
      const action = plan.choice[state?.turn ?? 0]?.[house.indexOf(state as HouseState)] ?? -1;
      state = house.world.step(state as HouseState, action)[0]?.state;
      expect(state).toEqual(expected);
    }
  }
});
