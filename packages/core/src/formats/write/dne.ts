/** Netica's .dne. Its names are C identifiers; everybody's spelling stands in the titles. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { WrittenModel, WrittenNode } from "../kit/writing.ts";
import {
  digits,
  identifiers,
  noteRespelled,
  oneLine,
  quotedText,
  writing,
  writtenModel,
} from "../kit/writing.ts";

const KINDS = { chance: "NATURE", decision: "DECISION", utility: "UTILITY" } as const;
/** Netica's ids have at most 30 characters. */
const FITS = /^[A-Za-z][A-Za-z0-9_]{0,29}$/u;

/** The text, or why there is none. */
export function writeDne(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const model = writtenModel(diagram, { tool: "Netica", remembers: true, fit: oneLine }, notes);
    const { nodes, title } = model;
    const names = nodes.map(({ name }) => name);
    const ids = shortened(identifiers(names, FITS));
    noteRespelled("Netica", names, ids, notes, "names are changed and kept as titles");
    return [
      "// ~->[DNET-1]->~",
      "",
      `bnet ${shortened(identifiers([title === "" ? "model" : title], FITS))[0]} {`,
      ...(title === "" ? [] : [`title = ${quotedText(title)};`]),
      "autoupdate = TRUE;",
      "",
      ...nodes.map((node, v) => block(node, ids[v] as string, ids, model)),
      "};",
      "",
    ].join("\n");
  });
}

function shortened(ids: readonly string[]): string[] {
  const used = new Set<string>();
  return ids.map((id) => {
    let short = id.slice(0, 30);
    for (let n = 2; used.has(short); n++) short = `${id.slice(0, 26)}_${n}`;
    used.add(short);
    return short;
  });
}

function block(
  node: WrittenNode,
  id: string,
  ids: readonly string[],
  { nodes }: WrittenModel,
): string {
  const { kind, name, label, states, numbers, parents } = node;
  const stateIds = identifiers(states, FITS);
  const shown = label ?? (id === name ? undefined : name);
  const respelled = stateIds.some((one, i) => one !== states[i]);
  return [
    `node ${id} {`,
    `  kind = ${KINDS[kind]};`,
    `  discrete = ${kind === "utility" ? "FALSE" : "TRUE"};`,
    ...(kind === "chance" ? ["  chance = CHANCE;"] : []),
    ...(kind === "utility" ? [] : [`  states = (${stateIds.join(", ")});`]),
    ...(respelled ? [`  statetitles = (${states.map(quotedText).join(", ")});`] : []),
    ...(numbers === undefined ? [] : [`  levels = (${numbers.map(digits).join(", ")});`]),
    `  parents = (${parents.map((parent) => ids[parent]).join(", ")});`,
    ...(kind === "decision"
      ? []
      : [`  ${kind === "utility" ? "functable" : "probs"} =\n    ${nested(node, nodes)};`]),
    ...(shown === undefined ? [] : [`  title = ${quotedText(shown)};`]),
    "  };",
    "",
  ].join("\n");
}

/** One pair of parentheses for each parent, the first outermost. */
function nested(
  { kind, parents, entries, states }: WrittenNode,
  nodes: readonly WrittenNode[],
): string {
  const sizes = [
    ...parents.map((parent) => nodes[parent]?.states.length ?? 1),
    ...(kind === "utility" ? [] : [states.length]),
  ];
  let parts = Array.from(entries, digits);
  for (const size of sizes.toReversed()) {
    const next: string[] = [];
    for (let i = 0; i < parts.length; i += size)
      next.push(`(${parts.slice(i, i + size).join(", ")})`);
    parts = next;
  }
  return parts.join(", ");
}
