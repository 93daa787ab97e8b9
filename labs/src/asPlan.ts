/** What a learner does in every state of a written-out world, as a plan: the same at every turn. */
import type { Behaviour, Plan, TabulatedWorld } from "@cidery/core/learn";
import { Random } from "@cidery/core";

export function asPlan<S>(
  { states, world }: TabulatedWorld<S>,
  turns: number,
  behaviour: Behaviour,
): Plan {
  const chance = Random.seeded(0);
  const chosen = Int32Array.from(states, (state) =>
    behaviour.choose(world.key(state), world.actionCount(state), chance),
  );
  return { choice: Array.from({ length: turns }, () => chosen) };
}
