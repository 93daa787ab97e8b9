/**
 * Verdicts as tables, one per decision and one per agent: nodes down, criteria across. Plain data;
 * whoever prints it chooses marks and colours.
 */
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { ReasonCode, Verdict, VerdictKind } from "../incentives/index.ts";
import { CRITERIA, criterionNamed } from "../incentives/index.ts";
import { agentName } from "./names.ts";

/** What one cell of a table of verdicts shows. */
export interface TableCell {
  readonly kind: VerdictKind;
  readonly reason: ReasonCode;
  /** True when there is something to add to the verdict. */
  readonly caveats: boolean;
}

export interface TableColumn {
  readonly criterion: string;
  /** Two to four letters. */
  readonly short: string;
  readonly title: string;
}

export interface TableRow {
  readonly node: NodeId;
  readonly name: string;
  /** One per column; undefined where the question does not arise. */
  readonly cells: readonly (TableCell | undefined)[];
}

/** Verdicts of one decision or agent as a table: variables down, criteria across. */
export interface VerdictTable {
  /** `robot at A[1]`, or `robot` for questions about an agent as a whole. */
  readonly title: string;
  readonly agent?: string;
  readonly decision?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** Verdicts about a node only; those about agents or patterns have no place in a table. */
export function verdictTables(
  diagram: InfluenceDiagram,
  verdicts: readonly Verdict[],
): VerdictTable[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    if (verdict.node === undefined || verdict.target !== undefined) continue;
    const key = `${verdict.agent ?? ""} ${verdict.decision ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [verdict]);
    else group.push(verdict);
  }
  return [...groups.values()].map((group) => tableOf(diagram, group));
}

function tableOf(diagram: InfluenceDiagram, verdicts: readonly Verdict[]): VerdictTable {
  const ids = new Set(verdicts.map(({ criterion }) => criterion));
  const columns = CRITERIA.filter(({ id }) => ids.has(id)).map(({ id, title }) => ({
    criterion: id,
    short: criterionNamed(id)?.badge ?? id,
    title,
  }));
  const byCell = new Map(verdicts.map((v) => [`${v.criterion} ${v.node}`, v]));
  const nodes = [...new Set(verdicts.map(({ node }) => node as NodeId))].sort((a, b) => a - b);
  const [first] = verdicts;
  const agent = first?.agent === undefined ? undefined : agentName(diagram, first.agent);
  const decision = first?.decision === undefined ? undefined : diagram.node(first.decision).name;
  return {
    title: [agent, decision].filter((part) => part !== undefined).join(" at "),
    ...(agent === undefined ? {} : { agent }),
    ...(decision === undefined ? {} : { decision }),
    columns,
    rows: nodes.map((node) => ({
      node,
      name: diagram.node(node).name,
      cells: columns.map(({ criterion }) => {
        const verdict = byCell.get(`${criterion} ${node}`);
        if (verdict === undefined) return undefined;
        const { reason, caveats } = verdict;
        return { kind: verdict.kind, reason, caveats: caveats.length > 0 };
      }),
    })),
  };
}
