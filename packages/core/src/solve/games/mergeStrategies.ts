/**
 * Fewer strategies with the same equilibria. Joint pure rules that differ only where the agent's
 * own earlier action excludes the context are one plan, and one of them stands for all
 * (`plans`). Plans that pay everybody the same against everything are different ways to play, and
 * how they share their weight makes a continuum; only where listing all of them would take too long
 * does one stand for the others (`withoutEqualStrategies`).
 */
import type { ComponentGame, PlayedDecision } from "./componentGame.ts";
import type { Slot, StrategyLayout, WholeTensors } from "./strategyTensors.ts";
import { checkpoint } from "../../base/index.ts";
import { strategyActions } from "./strategyTensors.ts";

export interface FewerStrategies {
  readonly sizes: readonly number[];
  readonly tensors: WholeTensors;
  /** representatives[agent index][strategy]: the number of a strategy before. */
  readonly representatives: readonly (readonly number[])[];
}

/** One strategy for each plan. */
export function plans(
  game: ComponentGame,
  layout: StrategyLayout,
  tensors: WholeTensors,
): FewerStrategies {
  const representatives = layout.slots.map((slots, a) => {
    const all = Array.from({ length: layout.sizes[a] as number }, (_, s) => s);
    const excludes = slots.some(
      (slot) => (game.decisions[slot.decision] as PlayedDecision).recalls.length > 0,
    );
    if (!excludes) return all;
    const seen = new Set<string>();
    return all.filter((s) => {
      if (s % 256 === 0) checkpoint();
      const actions = strategyActions(slots, s);
      const key = slots
        .map((slot, i) => (allows(game, slots, actions, slot) ? actions[i] : "·"))
        .join();
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  });
  return restricted(layout.sizes, tensors, representatives);
}

/** One strategy for those that pay everybody the same against everything. */
export function withoutEqualStrategies(game: FewerStrategies): FewerStrategies {
  const { sizes, tensors } = game;
  const kept = sizes.map((size, agent) => {
    const stride = sizes.slice(agent + 1).reduce((n, other) => n * other, 1);
    const seen = new Set<string>();
    return Array.from({ length: size }, (_, s) => s).filter((s) => {
      checkpoint();
      const key = tensors.payoffs
        .map((tensor) => tensor.filter((_, i) => Math.floor(i / stride) % size === s).join())
        .join("|");
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  });
  return keeping(game, kept);
}

/** The game in which each agent has only the strategies named, by their numbers in it. */
export function keeping(
  { sizes, tensors, representatives }: FewerStrategies,
  kept: readonly (readonly number[])[],
): FewerStrategies {
  return {
    ...restricted(sizes, tensors, kept),
    representatives: kept.map((list, a) =>
      list.map((s) => (representatives[a] as readonly number[])[s] as number),
    ),
  };
}

/** Does a pure strategy take the own actions that this context remembers? */
export function allows(
  game: ComponentGame,
  slots: readonly Slot[],
  actions: readonly number[],
  slot: Slot,
): boolean {
  return (game.decisions[slot.decision] as PlayedDecision).recalls.every(
    ({ decision, contextOf, actionOf }) => {
      const context = contextOf[slot.context] as number;
      const at = slots.findIndex((one) => one.decision === decision && one.context === context);
      return at < 0 || actions[at] === actionOf[slot.context];
    },
  );
}

function restricted(
  sizes: readonly number[],
  { payoffs, errors }: WholeTensors,
  representatives: readonly (readonly number[])[],
): FewerStrategies {
  const fewer = representatives.map((list) => list.length);
  if (fewer.every((size, a) => size === sizes[a])) {
    return { sizes, tensors: { payoffs, errors }, representatives };
  }
  const count = fewer.reduce((n, size) => n * size, 1);
  const origin = Array.from({ length: count }, (_, index) => {
    if (index % 2 ** 14 === 0) checkpoint();
    let rest = index;
    let original = 0;
    let stride = 1;
    for (let a = sizes.length - 1; a >= 0; a--) {
      const size = fewer[a] as number;
      original += ((representatives[a] as readonly number[])[rest % size] as number) * stride;
      rest = Math.floor(rest / size);
      stride *= sizes[a] as number;
    }
    return original;
  });
  const taken = (tensor: readonly bigint[]): bigint[] => origin.map((i) => tensor[i] as bigint);
  return {
    sizes: fewer,
    tensors: { payoffs: payoffs.map(taken), errors: errors.map((one) => one && taken(one)) },
    representatives,
  };
}
