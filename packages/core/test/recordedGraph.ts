/** Structures and what the graph says of them, written so shortly that a file can hold hundreds. */
import { Digraph } from "../src/graph/index.ts";
import { allVerdicts, CRITERIA, motivatedDecisions } from "../src/incentives/index.ts";
import { Structure } from "../src/model/index.ts";
import {
  analyse,
  lnSoluble,
  minimalReduction,
  perfectRecall,
  relevanceEdges,
  soluble,
  subgames,
  sufficientRecall,
} from "../src/structure/index.ts";

export interface RecordedModel {
  /** Each node's kind and owners, then its parents: `C; D0 < 0; U0,1 < 0 1`. */
  readonly model: string;
  /** Arrows `a>b` of the relevance graph. */
  readonly reliance: string;
  /** Links that the minimal reduction removes. */
  readonly removed: string;
  /** Soluble; soluble though nobody forgets nothing; each agent's sufficient and perfect recall. */
  readonly recall: string;
  readonly subgames: string;
  readonly motivated: string;
  /** By criterion: the first letter of each verdict, in the order of `allVerdicts`. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** The same with the rules of the first decision held. */
  readonly held: Readonly<Record<string, string>>;
  /** `x y | z… apart` or `joined`. */
  readonly separations: readonly string[];
}

const KINDS = "CDU";

export function textOfStructure(structure: Structure): string {
  return Array.from({ length: structure.graph.size }, (_, v) => {
    const kind = KINDS["chance decision utility".split(" ").indexOf(structure.kind(v))] ?? "";
    const owners = (structure.owners[v] ?? []).join(",");
    const parents = structure.graph.parents(v);
    return `${kind}${owners}${parents.length > 0 ? ` < ${[...parents].join(" ")}` : ""}`;
  }).join("; ");
}

export function structureOf(text: string): Structure {
  const nodes = text.split("; ").map((node) => {
    const [head = "", parents = ""] = node.split(" < ");
    const numbers = (list: string, by: string): number[] =>
      list === "" ? [] : list.split(by).map(Number);
    return {
      kind: KINDS.indexOf(head[0] ?? ""),
      owners: numbers(head.slice(1), ","),
      parents: numbers(parents, " "),
    };
  });
  return new Structure({
    graph: Digraph.fromParents(nodes.map(({ parents }) => parents)),
    kinds: Uint8Array.from(nodes, ({ kind }) => kind),
    agentCount: 1 + Math.max(0, ...nodes.flatMap(({ owners }) => owners)),
    owners: nodes.map(({ owners }) => owners),
  });
}

/** Everything that `RecordedModel` holds of a structure but separations, and some of it as values. */
export function answersAbout(structure: Structure): {
  readonly answers: Omit<RecordedModel, "model" | "separations">;
  readonly removed: readonly (readonly [number, number])[];
  readonly reliance: readonly (readonly [number, number])[];
  readonly isSoluble: boolean;
} {
  const analysis = analyse(structure);
  const arrows = (links: readonly (readonly [number, number])[]): string =>
    links
      .map((link) => link.join(">"))
      .sort()
      .join(" ");
  const removed = minimalReduction(analysis).removed.map(({ link }) => link);
  const reliance = relevanceEdges(analysis);
  const isSoluble = soluble(analysis).raw;
  const agents = Array.from({ length: structure.agentCount }, (_, agent) => agent);
  const bit = (is: boolean): string => (is ? "1" : "0");
  const recall = [
    bit(isSoluble),
    bit(lnSoluble(analysis)),
    ...agents.map(
      (agent) => bit(sufficientRecall(analysis, agent)) + bit(perfectRecall(analysis, agent)),
    ),
  ].join(" ");
  const sets = subgames(analysis).sets.map((set) => [...set].sort((a, b) => a - b).join("+"));
  const [first] = structure.decisions;
  return {
    answers: {
      reliance: arrows(reliance),
      removed: arrows(removed),
      recall,
      subgames: sets.sort().join(" "),
      motivated: [...motivatedDecisions(analysis)].sort((a, b) => a - b).join(" "),
      verdicts: letters(allVerdicts(analysis)),
      held: first === undefined ? {} : letters(allVerdicts(analysis, { holding: [first] })),
    },
    removed,
    reliance,
    isSoluble,
  };
}

function letters(verdicts: ReturnType<typeof allVerdicts>): Record<string, string> {
  return Object.fromEntries(
    CRITERIA.map(({ id }) => [
      id,
      verdicts
        .filter(({ criterion }) => criterion === id)
        .map(({ kind }) => kind[0])
        .join(""),
    ]),
  );
}
