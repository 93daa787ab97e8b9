/**
 * Realised incentives by their definitions, for one decision and randomness in roots: all rules of
 * the decision are tried, and all noise is walked through.
 */
import type { RuleOf } from "./bruteForceCauses.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { allNoise, worldOf } from "./bruteForceCauses.ts";

/** Every optimal rule of the decision, over all contexts that its parents' values make. */
export function everyOptimalRule(diagram: InfluenceDiagram, decision: number): RuleOf[] {
  const sizes = diagram.node(decision).parents.map((p) => sizeOf(diagram, p));
  const contexts = sizes.reduce<string[][]>(
    (all, size) => all.flatMap((one) => Array.from({ length: size }, (_, x) => [...one, `${x}`])),
    [[]],
  );
  const actions = sizeOf(diagram, decision);
  const rules = contexts.reduce<Map<string, number>[]>(
    (all, context) =>
      all.flatMap((one) =>
        Array.from({ length: actions }, (_, a) => new Map(one).set(context.join(), a)),
      ),
    [new Map()],
  );
  const scored = rules.map((rule) => {
    const of: RuleOf = (_, context) => rule.get(context);
    return { of, value: valueOf(diagram, of) };
  });
  const best = Math.max(...scored.map(({ value }) => value));
  return scored.filter(({ value }) => value > best - 1e-9).map(({ of }) => of);
}

export function realisedByForce(
  diagram: InfluenceDiagram,
  rule: RuleOf,
  kind: "response" | "control",
  decision: number,
  node: number,
): boolean {
  const noise = [...allNoise(diagram)];
  if (kind === "response")
    return Array.from({ length: sizeOf(diagram, node) }, (_, x) => x).some((x) =>
      noise.some(
        ([bits]) =>
          worldOf(diagram, rule, bits, new Map()).positions[decision] !==
          worldOf(diagram, rule, bits, new Map([[node, x]])).positions[decision],
      ),
    );
  const { parents } = diagram.node(decision);
  return Array.from({ length: sizeOf(diagram, decision) }, (_, a) => a).some((a) => {
    const gaps = new Map<string, number>();
    for (const [bits, weight] of noise) {
      const actual = worldOf(diagram, rule, bits, new Map());
      const instead = worldOf(diagram, rule, bits, new Map([[decision, a]])).positions[node] ?? 0;
      const forced = worldOf(diagram, rule, bits, new Map([[node, instead]]));
      const context = parents.map((p) => actual.positions[p]).join();
      const gap = total(forced.payoffs) - total(actual.payoffs);
      gaps.set(context, (gaps.get(context) ?? 0) + weight * gap);
    }
    return [...gaps.values()].some((gap) => Math.abs(gap) > 1e-9);
  });
}

function valueOf(diagram: InfluenceDiagram, rule: RuleOf): number {
  let sum = 0;
  for (const [bits, weight] of allNoise(diagram))
    sum += weight * total(worldOf(diagram, rule, bits, new Map()).payoffs);
  return sum;
}

function total(payoffs: readonly number[]): number {
  return payoffs.reduce((sum, one) => sum + one, 0);
}

function sizeOf(diagram: InfluenceDiagram, node: number): number {
  const { domain } = diagram.node(node);
  return domain?.kind === "finite" ? domain.values.length : 0;
}
