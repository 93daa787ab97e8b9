/** DAGitty's text: variables and arrows; kinds have no place in it. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { noteStructureOnly } from "../kit/structureOnly.ts";
import {
  fitted,
  noteRespelled,
  noteWhatStays,
  oneLine,
  quotedText,
  writing,
} from "../kit/writing.ts";

/** The text; every diagram has one. */
export function writeDagitty(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const tool = "DAGitty";
    noteStructureOnly(diagram, tool, notes);
    noteWhatStays(diagram, { tool }, notes);
    const acting = diagram.nodes.filter(({ kind }) => kind !== "chance").map(({ name }) => name);
    if (acting.length > 0) {
      notes.warn(
        "kinds-left-out",
        `${tool} knows variables only; these are no longer decisions and utilities: ${acting.slice(0, 8).join(", ")}${acting.length > 8 ? " …" : ""}`,
      );
    }
    const names = diagram.nodes.map(({ name }) => name);
    const fit = fitted(names, oneLine);
    noteRespelled(tool, names, fit, notes, "names are changed");
    const title = diagram.header.title === undefined ? "" : `${quotedText(diagram.header.title)} `;
    return [
      `dag ${title}{`,
      ...fit.map(word),
      ...diagram.nodes.flatMap(({ id, parents }) =>
        parents.map((parent) => `${word(fit[parent] ?? "")} -> ${word(fit[id] ?? "")}`),
      ),
      "}",
      "",
    ].join("\n");
  });
}

function word(name: string): string {
  return /^[A-Za-z_][\w.]*$/u.test(name) ? name : quotedText(name);
}
