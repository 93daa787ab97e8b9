/** What nodes and agents are called on the page, where only their names are at hand: as on the diagram. */
import type { InfluenceDiagram } from "@cidery/core";

export function nodeTitle(diagram: InfluenceDiagram | undefined, name: string): string {
  const id = diagram?.idOf(name);
  return id === undefined ? name : (diagram?.titleOf(id) ?? name);
}

/** `P(X = a | Y = b)` with nodes called as on the diagram; the name of a parameter stays as it is. */
export function quantityTitle(diagram: InfluenceDiagram | undefined, written: string): string {
  if (!written.startsWith("P(")) return written;
  return written.replace(
    /(?<=\(|\| |, )([^(|=]+?) = /gu,
    (_, name: string) => `${nodeTitle(diagram, name)} = `,
  );
}

/** A sentence about arrows, which is written with names: `Cut X → Y.` */
export function arrowsByTitle(
  diagram: InfluenceDiagram,
  sentence: string,
  links: readonly (readonly [from: number, to: number])[],
): string {
  const written = (called: (id: number) => string): string[] =>
    links.map(([from, to]) => `${called(from)} → ${called(to)}`);
  const titled = written((id) => diagram.titleOf(id));
  return written((id) => diagram.node(id).name).reduce(
    (text, arrow, at) => text.replace(arrow, () => titled[at] ?? arrow),
    sentence,
  );
}

/** `X → Y ← Z`, perhaps with words before it. */
export function pathByTitle(diagram: InfluenceDiagram, path: string): string {
  return path
    .split(/( [→←] )/u)
    .map((part) => {
      if (diagram.idOf(part) !== undefined) return nodeTitle(diagram, part);
      return part.replace(/\S+$/u, (last) => nodeTitle(diagram, last));
    })
    .join("");
}

export function agentTitle(diagram: InfluenceDiagram | undefined, name: string): string {
  return diagram?.agents.find((agent) => agent.name === name)?.label ?? name;
}
