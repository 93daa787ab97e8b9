/**
 * A component game in normal form: an agent's strategies are its joint pure rules, one action per
 * possible context of each of its decisions. Contexts of probability zero get no choice here, as
 * it could not matter. Strategies are numbered with the first context slowest, profiles with the
 * first agent slowest, like every table.
 */
import type { ComponentGame, PlayedDecision } from "./componentGame.ts";
import { SolveError } from "../tables/solveError.ts";

/** One choice: an action at a context of a decision. */
export interface Slot {
  /** Index into the game's decisions. */
  readonly decision: number;
  readonly context: number;
  readonly actions: number;
}

export interface StrategyTensors {
  /** slots[agent index]: what a strategy of the agent chooses, in order. */
  readonly slots: readonly (readonly Slot[])[];
  /** Number of strategies of each agent. */
  readonly sizes: readonly number[];
  /** payoffs[agent index][profile]. */
  readonly payoffs: readonly Float64Array[];
  /** Number of ways to fill the contexts that cannot occur. */
  readonly freeChoices: number;
}

const LARGEST_NORMAL_FORM = 2 ** 22;

/** The agents' choices, without payoffs. */
export function strategySlots(game: ComponentGame): Slot[][] {
  return game.agents.map((agent) =>
    game.decisions.flatMap((d, decision) =>
      d.owner === agent
        ? Array.from(d.contextWeight.keys())
            .filter((context) => (d.contextWeight[context] as number) > 0)
            .map((context) => ({ decision, context, actions: d.actions }))
        : [],
    ),
  );
}

export function freeChoices(decisions: readonly PlayedDecision[]): number {
  let count = 1;
  for (const d of decisions) {
    for (const weight of d.contextWeight) if (!(weight > 0)) count *= d.actions;
  }
  return count;
}

/** @throws SolveError `game-too-large` */
export function strategyTensors(
  game: ComponentGame,
  largest: number = LARGEST_NORMAL_FORM,
): StrategyTensors {
  const slots = strategySlots(game);
  const sizes = slots.map((list) => list.reduce((n, slot) => n * slot.actions, 1));
  const count = sizes.reduce((n, size) => n * size, 1);
  if (!(count * game.agents.length <= largest)) {
    throw new SolveError(
      "game-too-large",
      `the agents have ${sizes.map(shortNumber).join(" × ")} joint pure rules, together ${shortNumber(count)} profiles, more than ${Math.floor(largest / game.agents.length)}`,
      "let the decisions see less, or with fewer values; subgame-perfect equilibria are found component by component, which is often smaller",
    );
  }
  const flat = slots.flat();
  const at = new Map(flat.map((slot, i) => [`${slot.decision} ${slot.context}`, i]));
  const strides = flat.map(() => 1);
  for (let i = flat.length - 2; i >= 0; i--) {
    strides[i] = (strides[i + 1] as number) * (flat[i + 1] as Slot).actions;
  }
  const payoffs = game.agents.map(() => new Float64Array(count));
  for (const { decisions, entries, payoffs: values } of game.blocks) {
    const terms = values[0]?.length ?? 0;
    let offsets: Int32Array | undefined;
    let offsetsFor = "";
    for (let t = 0; t < terms; t++) {
      const fixed = new Set<number>();
      let base = 0;
      for (const [k, d] of decisions.entries()) {
        const { actions } = game.decisions[d] as PlayedDecision;
        const entry = (entries[k] as Int32Array)[t] as number;
        const slot = at.get(`${d} ${Math.floor(entry / actions)}`) as number;
        fixed.add(slot);
        base += (entry % actions) * (strides[slot] as number);
      }
      const key = [...fixed].join(" ");
      if (offsets === undefined || key !== offsetsFor) offsets = freeOffsets(flat, strides, fixed);
      offsetsFor = key;
      for (const [a, tensor] of payoffs.entries()) {
        const value = (values[a] as Float64Array)[t] as number;
        if (value === 0) continue;
        for (const offset of offsets)
          tensor[base + offset] = (tensor[base + offset] as number) + value;
      }
    }
  }
  return { slots, sizes, payoffs, freeChoices: freeChoices(game.decisions) };
}

/** Offsets of all profiles that differ in the slots that are not fixed. */
function freeOffsets(
  flat: readonly Slot[],
  strides: readonly number[],
  fixed: ReadonlySet<number>,
): Int32Array {
  let offsets: Int32Array = Int32Array.of(0);
  for (const [i, slot] of flat.entries()) {
    if (fixed.has(i)) continue;
    const next = new Int32Array(offsets.length * slot.actions);
    for (let o = 0, at = 0; o < offsets.length; o++) {
      for (let a = 0; a < slot.actions; a++) {
        next[at++] = (offsets[o] as number) + a * (strides[i] as number);
      }
    }
    offsets = next;
  }
  return offsets;
}

/** The actions a strategy takes, slot by slot. */
export function strategyActions(slots: readonly Slot[], strategy: number): number[] {
  const actions: number[] = [];
  let rest = strategy;
  for (let i = slots.length - 1; i >= 0; i--) {
    const size = (slots[i] as Slot).actions;
    actions[i] = rest % size;
    rest = Math.floor(rest / size);
  }
  return actions;
}

export function shortNumber(n: number): string {
  return n < 1e6 ? String(n) : n.toExponential(2);
}
