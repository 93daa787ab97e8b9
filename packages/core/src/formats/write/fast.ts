/** pyAgrum's fast syntax: who depends on whom, and the values. Every arrow once. */
import type { Result } from "../../base/index.ts";
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import {
  distinctStates,
  fitted,
  identifiers,
  noteRespelled,
  noteWhatStays,
  writing,
} from "../kit/writing.ts";
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
    const states = diagram.nodes.flatMap(statesOf);
    const fit = diagram.nodes.flatMap((node) => fitted(statesOf(node), valueFit));
    noteRespelled(tool, states, fit, notes, "values are respelled");
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
function values(node: DiagramNode): string {
  const { kind, domain } = node;
  if (kind === "utility" || domain?.kind !== "finite") return "";
  const counted = domain.values.every((value, i) => value === i);
  if (counted) return domain.values.length === 2 ? "" : `[${domain.values.length}]`;
  return `{${fitted(statesOf(node), valueFit).join("|")}}`;
}

function statesOf({ kind, domain }: DiagramNode): string[] {
  return kind === "utility" || domain?.kind !== "finite" ? [] : distinctStates(domain.values);
}

/** The marks of the syntax, and blanks, have no escape. */
function valueFit(text: string): string {
  return text.replaceAll(/[[\]{}|,;*$"\s\p{Cc}\p{Cs}]+|->|<-/gu, "_") || "_";
}
