/** One episode of an agent in its diagram: the values that came up, by the variables' names. */
import type { Random } from "@cidery/core";
import type { Behaviour, DiagramEnvironment } from "@cidery/core/learn";
import { rollout } from "@cidery/core/learn";

export interface PlayedDiagram {
  /** Of chance variables and decisions. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  /** What the agent was paid. */
  readonly total: number;
}

export function playDiagram(
  environment: DiagramEnvironment,
  behaviour: Behaviour,
  random: Random,
): PlayedDiagram {
  const { total } = rollout(environment, behaviour, random);
  const positions = environment.lastValues();
  const values: Record<string, string | number | boolean> = {};
  for (const { id, name, kind, domain } of environment.diagram.nodes) {
    if (kind === "utility" || domain?.kind !== "finite") continue;
    const value = domain.values[positions[id] ?? 0];
    if (value === undefined) continue;
    values[name] = typeof value === "object" ? String(value) : value;
  }
  return { values, total };
}

/** Some of the values, by name: what is known at a moment. */
export function known(
  { values }: PlayedDiagram,
  ...names: readonly string[]
): Record<string, string | number | boolean> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? ""]));
}
