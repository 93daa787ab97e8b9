/** DAGitty's text: variables and arrows; kinds have no place in it. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { noteStructureOnly } from "../kit/structureOnly.ts";
import { noteWhatStays, quotedText, writing } from "../kit/writing.ts";

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
    const title = diagram.header.title === undefined ? "" : `${quotedText(diagram.header.title)} `;
    return [
      `dag ${title}{`,
      ...diagram.nodes.map(({ name }) => word(name)),
      ...diagram.nodes.flatMap(({ name, parents }) =>
        parents.map((parent) => `${word(diagram.node(parent).name)} -> ${word(name)}`),
      ),
      "}",
      "",
    ].join("\n");
  });
}

function word(name: string): string {
  return /^[A-Za-z_][\w.]*$/u.test(name) ? name : quotedText(name);
}
