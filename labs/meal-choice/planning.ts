/**
 * What plans and behaviours in a kitchen come to, exactly: a game is a world with a discount, the
 * question among its moves, and a verdict on whether the person got what was wanted.
 */
import type { Random } from "@cidery/core";
import type { Settings } from "@cidery/core/lab";
import type {
  BeliefNode,
  BeliefPlan,
  Behaviour,
  LabWorld,
  TrainingOptions,
} from "@cidery/core/learn";
import { Random as Chance } from "@cidery/core";
import { beliefTreePlan, qLearning, tabulate, worldEnvironment } from "@cidery/core/learn";
import type { MealOptions, MealState } from "./world.ts";
import { mealWorld, MOVES, wishes } from "./world.ts";
import type { WormyOptions, WormyState } from "./wormy.ts";
import { WORMY_MOVES, wormyWorld } from "./wormy.ts";

export interface Kitchen<S> {
  readonly world: LabWorld<S>;
  readonly discount: number;
  readonly moves: readonly string[];
  /** Was the person served as wanted? Undefined until it is settled. */
  readonly served: (state: S) => boolean | undefined;
  /** What may be wanted, and what a state wants. */
  readonly kinds: readonly string[];
  readonly wanted: (state: S) => string;
  readonly heard: (state: S) => string;
  /** What the robot did with the matter, if it did. */
  readonly chosen: (state: S) => string | undefined;
}

export interface Outcome {
  readonly value: number;
  readonly satisfied: number;
  readonly asks: number;
}

function mealOptions(settings: Settings): MealOptions {
  const { prior = 0.875, query_cost: queryCost = 0.1, right = 2, wrong = -1 } = settings;
  const { horizon = 6, feedback_time: feedbackTime = 2, none = 0 } = settings;
  return { prior, none, queryCost, right, wrong, horizon, feedbackTime };
}

export function mealKitchen(
  settings: Settings,
  changes: Partial<MealOptions> = {},
): Kitchen<MealState> {
  const options = { ...mealOptions(settings), ...changes };
  const { horizon } = options;
  const pie = ({ kitchen }: MealState): string | undefined =>
    kitchen === "apple" || kitchen === "blueberry" ? kitchen : undefined;
  return {
    world: mealWorld(options),
    discount: settings["discount"] ?? 0.99,
    moves: MOVES,
    served(state) {
      // A pie that is baked in the last step is never eaten.
      const baked = state.time < horizon ? pie(state) : undefined;
      if (baked !== undefined) return baked === state.wanted;
      const spared = state.wanted === "none" && state.kitchen !== "eaten";
      return spared && state.time >= horizon ? true : undefined;
    },
    kinds: wishes(options).map(({ state }) => state),
    wanted: ({ wanted }) => wanted,
    heard: ({ heard }) => heard,
    chosen: pie,
  };
}

/** The published game: horizon 4, one apple in five wormy, both bins equally likely wanted. */
function wormyOptions({
  query_cost: queryCost = 0.1,
  worms = 0.2,
  right = 2,
}: Settings): WormyOptions {
  return { prior: 0.5, worms, queryCost, pie: right, wrong: -2, horizon: 4 };
}

export function wormyKitchen(
  settings: Settings,
  changes: Partial<WormyOptions> = {},
): Kitchen<WormyState> {
  return {
    world: wormyWorld({ ...wormyOptions(settings), ...changes }),
    discount: settings["discount"] ?? 0.99,
    moves: WORMY_MOVES,
    served: ({ apples, misplaced }) => (apples === "pie" ? !misplaced : undefined),
    kinds: ["compost", "trash"],
    wanted: ({ wanted }) => wanted,
    heard: ({ heard }) => heard,
    chosen: ({ apples }) => (apples === "compost" || apples === "trash" ? apples : undefined),
  };
}

export interface KitchenPlan<S> {
  readonly kitchen: Kitchen<S>;
  readonly plan: BeliefPlan;
  readonly states: readonly S[];
}

/** The best plan, over beliefs. */
export function planKitchen<S>(kitchen: Kitchen<S>): KitchenPlan<S> {
  const table = tabulate(kitchen.world);
  const plan = beliefTreePlan(table, { discount: kitchen.discount });
  return { kitchen, plan, states: table.states };
}

/** What following a plan comes to. */
export function outcomeOf<S>({ kitchen, plan, states }: KitchenPlan<S>): Outcome {
  const ask = kitchen.moves.indexOf("ask");
  let [satisfied, asks] = [0, 0];
  const visit = (node: BeliefNode, weight: number): void => {
    const verdicts = node.belief.map(([s, p]) => ({ p, served: kitchen.served(states[s] as S) }));
    if (verdicts.some(({ served }) => served !== undefined)) {
      for (const { p, served } of verdicts) if (served === true) satisfied += weight * p;
      return;
    }
    if (node.action === ask) asks += weight;
    for (const { probability, node: next } of node.branches) visit(next, weight * probability);
  };
  for (const { probability, node } of plan.roots) visit(node, probability);
  return { value: plan.value, satisfied, asks };
}

/** Moves along the likeliest answers. */
export function likelyMoves<S>({ kitchen, plan }: KitchenPlan<S>): string[] {
  const moves: string[] = [];
  let node: BeliefNode | undefined = plan.roots[0]?.node;
  while (node !== undefined && node.action >= 0) {
    moves.push(kitchen.moves[node.action] ?? "");
    const likely = [...node.branches].sort((a, b) => b.probability - a.probability)[0];
    node = likely?.node;
  }
  return moves;
}

/** What a behaviour comes to, over all the ways an episode may go. */
export function judgeBehaviour<S>(
  { world, discount, moves, served }: Kitchen<S>,
  behaviour: Behaviour,
  random: Random,
): Outcome {
  let reached = new Map<string, { readonly state: S; readonly p: number }>();
  for (const { state, probability } of world.initial())
    reached.set(world.key(state), { state, p: probability });
  let [value, satisfied, asks, weight] = [0, 0, 0, 1];
  for (let turn = 0; turn < world.horizon; turn++) {
    const next = new Map<string, { readonly state: S; readonly p: number }>();
    // States that look alike get one action, as in play.
    const chosen = new Map<string, number>();
    for (const { state, p } of reached.values()) {
      const count = world.actionCount(state);
      if (count === 0) continue;
      const seen = (world.observe ?? world.key)(state);
      const action = chosen.get(seen) ?? behaviour.choose(seen, count, random);
      chosen.set(seen, action);
      if (moves[action] === "ask") asks += p;
      for (const { state: after, probability } of world.step(state, action)) {
        const chance = p * probability;
        value += weight * chance * world.reward(state, action, after);
        if (served(state) === undefined && served(after) === true) satisfied += chance;
        const key = world.key(after);
        next.set(key, { state: after, p: (next.get(key)?.p ?? 0) + chance });
      }
    }
    reached = next;
    weight *= discount;
  }
  return { value, satisfied, asks };
}

export function learnKitchen<S>(
  { world, discount }: Kitchen<S>,
  seed: number,
  watch: Pick<TrainingOptions, "onCheckpoint" | "signal"> = {},
): Behaviour {
  const environment = worldEnvironment(world);
  const random = Chance.seeded(seed);
  return qLearning.train(environment, { episodes: 30_000, random, discount, ...watch }).behaviour;
}
