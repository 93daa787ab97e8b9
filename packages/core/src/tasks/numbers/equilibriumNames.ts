/**
 * What equilibria are called in a list: what they play, as far as that tells them apart. `A left, B right`;
 * where a rule looks at something, `A left (dry), right (wet)`, or how often in larger tables.
 */
import { type InfluenceDiagram, showValue, type Value } from "../../model/index.ts";
import type { Policy } from "../../solve/index.ts";
import { positionsOf, valuesOf } from "./contexts.ts";

/** With more contexts, actions are counted. */
const MOST_CONTEXTS = 3;

interface Named {
  readonly policy: Policy;
  /** Rows in which any choice is as good: they are not part of the name unless there are no others. */
  readonly freeContexts: ReadonlyMap<number, readonly number[]>;
}

/** One name for each; decisions that do the same in all of them are left out, unless all do. */
export function equilibriumNames(
  diagram: InfluenceDiagram,
  equilibria: readonly Named[],
): readonly string[] {
  const words = equilibria.map(
    ({ policy, freeContexts }) =>
      new Map(
        [...policy].map(([decision, rule]) => [
          decision,
          ruleInWords(diagram, decision, rule, freeContexts.get(decision) ?? []),
        ]),
      ),
  );
  const decisions = [...(words[0]?.keys() ?? [])];
  const telling = decisions.filter(
    (decision) => new Set(words.map((own) => own.get(decision))).size > 1,
  );
  const shown = telling.length > 0 ? telling : decisions;
  return words.map((own) => shown.map((decision) => own.get(decision) ?? "").join(", "));
}

function ruleInWords(
  diagram: InfluenceDiagram,
  decision: number,
  rule: ArrayLike<number>,
  free: readonly number[],
): string {
  const name = diagram.titleOf(decision);
  const { parents } = diagram.node(decision);
  const actions = valuesOf(diagram, decision).map(showValue);
  const seen = parents.map((parent) => valuesOf(diagram, parent));
  const all = Array.from({ length: rule.length / actions.length }, (_, row) => row);
  const binding = all.filter((row) => !free.includes(row));
  const rows = (binding.length > 0 ? binding : all).map((row) => ({
    done: actions.filter((_, at) => (rule[row * actions.length + at] ?? 0) > 0).join(" or "),
    context: positionsOf(row, seen)
      .map((at, i) => showValue(seen[i]?.[at] as Value))
      .join(" "),
  }));
  const counts = new Map<string, number>();
  for (const { done } of rows) counts.set(done, (counts.get(done) ?? 0) + 1);
  const [first] = rows;
  if (counts.size === 1) return `${name} ${first?.done}`;
  if (rows.length <= MOST_CONTEXTS)
    return `${name} ${rows.map(({ done, context }) => `${done} (${context})`).join(", ")}`;
  const [most, ...others] = [...counts].sort((a, b) => b[1] - a[1]);
  return `${name} ${most?.[0]} in ${most?.[1]} of ${rows.length} contexts${others.map(([done, count]) => `, ${done} in ${count}`).join("")}`;
}
