/**
 * The nodes for which a criterion's verdict is `present`. Whole columns of answers are read at
 * once; full verdicts with witnesses are made for the first few members only.
 */
import type { NodeId } from "../graph/index.ts";
import type { Question, Verdict, VerdictKind } from "../incentives/index.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { NodesFinding } from "./finding.ts";
import { criterionNamed, sweep, verdict } from "../incentives/index.ts";

/** Most verdicts a set carries as evidence. */
const MOST_EVIDENCE = 32;

export interface VerdictSetQuestion {
  readonly criterion: string;
  /** Decisions or agents; a node belongs to the set if it does for one of them. */
  readonly subjects: readonly number[];
  readonly candidates: readonly NodeId[];
  readonly range: ReadonlySet<NodeId>;
  readonly ask: (subject: number, node: NodeId) => Question;
}

export function verdictSet(context: ClaimContext, set: VerdictSetQuestion): NodesFinding {
  const { criterion, subjects } = set;
  const outcomes = criterionNamed(criterion)?.outcomes ?? [];
  const columns = subjects.map((subject) => sweep(context.analysis, criterion, subject));
  const present = new Set<NodeId>();
  const unknown = new Set<NodeId>();
  const verdicts: Verdict[] = [];
  for (const node of set.candidates) {
    const kinds = columns.map((column) => outcomes[column[node] as number]?.verdict);
    const kind: VerdictKind = kinds.includes("present") ? "present" : "unknown";
    const subject = subjects[kinds.indexOf(kind)];
    if (subject === undefined) continue;
    (kind === "present" ? present : unknown).add(node);
    if (set.range.has(node) && verdicts.length < MOST_EVIDENCE) {
      const { whole, holding } = context;
      const question = set.ask(subject, node);
      const inReading = holding.length === 0 ? question : { ...question, holding };
      verdicts.push(verdict(whole, criterion, inReading));
    }
  }
  return { kind: "nodes", present, unknown, range: set.range, verdicts };
}

/** The default range of a set of nodes, as docs/language.md fixes it for each predicate. */
export function rangeOf(
  context: ClaimContext,
  criterion: string,
  decisions: readonly NodeId[],
): Set<NodeId> {
  const { nodes } = context.diagram;
  const keep = (node: (typeof nodes)[number]): boolean => {
    switch (criterion) {
      case "value-of-information":
      case "response-incentive":
        return node.kind === "chance";
      case "instrumental-control-incentive":
      case "intent":
      case "impact":
        return node.kind !== "utility" && !decisions.includes(node.id);
      case "value-of-control":
      case "direct-value-of-control":
      case "indirect-value-of-control":
        return node.kind !== "decision";
      default:
        return true;
    }
  };
  return new Set(nodes.filter(keep).map((node) => node.id));
}
