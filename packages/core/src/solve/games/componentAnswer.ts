/** What is asked of a component game, and what is answered. */
import type { StopSignal } from "../tables/effort.ts";
import type { Completeness } from "./equilibrium.ts";

/** One rule per decision of the component. */
export interface ComponentEquilibrium {
  readonly rules: readonly Float64Array[];
  /** Agents whose mixture has no equal in independent rules (imperfect recall), if any. */
  readonly correlated: readonly number[];
  /**
   * Contexts, by decision, that the owner's own earlier rules exclude: what is done there matters to
   * nobody, and the one that is listed takes the first action. None where such rules are listed apart.
   */
  readonly excluded?: readonly (readonly number[])[];
  /** May lie between other points of its continuum: some agent randomises in several contexts. */
  readonly mayBeInner?: boolean;
}

export interface ComponentEquilibria {
  readonly found: readonly ComponentEquilibrium[];
  readonly completeness: Completeness;
  /** Some belong to continua, of which the extreme points are listed (all, unless told below). */
  readonly degenerate: boolean;
  /** Of strategies that pay everybody the same only one was looked at: extreme points are missing. */
  readonly representativesOnly?: boolean;
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
