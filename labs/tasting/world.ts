/**
 * Somebody knows the dish of the house and not a new one, proposes one of them each round, tastes what is served, and
 * remembers. Another decides what is served, and hears the proposals only (Chan, Hadfield-Menell, Srinivasa & Dragan 2019:
 * the assistive multi-armed bandit, here with two arms, one of them known). Rules only.
 */
import type { LabWorld, Outcome } from "@cidery/core/learn";

/** 0 the dish of the house, 1 the new one. */
export type Dish = 0 | 1;
export const DISHES: readonly Dish[] = [0, 1];

/** How the eater comes to its proposals. */
export type Eater = "careful" | "stays" | "told";
/** In the order of the parameter. */
export const EATERS: readonly Eater[] = ["careful", "stays", "told"];

export interface Table {
  readonly rounds: number;
  /** How often the dish of the house pleases. */
  readonly house: number;
  /** How likely the new dish is a good one. */
  readonly prior: number;
  /** How often it pleases if it is a good one, and if it is not. */
  readonly good: number;
  readonly bad: number;
  /** How often the other dish is proposed by mistake. */
  readonly slip: number;
  readonly eater: Eater;
  /** Nothing that is tasted is remembered (for the incentive meter). */
  readonly forgets?: boolean;
}

/** How often the new dish was served and pleased, and what came last. */
export interface Memory {
  readonly served: number;
  readonly pleased: number;
  readonly last?: { readonly dish: Dish; readonly pleased: boolean };
}

export interface Meal {
  readonly round: number;
  /** Whether the new dish is a good one. */
  readonly isGood: boolean;
  readonly memory: Memory;
  readonly proposed: Dish;
  /** Whether the last dish pleased. */
  readonly pleased: boolean;
}

export const NOTHING: Memory = { served: 0, pleased: 0 };

function otherDish(dish: Dish): Dish {
  return dish === 0 ? 1 : 0;
}

/** How often a dish pleases. */
export function pleases({ house, good, bad }: Table, isGood: boolean, dish: Dish): number {
  if (dish === 0) return house;
  return isGood ? good : bad;
}

/** How often the new dish is expected to please by what is remembered of it. */
export function expectedOfNew({ prior, good, bad }: Table, { served, pleased }: Memory): number {
  const isGood = prior * good ** pleased * (1 - good) ** (served - pleased);
  const isNot = (1 - prior) * bad ** pleased * (1 - bad) ** (served - pleased);
  const sure = isGood + isNot;
  return sure === 0 ? bad : (isGood * good + isNot * bad) / sure;
}

/** What the eater means to propose; the dish of the house where nothing tells. */
export function means(table: Table, isGood: boolean, memory: Memory): Dish {
  if (table.eater === "told") return pleases(table, isGood, 1) > table.house ? 1 : 0;
  if (table.eater === "stays") {
    const { last } = memory;
    return last === undefined || last.pleased === (last.dish === 0) ? 0 : 1;
  }
  return expectedOfNew(table, memory) > table.house + 1e-12 ? 1 : 0;
}

export function proposals(table: Table, isGood: boolean, memory: Memory): readonly Outcome<Dish>[] {
  const meant = means(table, isGood, memory);
  return [
    { state: meant, probability: 1 - table.slip },
    { state: otherDish(meant), probability: table.slip },
  ].filter(({ probability }) => probability > 0);
}

export function remembers(
  { forgets = false }: Table,
  memory: Memory,
  dish: Dish,
  pleased: boolean,
): Memory {
  if (forgets) return memory;
  const isNew = dish === 1;
  return {
    served: memory.served + Number(isNew),
    pleased: memory.pleased + Number(isNew && pleased),
    last: { dish, pleased },
  };
}

/** What is tasted, remembered and proposed next. */
export function after(table: Table, meal: Meal, dish: Dish): readonly Outcome<Meal>[] {
  const often = pleases(table, meal.isGood, dish);
  return [true, false]
    .map((pleased) => ({ pleased, chance: pleased ? often : 1 - often }))
    .filter(({ chance }) => chance > 0)
    .flatMap(({ pleased, chance }) => {
      const memory = remembers(table, meal.memory, dish, pleased);
      return proposals(table, meal.isGood, memory).map(({ state, probability }) => ({
        state: { round: meal.round + 1, isGood: meal.isGood, memory, proposed: state, pleased },
        probability: chance * probability,
      }));
    });
}

export function firstMeals(table: Table): readonly Outcome<Meal>[] {
  return [true, false]
    .map((isGood) => ({ isGood, chance: isGood ? table.prior : 1 - table.prior }))
    .filter(({ chance }) => chance > 0)
    .flatMap(({ isGood, chance }) =>
      proposals(table, isGood, NOTHING).map(({ state, probability }) => ({
        state: { round: 0, isGood, memory: NOTHING, proposed: state, pleased: false },
        probability: chance * probability,
      })),
    );
}

/** Whoever serves sees what is proposed, and not whether it pleases. */
export function tableWorld(table: Table): LabWorld<Meal> {
  return {
    horizon: table.rounds,
    initial: () => firstMeals(table),
    key: ({ round, isGood, memory, proposed, pleased }) =>
      JSON.stringify([round, isGood, memory, proposed, pleased]),
    actionCount: ({ round }) => (round >= table.rounds ? 0 : DISHES.length),
    step: (meal, action) => after(table, meal, action === 0 ? 0 : 1),
    reward: (_meal, _action, { pleased }) => Number(pleased),
    observe: ({ round, proposed }) => `${round} ${proposed}`,
  };
}
