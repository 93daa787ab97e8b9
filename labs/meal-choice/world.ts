/**
 * Meal choice (rules after the game of the assistance-games project, Shah et al. 2020): flour, then
 * dough, then a pie, which is eaten one step after it was baked. A question costs something and is
 * answered one step later, if the human is back by then. What is wanted is hidden.
 */
import type { LabWorld, Outcome } from "@cidery/core/learn";

type Kitchen = "flour" | "dough" | "apple" | "blueberry" | "eaten";
/** A pie, or that none be made. */
export type Wish = "apple" | "blueberry" | "none";

export interface MealState {
  readonly time: number;
  readonly wanted: Wish;
  readonly kitchen: Kitchen;
  /** The last answer, if there was one. */
  readonly heard: Wish | "nothing";
}

export interface MealOptions {
  /** How likely apple is, if any pie is wanted. */
  readonly prior: number;
  /** How likely no pie is wanted; every pie is a wrong one then. */
  readonly none?: number;
  readonly queryCost: number;
  readonly right: number;
  readonly wrong: number;
  readonly horizon: number;
  /** First time at which the human answers. */
  readonly feedbackTime: number;
  /** Do questions end when cooking starts? */
  readonly phased?: boolean;
  /** Does the robot hear answers? */
  readonly deaf?: boolean;
}

export const MOVES = ["wait", "make dough", "bake apple", "bake blueberry", "ask"] as const;

/** How likely each wish is; those that cannot be are left out. */
export function wishes({
  prior,
  none = 0,
}: Pick<MealOptions, "prior" | "none">): readonly Outcome<Wish>[] {
  const all: readonly Outcome<Wish>[] = [
    { state: "apple", probability: prior * (1 - none) },
    { state: "blueberry", probability: (1 - prior) * (1 - none) },
    { state: "none", probability: none },
  ];
  return none > 0 ? all : all.slice(0, 2);
}

export function mealWorld(options: MealOptions): LabWorld<MealState> {
  return {
    horizon: options.horizon,
    initial: () =>
      wishes(options).map(({ state: wanted, probability }) => ({
        state: { time: 0, wanted, kitchen: "flour", heard: "nothing" },
        probability,
      })),
    key: ({ time, wanted, kitchen, heard }) => `${time},${wanted},${kitchen},${heard}`,
    actionCount: ({ time, kitchen }) =>
      kitchen === "eaten" || time >= options.horizon ? 0 : MOVES.length,
    step: (state, action) => [
      { state: after(state, MOVES[action] ?? "wait", options), probability: 1 },
    ],
    reward({ kitchen, wanted }, action, next) {
      const asked = MOVES[action] === "ask" ? options.queryCost : 0;
      if (next.kitchen !== "eaten" || kitchen === "eaten") return -asked;
      return (kitchen === wanted ? options.right : options.wrong) - asked;
    },
    observe: ({ time, kitchen, heard }) =>
      `${time},${kitchen},${options.deaf === true ? "nothing" : heard}`,
  };
}

function after(
  { time, wanted, kitchen, heard }: MealState,
  move: (typeof MOVES)[number],
  { feedbackTime, phased }: MealOptions,
): MealState {
  const answered =
    move === "ask" && time + 1 >= feedbackTime && (phased !== true || kitchen === "flour");
  return {
    time: time + 1,
    wanted,
    kitchen: cooked(kitchen, move),
    heard: answered ? wanted : heard,
  };
}

function cooked(kitchen: Kitchen, move: (typeof MOVES)[number]): Kitchen {
  if (kitchen === "apple" || kitchen === "blueberry" || kitchen === "eaten") return "eaten";
  if (kitchen === "flour") return move === "make dough" ? "dough" : "flour";
  if (move === "bake apple") return "apple";
  return move === "bake blueberry" ? "blueberry" : "dough";
}
