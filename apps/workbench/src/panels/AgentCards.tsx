/**
 * The answer first: a card per agent that says what it may want to change, know and react to, and
 * what it has no control incentive on. A chip lights its path; what stands behind it unfolds below.
 */
import {
  type AgentCard,
  agentCards,
  type InfluenceDiagram,
  explainVerdict,
  type Verdict,
} from "@cidery/core";
import { answersOf, verdictKey } from "@cidery/core/session";
import { useMemo, useState } from "react";
import { MAIN_CRITERIA } from "../state/criteria.ts";
import { useUi } from "../state/ui.ts";
import { CardClaims } from "./CardClaims.tsx";
import { CardLineView } from "./CardLine.tsx";

export function AgentCards({
  diagram,
  holding,
}: {
  readonly diagram: InfluenceDiagram;
  readonly holding: readonly number[];
}) {
  const only = useUi((state) => state.agent);
  const cards = useMemo(
    () => agentCards(diagram, answersOf(diagram).verdictsOf(MAIN_CRITERIA, holding)),
    [diagram, holding],
  );
  const shown = cards.filter(({ agent }) => only === undefined || agent === only);
  if (shown.length === 0) return null;
  return (
    <section className="agent-cards" aria-label="Agents">
      {shown.map((card) => (
        <Card key={card.name} card={card} diagram={diagram} />
      ))}
      <CardClaims />
    </section>
  );
}

function Card({
  card: { agent, name, lines, notApplicable },
  diagram,
}: {
  readonly card: AgentCard;
  readonly diagram: InfluenceDiagram;
}) {
  return (
    <article className="agent-card" data-agent={diagram.agents.length > 1 ? agent : undefined}>
      <h3 title="“May”: some numbers on this graph make it so. Compute shows what yours make of it.">
        {name}
      </h3>
      {lines.length === 0 && <p>Nothing else is in the diagram for it to know or to change.</p>}
      {lines.map((line) => (
        <CardLineView key={`${line.criterion} ${line.state}`} line={line} diagram={diagram} />
      ))}
      {notApplicable.length > 0 && <NotApplicable verdicts={notApplicable} diagram={diagram} />}
    </article>
  );
}

/** Questions that do not arise, as one line until somebody asks. */
function NotApplicable({
  verdicts,
  diagram,
}: {
  readonly verdicts: readonly Verdict[];
  readonly diagram: InfluenceDiagram;
}) {
  const [open, setOpen] = useState(false);
  const count = verdicts.length;
  return (
    <div className="not-applicable">
      <button
        type="button"
        className="fold"
        aria-expanded={open}
        onClick={() => setOpen((before) => !before)}
      >
        {count === 1 ? "1 question does" : `${count} questions do`} not arise{" "}
        <span aria-hidden="true">{open ? "▾" : "▸"}</span>
      </button>
      {open && (
        <ul>
          {verdicts.map((verdict) => (
            <li key={verdictKey(diagram, verdict)}>{explainVerdict(diagram, verdict).sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
