/**
 * UAI: a network as `BAYES`, an influence diagram as the single file with kinds inline. Variables
 * are the diagram's chance and decision nodes in their order; a scope's last variable is fastest
 * and, of a probability, the child.
 */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Notes } from "../kit/fault.ts";
import type { WrittenModel } from "../kit/writing.ts";
import { numbersText, writing, writtenModel } from "../kit/writing.ts";

/** The text, or why there is none. */
export function writeUai(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const { nodes } = writtenModel(diagram, { tool: "UAI" }, notes);
    const variables = nodes.flatMap(({ kind }, v) => (kind === "utility" ? [] : [v]));
    const numberOf = new Map(variables.map((v, i) => [v, i]));
    noteNumbers("UAI", nodes, notes);
    const acting = nodes.some(({ kind }) => kind !== "chance");
    const order = [
      ...variables,
      ...nodes.flatMap(({ kind }, v) => (kind === "utility" ? [v] : [])),
    ];
    const scopes = order.map((v) => {
      const { kind, parents } = nodes[v] as WrittenModel["nodes"][number];
      const scope = [...parents, ...(kind === "utility" ? [] : [v])].map((one) =>
        numberOf.get(one),
      );
      const letter = { chance: "p", decision: "d", utility: "u" }[kind];
      return `${acting ? `${letter} ` : ""}${scope.length}${scope.map((one) => ` ${one}`).join("")}`;
    });
    const tables = order.map((v) => {
      const { kind, entries } = nodes[v] as WrittenModel["nodes"][number];
      return kind === "decision" ? "0" : `${entries.length}\n ${numbersText(entries)}`;
    });
    return [
      acting ? "LIMID" : "BAYES",
      String(variables.length),
      variables.map((v) => nodes[v]?.states.length).join(" "),
      ...(acting
        ? [variables.map((v) => (nodes[v]?.kind === "decision" ? "d" : "c")).join(" ")]
        : []),
      String(order.length),
      ...scopes,
      "",
      tables.join("\n\n"),
      "",
    ].join("\n");
  });
}

/** Which number a variable became, for whoever wants to find it in the file. */
export function noteNumbers(tool: string, nodes: WrittenModel["nodes"], notes: Notes): void {
  const shown = nodes.slice(0, 4).map(({ name }) => name);
  notes.warn(
    "names-are-numbers",
    `${tool} has no names: ${shown.join(", ")}${nodes.length > 4 ? " …" : ""} and their values become numbers, in the model's order`,
  );
}
