/** XMLBIF 0.3, and for influence diagrams the dialect aGrUM calls BIFXML. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { WrittenModel, WrittenNode } from "../kit/writing.ts";
import { numbersText, writing, writtenModel, xmlLineFit, xmlText } from "../kit/writing.ts";

const TYPES = { chance: "nature", decision: "decision", utility: "utility" } as const;

/** The text, or why there is none. */
export function writeXmlbif(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const model = writtenModel(diagram, { tool: "BIFXML", fit: xmlLineFit }, notes);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<BIF VERSION="0.3">',
      "<NETWORK>",
      `<NAME>${xmlText(model.title === "" ? "unknown" : model.title)}</NAME>`,
      ...model.nodes.map(variable),
      ...model.nodes.map((node) => definition(node, model)),
      "</NETWORK>",
      "</BIF>",
      "",
    ].join("\n");
  });
}

function variable({ kind, name, label, states }: WrittenNode): string {
  // aGrUM wants one value of a utility, which stands for nothing.
  const values = kind === "utility" ? ["0"] : states;
  const description =
    label === undefined ? "" : `<PROPERTY>description = ${xmlText(label)}</PROPERTY>\n`;
  const outcomes = values.map((value) => `<OUTCOME>${xmlText(value)}</OUTCOME>`).join("\n");
  return `<VARIABLE TYPE="${TYPES[kind]}">\n<NAME>${xmlText(name)}</NAME>\n${description}${outcomes}\n</VARIABLE>`;
}

function definition(
  { kind, name, parents, entries }: WrittenNode,
  { nodes }: WrittenModel,
): string {
  const given = parents
    .map((parent) => `<GIVEN>${xmlText(nodes[parent]?.name ?? "")}</GIVEN>\n`)
    .join("");
  const table = kind === "decision" ? "" : `<TABLE>${numbersText(entries)}</TABLE>\n`;
  return `<DEFINITION>\n<FOR>${xmlText(name)}</FOR>\n${given}${table}</DEFINITION>`;
}
