/**
 * The diagrams keep of a kitchen what there is to decide: whether to ask, and what to do about it. Here
 * both are decided at random in the kitchen itself, and what they led to is read off its states.
 */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import type { LabWorld } from "@cidery/core/learn";
import { Random as Chance } from "@cidery/core";
import { drawOutcome } from "@cidery/core/learn";
import { randomGame } from "./teaching.ts";
import { mealWorld, MOVES } from "./world.ts";
import { WORMY_MOVES, wormyWorld } from "./wormy.ts";

const MEAL = {
  prior: 0.7,
  none: 0.2,
  queryCost: 0.1,
  right: 2,
  wrong: -1,
  horizon: 6,
  feedbackTime: 2,
} as const;
const WORMY = {
  prior: 0.5,
  worms: 0.5,
  queryCost: 0.1,
  pie: 2,
  wrong: -2,
  horizon: 4,
} as const;

type Drawn = Readonly<Record<string, WorldValue>>;

export function ties(): readonly WorldTie[] {
  const hears = { A1: [], A2: ["A1", "H"] };
  return [
    { kind: "sampled", diagram: "diagram.cid", draw: drawMeal, shown: hears },
    { kind: "sampled", diagram: "deaf.cid", draw: drawMeal, shown: { A1: [], A2: ["A1"] } },
    {
      kind: "sampled",
      diagram: "wormy.cid",
      draw: (random) => drawWormy(random, false),
      shown: { A1: ["W"], A2: ["W", "A1", "H"] },
    },
    {
      kind: "sampled",
      diagram: "wormy-phased.cid",
      draw: (random) => drawWormy(random, true),
      shown: { A1: [], A2: ["W", "A1", "H"] },
    },
    {
      kind: "sampled",
      diagram: "teaching.cid",
      draw: drawGame,
      shown: { H: ["Theta"], A2: ["H"] },
    },
    { kind: "sampled", diagram: "literal.cid", draw: drawGame, shown: { H: ["Theta"], A2: ["H"] } },
  ];
}

/** What some moves come to, one after the other, and where they lead. */
function played<S>(
  world: LabWorld<S>,
  names: readonly string[],
  moves: readonly string[],
  random: Random,
): { readonly states: readonly S[]; readonly rewards: readonly number[] } {
  const states = [drawOutcome(world.initial(), random)];
  const rewards = moves.map((move, i) => {
    const [before, action] = [states[i] as S, names.indexOf(move)];
    const after = drawOutcome(world.step(before, action), random);
    states.push(after);
    return world.reward(before, action, after);
  });
  return { states, rewards };
}

function drawMeal(random: Random): Drawn {
  const [asks, pie] = [random.below(2) === 1, random.pick(["apple", "blueberry"])];
  const moves = ["wait", asks ? "ask" : "wait", "make dough", `bake ${pie}`, "wait"];
  const { states, rewards } = played(mealWorld(MEAL), MOVES, moves, random);
  const last = states.at(-1);
  const [, price = 0, ...rest] = rewards;
  return {
    Theta: last?.wanted ?? "",
    A1: asks,
    H: last?.heard ?? "",
    A2: pie,
    U1: price,
    U2: rest.reduce((sum, reward) => sum + reward, 0),
  };
}

function drawWormy(random: Random, asksFirst: boolean): Drawn {
  const [asks, bin] = [random.below(2) === 1, random.pick(["compost", "trash"])];
  const question = asks ? "ask" : "wait";
  const begin = asksFirst ? [question, "get apples"] : ["get apples", question];
  const moves = [...begin, `use the ${bin}`, "make a pie"];
  const world = wormyWorld({ ...WORMY, phased: asksFirst });
  const { states, rewards } = played(world, WORMY_MOVES, moves, random);
  const asked = begin.indexOf(question);
  return {
    Theta: states[0]?.wanted ?? "",
    W: states[2]?.apples === "wormy",
    A1: asks,
    H: states[2]?.heard ?? "",
    A2: bin,
    U1: rewards[asked] ?? 0,
    U2: rewards.reduce((sum, reward, i) => (i === asked ? sum : sum + reward), 0),
  };
}

/** Pays are those of one game; which does not matter. */
const GAME = randomGame(3, 3, 3, Chance.seeded(1));

function drawGame(random: Random): Drawn {
  const [type, own, answer] = [random.below(3), random.below(3), random.below(3)];
  return {
    Theta: type,
    H: own,
    A2: answer,
    U1: GAME.humanPay[type]?.[own] ?? 0,
    U2: GAME.robotPay[type]?.[answer] ?? 0,
  };
}
