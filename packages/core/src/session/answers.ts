/**
 * Incentives of a diagram, recomputed only when its structure changed. An edit of a comment, a
 * number or a name finds graph, kinds and owners as they were, and keeps every verdict.
 */
import type { NodeId } from "../graph/index.ts";
import type { Verdict } from "../incentives/index.ts";
import type { Analysis } from "../structure/index.ts";
import type { InfluenceDiagram, Structure } from "../model/index.ts";
import { allVerdicts } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";

/** A diagram with its verdicts, each worked out once. */
export interface AnsweredDiagram {
  readonly analysis: Analysis;
  /**
   * Verdicts of these criteria, by id, in this order; the same list for the same criteria. The rules
   * of decisions in `holding` are held like mechanisms; all are optimal unless told.
   */
  verdictsOf(criteria: readonly string[], holding?: readonly NodeId[]): readonly Verdict[];
}

/** A few are kept, so that going back and forth (compare, undo) costs nothing. */
const MOST_KEPT = 8;
let kept: { readonly structure: Structure; readonly answers: AnsweredDiagram }[] = [];
const byDiagram = new WeakMap<InfluenceDiagram, AnsweredDiagram>();

/** What is known of a diagram; criteria are computed when first asked for. */
export function answersOf(diagram: InfluenceDiagram): AnsweredDiagram {
  const known = byDiagram.get(diagram);
  if (known !== undefined) return known;
  const { structure } = diagram;
  const found = kept.find((entry) => sameStructure(entry.structure, structure));
  const entry = found ?? { structure, answers: answered(structure) };
  kept = [entry, ...kept.filter((one) => one !== entry)].slice(0, MOST_KEPT);
  byDiagram.set(diagram, entry.answers);
  return entry.answers;
}

function answered(structure: Structure): AnsweredDiagram {
  const analysis = analyse(structure);
  const single = new Map<string, readonly Verdict[]>();
  const joined = new Map<string, readonly Verdict[]>();
  const one = (criterion: string, holding: readonly NodeId[]): readonly Verdict[] => {
    const key = `${criterion} ${holding.join(" ")}`;
    const reading = holding.length === 0 ? {} : { holding };
    const verdicts =
      single.get(key) ?? allVerdicts(analysis, { criteria: [criterion], ...reading });
    single.set(key, verdicts);
    return verdicts;
  };
  return {
    analysis,
    verdictsOf(criteria, holding = []) {
      const key = `${criteria.join(" ")} ${holding.join(" ")}`;
      const verdicts = joined.get(key) ?? criteria.flatMap((id) => one(id, holding));
      joined.set(key, verdicts);
      return verdicts;
    },
  };
}

/** Equal graphs, kinds and owners. Linear. */
export function sameStructure(a: Structure, b: Structure): boolean {
  return (
    a === b ||
    (a.agentCount === b.agentCount &&
      a.graph.size === b.graph.size &&
      sameNumbers(a.kinds, b.kinds) &&
      sameNumbers(a.graph.parentOffsets, b.graph.parentOffsets) &&
      sameNumbers(a.graph.parentTargets, b.graph.parentTargets) &&
      a.owners.every((owners, v) => sameNumbers(owners, b.owners[v] ?? [])))
  );
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * Names a verdict across edits: by criterion and the names of what it is about, and of the decisions
 * that are held, if any.
 */
export function verdictKey(diagram: InfluenceDiagram, verdict: Verdict): string {
  const name = (v: number | undefined): string =>
    v === undefined ? "" : (diagram.nodes[v]?.name ?? "");
  const agent = (a: number | undefined): string =>
    a === undefined ? "" : (diagram.agents[a]?.name ?? "");
  return [
    verdict.criterion,
    agent(verdict.agent),
    name(verdict.decision),
    name(verdict.node),
    agent(verdict.target),
    verdict.pattern ?? "",
    ...(verdict.holding === undefined ? [] : [verdict.holding.map(name).join("; ")]),
  ].join("|");
}
