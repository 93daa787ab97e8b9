/**
 * Robots whose model of what may be wanted is wrong: a prior that is too sure, or a family of wishes that lacks one
 * (Carey 2017; Milli, Hadfield-Menell, Dragan & Russell 2017). Each plans exactly in the kitchen it takes for the true
 * one, and is judged in the other. An answer that its model says is impossible is taken for none.
 */
import type { Settings } from "@cidery/core/lab";
import type { Behaviour } from "@cidery/core/learn";
import { beliefTreePlan, tabulate } from "@cidery/core/learn";
import type { Kitchen } from "./planning.ts";
import { mealKitchen, planKitchen } from "./planning.ts";
import type { MealOptions, MealState } from "./world.ts";

export type Assumed = (settings: Settings) => Partial<MealOptions>;

/** Takes apple for as likely as `believed` says. */
export const sureOfApple: Assumed = ({ believed = 0.99 }) => ({ prior: believed });
/** Cannot conceive that no pie is wanted. */
export const withoutNone: Assumed = () => ({ none: 0 });

/** What an observation says of time, kitchen and answer. */
type Seen = Pick<MealState, "time" | "kitchen" | "heard">;

function readSeen(observation: string): Seen {
  const [time = "", kitchen = "", heard = ""] = observation.split(",");
  return { time: Number(time), kitchen, heard } as Seen;
}

/**
 * The best behaviour by a model of the kitchen, wherever it finds itself. What is believed follows from the present
 * observation: what was heard, if the model has it, else what was believed beforehand. Cost: one plan for each observation.
 */
export function behaviourBy({ world, discount, kinds }: Kitchen<MealState>): Behaviour {
  const known = new Map<string, number>();
  const prior = world.initial();
  return {
    choose(observation) {
      const action = known.get(observation) ?? chosenAt(observation);
      known.set(observation, action);
      return action;
    },
  };

  function chosenAt(observation: string): number {
    const { time, kitchen, heard } = readSeen(observation);
    const told = kinds.includes(heard);
    const believed = told ? prior.filter(({ state }) => state.wanted === heard) : prior;
    const initial = believed.map(({ state, probability }) => ({
      state: { ...state, time, kitchen, heard: told ? heard : ("nothing" as const) },
      probability: told ? 1 : probability,
    }));
    const table = tabulate({ ...world, initial: () => initial });
    return beliefTreePlan(table, { discount }).roots[0]?.node.action ?? 0;
  }
}

/** What it expects, and what an answer is worth, by its own model. */
export function byOwnModel(
  assumed: Assumed,
  settings: Settings,
): { readonly expects: number; readonly meter: number } {
  const value = (deaf: boolean): number =>
    planKitchen(mealKitchen(settings, { ...assumed(settings), deaf })).plan.value;
  const expects = value(false);
  return { expects, meter: expects - value(true) };
}
