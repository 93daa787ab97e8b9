/**
 * A component game in normal form: an agent's strategies are its joint pure rules, one action per
 * possible context of each of its decisions. Contexts of probability zero get no choice here, as
 * it could not matter. Strategies are numbered with the first context slowest, profiles with the
 * first agent slowest, like every table.
 */
import type { ComponentGame, PlayedDecision } from "./componentGame.ts";
import type { WholeTerms } from "./wholeTerms.ts";
import { checkpoint } from "../../base/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { shortNumber } from "./shortNumber.ts";

/** One choice: an action at a context of a decision. */
export interface Slot {
  /** Index into the game's decisions. */
  readonly decision: number;
  readonly context: number;
  readonly actions: number;
}

export interface StrategyLayout {
  /** slots[agent index]: what a strategy of the agent chooses, in order. */
  readonly slots: readonly (readonly Slot[])[];
  /** Number of strategies of each agent. */
  readonly sizes: readonly number[];
  /** Number of profiles. */
  readonly count: number;
}

export interface StrategyTensors {
  /** payoffs[agent index][profile]. */
  readonly payoffs: readonly Float64Array[];
  /** Largest rounding errors of the payoffs. */
  readonly errors: readonly Float64Array[];
}

/** The same in whole numbers, each agent's in a unit of its own. */
export interface WholeTensors {
  readonly payoffs: readonly (readonly bigint[])[];
  readonly errors: readonly (readonly bigint[] | undefined)[];
}

/** Payoffs of the largest normal form that is listed. */
export const LARGEST_NORMAL_FORM = 2 ** 22;

/** Entries between two looks at the signal. */
const MOST_UNHEARD = 2 ** 18;

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

/** Ways to fill the contexts that cannot occur; infinite beyond the range of doubles. */
export function freeChoices(decisions: readonly PlayedDecision[]): number {
  let count = 1;
  for (const d of decisions) {
    for (const weight of d.contextWeight) if (!(weight > 0)) count *= d.actions;
  }
  return count;
}

/** @throws SolveError `game-too-large` when there are more payoffs than `largest` */
export function strategyLayout(
  game: ComponentGame,
  largest: number = LARGEST_NORMAL_FORM,
): StrategyLayout {
  const slots = strategySlots(game);
  const sizes = slots.map((list) => list.reduce((n, slot) => n * slot.actions, 1));
  const count = sizes.reduce((n, size) => n * size, 1);
  if (!(count * game.agents.length <= largest)) {
    throw new SolveError(
      "game-too-large",
      `the agents have ${sizes.map(shortNumber).join(" × ")} joint pure rules, together ${shortNumber(count)} profiles, more than the ${Math.floor(largest / game.agents.length)} that can be compared one by one`,
      "let the decisions see less, or with fewer values; one equilibrium is found without comparing them where agents remember what they saw and did, and two agents decide or replying in turn comes to rest",
    );
  }
  return { slots, sizes, count };
}

export function strategyTensors(game: ComponentGame, layout: StrategyLayout): StrategyTensors {
  const payoffs = game.agents.map(() => new Float64Array(layout.count));
  const errors = game.agents.map(() => new Float64Array(layout.count));
  visitTerms(game, layout, (block, term, base, offsets) => {
    const { payoffs: values, errors: bounds } = game.blocks[block] as ComponentGame["blocks"][0];
    for (const [a, tensor] of payoffs.entries()) {
      const value = (values[a] as Float64Array)[term] as number;
      const bound = (bounds[a] as Float64Array)[term] as number;
      const error = errors[a] as Float64Array;
      if (bound === 0) continue;
      for (const offset of offsets) {
        tensor[base + offset] = (tensor[base + offset] as number) + value;
        error[base + offset] = (error[base + offset] as number) + bound;
      }
    }
  });
  return { payoffs, errors };
}

export function wholeTensors(
  game: ComponentGame,
  layout: StrategyLayout,
  terms: WholeTerms,
): WholeTensors {
  const zeros = (): bigint[] => Array.from({ length: layout.count }, () => 0n);
  const payoffs = game.agents.map(zeros);
  const errors = terms.exact.map((exact) => (exact ? undefined : zeros()));
  visitTerms(game, layout, (block, term, base, offsets) => {
    for (const [a, tensor] of payoffs.entries()) {
      const value = terms.payoffs[block]?.[a]?.[term] as bigint;
      const bound = terms.errors[block]?.[a]?.[term] ?? 0n;
      const error = errors[a];
      if (value === 0n && bound === 0n) continue;
      for (const offset of offsets) {
        tensor[base + offset] = (tensor[base + offset] as bigint) + value;
        if (error !== undefined) error[base + offset] = (error[base + offset] as bigint) + bound;
      }
    }
  });
  return { payoffs, errors };
}

/** Calls with every term and the profiles it is part of: `base` plus each of `offsets`. */
function visitTerms(
  game: ComponentGame,
  { slots }: StrategyLayout,
  visit: (block: number, term: number, base: number, offsets: Int32Array) => void,
): void {
  const flat = slots.flat();
  const at = new Map(flat.map((slot, i) => [`${slot.decision} ${slot.context}`, i]));
  const strides = flat.map(() => 1);
  for (let i = flat.length - 2; i >= 0; i--) {
    strides[i] = (strides[i + 1] as number) * (flat[i + 1] as Slot).actions;
  }
  for (const [block, { decisions, entries, payoffs }] of game.blocks.entries()) {
    const terms = payoffs[0]?.length ?? 0;
    let work = MOST_UNHEARD;
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
      work += 1 + (offsets?.length ?? 0);
      if (work > MOST_UNHEARD) {
        checkpoint();
        work = 0;
      }
      const key = [...fixed].join(" ");
      if (offsets === undefined || key !== offsetsFor) offsets = freeOffsets(flat, strides, fixed);
      offsetsFor = key;
      visit(block, t, base, offsets);
    }
  }
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
