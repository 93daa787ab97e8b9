/** The LIMID text of the kpu-pp solver: chance variables first, then decisions, then utilities. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { WrittenNode } from "../kit/writing.ts";
import { numbersText, writing, writtenModel } from "../kit/writing.ts";
import { noteNumbers } from "./uai.ts";

/** The text, or why there is none. */
export function writeLimid(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const { nodes } = writtenModel(diagram, { tool: "a LIMID file" }, notes);
    noteNumbers("a LIMID file", nodes, notes);
    const of = (kind: WrittenNode["kind"]): number[] =>
      nodes.flatMap((node, v) => (node.kind === kind ? [v] : []));
    const order = [...of("chance"), ...of("decision"), ...of("utility")];
    const numberOf = new Map(order.map((v, i) => [v, i]));
    const at = (v: number): WrittenNode => nodes[v] as WrittenNode;
    // Of tables the first parent listed is the fastest: the reverse of the diagram's order.
    const listed = (v: number): number[] =>
      at(v).kind === "decision" ? [...at(v).parents] : at(v).parents.toReversed();
    const tables = order.filter((v) => at(v).kind !== "decision");
    return [
      `LIMID ${of("chance").length} ${of("decision").length} ${of("utility").length}`,
      order
        .filter((v) => at(v).kind !== "utility")
        .map((v) => at(v).states.length)
        .join(" "),
      ...order.map((v) => [listed(v).length, ...listed(v).map((p) => numberOf.get(p))].join(" ")),
      ...tables.map((v) => `${at(v).entries.length} ${numbersText(at(v).entries)}`),
      "",
    ].join("\n");
  });
}
