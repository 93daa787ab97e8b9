/** Mermaid, as Markdown pages and wikis draw it: chance rounded, decisions boxes, utilities diamonds. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram, NodeKind } from "../../model/index.ts";
import { noteStructureOnly } from "../kit/structureOnly.ts";
import { identifiers, noteWhatStays, writing } from "../kit/writing.ts";

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  chance: ["([", "])"],
  decision: ["[", "]"],
  utility: ["{", "}"],
};

/** The text; every diagram has one. */
export function writeMermaid(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    noteStructureOnly(diagram, "Mermaid", notes);
    noteWhatStays(diagram, { tool: "Mermaid" }, notes);
    // `end` and the like are words of Mermaid: ids are numbered, names are what is shown.
    const ids = identifiers(diagram.nodes.map(({ name }) => name)).map((id, v) => `n${v}_${id}`);
    const several = new Set(diagram.nodes.flatMap(({ owners }) => owners)).size > 1;
    return [
      "flowchart LR",
      ...diagram.nodes.map(({ id, name, kind, owners }) => {
        const [open, close] = SHAPES[kind];
        const who =
          several && owners.length > 0
            ? ` (${owners.map((one) => diagram.agents[one]?.name).join(", ")})`
            : "";
        const text = `${diagram.labelOf(id) ?? name}${who}`
          .replaceAll("#", "#35;")
          .replaceAll('"', "#quot;")
          .replaceAll(/\r\n?|\n/gu, "<br/>");
        return `  ${ids[id]}${open}"${text}"${close}:::${kind}`;
      }),
      ...diagram.nodes.flatMap(({ id, kind, parents }) =>
        parents.map(
          (parent) => `  ${ids[parent]} ${kind === "decision" ? "-.->" : "-->"} ${ids[id]}`,
        ),
      ),
      "  classDef chance fill:#f6f7f8,stroke:#444",
      "  classDef decision fill:#dbe7fb,stroke:#2457a6",
      "  classDef utility fill:#fdf0cf,stroke:#8a6100",
      "",
    ].join("\n");
  });
}
