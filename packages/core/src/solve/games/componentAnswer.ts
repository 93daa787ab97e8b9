/** What is asked of a component game, and what is answered. */
import type { StopSignal } from "../tables/effort.ts";
import type { Completeness } from "./equilibrium.ts";

/** One rule per decision of the component. */
export interface ComponentEquilibrium {
  readonly rules: readonly Float64Array[];
  /** Agents whose mixture has no equal in independent rules (imperfect recall), if any. */
  readonly correlated: readonly number[];
}

export interface ComponentEquilibria {
  readonly found: readonly ComponentEquilibrium[];
  readonly completeness: Completeness;
  /** Some belong to continua, of which only extreme points are listed. */
  readonly degenerate: boolean;
  /** Ways to fill contexts that cannot occur; the rules listed take the first action there. */
  readonly freeChoices: number;
}

export interface ComponentOptions {
  /** List at most this many. */
  readonly limit: number;
  /** Stop at the first one. */
  readonly one: boolean;
  readonly maxProfiles?: number;
  readonly signal?: StopSignal | undefined;
}
