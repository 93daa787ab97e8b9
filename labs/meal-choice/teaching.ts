/**
 * One round of a random assistance game: a human who knows the type acts, a robot that sees the
 * action acts, both are paid the same. A literal human does what is best for itself alone; a
 * teaching one chooses, with the robot, the best pair of rules. Two ways to find that pair: over
 * all rules of the human (the plain reduction to a POMDP), or by letting each type answer the
 * robot's rule for itself (Malik et al. 2018).
 */
import type { Random } from "cidery";

export interface TeachingGame {
  readonly types: number;
  readonly humanActions: number;
  readonly robotActions: number;
  /** By type and action; types are equally likely. */
  readonly humanPay: readonly (readonly number[])[];
  readonly robotPay: readonly (readonly number[])[];
}

export function randomGame(
  types: number,
  humanActions: number,
  robotActions: number,
  random: Random,
): TeachingGame {
  const table = (columns: number, scale: number): number[][] =>
    Array.from({ length: types }, () =>
      Array.from({ length: columns }, () => scale * random.unit()),
    );
  // What the robot does later matters more than the demonstration.
  const [humanPay, robotPay] = [table(humanActions, 1), table(robotActions, 3)];
  return { types, humanActions, robotActions, humanPay, robotPay };
}

/** Joint pay when the human follows the rule and the robot answers each action as well as it can. */
function paid(game: TeachingGame, rule: readonly number[]): number {
  let sum = 0;
  for (let action = 0; action < game.humanActions; action++) {
    let best = 0;
    for (let answer = 0; answer < game.robotActions; answer++) {
      let worth = 0;
      for (const [type, own] of rule.entries())
        if (own === action) worth += game.robotPay[type]?.[answer] ?? 0;
      best = Math.max(best, worth);
    }
    sum += best;
  }
  for (const [type, own] of rule.entries()) sum += game.humanPay[type]?.[own] ?? 0;
  return sum / game.types;
}

export function literalValue(game: TeachingGame): number {
  return paid(
    game,
    game.humanPay.map((row) => row.indexOf(Math.max(...row))),
  );
}

export interface Planned {
  readonly value: number;
  /** Human actions looked at. */
  readonly looks: number;
}

/** The robot's rules, each against all rules of the human. */
export function planOverRules(game: TeachingGame): Planned {
  let value = Number.NEGATIVE_INFINITY;
  let looks = 0;
  for (const robot of rules(game.humanActions, game.robotActions))
    for (const human of rules(game.types, game.humanActions)) {
      looks++;
      value = Math.max(value, joint(game, human, robot));
    }
  return { value, looks };
}

/** The robot's rules, each answered by every type for itself. */
export function planByType(game: TeachingGame): Planned {
  let value = Number.NEGATIVE_INFINITY;
  let looks = 0;
  for (const robot of rules(game.humanActions, game.robotActions)) {
    let sum = 0;
    for (let type = 0; type < game.types; type++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let action = 0; action < game.humanActions; action++) {
        looks++;
        const answer = game.robotPay[type]?.[robot[action] ?? 0] ?? 0;
        best = Math.max(best, (game.humanPay[type]?.[action] ?? 0) + answer);
      }
      sum += best;
    }
    value = Math.max(value, sum / game.types);
  }
  return { value, looks };
}

function joint(game: TeachingGame, human: readonly number[], robot: readonly number[]): number {
  let sum = 0;
  for (const [type, action] of human.entries())
    sum += (game.humanPay[type]?.[action] ?? 0) + (game.robotPay[type]?.[robot[action] ?? 0] ?? 0);
  return sum / game.types;
}

/** Every way to give each of `places` one of `choices`. */
function* rules(places: number, choices: number): Generator<number[]> {
  for (let code = 0; code < choices ** places; code++)
    yield Array.from({ length: places }, (_, i) => Math.floor(code / choices ** i) % choices);
}
