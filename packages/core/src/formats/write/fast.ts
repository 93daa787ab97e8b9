/** pyAgrum's fast syntax: who depends on whom, and the values. Every arrow once. */
import type { Result } from "../../base/index.ts";
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import { showValue } from "../../model/index.ts";
import { identifiers, noteRespelled, noteWhatStays, writing } from "../kit/writing.ts";
import { noteStructureOnly, refuseSeveralAgents } from "../kit/structureOnly.ts";

const MARKS = { chance: "", decision: "*", utility: "$" } as const;
const FITS = /^\p{L}[\p{L}\p{N}_]*$/u;

/** The text, or why there is none. */
export function writeFast(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const tool = "fast syntax";
    refuseSeveralAgents(diagram, tool);
    const names = diagram.nodes.map(({ name }) => name);
    const ids = identifiers(names, FITS);
    noteRespelled(tool, names, ids, notes, "names are changed");
    noteStructureOnly(diagram, tool, notes);
    noteWhatStays(diagram, { tool }, notes);
    const said = new Set<number>();
    const written = (v: number): string => {
      const node = diagram.node(v);
      const first = !said.has(v);
      said.add(v);
      return `${MARKS[node.kind]}${ids[v]}${first ? values(node) : ""}`;
    };
    // Declared in the model's order first, so that reading gives the same order.
    const declared = names.map((_, v) => written(v));
    const arrows = diagram.nodes.flatMap(({ id, parents }) =>
      parents.map((parent) => `${written(parent)}->${written(id)}`),
    );
    return `${[...declared, ...arrows].join("; ")}\n`;
  });
}

/** `[3]` for 0, 1, 2; else the list. No list is two values, as the tool takes it. */
function values({ kind, domain }: DiagramNode): string {
  if (kind === "utility" || domain?.kind !== "finite") return "";
  const counted = domain.values.every((value, i) => value === i);
  if (counted) return domain.values.length === 2 ? "" : `[${domain.values.length}]`;
  return `{${domain.values.map((value) => showValue(value).replaceAll(/[{}|\s]+/gu, "_")).join("|")}}`;
}
