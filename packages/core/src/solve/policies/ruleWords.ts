/** A policy in a few words: for each decision what it does, and when it does something else. */
import type { InfluenceDiagram, Value } from "../../model/index.ts";
import type { Policy } from "../tables/policy.ts";
import { showValue } from "../../model/index.ts";
import { contextPositions } from "../tables/policy.ts";

/** More exceptions than this are counted. */
const MOST_WHEN = 4;

/**
 * `Take: yes when Report = wet, else no`; one entry a decision. The action of most contexts stands last; of a
 * row that is mixed the likeliest action is named. Linear in the rules.
 * @param called what nodes are called; by name unless it says otherwise
 */
export function ruleWords(
  diagram: InfluenceDiagram,
  policy: Policy,
  called: (node: number) => string = (node) => diagram.node(node).name,
): string[] {
  return [...policy].map(([decision, rule]) => {
    const name = called(decision);
    const { parents } = diagram.node(decision);
    const actions = valuesOf(diagram, decision);
    const seen = parents.map((parent) => valuesOf(diagram, parent));
    const contexts = new Map<number, string[]>();
    for (let row = 0; row * actions.length < rule.length; row++) {
      const shares = rule.subarray(row * actions.length, (row + 1) * actions.length);
      const action = shares.indexOf(Math.max(...shares));
      const at = contextPositions(
        seen.map(({ length }) => length),
        row,
      );
      const when = parents
        .map((p, i) => `${called(p)} = ${written(seen[i]?.[at[i] as number])}`)
        .join(" and ");
      contexts.set(action, [...(contexts.get(action) ?? []), when]);
    }
    const groups = [...contexts].sort(([, a], [, b]) => a.length - b.length);
    const last = groups.pop();
    const usual = written(actions[last?.[0] ?? 0]);
    if (groups.length === 0) return `${name}: ${usual}`;
    const exceptions = groups.map(([action, when]) => {
      const shown = when.slice(0, MOST_WHEN).join(" or ");
      const more = when.length - MOST_WHEN;
      return `${written(actions[action])} when ${shown}${more > 0 ? ` or in ${more} more cases` : ""}`;
    });
    return `${name}: ${exceptions.join("; ")}; else ${usual}`;
  });
}

function valuesOf(diagram: InfluenceDiagram, id: number): readonly Value[] {
  const { domain } = diagram.node(id);
  return domain?.kind === "finite" ? domain.values : [];
}

function written(value: Value | undefined): string {
  return value === undefined ? "?" : showValue(value);
}
