/** Names for new nodes: the stem, then the stem with a number nobody uses. */
import type { InfluenceDiagram } from "../model/index.ts";

export function freshName(
  stem: string,
  diagram: InfluenceDiagram,
  alsoTaken: ReadonlySet<string> = new Set(),
): string {
  const taken = new Set(alsoTaken);
  for (const { name, instance } of diagram.nodes) taken.add(instance?.template ?? name);
  for (const { name } of diagram.agents) taken.add(name);
  for (const { name } of diagram.parameters) taken.add(name);
  if (!taken.has(stem)) return stem;
  const base = stem.replace(/_?\d+$/u, "");
  for (let number = 2; ; number++) {
    const name = `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}
