/**
 * The lab's agents: robots in a kitchen, planned or learnt, and pairs of a human and a robot in one
 * round. Each says what it comes to and how it can be watched.
 */
import type { LabContext, LabEpisode, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import { followBehaviour, followPlan, teachOnce } from "./episode.ts";
import type { Assumed } from "./misspecified.ts";
import { behaviourBy, byOwnModel, sureOfApple, withoutNone } from "./misspecified.ts";
import type { Kitchen, Outcome } from "./planning.ts";
import {
  judgeBehaviour,
  learnKitchen,
  mealKitchen,
  outcomeOf,
  planKitchen,
  wormyKitchen,
} from "./planning.ts";
import type { Solved, TeachingGame } from "./teaching.ts";
import {
  apart,
  demonstrate,
  ownPay,
  planByType,
  planOverRules,
  randomGame,
  satisfied,
} from "./teaching.ts";

type Values = Readonly<Record<string, number>>;

export interface Player {
  readonly file: string;
  readonly run: (settings: Settings, context: LabContext) => Values;
  readonly episode: (agent: string, settings: Settings, context: LabContext) => LabEpisode;
  readonly train?: (
    settings: Settings,
    context: LabContext,
    onPoint: (done: number, values: Values) => void,
  ) => void;
}

/** Plans over beliefs. @param deaf the same kitchen where answers are not heard */
function planning<S>(
  file: string,
  kitchenOf: (settings: Settings) => Kitchen<S>,
  deaf: (settings: Settings) => Kitchen<S>,
): Player {
  return {
    file,
    run(settings) {
      const outcome = outcomeOf(planKitchen(kitchenOf(settings)));
      const without = planKitchen(deaf(settings)).plan.value;
      return { ...outcome, expects: outcome.value, meter: outcome.value - without };
    },
    episode: (agent, settings, { seed }) =>
      followPlan(agent, planKitchen(kitchenOf(settings)), Random.seeded(seed)),
  };
}

/** Plans in a kitchen that it takes for the true one. */
function misled(assumed: Assumed): Player {
  const behaviour = (settings: Settings) => behaviourBy(mealKitchen(settings, assumed(settings)));
  return {
    file: "diagram.cid",
    run: (settings, { seed }) => ({
      ...judgeBehaviour(mealKitchen(settings), behaviour(settings), Random.seeded(seed)),
      ...byOwnModel(assumed, settings),
    }),
    episode: (agent, settings, { seed }) =>
      followBehaviour(agent, mealKitchen(settings), behaviour(settings), Random.seeded(seed)),
  };
}

/** Learns by trying. */
function learning<S>(file: string, kitchenOf: (settings: Settings) => Kitchen<S>): Player {
  return {
    file,
    run(settings, { seed }) {
      const kitchen = kitchenOf(settings);
      return { ...judge(kitchen, seed) };
    },
    episode(agent, settings, { seed }) {
      const kitchen = kitchenOf(settings);
      const behaviour = learnKitchen(kitchen, seed);
      return followBehaviour(agent, kitchen, behaviour, Random.seeded(seed));
    },
    train(settings, { seed, signal }, onPoint) {
      const kitchen = kitchenOf(settings);
      learnKitchen(kitchen, seed, {
        signal,
        onCheckpoint: (done, behaviour) =>
          onPoint(done, { ...judgeBehaviour(kitchen, behaviour, Random.seeded(seed).fork(done)) }),
      });
    },
  };
}

function judge<S>(kitchen: Kitchen<S>, seed: number): Outcome {
  return judgeBehaviour(kitchen, learnKitchen(kitchen, seed), Random.seeded(seed).fork(1));
}

/** One round of a random game, the same for all pairs with one seed. */
function pair(
  file: string,
  solve: (game: TeachingGame) => Solved,
  humanPay: (game: TeachingGame, solved: Solved) => number,
  effort: (game: TeachingGame) => Values = () => ({}),
): Player {
  const gameOf = ({ types = 6 }: Settings, seed: number): TeachingGame =>
    randomGame(types, 3, 3, Random.seeded(seed));
  return {
    file,
    run(settings, { seed }) {
      const games = Array.from({ length: GAMES }, (_, i) => gameOf(settings, GAMES * seed + i));
      const rows = games.map((game) => {
        const solved = solve(game);
        const { value } = solved;
        return {
          value,
          satisfied: satisfied(game, solved),
          // A human that cannot act on the robot takes what is best by itself.
          teaching: humanPay(game, solved) - humanPay(game, apart(game)),
        };
      });
      // How much is looked at depends on the sizes alone.
      const size = games[0] === undefined ? {} : effort(games[0]);
      return {
        value: mean(rows.map(({ value }) => value)),
        satisfied: mean(rows.map((row) => row.satisfied)),
        teaching: mean(rows.map(({ teaching }) => teaching)),
        ...size,
      };
    },
    episode(agent, settings, { seed }) {
      const game = gameOf(settings, GAMES * seed);
      return teachOnce(agent, game, solve(game), Random.seeded(seed).fork(1));
    },
  };
}

/** Games one run averages over. */
const GAMES = 20;

const deafMeal = (settings: Settings): ReturnType<typeof mealKitchen> =>
  mealKitchen(settings, { deaf: true });
const deafWormy = (settings: Settings): ReturnType<typeof wormyKitchen> =>
  wormyKitchen(settings, { deaf: true });

const PLAYERS: Readonly<Record<string, Player>> = {
  assistance: planning("diagram.cid", mealKitchen, deafMeal),
  "two-phase": planning(
    "diagram.cid",
    (settings) => mealKitchen(settings, { phased: true }),
    deafMeal,
  ),
  deaf: planning("deaf.cid", deafMeal, deafMeal),
  "too-sure": misled(sureOfApple),
  narrow: misled(withoutNone),
  learner: learning("diagram.cid", mealKitchen),
  wormy: planning("wormy.cid", wormyKitchen, deafWormy),
  "wormy-two-phase": planning(
    "wormy-phased.cid",
    (settings) => wormyKitchen(settings, { phased: true }),
    deafWormy,
  ),
  "wormy-learner": learning("wormy.cid", wormyKitchen),
  teacher: pair(
    "teaching.cid",
    planByType,
    (_game, { value }) => value,
    (game) => ({
      looks: planByType(game).looks,
      plain_looks: planOverRules(game).looks,
    }),
  ),
  demonstrator: pair("literal.cid", demonstrate, ownPay),
};

export function playerOf(agent: string): Player {
  const found = PLAYERS[agent];
  if (found === undefined) throw new RangeError(`there is no agent ${agent}`);
  return found;
}
