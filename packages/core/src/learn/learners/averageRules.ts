/**
 * A mixture over an agent's joint pure rules as one rule for each of its decisions: in each context
 * the actions of the pure rules that could have led there, by their weights (Kuhn 1953). The same
 * play when the agent remembers what it saw and did; otherwise only close to it.
 * Cost: joint pure rules with weight × contexts.
 */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { InducedNormalForm, MixedProfile, Policy } from "../../solve/index.ts";
import { contextPositions, valueCount } from "../../solve/index.ts";

export function averageRules(
  diagram: InfluenceDiagram,
  form: InducedNormalForm,
  profile: MixedProfile,
): Policy {
  const { structure } = diagram;
  const rules = new Map<number, Float64Array>();
  for (const [player, agent] of form.agents.entries()) {
    const plans = plansOf(form, profile, player);
    for (const decision of structure.decisionsOf(agent)) {
      if (plans.some(({ rules: pure }) => !pure.has(decision))) continue;
      rules.set(decision, ruleOf(diagram, decision, structure.decisionsOf(agent), plans));
    }
  }
  return rules;
}

interface Plan {
  readonly weight: number;
  readonly rules: Policy;
}

function plansOf(form: InducedNormalForm, profile: MixedProfile, player: number): Plan[] {
  const plans: Plan[] = [];
  for (const [strategy, weight] of (profile[player] as Float64Array).entries()) {
    if (weight === 0) continue;
    const choice = form.agents.map((_, other) => (other === player ? strategy : 0));
    plans.push({ weight, rules: form.policyOf(choice) });
  }
  return plans;
}

function ruleOf(
  diagram: InfluenceDiagram,
  decision: number,
  own: readonly number[],
  plans: readonly Plan[],
): Float64Array {
  const { parents } = diagram.node(decision);
  const sizes = parents.map((p) => valueCount(diagram, p));
  const rows = sizes.reduce((product, size) => product * size, 1);
  const actions = valueCount(diagram, decision);
  const remembered = own.flatMap((earlier) => {
    const context = diagram.node(earlier).parents.map((p) => parents.indexOf(p));
    const at = parents.indexOf(earlier);
    return at < 0 || context.includes(-1) ? [] : { earlier, at, context };
  });
  const rule = new Float64Array(rows * actions);
  for (let row = 0; row < rows; row++) {
    const seen = contextPositions(sizes, row);
    let total = 0;
    for (const { weight, rules } of plans) {
      const leadsHere = remembered.every(({ earlier, at, context }) => {
        const before = context.reduce((n, p) => n * (sizes[p] as number) + (seen[p] as number), 0);
        const then = rules.get(earlier) as Float64Array;
        return (then[before * (sizes[at] as number) + (seen[at] as number)] as number) > 0;
      });
      if (!leadsHere) continue;
      total += weight;
      const pure = rules.get(decision) as Float64Array;
      for (let a = 0; a < actions; a++)
        rule[row * actions + a] =
          (rule[row * actions + a] as number) + weight * (pure[row * actions + a] as number);
    }
    for (let a = 0; a < actions; a++)
      rule[row * actions + a] =
        total === 0 ? 1 / actions : (rule[row * actions + a] as number) / total;
  }
  return rule;
}
