/**
 * A larger kitchen: a recipe is any set of ingredients, so that `ingredients` of them make
 * 2^ingredients things that may be wanted. The robot may ask about one ingredient at a time, is
 * answered by mistake now and then, and serves one recipe. What is wanted is hidden.
 */
import type { LabWorld } from "@cidery/core/learn";

export interface RecipeState {
  /** Ingredients of the recipe that is wanted, as bits. */
  readonly wanted: number;
  /** The ingredient last asked about and the answer. */
  readonly heard: readonly [ingredient: number, yes: boolean] | undefined;
  readonly served: number | undefined;
}

export interface RecipeOptions {
  readonly ingredients: number;
  /** How likely an answer is wrong. */
  readonly mistake: number;
  readonly queryCost: number;
  readonly right: number;
  readonly wrong: number;
  readonly horizon: number;
}

export function recipeWorld(options: RecipeOptions): LabWorld<RecipeState> {
  const { ingredients, mistake, horizon } = options;
  const recipes = 2 ** ingredients;
  return {
    horizon,
    initial: () =>
      Array.from({ length: recipes }, (_, wanted) => ({
        state: { wanted, heard: undefined, served: undefined },
        probability: 1 / recipes,
      })),
    key: (state) => `${state.wanted},${state.served ?? "open"},${seen(state)}`,
    // First the questions, then the recipes.
    actionCount: ({ served }) => (served === undefined ? ingredients + recipes : 0),
    step(state, action) {
      if (action >= ingredients)
        return [{ state: { ...state, served: action - ingredients }, probability: 1 }];
      const truth = (state.wanted & (1 << action)) !== 0;
      return [truth, !truth].map((yes, i) => ({
        state: { ...state, heard: [action, yes] as const },
        probability: i === 0 ? 1 - mistake : mistake,
      }));
    },
    reward({ wanted }, action, { served }) {
      if (served === undefined) return -options.queryCost;
      return served === wanted && action >= ingredients ? options.right : options.wrong;
    },
    observe: seen,
  };
}

function seen({ heard, served }: RecipeState): string {
  return served === undefined ? `${heard?.join(":") ?? "nothing"}` : "served";
}
