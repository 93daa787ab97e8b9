/**
 * Every verdict as text: the accessible equivalent of badges and paths. Grouped by criterion,
 * filtered by state, criterion and agent; a row lights its path, a click pins and explains it.
 */
import { type InfluenceDiagram, type Verdict } from "@cidery/core";
import { answersOf, verdictKey } from "@cidery/core/session";
import { memo, useDeferredValue, useEffect, useMemo, useState } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { setUi, type StatusFilter, useUi } from "../state/ui.ts";
import { chosenCriteria, MAIN_CRITERIA, ORDERED_CRITERIA } from "../state/criteria.ts";
import { useHolding } from "../state/holding.ts";
import { AgentCards } from "./AgentCards.tsx";
import { ReadingChoice } from "./Readings.tsx";
import { Listed, subjectOf, VerdictRow } from "./VerdictRow.tsx";

const STATUSES: readonly (readonly [StatusFilter, string])[] = [
  ["present", "Present"],
  ["absent", "Absent"],
  ["unknown", "Unknown"],
  ["not-applicable", "Does not arise"],
];

/** More rows than this are cut until they are asked for. */
const MOST_ROWS = 150;

export function IncentivesPanel() {
  const newest = useDocumentPart(({ good }) => good?.diagram);
  const selected = useDocumentPart(({ selection }) => selection.nodes);
  const file = useDocumentPart((state) => state.file);
  // Badges first: the long list, and what it needs, may come a moment later.
  const diagram = useDeferredValue(newest);
  const answers = diagram && answersOf(diagram);
  const criterion = useUi((state) => state.criterion);
  const agent = useUi((state) => state.agent);
  const statuses = useUi((state) => state.statuses);
  const holding = useHolding(diagram);

  const chosen = useMemo(
    () =>
      (answers?.verdictsOf(chosenCriteria(criterion, MAIN_CRITERIA), holding) ?? []).filter(
        (verdict) => agent === undefined || verdict.agent === agent,
      ),
    [answers, criterion, agent, holding],
  );
  const counts = useMemo(() => countStatuses(chosen), [chosen]);
  useSpokenSummary(diagram, counts);
  const [all, setAll] = useState(false);
  // A long list is asked for anew for every document.
  useEffect(() => setAll(false), [file]);
  const [only] = selected.length === 1 ? selected : [];
  const focus = only === undefined ? undefined : diagram?.idOf(only);
  const list = useMemo(() => {
    const shown = chosen.filter(
      (verdict) =>
        statuses.includes(verdict.kind) &&
        (focus === undefined || verdict.node === focus || verdict.decision === focus),
    );
    return { diagram, rows: all ? shown : shown.slice(0, MOST_ROWS), total: shown.length };
  }, [chosen, statuses, focus, diagram, all]);
  const { diagram: listed, rows, total } = list;
  if (diagram === undefined) {
    return <p className="empty">Write or draw a model: its incentives appear here at once.</p>;
  }
  return (
    <>
      <AgentCards diagram={diagram} holding={holding} />
      <div className="filters">
        <h3 className="details-heading">Details</h3>
        <CriterionFilter />
        {diagram.agents.length > 1 && <AgentFilter diagram={diagram} />}
        <ReadingChoice diagram={diagram} />
        <StatusFilters counts={counts} />
        {focus !== undefined && (
          <p className="focus-note">
            About <b>{diagram.titleOf(focus)}</b> only, because it is selected.{" "}
            <button
              type="button"
              className="link-button"
              onClick={() => session.select({ nodes: [] })}
            >
              Show all
            </button>
          </p>
        )}
      </div>
      {listed !== undefined && <Groups diagram={listed} verdicts={rows} />}
      {total > rows.length && (
        <p className="note calm">
          {total - rows.length} more: choose a criterion, or select a node, to see them; or{" "}
          <button type="button" className="link-button show-all" onClick={() => setAll(true)}>
            list all {total}
          </button>
          .
        </p>
      )}
      {rows.length === 0 && <Nothing diagram={diagram} hidden={chosen.length - total} />}
    </>
  );
}

