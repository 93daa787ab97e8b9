/** Names for new nodes: the stem, then the stem with a number nobody uses. */
import type { InfluenceDiagram } from "../model/index.ts";
import type { SyntaxTree } from "../language/index.ts";
import { occurrencesIn } from "../language/index.ts";

/** Every name that means something: in the diagram, and anywhere in the text. */
export function takenNames(diagram: InfluenceDiagram, tree: SyntaxTree): Set<string> {
  const taken = new Set(occurrencesIn(tree).map(({ name }) => name));
  for (const { name, instance } of diagram.nodes) taken.add(instance?.template ?? name);
  for (const { name } of diagram.agents) taken.add(name);
  for (const { name } of diagram.parameters) taken.add(name);
  return taken;
}

export function freshName(stem: string, taken: ReadonlySet<string>): string {
  if (!taken.has(stem)) return stem;
  // Primes stand at the end of a name: H' becomes H2'.
  const primes = /'*$/u.exec(stem)?.[0] ?? "";
  const base = stem.slice(0, stem.length - primes.length).replace(/_?\d+$/u, "");
  for (let number = 2; ; number++) {
    const name = `${base}${number}${primes}`;
    if (!taken.has(name)) return name;
  }
}
