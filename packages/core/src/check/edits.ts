/**
 * The graph under `with A -> B without C -> D`. Arrows into decisions are information links: the
 * edited diagram still has all its numbers. Arrows into other variables change the graph only, so
 * their mechanism becomes unspecified and questions about numbers that need it stay open.
 */
import type { NodeId } from "../graph/index.ts";
import type { Claim, DiagramNode, InfluenceDiagram } from "../model/index.ts";
import type { Open } from "./finding.ts";
import { findCycle } from "../graph/index.ts";
import { error } from "./finding.ts";

export function edited(diagram: InfluenceDiagram, claim: Claim): InfluenceDiagram | Open {
  if (claim.addedEdges.length === 0 && claim.removedEdges.length === 0) return diagram;
  const parents = new Map<NodeId, readonly NodeId[]>();
  const parentsOf = (node: DiagramNode): readonly NodeId[] => parents.get(node.id) ?? node.parents;
  for (const [edges, action] of [
    [claim.removedEdges, "remove"],
    [claim.addedEdges, "add"],
  ] as const) {
    for (const { from, to } of edges) {
      const source = diagram.idOf(from);
      const target = diagram.idOf(to);
      if (source === undefined || target === undefined) {
        return error(`no variable is called ${source === undefined ? from : to}`, "unknown-name");
      }
      const node = diagram.node(target);
      const before = parentsOf(node);
      if (action === "remove" && !before.includes(source)) {
        return error(`there is no arrow ${from} -> ${to} to leave out`, "no-such-arrow");
      }
      if (action === "add" && before.includes(source)) continue;
      parents.set(
        target,
        action === "add" ? [...before, source] : before.filter((v) => v !== source),
      );
    }
  }
  const nodes = diagram.nodes.map((node): DiagramNode => {
    const own = parents.get(node.id);
    if (own === undefined) return node;
    if (node.kind === "decision") return { ...node, parents: own };
    return { ...node, parents: own, mechanism: { kind: "unspecified" } };
  });
  const result = diagram.with({ nodes });
  const cycle = findCycle(result.graph);
  if (cycle === undefined) return result;
  const names = cycle.map((v) => diagram.node(v).name);
  return error(`with these arrows ${names.join(" -> ")} is a circle`, "cycle");
}
