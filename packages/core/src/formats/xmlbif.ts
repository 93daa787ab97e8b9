/**
 * XMLBIF 0.3 (Bayesian networks, JavaBayes and Weka) and BIFXML as aGrUM writes it, which adds
 * decisions and utilities. In its tables the variable itself varies fastest and the first `GIVEN`
 * slowest.
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { ForeignNode } from "./kit/foreignModel.ts";
import type { Element } from "./kit/xml.ts";
import { imported } from "./format.ts";
import { ByName } from "./kit/byName.ts";
import { reading, refuse } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
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
import { writeXmlbif } from "./write/xmlbif.ts";

export const xmlbif: Format = {
  id: "xmlbif",
  title: "XMLBIF or BIFXML file",
  endings: [".xmlbif", ".bifxml"],
  recognise: (text) => rootName(text)?.toUpperCase() === "BIF",
  read: (file) => imported(readXmlbif(file.text)),
  write: writeXmlbif,
  losses: {
    reading: ["`PROPERTY` lines are skipped.", "A decision sees exactly what is `GIVEN` to it."],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and the agent’s name are lost.",
      "Models of several agents are refused.",
      "Models with open mechanisms, or with utilities that have children, are refused.",
    ],
  },
};

const KINDS: ReadonlyMap<string, ForeignNode["kind"]> = new Map([
  ["nature", "chance"],
  ["chance", "chance"],
  ["decision", "decision"],
  ["utility", "utility"],
]);

function readXmlbif(text: string): Result<InfluenceDiagram> {
  return reading((notes) => {
    const root = parseXml(text);
    const network =
      childOf(root, "NETWORK") ?? refuse("format-error", "there is no NETWORK", root.place);
    const names = new ByName();
    const variables = childrenOf(network, "VARIABLE").map((element) => {
      const name = required(element, "NAME");
      names.add(name, element.place);
      return { name, element, kind: kindOf(element, name) };
    });
    if (variables.length === 0)
      refuse("format-error", "the network has no VARIABLE", network.place);
    const definitions = new Map<number, Element>();
    for (const element of childrenOf(network, "DEFINITION", "PROBABILITY")) {
      const [first, ...more] = childrenOf(element, "FOR");
      if (first === undefined || more.length > 0) {
        refuse("format-error", "a DEFINITION is FOR exactly one variable here", element.place);
      }
      const id = names.find(first.text.trim(), "what a DEFINITION is FOR", first.place);
      const before = definitions.get(id);
      if (before !== undefined && content(before) !== content(element)) {
        refuse("format-error", `a second DEFINITION for ${names.names[id]}`, element.place);
      }
      if (before !== undefined) {
        notes.warn(
          "said-twice",
          `${names.names[id]} is defined twice, in the same way`,
          element.place,
        );
      }
      definitions.set(id, element);
    }
    const nodes = variables.map(({ name, kind, element }, id): ForeignNode => {
      const definition = definitions.get(id);
      const parents = (definition === undefined ? [] : childrenOf(definition, "GIVEN")).map(
        (given) => names.find(given.text.trim(), `a parent of ${name}`, given.place),
      );
      const table = definition === undefined ? undefined : childOf(definition, "TABLE");
      if (kind === "chance" && table === undefined) {
        notes.warn("no-table", `${name} has no TABLE: its probabilities stay open`, element.place);
      }
      return {
        kind,
        name,
        ...(kind === "utility"
          ? {}
          : { states: childrenOf(element, "OUTCOME", "VALUE").map((one) => one.text.trim()) }),
        parents,
        ...(table === undefined || kind === "decision"
          ? {}
          : {
              table: {
                entries: numbersOf(table, `the table of ${name}`),
                place: () => table.place,
              },
            }),
        place: element.place,
      };
    });
    const title = textOf(network, "NAME");
    return foreignDiagram({ ...(title === undefined ? {} : { title }), nodes }, notes);
  });
}

/** What a definition says, to compare two. */
function content(element: Element): string {
  return element.children
    .map(({ name, text }) => `${name.toUpperCase()} ${wordsOf(text).join(" ")}`)
    .join("\n");
}

function kindOf(element: Element, name: string): ForeignNode["kind"] {
  const type = attributeOf(element, "TYPE") ?? "nature";
  return (
    KINDS.get(type.toLowerCase()) ??
    refuse(
      "format-error",
      `${name} is of TYPE ${type}; nature, decision and utility are read`,
      element.place,
    )
  );
}

function required(element: Element, name: string): string {
  const text = textOf(element, name);
  if (text !== undefined && text !== "") return text;
  return refuse("format-error", `a ${element.name} has no ${name}`, element.place);
}
