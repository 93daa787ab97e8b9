/**
 * How nodes, agents, paths and sets are called in sentences. A node with a display text is called
 * by it, with the name behind: `clicks (C)`; paths are written with names only.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type { Reading } from "../incentives/index.ts";

export function nodeName(diagram: InfluenceDiagram, v: NodeId): string {
  const { name } = diagram.node(v);
  const label = diagram.labelOf(v);
  return label === undefined || label === name ? name : `${label} (${name})`;
}

/**
 * How a node is called where it was named in full before: by its name. One that is a word, `influenced`,
 * would be read as the word it is, and gives way to the display text.
 */
export function nodeAgain(diagram: InfluenceDiagram, v: NodeId): string {
  const { name } = diagram.node(v);
  return /^\p{Ll}[\p{Ll}_]{2,}$/u.test(name) ? (diagram.labelOf(v) ?? name) : name;
}

/** "the agent" for a sole agent that is called nothing more telling, else its text or name. */
export function agentName(diagram: InfluenceDiagram, agent: AgentId): string {
  const known = diagram.agents[agent];
  if (known === undefined) return `agent ${agent + 1}`;
  if (known.label !== undefined) return known.label;
  const isOnlyCalledAgent = /^agent(_?(\d+|one))?$/u.test(known.name);
  return diagram.agents.length === 1 && isOnlyCalledAgent ? "the agent" : known.name;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], last = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/** Names of nodes with runs of instances folded, in order of first use. */
export function groupedNames(diagram: InfluenceDiagram, nodes: Iterable<NodeId>): string[] {
  return foldedNames([...nodes].map((v) => diagram.node(v).name));
}

/**
 * Nodes as sentences call them, for names that one of several diagrams has; the first that has a
 * display text is asked. Instances that share one are taken together: `state (S[1..3])`.
 */
export function namesInFull(
  diagrams: readonly InfluenceDiagram[],
): (names: Iterable<string>) => string[] {
  const labelOf = (name: string): string | undefined => {
    for (const diagram of diagrams) {
      const id = diagram.idOf(name);
      const label = id === undefined ? undefined : diagram.labelOf(id);
      if (label !== undefined && label !== name) return label;
    }
    return undefined;
  };
  return (names) => {
    const groups = new Map<string, string[]>();
    for (const name of names) {
      const key = `${name.replace(/\[.*\]$/u, "")} ${labelOf(name)}`;
      groups.set(key, [...(groups.get(key) ?? []), name]);
    }
    return [...groups.values()].flatMap((group) => {
      const label = labelOf(group[0] as string);
      const folded = foldedNames(group);
      return label === undefined ? folded : `${label} (${folded.join(", ")})`;
    });
  };
}

/** Runs over the last index as one: `Theta[2..4]`, `X[1, 2..3]`; names without an index stay. */
export function foldedNames(names: readonly string[]): string[] {
  const groups = new Map<string, number[] | undefined>();
  for (const name of names) {
    const [, head, last] = /^(.*\[(?:.*, ?)?)(-?\d+)\]$/u.exec(name) ?? [];
    if (head === undefined) groups.set(name, undefined);
    else groups.set(head, [...(groups.get(head) ?? []), Number(last)]);
  }
  return [...groups].flatMap(([head, lasts]) =>
    lasts === undefined ? [head] : runs(lasts).map((run) => `${head}${run}]`),
  );
}

function runs(numbers: readonly number[]): string[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const result: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (sorted[j + 1] === (sorted[j] as number) + 1) j++;
    result.push(i === j ? `${sorted[i]}` : `${sorted[i]}..${sorted[j]}`);
    i = j + 1;
  }
  return result;
}

/** `A → B ← C`: each arrow as it points in the diagram, or in the edited diagram of a reading. */
export function writtenPath(
  diagram: InfluenceDiagram,
  nodes: readonly NodeId[],
  reading: Reading = {},
): string {
  const added = new Set(reading.added?.map(([from, to]) => `${from} ${to}`));
  let text = "";
  for (const [i, v] of nodes.entries()) {
    const before = nodes[i - 1];
    if (before !== undefined) {
      const forward = diagram.graph.hasEdge(before, v) || added.has(`${before} ${v}`);
      text += forward ? " → " : " ← ";
    }
    text += diagram.node(v).name;
  }
  return text;
}

export function writtenLink(diagram: InfluenceDiagram, [from, to]: Link): string {
  return `${diagram.node(from).name} → ${diagram.node(to).name}`;
}

/** Openings that are our own words and get a capital; names keep their case. */
const OPENINGS =
  /^(the |a response|whether |observing |nothing |no |none |every |control over |some |in some |holding |optimal play |by |deception of |cut |let )/u;

/** Text as a sentence: a capital where that changes no name, and a full stop. */
export function sentence(text: string): string {
  const [first = ""] = text;
  const raised = OPENINGS.test(text) ? first.toUpperCase() + text.slice(first.length) : text;
  return /[.?!]$/u.test(raised) ? raised : `${raised}.`;
}
