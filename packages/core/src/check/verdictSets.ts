/**
 * The nodes for which a criterion's verdict is `present`. Whole columns of answers are read at
 * once; full verdicts with witnesses are made for the first few members only.
 */
import type { NodeId } from "../graph/index.ts";
import type { Question, SetRange, Verdict, VerdictKind } from "../incentives/index.ts";
import type { DiagramNode } from "../model/index.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { NodesFinding } from "./finding.ts";
import { criterionNamed, judge, sweep } from "../incentives/index.ts";

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
    const kinds = columns.map((column) => outcomes[column[node] as number]?.kind);
    const kind: VerdictKind = kinds.includes("present") ? "present" : "unknown";
    const subject = subjects[kinds.indexOf(kind)];
    if (subject === undefined) continue;
    (kind === "present" ? present : unknown).add(node);
    if (set.range.has(node) && verdicts.length < MOST_EVIDENCE) {
      const { whole, holding } = context;
      const question = set.ask(subject, node);
      const inReading = holding.length === 0 ? question : { ...question, holding };
      verdicts.push(judge(whole, criterion, inReading));
    }
  }
  return { kind: "nodes", present, unknown, range: set.range, verdicts };
}

/** The nodes that a set is about when the claim does not say, as the criterion has it. */
export function rangeOf(
  context: ClaimContext,
  criterion: string,
  decisions: readonly NodeId[],
): Set<NodeId> {
  const isMeant = MEMBERS[criterionNamed(criterion)?.range ?? "all"];
  const { nodes } = context.diagram;
  return new Set(nodes.filter((node) => isMeant(node, decisions)).map(({ id }) => id));
}

const MEMBERS: Readonly<
  Record<SetRange, (node: DiagramNode, decisions: readonly NodeId[]) => boolean>
> = {
  all: () => true,
  chance: ({ kind }) => kind === "chance",
  "all-but-decisions": ({ kind }) => kind !== "decision",
  "all-but-utilities-and-the-decision": ({ id, kind }, decisions) =>
    kind !== "utility" && !decisions.includes(id),
  "other-decisions": ({ id, kind }, decisions) => kind === "decision" && !decisions.includes(id),
};
