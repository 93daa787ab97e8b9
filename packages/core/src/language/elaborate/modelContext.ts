/** What building a mechanism needs to know about the model around it. */
import type { FiniteDomain, Value } from "../../model/index.ts";
import type { Place } from "../messages.ts";
import type { ModelInProgress, Scope, Slot } from "./model.ts";
import type { Source } from "./source.ts";
import type { Typed } from "./typed.ts";

/** The values of a variable as far as a mechanism that reads it may assume. */
export interface ParentValues {
  readonly name: string;
  readonly kinds: number;
  readonly domain?: FiniteDomain;
}

/** What the builder needs from the model around it. */
export interface ModelContext {
  readonly model: ModelInProgress;
  /** Kinds and domain of a node, or undefined when it has no values. */
  valuesOf(id: number): ParentValues | undefined;
  /** The node that `target under (…)` means. */
  world(target: Slot, forced: readonly (readonly [Slot, Value | Slot])[], place: Place): number;
}

/** Names in force at some place of an expression. */
export interface Environment {
  readonly locals: ReadonlyMap<string, Typed>;
  readonly scope: Scope;
  readonly source: Source;
}
