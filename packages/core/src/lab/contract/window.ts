/**
 * A diagram as a window of a few steps, laid over a world: which place of the window each variable has,
 * and its value when states and actions are known.
 */
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { FeatureTable, TabulatedTie } from "./worldTie.ts";

/** Where a variable stands: always, in a slice, in a step (by its decision's index), or a choice. */
export type Place =
  | { readonly kind: "always" }
  | { readonly kind: "slice"; readonly at: number }
  | {
      readonly kind: "step";
      readonly at: number;
      readonly fromStart: boolean;
      /** Of the world's step variable. */
      readonly name: string;
    }
  | { readonly kind: "choice"; readonly at: number };

/** The place of a variable of the diagram; undefined for one the world has no feature for. */
export function placeOf(
  diagram: InfluenceDiagram,
  tie: TabulatedTie,
  id: NodeId,
): Place | undefined {
  const { name, instance } = diagram.node(id);
  const [index] = instance?.indices ?? [];
  if (index === undefined) {
    const known =
      tie.lasting.includes(name) || tie.cases.every(({ constants }) => constants.has(name));
    return known && tie.cases.length > 0 ? { kind: "always" } : undefined;
  }
  const template = instance?.template ?? name;
  if (template === tie.decision) return { kind: "choice", at: index };
  if (tie.state.includes(template)) return { kind: "slice", at: index };
  const step = tie.step.get(name) ?? tie.step.get(template);
  if (step === undefined) return undefined;
  const at = step.index === "decision" ? index : index - 1;
  const own = tie.step.has(name) ? name : template;
  return { kind: "step", at, fromStart: step.fromStart === true, name: own };
}

/** States and actions of some steps of a case; the last slice has index `last`. */
export interface Stretch {
  readonly world: FeatureTable;
  /** From the first slice to the last; one more than there are actions. */
  readonly states: readonly number[];
  readonly actions: readonly number[];
  readonly last: number;
}

/** The value of a variable in a window that reaches its place. */
export function valueIn(
  diagram: InfluenceDiagram,
  id: NodeId,
  place: Place,
  { world, states, actions, last }: Stretch,
): string {
  const { name, instance } = diagram.node(id);
  const template = instance?.template ?? name;
  const slice = (at: number): number => states[states.length - 1 - (last - at)] ?? -1;
  switch (place.kind) {
    case "always":
      return world.constants.get(name) === undefined
        ? (world.state.get(name)?.[states[0] ?? 0] ?? "")
        : String(world.constants.get(name));
    case "slice":
      return world.state.get(template)?.[slice(place.at)] ?? "";
    case "choice":
      return String(actions[actions.length - (last - place.at)] ?? -1);
    case "step": {
      const action = actions[actions.length - (last - place.at)] ?? -1;
      const first = slice(Math.max(1, last - actions.length));
      return world.step(place.name, slice(place.at), action, slice(place.at + 1), first);
    }
  }
}

/** Every way some steps may go from any state that can be reached, with its probability. */
export function* windows(
  world: FeatureTable,
  steps: number,
  last: number,
): Generator<{ readonly stretch: Stretch; readonly weight: number }> {
  const { firstRow } = world.table;
  for (let s = 0; s + 1 < firstRow.length; s++) yield* from(world, [s], [], 1, steps, last);
}

function* from(
  world: FeatureTable,
  states: readonly number[],
  actions: readonly number[],
  weight: number,
  steps: number,
  last: number,
): Generator<{ readonly stretch: Stretch; readonly weight: number }> {
  if (steps === 0) {
    yield { stretch: { world, states, actions, last }, weight };
    return;
  }
  const { firstRow, firstOutcome, next, probability } = world.table;
  const s = states.at(-1) ?? 0;
  const begin = firstRow[s] ?? 0;
  for (let row = begin; row < (firstRow[s + 1] ?? 0); row++)
    for (let o = firstOutcome[row] ?? 0; o < (firstOutcome[row + 1] ?? 0); o++)
      yield* from(
        world,
        [...states, next[o] ?? 0],
        [...actions, row - begin],
        weight * (probability[o] ?? 0),
        steps - 1,
        last,
      );
}
