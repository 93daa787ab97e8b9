/** What decisions do, row by row, as the page shows it: rules that act, and values that were set. */
import { type InfluenceDiagram, showValue, type Value } from "../../model/index.ts";
import {
  type Beliefs,
  type CompiledDiagram,
  optionValues,
  type RuleRow,
} from "../../solve/index.ts";
import { positionsOf, valuesOf } from "./contexts.ts";
import type { PolicyRow, PolicyTable } from "./numbersResult.ts";
import type { SolvedPolicy } from "./solvedPolicy.ts";

const MOST_ROWS = 200;

/**
 * @param compiled the tables with what is set
 * @param before how likely contexts are under what is set, before anything is observed
 */
export function policyTables(
  compiled: CompiledDiagram,
  solved: SolvedPolicy,
  before: Beliefs,
  set: readonly (readonly [string, Value])[],
): PolicyTable[] {
  const { diagram } = compiled;
  const values = new Map(set);
  const options = new Map(
    optionValues(compiled, solved.policy).map((one) => [one.decision, one.values]),
  );
  return diagram.structure.decisions.map((decision) => {
    const { name, parents } = diagram.node(decision);
    const actions = valuesOf(diagram, decision);
    const value = values.get(name);
    if (value !== undefined) {
      const distribution = actions.map((one) => (showValue(one) === showValue(value) ? 1 : 0));
      return {
        decision: name,
        set: showValue(value),
        sees: [],
        actions: actions.map(showValue),
        rows: [{ context: [], distribution, reachable: true, ties: [], values: [] }],
      };
    }
    const seen = parents.map((parent) => valuesOf(diagram, parent));
    const rule = solved.policy.get(decision) as Float64Array;
    const described = solved.rules?.find((one) => one.decision === decision);
    const likely = before.contexts.get(decision);
    const count = rule.length / actions.length;
    const rows = Array.from({ length: Math.min(count, MOST_ROWS) }, (_, row) => ({
      context: positionsOf(row, seen).map((p, i) => showValue(seen[i]?.[p] as Value)),
      distribution: [...rule.subarray(row * actions.length, (row + 1) * actions.length)],
      reachable: (likely?.[row] ?? 1) > 0,
      ...(likely === undefined ? {} : { likely: likely[row] ?? 0 }),
      values: [
        ...(options.get(decision)?.subarray(row * actions.length, (row + 1) * actions.length) ??
          []),
      ].map((value) => (Number.isNaN(value) ? undefined : value)),
      ...tiesOf(described?.rows[row]),
    }));
    return {
      decision: name,
      sees: parents.map((parent) => diagram.node(parent).name),
      actions: actions.map(showValue),
      rows,
    };
  });
}

function tiesOf(row: RuleRow | undefined): Pick<PolicyRow, "ties" | "tiedWithin" | "tooRare"> {
  const { ties = [], tiedWithin, tooRare } = row ?? {};
  return {
    ties,
    ...(tiedWithin === undefined ? {} : { tiedWithin }),
    ...(tooRare === undefined ? {} : { tooRare }),
  };
}

/**
 * A word about contexts that only come about by what is set, where the rule was free to do
 * anything.
 */
export function freeContextsMet(
  diagram: InfluenceDiagram,
  { isFree }: SolvedPolicy,
  { contexts }: Beliefs,
): string[] {
  const met = diagram.structure.decisions.filter((d) =>
    contexts.get(d)?.some((p, row) => p > 0 && isFree(d, row)),
  );
  if (met.length === 0) return [];
  const names = met.map((d) => diagram.node(d).name).join(", ");
  return [
    `what is set brings about contexts of ${names} that never occur otherwise: what is done there is one of several possibilities`,
  ];
}
