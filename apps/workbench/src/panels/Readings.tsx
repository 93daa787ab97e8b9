/**
 * The reading of the incentives, chosen above their list; and under a verdict, what it would be in the
 * published reading, with the rules of the agent's other decisions held, where that differs.
 */
import type { InfluenceDiagram, Verdict } from "@cidery/core";
import { explainVerdict, judge } from "@cidery/core";
import { answersOf } from "@cidery/core/session";
import { hasReadings } from "../state/holding.ts";
import { nodeTitle } from "../state/titles.ts";
import { setUi, useUi } from "../state/ui.ts";

export function ReadingChoice({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const holding = useUi((state) => state.holding);
  if (!hasReadings(diagram)) return null;
  const { structure } = diagram;
  const names = structure.decisions.map((id) => diagram.node(id).name);
  const several = holding.length > 1;
  return (
    <label className="filter">
      <span className="visually-hidden">Reading</span>
      <select
        className="field reading"
        title="Are all decisions of an agent optimal, or is the rule of one held like a mechanism?"
        value={several ? "several" : (holding[0] ?? "")}
        onChange={({ target }) => setUi({ holding: target.value === "" ? [] : [target.value] })}
      >
        <option value="">All own decisions optimal</option>
        {several && (
          <option value="several">
            Holding the rules of {holding.map((name) => nodeTitle(diagram, name)).join(", ")}
          </option>
        )}
        {names.map((name) => (
          <option key={name} value={name}>
            Holding the rule of {nodeTitle(diagram, name)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Criteria that are published for one decision and read on the graph as written. */
const READ_AS_WRITTEN = new Set(["instrumental-control-incentive", "intent", "impact"]);

export function OtherReading({
  diagram,
  verdict,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
}) {
  const { criterion, decision, node, holding = [] } = verdict;
  if (!READ_AS_WRITTEN.has(criterion) || decision === undefined || node === undefined) return null;
  const { structure } = diagram;
  const others = structure.decisionsOf(structure.ownerOf(decision)).filter((d) => d !== decision);
  if (others.length === 0) return null;
  const question = { decision, node };
  const { analysis } = answersOf(diagram);
  const other =
    holding.length === 0
      ? judge(analysis, criterion, { ...question, holding: others })
      : judge(analysis, criterion, question);
  if (other.kind === verdict.kind) return null;
  const { reading, sentence } = explainVerdict(diagram, other);
  const names = (other.holding ?? []).map((d) => diagram.node(d).name);
  return (
    <p className="other-reading">
      {reading.replace(/^./u, (first) => first.toUpperCase())}: <b>{other.kind}</b>. {sentence}{" "}
      <button type="button" className="link-button" onClick={() => setUi({ holding: names })}>
        Read all incentives so
      </button>
    </p>
  );
}
