/**
 * What is selected, by name, shared by text, canvas and answers. Names survive edits that
 * renumber the nodes.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import { hasStepArrow, type StepKind } from "./stepEnds.ts";

/** A selected arrow, by the names at its ends. */
export interface SelectedEdge {
  readonly from: string;
  readonly to: string;
  /** In a picture of one step, an arrow stands for all: those within a step, or into another. */
  readonly step?: StepKind;
}

/** What is selected, by name, so that it survives edits. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly SelectedEdge[];
  /** The verdict whose path stays lit: see `verdictKey`. */
  readonly pinnedVerdict: string | undefined;
}

export const EMPTY_SELECTION: Selection = { nodes: [], edges: [], pinnedVerdict: undefined };

/** The part of a selection that a diagram still has; the same value when nothing is gone. */
export function survivingSelection(selection: Selection, diagram: InfluenceDiagram): Selection {
  const nodes = selection.nodes.filter((name) => diagram.idOf(name) !== undefined);
  const edges = selection.edges.filter((edge) => {
    if (edge.step !== undefined) return hasStepArrow(diagram, edge);
    const { from, to } = edge;
    const tail = diagram.idOf(from);
    const head = diagram.idOf(to);
    return tail !== undefined && head !== undefined && diagram.graph.hasEdge(tail, head);
  });
  const same = nodes.length === selection.nodes.length && edges.length === selection.edges.length;
  return same ? selection : { ...selection, nodes, edges };
}

/** The selection after nodes were renamed. Decision and node of a verdict are in its key. */
export function renamedSelection(
  { nodes, edges, pinnedVerdict }: Selection,
  renamed: (name: string) => string,
): Selection {
  return {
    nodes: nodes.map(renamed),
    edges: edges.map((edge) => ({ ...edge, from: renamed(edge.from), to: renamed(edge.to) })),
    pinnedVerdict: pinnedVerdict
      ?.split("|")
      .map((part, at) => (at === 2 || at === 3 ? renamed(part) : part))
      .join("|"),
  };
}
