/**
 * What the readers of single kinds of expression (names, calls, operations, branches, weights)
 * need of the mechanism they read for. `expressions.ts` implements it; the readers call back
 * through it, so that none of them imports another.
 */
import type { Diagnostic } from "../../base/index.ts";
import type { ArgumentSyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { Place } from "../messages.ts";
import type { ModelInProgress, Slot } from "./model.ts";
import type { Environment, ModelContext } from "./modelContext.ts";
import type { Typed } from "./typed.ts";

/** Most terms of one mechanism, after inlining and unrolling. */
export const MOST_TERMS = 200_000;

/** Nothing could be made of an expression; a diagnostic says why. */
export class Unusable extends Error {}

export interface Reading {
  readonly around: ModelContext;
  readonly model: ModelInProgress;
  /** The variable whose mechanism is read. */
  readonly slot: Slot;
  /** Functions that are being inlined, outermost first. */
  readonly calls: string[];
  /** An expression of any kind, possibly a distribution. */
  read(e: ExpressionSyntax, env: Environment): Typed;
  /** A value of one of the wanted kinds, not a distribution. */
  value(e: ExpressionSyntax, env: Environment, wanted: number): Typed;
  /** The same for an argument, which may not be an assignment. */
  argument(e: ArgumentSyntax, env: Environment, wanted: number): Typed;
  /** The node as a parent of the mechanism. */
  parent(id: number, place: Place): Typed;
  /** A local name no variable, parameter, label or other local of this mechanism has. */
  freshName(wanted: string): string;
  /** Reports why nothing can be made of the expression. */
  fail(diagnostic: Diagnostic): never;
}
