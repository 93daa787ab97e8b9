/** What is to be cut and deleted, and which of its arrows lead into mechanisms. */
import type { InfluenceDiagram } from "../model/index.ts";
import type { SelectedEdge } from "./selection.ts";
import { edits } from "../language/index.ts";

/** What is to go and to come. */
export interface CutPlan {
  readonly cut: readonly SelectedEdge[];
  readonly add: readonly SelectedEdge[];
  /** Nodes that go, with their arrows and the claims about them. */
  readonly remove: readonly string[];
}

/** The arrows of a plan that lead into mechanisms: of these the numbers have to be decided. */
export function arrowsWithNumbers(diagram: InfluenceDiagram, plan: CutPlan): SelectedEdge[] {
  const gone = new Set(plan.remove);
  const leaving = plan.remove.flatMap((name) => {
    const id = diagram.idOf(name);
    if (id === undefined) return [];
    return [...diagram.graph.children(id)].map(
      (child): SelectedEdge => ({
        from: name,
        to: diagram.node(child).name,
      }),
    );
  });
  const all = [...plan.cut, ...leaving].filter(({ from, to, step }) => {
    const [tail, head] = [diagram.idOf(from), diagram.idOf(to)];
    if (tail === undefined || head === undefined || step !== undefined || gone.has(to))
      return false;
    return diagram.graph.hasEdge(tail, head) && edits.hasNumbers(diagram, to);
  });
  return [...new Map(all.map((one) => [`${one.from} ${one.to}`, one])).values()];
}
