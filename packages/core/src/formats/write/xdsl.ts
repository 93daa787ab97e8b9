/** GeNIe's and SMILE's .xdsl. What a user calls a variable stands in GeNIe's names, its id beside it. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { WrittenNode } from "../kit/writing.ts";
import {
  identifiers,
  noteRespelled,
  numbersText,
  writing,
  writtenModel,
  xmlLineFit,
  xmlText,
} from "../kit/writing.ts";

const ELEMENTS = { chance: "cpt", decision: "decision", utility: "utility" } as const;

/** The text, or why there is none. */
export function writeXdsl(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const { nodes, title } = writtenModel(
      diagram,
      { tool: "GeNIe", remembers: true, fit: xmlLineFit },
      notes,
    );
    const names = nodes.map(({ name }) => name);
    const ids = identifiers(names);
    noteRespelled(
      "GeNIe",
      names,
      ids,
      notes,
      "ids of variables are changed and their names kept beside them",
    );
    const states = nodes.map((node) => identifiers(node.states, STATE));
    noteRespelled(
      "GeNIe",
      nodes.flatMap((node) => node.states),
      states.flat(),
      notes,
      "values are respelled",
    );
    const body = nodes.map((node, v) => {
      const element = ELEMENTS[node.kind];
      const parents = node.parents.map((parent) => ids[parent]).join(" ");
      return [
        `  <${element} id="${ids[v]}">`,
        ...(states[v] ?? []).map((state) => `    <state id="${state}" />`),
        ...(parents === "" ? [] : [`    <parents>${parents}</parents>`]),
        ...tableLines(node),
        `  </${element}>`,
      ].join("\n");
    });
    const [id = "model"] = identifiers([title === "" ? "model" : title]);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<smile version="1.0" id="${id}" numsamples="10000" discsamples="10000">`,
      " <nodes>",
      ...ordered(nodes).map((v) => body[v]),
      " </nodes>",
      " <extensions>",
      `  <genie version="1.0" app="Cidery" name="${xmlText(title === "" ? "model" : title)}" faultnameformat="nodestate">`,
      ...nodes.map((node, v) => frame(node, ids[v] as string, v)),
      "  </genie>",
      " </extensions>",
      "</smile>",
      "",
    ].join("\n");
  });
}

/** GeNIe's values may begin with a digit or a sign nowhere, with `_` neither. */
const STATE = /^[A-Za-z][A-Za-z0-9_]*$/u;

function tableLines({ kind, entries }: WrittenNode): string[] {
  if (kind === "decision") return [];
  const element = kind === "chance" ? "probabilities" : "utilities";
  return [`    <${element}>${numbersText(entries)}</${element}>`];
}

/** SMILE reads from above: parents stand before their children. */
function ordered(nodes: readonly WrittenNode[]): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (v: number): void => {
    if (seen.has(v)) return;
    seen.add(v);
    for (const parent of nodes[v]?.parents ?? []) visit(parent);
    order.push(v);
  };
  for (const v of nodes.keys()) visit(v);
  return order;
}

/** What GeNIe shows: the name, and a place on a grid, since a node without one is not drawn. */
function frame({ label, name }: WrittenNode, id: string, v: number): string {
  const [x, y] = [40 + 140 * (v % 6), 40 + 90 * Math.floor(v / 6)];
  return `   <node id="${id}"><name>${xmlText(label ?? name)}</name><interior color="e5f6f7" /><outline color="0000bb" /><font color="000000" name="Arial" size="8" /><position>${x} ${y} ${x + 100} ${y + 50}</position></node>`;
}
