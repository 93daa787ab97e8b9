/** All the policies an equilibrium stands for: every filling of the contexts that cannot occur. */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Policy } from "../tables/policy.ts";
import type { DiagramEquilibrium } from "./diagramEquilibria.ts";
import { valueCount } from "../tables/policy.ts";

/** Every policy that an equilibrium stands for, the choices it leaves open filled in in turn. */
export function* fillFreeContexts(
  diagram: InfluenceDiagram,
  equilibrium: DiagramEquilibrium,
): Generator<Policy> {
  const slots = [...equilibrium.freeContexts].flatMap(([decision, contexts]) =>
    contexts.map((context) => ({ decision, context })),
  );
  yield* fill(diagram, equilibrium.policy, slots);
}

function* fill(
  diagram: InfluenceDiagram,
  policy: Policy,
  slots: readonly { readonly decision: number; readonly context: number }[],
): Generator<Policy> {
  const [slot, ...rest] = slots;
  if (slot === undefined) {
    yield policy;
    return;
  }
  const rule = policy.get(slot.decision) as Float64Array;
  const actions = valueCount(diagram, slot.decision);
  for (let action = 0; action < actions; action++) {
    const filled = rule.slice();
    filled.fill(0, slot.context * actions, (slot.context + 1) * actions);
    filled[slot.context * actions + action] = 1;
    yield* fill(diagram, new Map(policy).set(slot.decision, filled), rest);
  }
}
