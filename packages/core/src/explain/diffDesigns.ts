/**
 * What changes from one design to another: nodes, arrows, and which verdicts appeared, vanished or
 * changed, matched by names. Cost: all verdicts of both.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { VerdictChange, VerdictChanges } from "./verdictChanges.ts";
import { allVerdicts } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import { changeSentences } from "./changeSentences.ts";
import { listed, namesInFull } from "./names.ts";
import { verdictChanges } from "./verdictChanges.ts";

/**
 * What differs between two diagrams, by name: nodes, arrows, and the verdicts that change with
 * them.
 */
export interface DesignDiff {
  readonly nodesAdded: readonly string[];
  readonly nodesRemoved: readonly string[];
  /** Same name, another kind or other owners. */
  readonly nodesChanged: readonly string[];
  readonly edgesAdded: readonly (readonly [from: string, to: string])[];
  readonly edgesRemoved: readonly (readonly [from: string, to: string])[];
  readonly verdicts: VerdictChanges;
  /** Structure first, then what appeared, vanished and changed. */
  readonly sentences: readonly string[];
}

export interface DiffOptions {
  /** Criteria to compare, by id; all when absent. */
  readonly criteria?: readonly string[];
}

/**
 * Compares two diagrams by the names of their nodes: arrows, mechanisms and every verdict. Two
 * runs of all criteria.
 */
export function diffDesigns(
  a: InfluenceDiagram,
  b: InfluenceDiagram,
  options: DiffOptions = {},
): DesignDiff {
  const nodesAdded = missingFrom(a, b);
  const nodesRemoved = missingFrom(b, a);
  const nodesChanged = a.nodes
    .filter(({ name, kind, owners }) => {
      const other = b.nodes[b.idOf(name) ?? -1];
      return (
        other !== undefined &&
        (other.kind !== kind || ownerNames(b, other.owners) !== ownerNames(a, owners))
      );
    })
    .map(({ name }) => name);
  const edgesAdded = edgesOnlyIn(b, a);
  const edgesRemoved = edgesOnlyIn(a, b);
  const listOptions = options.criteria === undefined ? {} : { criteria: options.criteria };
  const verdicts = verdictChanges(
    { diagram: a, verdicts: allVerdicts(analyse(a.structure), listOptions) },
    { diagram: b, verdicts: allVerdicts(analyse(b.structure), listOptions) },
  );
  const severalAgents = a.agents.length > 1 || b.agents.length > 1;
  const called = namesInFull([b, a]);
  const agentTitle = (name: string): string =>
    [b, a].flatMap(({ agents }) => agents).find((agent) => agent.name === name && agent.label)
      ?.label ?? name;
  const byTitle = (change: VerdictChange): VerdictChange => ({
    ...change,
    ...(change.agent === undefined ? {} : { agent: agentTitle(change.agent) }),
    ...(change.target === undefined ? {} : { target: agentTitle(change.target) }),
  });
  const arrows = (edges: readonly (readonly [string, string])[]): string =>
    listed(edges.map((ends) => ends.map((end) => listed(called([end]))).join(" → ")));
  const sentences = [
    ...structural("Added", listed(called(nodesAdded))),
    ...structural("Removed", listed(called(nodesRemoved))),
    ...structural("Changed kind or owner:", listed(called(nodesChanged))),
    ...structural("Added", arrows(edgesAdded)),
    ...structural("Removed", arrows(edgesRemoved)),
    ...changeSentences("appeared", verdicts.appeared.map(byTitle), severalAgents, called),
    ...changeSentences("vanished", verdicts.vanished.map(byTitle), severalAgents, called),
    ...changeSentences("changed", verdicts.changed.map(byTitle), severalAgents, called),
  ];
  return {
    nodesAdded,
    nodesRemoved,
    nodesChanged,
    edgesAdded,
    edgesRemoved,
    verdicts,
    sentences: sentences.length === 0 ? ["The two designs have the same structure."] : sentences,
  };
}

function structural(verb: string, what: string): string[] {
  return what === "" ? [] : [`${verb} ${what}.`];
}

function missingFrom(there: InfluenceDiagram, here: InfluenceDiagram): string[] {
  return here.nodes.filter(({ name }) => there.idOf(name) === undefined).map(({ name }) => name);
}

function ownerNames(diagram: InfluenceDiagram, owners: readonly number[]): string {
  return owners
    .map((owner) => diagram.agents[owner]?.name ?? String(owner))
    .sort()
    .join(" ");
}

/** Arrows of one diagram that the other lacks though it has both nodes. */
function edgesOnlyIn(
  here: InfluenceDiagram,
  there: InfluenceDiagram,
): (readonly [string, string])[] {
  const result: (readonly [string, string])[] = [];
  for (const [from, to] of here.graph.edges()) {
    const ends = [here.node(from).name, here.node(to).name] as const;
    const [a, b] = ends.map((name) => there.idOf(name));
    if (a !== undefined && b !== undefined && !there.graph.hasEdge(a, b)) result.push(ends);
  }
  return result;
}
