/**
 * What the readers of a claim's parts know of the claim and its model. Sentences are made of
 * predicates, predicates of events and names; where a part holds a larger one again, as `count`
 * does a predicate, its reader calls back through this interface, so that no two files import each
 * other. `claims.ts` implements it.
 */
import type { Diagnostic } from "../../base/index.ts";
import type { ClaimExpression } from "../../model/index.ts";
import type { BracesSyntax, CallSyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { BuiltNode } from "../elaborate/build.ts";
import type { ModelInProgress, Scope } from "../elaborate/model.ts";
import type { Source } from "../elaborate/source.ts";

export const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

export interface ClaimReading {
  readonly model: ModelInProgress;
  readonly nodes: ReadonlyMap<string, BuiltNode>;
  readonly agents: readonly string[];
  /** Indices of the loops around the claim. */
  readonly scope: Scope;
  readonly source: Source;
  /** One side of a comparison; `other` decides what a bare name means. */
  side(e: ExpressionSyntax, other: ExpressionSyntax): ClaimExpression;
  /** A set in braces; `other` as for a side. */
  set(e: BracesSyntax, other: ExpressionSyntax): ClaimExpression;
  /** A predicate or function with its arguments. */
  call(e: CallSyntax): ClaimExpression;
  /** Reports why nothing can be made of the claim. */
  fail(diagnostic: Diagnostic): never;
}
