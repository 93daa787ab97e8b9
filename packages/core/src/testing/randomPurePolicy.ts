/** A random deterministic policy, to be asked about. */
import type { Random } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { pureRule, ruleContexts, valueCount } from "../solve/index.ts";

/** For every decision an action in every context, all equally likely. */
export function randomPurePolicy(
  random: Random,
  diagram: InfluenceDiagram,
): Map<number, Float64Array> {
  return new Map(
    diagram.structure.decisions.map((d) => {
      const actions = valueCount(diagram, d);
      const choices = Array.from({ length: ruleContexts(diagram, d) }, () => random.below(actions));
      return [d, pureRule(actions, choices)];
    }),
  );
}