function CriterionFilter() {
  const criterion = useUi((state) => state.criterion);
  return (
    <label className="filter">
      <span className="visually-hidden">Criterion</span>
      <select
        className="field"
        value={criterion ?? "main"}
        onChange={({ target }) =>
          setUi({ criterion: target.value === "main" ? undefined : target.value })
        }
      >
        <option value="main">The four main incentives</option>
        <option value="all">All criteria</option>
        <optgroup label="Only">
          {ORDERED_CRITERIA.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

function AgentFilter({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const agent = useUi((state) => state.agent);
  return (
    <label className="filter">
      <span className="visually-hidden">Agent</span>
      <select
        className="field"
        value={agent ?? ""}
        onChange={({ target }) =>
          setUi({ agent: target.value === "" ? undefined : Number(target.value) })
        }
      >
        <option value="">All agents</option>
        {diagram.agents.map(({ name, label }, index) => (
          <option key={name} value={index}>
            {label ?? name}
          </option>
        ))}
      </select>
    </label>
  );
}

function StatusFilters({ counts }: { readonly counts: Record<StatusFilter, number> }) {
  const statuses = useUi((state) => state.statuses);
  return (
    <div className="chips" role="group" aria-label="Show verdicts that are">
      {STATUSES.map(([status, title]) => (
        <button
          key={status}
          type="button"
          className={`chip ${status}`}
          aria-pressed={statuses.includes(status)}
          onClick={() => setUi({ statuses: toggled(statuses, status) })}
        >
          {title} <b>{counts[status]}</b>
        </button>
      ))}
    </div>
  );
}

const Groups = memo(function Groups({
  diagram,
  verdicts,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdicts: readonly Verdict[];
}) {
  const byKey = new Map(verdicts.map((verdict) => [verdictKey(diagram, verdict), verdict]));
  const groups = ORDERED_CRITERIA.map((criterion) => {
    const own = [...byKey].filter(([, verdict]) => verdict.criterion === criterion.id);
    if (own.length === 0) return null;
    const sorted = own.toSorted(([, a], [, b]) => rank(a) - rank(b));
    return (
      <section key={criterion.id} className="verdict-group">
        <h3 title={criterion.question}>{criterion.title}</h3>
        <ul>
          {sorted.map(([key, verdict]) => (
            <VerdictRow key={key} id={key} state={verdict.kind} {...subjectOf(diagram, verdict)} />
          ))}
        </ul>
      </section>
    );
  });
  return <Listed value={{ diagram, byKey }}>{groups}</Listed>;
});

function Nothing({
  diagram,
  hidden,
}: {
  readonly diagram: InfluenceDiagram;
  readonly hidden: number;
}) {
  if (diagram.structure.decisions.length === 0) {
    return (
      <p className="empty">
        Nobody decides anything in this model, so nobody has an incentive. Select a node and press{" "}
        <kbd>D</kbd> to make it a decision.
      </p>
    );
  }
  return (
    <p className="empty">
      {hidden > 0
        ? `Nothing that the filters let through; they hide ${hidden}.`
        : "There is nothing to ask about: the model needs a decision and other nodes."}
    </p>
  );
}

function countStatuses(verdicts: readonly Verdict[]): Record<StatusFilter, number> {
  const counts = { present: 0, absent: 0, unknown: 0, "not-applicable": 0 };
  for (const { kind } of verdicts) counts[kind]++;
  return counts;
}

function rank({ kind }: Verdict): number {
  return ["present", "unknown", "not-applicable", "absent"].indexOf(kind);
}

function toggled(statuses: readonly StatusFilter[], status: StatusFilter): StatusFilter[] {
  return statuses.includes(status)
    ? statuses.filter((one) => one !== status)
    : [...statuses, status];
}

/** Says to screen readers how many incentives there are, when that changes. */
function useSpokenSummary(
  diagram: InfluenceDiagram | undefined,
  counts: Record<StatusFilter, number>,
): void {
  const summary =
    diagram === undefined ? "" : `${counts.present} incentives present, ${counts.absent} absent`;
  useEffect(() => {
    if (summary === "") return;
    const timer = setTimeout(() => useUi.setState({ spoken: summary }), 600);
    return () => clearTimeout(timer);
  }, [summary]);
}
