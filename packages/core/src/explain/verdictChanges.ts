/**
 * Two lists of verdicts compared, question by question. A question is identified by names, not by
 * numbers, so that it survives edits that renumber the nodes.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { Verdict, VerdictKind } from "../incentives/index.ts";

/**
 * A verdict that differs between two diagrams; subjects by name, so that they can be compared.
 */
export interface VerdictChange {
  readonly criterion: string;
  readonly agent?: string;
  readonly decision?: string;
  readonly node?: string;
  readonly target?: string;
  readonly pattern?: string;
  /** "absent" also stands for a question that does not arise, because a node is missing. */
  readonly before: VerdictKind;
  readonly after: VerdictKind;
}

export interface VerdictChanges {
  /** Present now, and not before. */
  readonly appeared: readonly VerdictChange[];
  /** Present before, and surely not any more. */
  readonly vanished: readonly VerdictChange[];
  /** Became unknown, or known to be absent. */
  readonly changed: readonly VerdictChange[];
}

export interface VerdictsOf {
  readonly diagram: InfluenceDiagram;
  readonly verdicts: readonly Verdict[];
}

export function verdictChanges(before: VerdictsOf, after: VerdictsOf): VerdictChanges {
  const old = byQuestion(before);
  const now = byQuestion(after);
  const appeared: VerdictChange[] = [];
  const vanished: VerdictChange[] = [];
  const changed: VerdictChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const a = old.get(key);
    const b = now.get(key);
    const question = b?.question ?? a?.question;
    if (question === undefined) continue;
    const change = { ...question, before: settled(a?.kind), after: settled(b?.kind) };
    if (change.before === change.after) continue;
    if (change.after === "present") appeared.push(change);
    else if (change.before === "present" && change.after === "absent") vanished.push(change);
    else changed.push(change);
  }
  return { appeared, vanished, changed };
}

/** A question that does not arise has the answer no, as far as a comparison is concerned. */
function settled(kind: VerdictKind | undefined): VerdictKind {
  return kind === undefined || kind === "not-applicable" ? "absent" : kind;
}

type Question = Omit<VerdictChange, "before" | "after">;

function byQuestion({
  diagram,
  verdicts,
}: VerdictsOf): Map<string, { readonly question: Question; readonly kind: VerdictKind }> {
  const result = new Map<string, { question: Question; kind: VerdictKind }>();
  for (const verdict of verdicts) {
    const question = questionOf(diagram, verdict);
    result.set(JSON.stringify(question), { question, kind: verdict.kind });
  }
  return result;
}

function questionOf(diagram: InfluenceDiagram, verdict: Verdict): Question {
  const agent = (id: number): string => diagram.agents[id]?.name ?? String(id);
  return {
    criterion: verdict.criterion,
    ...(verdict.agent === undefined ? {} : { agent: agent(verdict.agent) }),
    ...(verdict.decision === undefined ? {} : { decision: diagram.node(verdict.decision).name }),
    ...(verdict.node === undefined ? {} : { node: diagram.node(verdict.node).name }),
    ...(verdict.target === undefined ? {} : { target: agent(verdict.target) }),
    ...(verdict.pattern === undefined ? {} : { pattern: verdict.pattern }),
  };
}
