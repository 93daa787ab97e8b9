/**
 * A sweep as data: what is asked, of what, over which values and seeds. Its points are numbered, the
 * seed moving fastest, then the last parameter; everything about a point, its random stream included,
 * follows from its number, so that it does not matter which machine works it out, or when.
 */
import type { Settings } from "../../lab/index.ts";
import type { TaskSource } from "../context.ts";

/** A parameter and the values it takes. */
export interface SweptParameter {
  readonly name: string;
  readonly values: readonly number[];
}

/** What a sweep looks at: a model, of which questions and claims are asked, or a lab that is run. */
export type SweepTarget =
  | {
      readonly kind: "model";
      readonly source: TaskSource;
      /** Parameters that are set and not swept. */
      readonly fixed: Settings;
      /** In the words of claims: a number each. */
      readonly questions: readonly string[];
      /** Claims: 1 where it holds, 0 where it fails. */
      readonly claims: readonly string[];
    }
  | {
      readonly kind: "lab";
      readonly lab: string;
      readonly settings: Settings;
      readonly measures: readonly string[];
    };

/** A whole sweep. */
export interface SweepPlan {
  readonly target: SweepTarget;
  readonly parameters: readonly SweptParameter[];
  readonly seeds: number;
  readonly firstSeed: number;
}

/** A point of a sweep: its number, its seed, and the values of the parameters, in the plan's order. */
export interface SweepPoint {
  readonly index: number;
  readonly seed: number;
  readonly at: readonly number[];
}

/** What came of a point; a lab has a row for each agent. */
export interface SweepRow extends SweepPoint {
  readonly agent?: string;
  /** In the order of `sweepColumns`; null where there is no number. */
  readonly values: readonly (number | null)[];
  /** Why a value is missing. */
  readonly note?: string;
}

/** How many points a sweep has. */
export function pointCount({ parameters, seeds }: SweepPlan): number {
  return parameters.reduce((product, { values }) => product * values.length, seeds);
}

/** The point of a number from 0. */
export function sweepPoint({ parameters, seeds, firstSeed }: SweepPlan, index: number): SweepPoint {
  let place = Math.floor(index / seeds);
  const at: number[] = [];
  for (let p = parameters.length - 1; p >= 0; p--) {
    const { values } = parameters[p] as SweptParameter;
    at[p] = values[place % values.length] as number;
    place = Math.floor(place / values.length);
  }
  return { index, seed: firstSeed + (index % seeds), at };
}

/** Names of the numbers that a row holds beside its place. */
export function sweepColumns({ target }: SweepPlan): readonly string[] {
  return target.kind === "lab" ? target.measures : [...target.questions, ...target.claims];
}

/** The numbers of a shard, of `shards` nearly equal ones, counted from 0: `from` to before `to`. */
export function shardRange(
  points: number,
  shard: number,
  shards: number,
): { readonly from: number; readonly to: number } {
  const start = (i: number): number => Math.floor((points / shards) * i);
  return { from: start(shard), to: shard + 1 === shards ? points : start(shard + 1) };
}
