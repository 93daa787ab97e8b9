/** What of a diagram's names Gambit's files spell otherwise. */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Notes } from "../kit/fault.ts";
import { gambitLabels } from "../kit/gambit.ts";
import { distinctStates, noteRespelled } from "../kit/writing.ts";

/** One warning for all names of agents and variables, and all values. */
export function noteGambitLabels(diagram: InfluenceDiagram, notes: Notes): void {
  const { title = "" } = diagram.header;
  const lists = [
    title === "" ? [] : [title],
    diagram.agents.map(({ name }) => name),
    diagram.nodes.map(({ name }) => name),
    ...diagram.nodes.map(({ domain }) =>
      domain?.kind === "finite" ? distinctStates(domain.values) : [],
    ),
  ];
  noteRespelled("Gambit", lists.flat(), lists.flatMap(gambitLabels), notes, "labels are changed");
}
