/**
 * OpenMarkov's .pgmx (ProbModelXML): Bayesian networks, influence diagrams and LIMIDs of discrete
 * variables with tables. In its tables the FIRST variable varies fastest. Diagrams of the type
 * `InfluenceDiagram` mean an agent that forgets nothing; LIMIDs do not.
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { ForeignNode, ForeignTable } from "./kit/foreignModel.ts";
import type { Element } from "./kit/xml.ts";
import { imported } from "./format.ts";
import { ByName } from "./kit/byName.ts";
import { reading, refuse } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { withRecall } from "./kit/recall.ts";
import { attributeOf, childOf, childrenOf, numbersOf, parseXml, rootName } from "./kit/xml.ts";
import { writePgmx } from "./write/pgmx.ts";

export const pgmx: Format = {
  id: "pgmx",
  title: "OpenMarkov file",
  endings: [".pgmx"],
  recognise: (text) => rootName(text) === "ProbModelXML",
  read: (file) => imported(readPgmx(file.text)),
  write: writePgmx,
  losses: {
    reading: [
      "Comments, units, coordinates, agents and recorded policies are skipped.",
      "Arrows implied by no-forgetting are written out and listed in the output.",
      "Potentials other than tables and `Uniform`, and numeric variables other than utilities, are refused.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and the agent’s name are lost.",
      "Labels are lost.",
      "Influence diagrams are written as LIMIDs, in which a decision sees exactly its parents.",
      "Models of several agents are refused.",
      "Models with open mechanisms, or with utilities that have children, are refused.",
    ],
  },
};

const ROLES: ReadonlyMap<string, ForeignNode["kind"]> = new Map([
  ["chance", "chance"],
  ["decision", "decision"],
  ["utility", "utility"],
]);

function readPgmx(text: string): Result<InfluenceDiagram> {
  return reading((notes) => {
    const root = parseXml(text);
    const network =
      childOf(root, "ProbNet") ?? refuse("format-error", "there is no ProbNet", root.place);
    const criteria = childOf(network, "DecisionCriteria");
    if (criteria !== undefined && criteria.children.length > 1) {
      notes.warn(
        "criteria-added",
        `${criteria.children.length} decision criteria are added up as one agent's utility`,
        criteria.place,
      );
    }
    const names = new ByName();
    const list = childOf(network, "Variables");
    const variables = (list === undefined ? [] : childrenOf(list, "Variable")).map((element) => {
      const name = nameOf(element);
      names.add(name, element.place);
      return { name, element, kind: roleOf(element, name), states: statesOf(element) };
    });
    if (variables.length === 0)
      refuse("format-error", "the network has no variables", network.place);
    const parents: number[][] = variables.map(() => []);
    for (const link of childrenOf(childOf(network, "Links") ?? network, "Link")) {
      if (attributeOf(link, "directed") === "false") {
        refuse("not-read", "an undirected link: only directed graphs are read", link.place);
      }
      const [from, to] = childrenOf(link, "Variable").map((end) =>
        names.find(nameOf(end), "an end of a link", end.place),
      );
      if (from === undefined || to === undefined)
        refuse("format-error", "a link has two ends", link.place);
      parents[to]?.push(from);
    }
    const tables = new Map<number, ForeignTable>();
    for (const potential of childrenOf(childOf(network, "Potentials") ?? network, "Potential")) {
      const found = readPotential(potential, names, variables);
      if (found === undefined) continue;
      const { child, given, table } = found;
      const own = parents[child] as number[];
      if (given.length !== own.length || given.some((one) => !own.includes(one))) {
        refuse(
          "format-error",
          `the table of ${names.names[child]} is over other variables than its arrows come from`,
          potential.place,
        );
      }
      parents[child] = given;
      tables.set(child, table);
    }
    const nodes = variables.map(({ name, kind, states, element }, v): ForeignNode => {
      const table = tables.get(v);
      if (kind === "chance" && table === undefined) {
        notes.warn(
          "no-table",
          `${name} has no potential: its probabilities stay open`,
          element.place,
        );
      }
      if (kind !== "utility" && states.length === 0) {
        refuse("not-read", `${name} is not of finitely many states`, element.place);
      }
      return {
        kind,
        name,
        ...(kind === "utility" ? {} : { states }),
        parents: parents[v] ?? [],
        ...(table === undefined ? {} : { table }),
        place: element.place,
      };
    });
    const recall = attributeOf(network, "type") === "InfluenceDiagram";
    return foreignDiagram(
      { nodes: recall ? withRecall(nodes, "OpenMarkov", notes) : nodes },
      notes,
    );
  });
}

interface Variable {
  readonly name: string;
  readonly kind: ForeignNode["kind"];
  readonly states: readonly string[];
}

/** Undefined for policies of decisions. */
function readPotential(
  potential: Element,
  names: ByName,
  variables: readonly Variable[],
): { readonly child: number; readonly given: number[]; readonly table: ForeignTable } | undefined {
  const role = attributeOf(potential, "role") ?? "";
  if (role.toLowerCase() === "policy") return undefined;
  const utility = childOf(potential, "UtilityVariable");
  const scope = childrenOf(childOf(potential, "Variables") ?? potential, "Variable").map((one) =>
    names.find(nameOf(one), "a variable of a potential", one.place),
  );
  if (utility !== undefined) {
    scope.unshift(names.find(nameOf(utility), "a utility", utility.place));
  }
  const [child, ...rest] = scope;
  if (child === undefined) refuse("format-error", "a potential has no variables", potential.place);
  const owner = variables[child] as Variable;
  if (owner.kind === "decision") return undefined;
  const type = attributeOf(potential, "type") ?? "";
  if (type !== "Table" && type !== "Uniform") {
    refuse(
      "not-read",
      `the potential of ${owner.name} is of the type ${type}; Table and Uniform are read`,
      potential.place,
    );
  }
  // The first of the others varies faster than the next: the slowest comes first here.
  const given = rest.toReversed();
  const size = owner.kind === "utility" ? 1 : owner.states.length;
  const length = given.reduce((n, v) => n * Math.max(1, variables[v]?.states.length ?? 1), size);
  const values = childOf(potential, "Values");
  if (type === "Uniform") {
    const entries = new Float64Array(length).fill(owner.kind === "utility" ? 0 : 1 / size);
    return { child, given, table: { entries, place: () => potential.place } };
  }
  if (values === undefined)
    refuse("format-error", `the table of ${owner.name} has no Values`, potential.place);
  const entries = numbersOf(values, `the table of ${owner.name}`);
  return { child, given, table: { entries, place: () => values.place } };
}

function nameOf(element: Element): string {
  return attributeOf(element, "name") ?? attributeOf(element, "id") ?? element.text.trim();
}

function roleOf(element: Element, name: string): ForeignNode["kind"] {
  const role = attributeOf(element, "role") ?? "chance";
  return (
    ROLES.get(role.toLowerCase()) ??
    refuse(
      "format-error",
      `${name} has the role ${role}; chance, decision and utility are read`,
      element.place,
    )
  );
}

function statesOf(element: Element): string[] {
  const list = childOf(element, "States");
  return (list === undefined ? [] : childrenOf(list, "State")).map(nameOf);
}
