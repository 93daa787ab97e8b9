/**
 * Does a system work on the world, or does it only answer? (Everitt, Kumar, Krakovna & Legg 2019
 * part the frameworks by this.) A directed path decision → world → utility of the same agent makes it
 * an MDP-like system; where what it does is scored without passing through the world it answers
 * questions. The path may pass through later decisions.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import { ancestors, descendants } from "../graph/index.ts";

/** What kind of system a lab is about. */
export type SystemKind = "mdp" | "question-answering";

/** Read off the graph; cost linear in it for every decision. */
export function systemKind({ structure }: InfluenceDiagram): SystemKind {
  const { graph, decisions } = structure;
  const acts = decisions.some((decision) => {
    const below = descendants(graph, [decision]);
    const above = ancestors(graph, structure.utilitiesOf(structure.ownerOf(decision)));
    return below.some(
      (isBelow, v) => isBelow === 1 && above[v] === 1 && structure.kind(v) === "chance",
    );
  });
  return acts ? "mdp" : "question-answering";
}
