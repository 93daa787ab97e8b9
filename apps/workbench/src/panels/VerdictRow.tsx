/** One verdict: a line that lights its path, and on a click the reason, theorem and source. */
import type { InfluenceDiagram, Verdict } from "cidery";
import { answersOf, verdictKey } from "cidery";
import { ChevronRight } from "lucide-react";
import { memo, useMemo, useSyncExternalStore } from "react";
import { session } from "../document.ts";
import { setUi } from "../ui.ts";
import { explainFully } from "./highlight.ts";
import { Repairs } from "./Repairs.tsx";

const WORDS: Readonly<Record<Verdict["verdict"], string>> = {
  present: "present",
  absent: "absent",
  "not-applicable": "not applicable",
  unknown: "unknown",
};

export const VerdictRow = memo(function VerdictRow({
  diagram,
  verdict,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
}) {
  const key = verdictKey(diagram, verdict);
  const open = useSyncExternalStore(
    session.subscribe,
    () => session.state().selection.pinnedVerdict === key,
  );
  return (
    <li
      className={open ? "verdict open" : "verdict"}
      data-verdict={key}
      data-state={verdict.verdict}
      onPointerEnter={() => setUi({ hoveredVerdict: key })}
      onPointerLeave={() => setUi({ hoveredVerdict: undefined })}
    >
      <button
        type="button"
        className="verdict-line"
        aria-expanded={open}
        onFocus={(event) => {
          if (event.currentTarget.matches(":focus-visible")) setUi({ hoveredVerdict: key });
        }}
        onBlur={() => setUi({ hoveredVerdict: undefined })}
        onClick={() => session.select({ pinnedVerdict: open ? undefined : key })}
      >
        <ChevronRight className="chevron" size={14} aria-hidden="true" />
        <span className="subject">
          <Subject diagram={diagram} verdict={verdict} />
        </span>
        <span className={`state ${verdict.verdict}`}>{WORDS[verdict.verdict]}</span>
      </button>
      {verdict.verdict !== "present" && verdict.verdict !== "absent" && !open && (
        <p className="brief">
          <Brief diagram={diagram} verdict={verdict} />
        </p>
      )}
      {open && <Details diagram={diagram} verdict={verdict} />}
    </li>
  );
});

function Subject({
  diagram,
  verdict,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
}) {
  const { decision, node, agent, target, pattern } = verdict;
  const several = diagram.structure.decisions.length > 1;
  const name = (id: number): string => {
    const { label, name: own, instance } = diagram.node(id);
    if (label === undefined) return own;
    return instance === undefined ? label : `${label} [${instance.indices.join(", ")}]`;
  };
  return (
    <>
      {node !== undefined && <b>{name(node)}</b>}
      {node === undefined && decision !== undefined && <b>{name(decision)}</b>}
      {pattern !== undefined && <span> {pattern.replaceAll("-", " ")}</span>}
      {target !== undefined && agent !== undefined && (
        <b>
          {diagram.agents[agent]?.name} → {diagram.agents[target]?.name}
        </b>
      )}
      {node !== undefined && decision !== undefined && several && (
        <span className="by"> for {name(decision)}</span>
      )}
      {node !== undefined &&
        decision === undefined &&
        agent !== undefined &&
        diagram.agents.length > 1 && <span className="by"> for {diagram.agents[agent]?.name}</span>}
    </>
  );
}

/** The reason in one sentence, shown even when the row is closed: why the question does not arise. */
function Brief({
  diagram,
  verdict,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
}) {
  const sentence = useMemo(
    () => explainFully(diagram, answersOf(diagram), verdict).sentence,
    [diagram, verdict],
  );
  return <>{sentence}</>;
}

function Details({
  diagram,
  verdict,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
}) {
  const why = explainFully(diagram, answersOf(diagram), verdict);
  return (
    <div className="details">
      <p className="sentence">{why.sentence}</p>
      {why.paths.map((path) => (
        <p key={path} className="path">
          {path}
        </p>
      ))}
      {why.obstacles.map((obstacle) => (
        <p key={obstacle}>Because {obstacle}.</p>
      ))}
      {why.caveats.map((caveat) => (
        <p key={caveat} className="caveat">
          {caveat}
        </p>
      ))}
      <dl className="sources">
        <dt>Theorem</dt>
        <dd>{why.theorem}</dd>
        <dt>Source</dt>
        <dd>{why.citation}</dd>
      </dl>
      {verdict.verdict === "present" && <Repairs diagram={diagram} verdict={verdict} />}
    </div>
  );
}
