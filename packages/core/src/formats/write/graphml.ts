/** GraphML: nodes with name, label, kind and owner as data, arrows directed. For yEd, Gephi, networkx. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { noteStructureOnly } from "../kit/structureOnly.ts";
import { fitted, noteRespelled, noteWhatStays, writing, xmlFit, xmlText } from "../kit/writing.ts";

/** The text; every diagram has one. */
export function writeGraphml(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    noteStructureOnly(diagram, "GraphML", notes);
    noteWhatStays(diagram, { tool: "GraphML" }, notes);
    const names = diagram.nodes.map(({ name }) => name);
    const ids = fitted(names, xmlFit);
    noteRespelled("GraphML", names, ids, notes, "ids are changed");
    const keys = ["label", "kind", "agent", "values"].map(
      (name) => `  <key id="${name}" for="node" attr.name="${name}" attr.type="string"/>`,
    );
    const title = diagram.header.title ?? "";
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      ...keys,
      `  <graph id="${xmlText(title === "" ? "model" : title)}" edgedefault="directed">`,
      ...diagram.nodes.map(({ id, name, kind, owners, domain }) => {
        const agents = owners.map((one) => diagram.agents[one]?.name ?? "").join(", ");
        const values = domain?.kind === "finite" ? domain.values.map(String).join(", ") : "";
        const data = [
          ["label", diagram.labelOf(id) ?? name],
          ["kind", kind],
          ["agent", agents],
          ["values", values],
        ].flatMap(([key, text = ""]) =>
          text === "" ? [] : [`<data key="${key}">${xmlText(text)}</data>`],
        );
        return `    <node id="${xmlText(ids[id] ?? "")}">${data.join("")}</node>`;
      }),
      ...diagram.nodes.flatMap(({ id, parents }) =>
        parents.map(
          (parent) =>
            `    <edge source="${xmlText(ids[parent] ?? "")}" target="${xmlText(ids[id] ?? "")}"/>`,
        ),
      ),
      "  </graph>",
      "</graphml>",
      "",
    ].join("\n");
  });
}
