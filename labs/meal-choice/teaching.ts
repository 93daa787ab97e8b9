/**
 * One round of a random assistance game: a human who knows the type acts, a robot that sees the
 * action acts, both are paid the same. A literal human does what is best for itself alone; a
 * teaching one chooses, with the robot, the best pair of rules. Two ways to find that pair: over
 * all rules of the human (the plain reduction to a POMDP), or by letting each type answer the
 * robot's rule for itself (Malik et al. 2018).
 */
import type { Random } from "@cidery/core";

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

/** A rule for each, and what they get together. */
export interface Solved {
  readonly value: number;
  /** The human's action by type. */
  readonly human: readonly number[];
  /** The robot's answer by the human's action. */
  readonly robot: readonly number[];
}

/** The robot's best answers to a rule of the human. */
function answersTo(game: TeachingGame, human: readonly number[]): number[] {
  return Array.from({ length: game.humanActions }, (_, action) => {
    const worths = Array.from({ length: game.robotActions }, (_answer, answer) =>
      human.reduce(
        (sum, own, type) => sum + (own === action ? (game.robotPay[type]?.[answer] ?? 0) : 0),
        0,
      ),
    );
    return worths.indexOf(Math.max(...worths));
  });
}

/** The human does what is best for itself, the robot makes the most of seeing it. */
export function demonstrate(game: TeachingGame): Solved {
  const human = game.humanPay.map((row) => row.indexOf(Math.max(...row)));
  const robot = answersTo(game, human);
  return { human, robot, value: joint(game, human, robot) };
}

/** The best the two can do when the robot does not look: each by itself. */
export function apart(game: TeachingGame): Solved {
  const { human } = demonstrate(game);
  const worths = Array.from({ length: game.robotActions }, (_, answer) =>
    game.robotPay.reduce((sum, row) => sum + (row[answer] ?? 0), 0),
  );
  const answer = worths.indexOf(Math.max(...worths));
  const robot = Array.from({ length: game.humanActions }, () => answer);
  return { human, robot, value: joint(game, human, robot) };
}

/** What the human's actions pay by themselves. */
export function ownPay({ humanPay, types }: TeachingGame, { human }: Solved): number {
  return human.reduce((sum, action, type) => sum + (humanPay[type]?.[action] ?? 0), 0) / types;
}

/** How likely the robot's answer is the best for what is wanted. */
export function satisfied(game: TeachingGame, { human, robot }: Solved): number {
  const right = human.filter((own, type) => {
    const pays = game.robotPay[type] ?? [];
    return pays[robot[own] ?? 0] === Math.max(...pays);
  });
  return right.length / game.types;
}

export interface Planned extends Solved {
  /** Human actions looked at. */
  readonly looks: number;
}

/** The robot's rules, each against all rules of the human. */
export function planOverRules(game: TeachingGame): Planned {
  let best: Solved = { value: Number.NEGATIVE_INFINITY, human: [], robot: [] };
  let looks = 0;
  for (const robot of rules(game.humanActions, game.robotActions))
    for (const human of rules(game.types, game.humanActions)) {
      looks++;
      const value = joint(game, human, robot);
      if (value > best.value) best = { value, human, robot };
    }
  return { ...best, looks };
}

/** The robot's rules, each answered by every type for itself. */
export function planByType(game: TeachingGame): Planned {
  let best: Solved = { value: Number.NEGATIVE_INFINITY, human: [], robot: [] };
  let looks = 0;
  for (const robot of rules(game.humanActions, game.robotActions)) {
    const human = game.humanPay.map((own, type) => {
      const worths = own.map(
        (pay, action) => pay + (game.robotPay[type]?.[robot[action] ?? 0] ?? 0),
      );
      looks += worths.length;
      return worths.indexOf(Math.max(...worths));
    });
    const value = joint(game, human, robot);
    if (value > best.value) best = { value, human, robot };
  }
  return { ...best, looks };
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
