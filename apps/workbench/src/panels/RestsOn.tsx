/** What an absent incentive rests on: the missing arrows each of which would admit it. */
import { assumptionLedger, type InfluenceDiagram, type Verdict } from "@cidery/core";
import { useEffect, useMemo, useState } from "react";
import { arrowsByTitle } from "../state/titles.ts";
import { setUi } from "../state/ui.ts";

/** Verdicts to compute: a missing arrow costs one. */
const BUDGET = 4000;

export function RestsOn({
  diagram,
  verdict,
  atOnce = false,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
  /** Shown without being asked. */
  readonly atOnce?: boolean;
}) {
  const [pressed, setAsked] = useState(false);
  const asked = pressed || atOnce;
  const ledger = useMemo(
    () => (asked ? assumptionLedger(diagram, verdict, { budget: BUDGET }) : undefined),
    [asked, diagram, verdict],
  );
  useEffect(() => {
    if (ledger === undefined) return;
    setUi({
      missingArrows: ledger.assumptions.map(({ link: [from, to] }) => ({
        from: diagram.node(from).name,
        to: diagram.node(to).name,
      })),
    });
    return () => setUi({ missingArrows: [] });
  }, [ledger, diagram]);
  if (ledger === undefined) {
    return (
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        What does this rest on?
      </button>
    );
  }
  return (
    <div className="rests-on">
      <h4>
        {ledger.sentences.length === 0
          ? "No single missing arrow would admit it"
          : "It rests on these arrows not being there"}
      </h4>
      <ul>
        {ledger.sentences.map((sentence) => (
          <li key={sentence}>
            {arrowsByTitle(
              diagram,
              sentence,
              ledger.assumptions.map(({ link }) => link),
            )}
          </li>
        ))}
      </ul>
      <p className="effects">{ledger.note}</p>
    </div>
  );
}
