/**
 * Meal choice (rules after the game of the assistance-games project, Shah et al. 2020): flour, then
 * dough, then a pie, which is eaten one step after it was baked. A question costs something and is
 * answered one step later, if the human is back by then. What is wanted is hidden.
 */
import type { LabWorld } from "@cidery/core/learn";

type Kitchen = "flour" | "dough" | "apple" | "blueberry" | "eaten";
type Pie = "apple" | "blueberry";

export interface MealState {
  readonly time: number;
  readonly wanted: Pie;
  readonly kitchen: Kitchen;
  /** The last answer, if there was one. */
  readonly heard: Pie | "nothing";
}

export interface MealOptions {
  /** How likely apple is. */
  readonly prior: number;
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

export function mealWorld(options: MealOptions): LabWorld<MealState> {
  return {
    horizon: options.horizon,
    initial: () =>
      (["apple", "blueberry"] as const).map((wanted) => ({
        state: { time: 0, wanted, kitchen: "flour", heard: "nothing" },
        probability: wanted === "apple" ? options.prior : 1 - options.prior,
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
