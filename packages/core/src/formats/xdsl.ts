/**
 * GeNIe's and SMILE's .xdsl: chance nodes with tables or fixed results, decisions, utilities and
 * additive utilities over utilities (`mau`). The node's own states vary fastest, its first parent
 * slowest. GeNIe's influence diagrams mean an agent that forgets nothing.
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { Notes } from "./kit/fault.ts";
import type { ForeignNode, ForeignTable } from "./kit/foreignModel.ts";
import type { Element } from "./kit/xml.ts";
import { imported } from "./format.ts";
import { ByName } from "./kit/byName.ts";
import { reading, refuse } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { withRecall } from "./kit/recall.ts";
import {
  attributeOf,
  childOf,
  childrenOf,
  numbersOf,
  parseXml,
  rootName,
  textOf,
  wordsOf,
} from "./kit/xml.ts";
import { writeXdsl } from "./write/xdsl.ts";

export const xdsl: Format = {
  id: "xdsl",
  title: "GeNIe file",
  endings: [".xdsl"],
  recognise: (text) => rootName(text) === "smile",
  read: (file) => imported(readXdsl(file.text)),
  write: writeXdsl,
  losses: {
    reading: [
      "Positions, colours, comments and submodels' frames are skipped.",
      "Arrows implied by no-forgetting are written out and listed in the output.",
      "Noisy nodes (`noisymax`, `noisyadder`), equations, and weights of a `mau` other than numbers are refused.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and the agent’s name are lost.",
      "Ids consist of letters, digits and `_`: other names are changed and kept as GeNIe's displayed names, and values are respelled.",
      "GeNIe’s agents remember everything; where that makes a difference, the output says what they will know.",
      "Models of several agents are refused.",
      "Models with open mechanisms, or with utilities that have children, are refused.",
    ],
  },
};

const READ = ["cpt", "deterministic", "decision", "utility", "mau"];

function readXdsl(text: string): Result<InfluenceDiagram> {
  return reading((notes) => {
    const root = parseXml(text);
    const dynamic = childOf(root, "dynamic") ?? childOf(childOf(root, "nodes") ?? root, "dynamic");
    if (dynamic !== undefined) {
      refuse(
        "not-read",
        "this is a dynamic network over time slices; static ones are read",
        dynamic.place,
        "unroll it in GeNIe first",
      );
    }
    const list = childOf(root, "nodes") ?? refuse("format-error", "there are no nodes", root.place);
    const elements = list.children;
    if (elements.length === 0) refuse("format-error", "there are no nodes", list.place);
    const names = new ByName();
    for (const element of elements) {
      const id = attributeOf(element, "id") ?? "";
      if (!READ.includes(element.name)) {
        refuse(
          "not-read",
          `${id} is a node of the kind ${element.name}; ${READ.join(", ")} are read`,
          element.place,
        );
      }
      names.add(id, element.place);
    }
    const titles = labelsOf(root);
    const parents = elements.map((element, v) =>
      wordsOf(textOf(element, "parents")).map((name) =>
        names.find(
          name,
          `a parent of ${names.names[v]}`,
          childOf(element, "parents")?.place ?? element.place,
        ),
      ),
    );
    const states = elements.map((element) =>
      childrenOf(element, "state").map((state) => attributeOf(state, "id") ?? ""),
    );
    const nodes = elements.map((element, v): ForeignNode => {
      const name = names.names[v] as string;
      const label = titles.get(name);
      const kind = kindOf(element);
      const table = tableOf(element, name, states, parents[v] as number[], v, notes);
      return {
        kind,
        name,
        ...(label === undefined ? {} : { label }),
        ...(kind === "utility" ? {} : { states: states[v] as string[] }),
        parents: parents[v] as number[],
        ...(table === undefined ? {} : { table }),
        place: element.place,
      };
    });
    const flat = withoutSums(nodes, elements, notes);
    const title = attributeOf(root, "id");
    return foreignDiagram(
      { ...(title === undefined ? {} : { title }), nodes: withRecall(flat, "GeNIe", notes) },
      notes,
    );
  });
}

function kindOf(element: Element): ForeignNode["kind"] {
  if (element.name === "decision") return "decision";
  return element.name === "utility" || element.name === "mau" ? "utility" : "chance";
}

function tableOf(
  element: Element,
  name: string,
  states: readonly (readonly string[])[],
  parents: readonly number[],
  v: number,
  notes: Notes,
): ForeignTable | undefined {
  const numbers = childOf(element, "probabilities", "utilities");
  if (numbers !== undefined) {
    return { entries: numbersOf(numbers, `the table of ${name}`), place: () => numbers.place };
  }
  const results = childOf(element, "resultingstates");
  if (element.name === "deterministic" && results !== undefined) {
    const own = states[v] as readonly string[];
    const rows = parents.reduce((n, parent) => n * (states[parent]?.length ?? 1), 1);
    const words = wordsOf(results.text);
    if (words.length !== rows) {
      refuse(
        "format-error",
        `${name} has ${words.length} results, ${rows} are needed`,
        results.place,
      );
    }
    const entries = new Float64Array(rows * own.length);
    for (const [row, word] of words.entries()) {
      const at = own.indexOf(word);
      if (at < 0) refuse("format-error", `${name} has no state ${word}`, results.place);
      entries[row * own.length + at] = 1;
    }
    return { entries, place: () => results.place };
  }
  if (kindOf(element) === "chance") {
    notes.warn("no-table", `${name} has no probabilities: they stay open`, element.place);
  }
  return undefined;
}

/**
 * Utilities that add up others are left out: Cidery adds an agent's utilities by itself. Weights
 * other than 1 go into the tables of what is added.
 */
