/**
 * Tools whose influence diagrams mean an agent that forgets nothing leave out the arrows that
 * follow from it. Cidery's decisions see exactly their parents, so the arrows are written out.
 */
import type { ForeignNode } from "./foreignModel.ts";
import type { Notes } from "./fault.ts";
import { Digraph } from "../../graph/index.ts";
import { checkParents } from "./foreignModel.ts";

/** The same nodes, with what was seen and done at earlier decisions seen at later ones. */
export function withRecall(
  nodes: readonly ForeignNode[],
  tool: string,
  notes: Notes,
): ForeignNode[] {
  checkParents(nodes);
  const graph = Digraph.fromParents(nodes.map(({ parents }) => parents));
  const decisions = nodes.flatMap(({ kind }, v) => (kind === "decision" ? [v] : []));
  const added: string[] = [];
  const result = [...nodes];
  // An earlier decision has fewer decisions above it, so its own list is complete before it is used.
  const above = new Map(
    decisions.map((d) => [d, decisions.filter((e) => e !== d && reaches(graph, e, d))]),
  );
  for (const d of decisions.toSorted(
    (a, b) => (above.get(a)?.length ?? 0) - (above.get(b)?.length ?? 0),
  )) {
    const own = result[d] as ForeignNode;
    const seen = new Set(own.parents);
    const more = (above.get(d) ?? [])
      .flatMap((e) => [...(result[e]?.parents ?? []), e])
      .filter((v, i, list) => !seen.has(v) && list.indexOf(v) === i);
    if (more.length === 0) continue;
    for (const v of more) added.push(`${nodes[v]?.name} → ${own.name}`);
    result[d] = { ...own, parents: [...own.parents, ...more] };
  }
  if (added.length > 0) {
    const shown = added.slice(0, 6).join(", ");
    const rest = added.length > 6 ? ` and ${added.length - 6} more` : "";
    notes.warn(
      "recall-written-out",
      `${tool} takes for granted that an agent remembers; written out as arrows: ${shown}${rest}`,
    );
  }
  return result;
}

function reaches(graph: Digraph, from: number, to: number): boolean {
  const stack = [from];
  const seen = new Set(stack);
  while (stack.length > 0) {
    const v = stack.pop() as number;
    if (v === to) return true;
    for (const w of graph.children(v)) {
      if (seen.has(w)) continue;
      seen.add(w);
      stack.push(w);
    }
  }
  return false;
}
