/**
 * What a part of a claim evaluates to. Truth has three values; whatever is neither true nor false
 * says why, and an unknown never counts as support for either side.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { Verdict } from "../incentives/index.ts";
import type { Precision } from "./precision.ts";
import type { ClaimExpression, Value } from "../model/index.ts";

export type Finding =
  | TruthFinding
  | NodesFinding
  | {
      readonly kind: "edges";
      readonly edges: readonly Link[];
      readonly verdicts: readonly Verdict[];
    }
  | {
      readonly kind: "sets";
      readonly sets: readonly (readonly NodeId[])[];
      /** False when a limit cut the list short. */
      readonly complete: boolean;
    }
  /** A number or a rule's action; several when optimal play allows several. */
  | {
      readonly kind: "values";
      readonly values: readonly Value[];
      readonly detail?: string;
      /** How exact computed numbers are; absent for what is written or counted. */
      readonly precision?: Precision;
    }
  /** A set, tuple, edge or name as written; its meaning depends on what it is compared with. */
  | { readonly kind: "written"; readonly expression: ClaimExpression }
  | Open;

export interface TruthFinding {
  readonly kind: "truth";
  readonly truth: boolean;
  /** What was found, in words. */
  readonly actual: string;
  readonly why?: string;
  readonly verdicts: readonly Verdict[];
}

export interface NodesFinding {
  readonly kind: "nodes";
  /** All nodes with a verdict of `present`. */
  readonly present: ReadonlySet<NodeId>;
  /** Nodes whose verdict is `unknown`. */
  readonly unknown: ReadonlySet<NodeId>;
  /** The nodes the set ranges over unless the claim says otherwise. */
  readonly range: ReadonlySet<NodeId>;
  readonly verdicts: readonly Verdict[];
}

/** Neither true nor false. */
export interface Open {
  readonly kind: "undecided" | "not-applicable" | "error";
  readonly reason: string;
  readonly message: string;
  readonly verdicts?: readonly Verdict[];
}

export function isOpen(finding: Finding): finding is Open {
  return (
    finding.kind === "undecided" || finding.kind === "not-applicable" || finding.kind === "error"
  );
}

export function truth(
  value: boolean,
  actual: string,
  why?: string,
  verdicts: readonly Verdict[] = [],
): TruthFinding {
  return why === undefined
    ? { kind: "truth", truth: value, actual, verdicts }
    : { kind: "truth", truth: value, actual, why, verdicts };
}

export function error(message: string, reason = "makes-no-sense"): Open {
  return { kind: "error", reason, message };
}
