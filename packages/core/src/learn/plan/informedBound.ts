/**
 * What hidden information can be worth at most, and what acting blindly is worth at least: the two
 * bounds that point-based planning starts from.
 * Above: the fast informed bound (Hauskrecht 2000), which learns the state one step late; tighter
 * than the bound of an agent that sees everything (QMDP). Below: rules that look at what is seen
 * but remember nothing, one for each position in the list of actions.
 * Needs: a finite number of layers (turns), or one layer and a discount below 1.
 * Guarantees: both are bounds however early the sweeps stop. Cost: outcomes × actions × sweeps.
 */
import type { BeliefSpace, LookAlikes } from "./beliefSpace.ts";
import { rowWorth } from "../environments/tabulatedWorld.ts";

export interface Layers {
  /** One layer stands for all turns; otherwise each has its own, and the last is the end. */
  readonly endless: boolean;
  readonly count: number;
  readonly discount: number;
}

const SWEEPS = 2000;

/** upper[layer][row]: at least what the row's action is worth in its state, by the layer. */
export function informedBound(
  space: BeliefSpace,
  { endless, count, discount }: Layers,
): Float64Array[] {
  const { firstOutcome } = space.table;
  const rows = firstOutcome.length - 1;
  const sweep = (after: Float64Array): Float64Array => {
    const better = new Float64Array(rows);
    for (let row = 0; row < rows; row++) better[row] = informedRow(space, row, after, discount);
    return better;
  };
  if (endless) {
    const most = Math.max(0, ...extremes(space)) / (1 - discount);
    return [settled(new Float64Array(rows).fill(most), sweep)];
  }
  const layers: Float64Array[] = [];
  layers[count - 1] = new Float64Array(rows);
  for (let layer = count - 2; layer >= 0; layer--)
    layers[layer] = sweep(layers[layer + 1] as Float64Array);
  return layers;
}

/** Σ over what is seen of the best next action against all states that may then be. */
function informedRow(
  { table, classes, classOf, rewards }: BeliefSpace,
  row: number,
  after: Float64Array,
  discount: number,
): number {
  const { firstRow, firstOutcome, next, probability } = table;
  let sum = 0;
  const bySeen = new Map<number, Float64Array>();
  for (let o = firstOutcome[row] as number; o < (firstOutcome[row + 1] as number); o++) {
    const chance = probability[o] as number;
    const state = next[o] as number;
    const seen = classOf[state] as number;
    sum += chance * (rewards[o] as number);
    let worth = bySeen.get(seen);
    if (worth === undefined) {
      worth = new Float64Array((classes[seen] as LookAlikes).actions);
      bySeen.set(seen, worth);
    }
    for (let a = 0; a < worth.length; a++)
      worth[a] = (worth[a] as number) + chance * (after[(firstRow[state] as number) + a] as number);
  }
  for (const worth of bySeen.values()) if (worth.length > 0) sum += discount * Math.max(...worth);
  return sum;
}

/** lower[blind rule][layer][state]: what always taking one position of the list is worth. */
export function blindBounds(
  space: BeliefSpace,
  { endless, count, discount }: Layers,
): Float64Array[][] {
  const { table, classes, classOf, rewards } = space;
  const size = table.states.length;
  const choices = Math.max(1, ...classes.map(({ actions }) => actions));
  return Array.from({ length: choices }, (_, choice) => {
    const sweep = (after: Float64Array): Float64Array =>
      Float64Array.from({ length: size }, (__, s) => {
        const { actions } = classes[classOf[s] as number] as LookAlikes;
        if (actions === 0) return 0;
        const row = (table.firstRow[s] as number) + Math.min(choice, actions - 1);
        return rowWorth(table, row, rewards, after, discount);
      });
    if (endless) {
      const least = Math.min(0, ...extremes(space)) / (1 - discount);
      const start = Float64Array.from({ length: size }, (__, s) =>
        (classes[classOf[s] as number] as LookAlikes).actions === 0 ? 0 : least,
      );
      return [settled(start, sweep)];
    }
    const layers: Float64Array[] = [];
    layers[count - 1] = new Float64Array(size);
    for (let layer = count - 2; layer >= 0; layer--)
      layers[layer] = sweep(layers[layer + 1] as Float64Array);
    return layers;
  });
}

function settled(start: Float64Array, sweep: (after: Float64Array) => Float64Array): Float64Array {
  let values = start;
  for (let i = 0; i < SWEEPS; i++) {
    const better = sweep(values);
    let change = 0;
    for (const [at, value] of better.entries())
      change = Math.max(change, Math.abs(value - (values[at] as number)));
    values = better;
    if (change <= 1e-12) break;
  }
  return values;
}

function rowRewards({ table, rewards }: BeliefSpace): Float64Array {
  const nothing = new Float64Array(table.states.length);
  return Float64Array.from({ length: table.firstOutcome.length - 1 }, (_, row) =>
    rowWorth(table, row, rewards, nothing, 0),
  );
}

/** The least and the most a row can pay. */
function extremes(space: BeliefSpace): [number, number] {
  let low = 0;
  let high = 0;
  for (const worth of rowRewards(space)) {
    low = Math.min(low, worth);
    high = Math.max(high, worth);
  }
  return [low, high];
}