function withoutSums(
  nodes: readonly ForeignNode[],
  elements: readonly Element[],
  notes: Notes,
): ForeignNode[] {
  const sums = elements.flatMap((element, v) => (element.name === "mau" ? [v] : []));
  if (sums.length === 0) return [...nodes];
  const weight = new Map<number, number>();
  for (const v of sums) {
    const element = elements[v] as Element;
    const parents = nodes[v]?.parents ?? [];
    const weights = childOf(element, "weights");
    if (childOf(element, "expression") !== undefined || weights === undefined) {
      refuse(
        "not-read",
        `${nodes[v]?.name} combines utilities by an expression; weighted sums are read`,
        element.place,
      );
    }
    const values = numbersOf(weights, `the weights of ${nodes[v]?.name}`);
    if (values.length !== parents.length) {
      refuse(
        "format-error",
        `${values.length} weights for ${parents.length} utilities`,
        weights.place,
      );
    }
    for (const [i, parent] of parents.entries()) {
      if (elements[parent]?.name !== "utility" || weight.has(parent)) {
        refuse(
          "not-read",
          `${nodes[v]?.name} adds ${nodes[parent]?.name}, which is not a utility of its own`,
          element.place,
        );
      }
      weight.set(parent, values[i] as number);
    }
    notes.warn(
      "sum-left-out",
      `${nodes[v]?.name} adds up utilities, as Cidery does by itself; the node is left out`,
      element.place,
    );
  }
  const stay = nodes.flatMap((_, v) => (sums.includes(v) ? [] : [v]));
  return stay.map((v): ForeignNode => {
    const node = nodes[v] as ForeignNode;
    const times = weight.get(v);
    const parents = node.parents.map((parent) => {
      const to = stay.indexOf(parent);
      return to >= 0
        ? to
        : refuse("not-read", `${node.name} depends on a sum of utilities`, node.place);
    });
    if (times === undefined || times === 1 || node.table === undefined) return { ...node, parents };
    return {
      ...node,
      parents,
      table: { ...node.table, entries: node.table.entries.map((x) => times * x) },
    };
  });
}

/** Names as GeNIe shows them, by id. */
function labelsOf(root: Element): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const visit = (element: Element): void => {
    for (const child of element.children) {
      const id = attributeOf(child, "id");
      const name = textOf(child, "name");
      if (child.name === "node" && id !== undefined && name !== undefined && name !== "") {
        labels.set(id, name.replace(/\s+/gu, " "));
      }
      visit(child);
    }
  };
  for (const extension of childrenOf(root, "extensions")) visit(extension);
  return labels;
}
