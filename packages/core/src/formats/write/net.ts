/** Hugin's .net: names by its rules, everybody's spelling in the labels, values in quotation marks. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { WrittenNode } from "../kit/writing.ts";
import {
  digits,
  identifiers,
  noteRespelled,
  oneLine,
  quotedText,
  writing,
  writtenModel,
} from "../kit/writing.ts";

const KEYWORDS = { chance: "node", decision: "decision", utility: "utility" } as const;

/** What begins a part of the file is no name in it. */
const RESERVED = "net class node decision utility potential function discrete continuous".split(
  " ",
);

/** The text, or why there is none. */
export function writeNet(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const { nodes, title } = writtenModel(diagram, { tool: "Hugin", fit: oneLine }, notes);
    const names = nodes.map(({ name }) => name);
    const ids = identifiers(names, undefined, RESERVED);
    noteRespelled("Hugin", names, ids, notes, "names are changed and kept as labels");
    return [
      title === "" ? "net\n{\n}" : `net\n{\n  name = ${quotedText(title)};\n}`,
      ...nodes.map((node, v) => declaration(node, ids[v] as string)),
      ...nodes.map((node, v) => potential(node, ids[v] as string, ids)),
      "",
    ].join("\n");
  });
}

function declaration({ kind, name, label, states, numbers }: WrittenNode, id: string): string {
  const shown = label ?? (id === name ? undefined : name);
  return [
    `${KEYWORDS[kind]} ${id}`,
    "{",
    ...(shown === undefined ? [] : [`  label = ${quotedText(shown)};`]),
    ...(kind === "utility" ? [] : [`  states = (${states.map(quotedText).join(" ")});`]),
    // Hugin wants rising numbers of a numbered node.
    ...(numbers?.every((x, i) => i === 0 || x > (numbers[i - 1] as number)) === true
      ? [`  subtype = number;`, `  state_values = (${numbers.map(digits).join(" ")});`]
      : []),
    "}",
  ].join("\n");
}

function potential(node: WrittenNode, id: string, ids: readonly string[]): string {
  const { kind, parents, entries } = node;
  const given = parents.length === 0 ? "" : ` | ${parents.map((parent) => ids[parent]).join(" ")}`;
  const data = kind === "decision" ? "" : `  data = (${Array.from(entries, digits).join(" ")});\n`;
  return `potential (${id}${given})\n{\n${data}}`;
}
