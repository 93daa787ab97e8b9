/**
 * The same maps, learnt by trying: deep Q-learning of the kit, told nothing but what is paid. Episodes start in any situation of a map of
 * its training, so that all of them are met. What a probe reads is the network's one hidden layer.
 */
import type { Behaviour, Environment, Observation } from "@cidery/core/learn";
import { deepQ } from "@cidery/core/learn";
import type { Random } from "@cidery/core";
import { implemented } from "../src/tamperMap.ts";
import type { Rules, TamperMap } from "../src/tamperMap.ts";
import type { Legible } from "./probing.ts";
import type { Mover } from "./schooling.ts";
import type { Situation } from "./world.ts";
import { after, MOVES, onesOf, situationsOf, stateOf } from "./world.ts";

function seen(situation: Situation, inputs: number): Float64Array {
  const vector = new Float64Array(inputs);
  for (const one of onesOf(situation)) vector[one] = 1;
  return vector;
}

/** Moving on maps drawn from these; paid as implemented. */
function moving(
  maps: readonly TamperMap[],
  rules: Rules,
  inputs: number,
): Environment<Observation> {
  const starts = maps.map((map) => situationsOf(map, rules.horizon));
  return {
    horizon: rules.horizon,
    // Bounds that leave zeros and ones as they are.
    space: { shape: [inputs], low: -1, high: 1 },
    begin(random) {
      let now = random.pick(random.pick(starts));
      const paying = implemented(now.map, rules);
      return {
        get observation() {
          return now.left === 0 ? undefined : seen(now, inputs);
        },
        actionCount: MOVES,
        act(action) {
          const before = now;
          now = after(before, action);
          return paying(stateOf(before), action, stateOf(now));
        },
      };
    },
  };
}

export interface DeepTraining {
  readonly inputs: number;
  readonly units: number;
  readonly episodes: number;
  readonly random: Random;
  /** Told now and then how it moves as it is then. */
  readonly onLook?: (done: number, moves: Mover) => void;
}

/** The learner, as somebody reads it. Cost: some 2 turns of learning for each episode of 6 steps, 32 examples each. */
export function deeplyTaught(
  maps: readonly TamperMap[],
  rules: Rules,
  { inputs, units, episodes, random, onLook }: DeepTraining,
): Legible {
  const learner = deepQ({ hidden: [units] });
  const movesBy =
    (behaviour: Behaviour<Observation>): Mover =>
    (situation) =>
      behaviour.choose(seen(situation, inputs), MOVES, random);
  const { behaviour, hidden } = learner.train(moving(maps, rules, inputs), {
    episodes,
    random,
    rate: 0.005,
    onCheckpoint: (done, soFar) => onLook?.(done, movesBy(soFar)),
  });
  if (hidden === undefined) throw new RangeError("this learner has no hidden layer");
  return {
    moves: movesBy(behaviour),
    hidden: (situation) => hidden(seen(situation, inputs)),
  };
}
