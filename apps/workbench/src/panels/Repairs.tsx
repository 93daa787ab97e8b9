/** What would remove an incentive: the smallest cuts, what else they change, and a button each. */
import { type InfluenceDiagram, type Repair, repairs, type Verdict } from "@cidery/core";
import { changeLinks, type CutPlan } from "@cidery/core/session";
import { useEffect, useMemo, useState } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { announce } from "../state/announce.ts";
import { arrowsByTitle } from "../state/titles.ts";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { offerCuts, preview } from "../worker/repairPreview.ts";
import { PreviewWords } from "./PreviewWords.tsx";

export function Repairs({
  diagram,
  verdict,
  atOnce = false,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
  /** Searched without being asked. */
  readonly atOnce?: boolean;
}) {
  const [pressed, setAsked] = useState(false);
  const asked = pressed || atOnce;
  const broken = useDocumentPart(({ diagram: current }) => current === undefined);
  const found = useMemo(
    () => (asked ? repairs(diagram, verdict, { limit: 6, budget: 1500 }) : undefined),
    [asked, diagram, verdict],
  );
  useEffect(() => {
    if (found === undefined) return;
    offerCuts(found.repairs.map((repair) => planOf(diagram, repair)));
    return () => offerCuts([]);
  }, [diagram, found]);
  if (found === undefined) {
    return (
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        What would remove it?
      </button>
    );
  }
  return (
    <div className="repairs">
      <h4>Smallest changes that remove it</h4>
      {found.repairs.length === 0 && <p>{found.note}</p>}
      <ul>
        {found.repairs.map((repair) => (
          <li
            key={repair.sentence}
            onPointerEnter={() => preview(planOf(diagram, repair))}
            onPointerLeave={() => preview(undefined)}
            onFocus={() => preview(planOf(diagram, repair))}
            onBlur={() => preview(undefined)}
          >
            <p>{wordsOf(diagram, repair)}</p>
            <p className="effects">{effects(repair)}</p>
            <button
              type="button"
              className="button small"
              disabled={broken}
              onClick={() => apply(diagram, repair)}
            >
              Do it
            </button>
          </li>
        ))}
      </ul>
      <PreviewWords />
      {!found.complete && found.repairs.length > 0 && <p className="effects">{found.note}</p>}
    </div>
  );
}

function wordsOf(diagram: InfluenceDiagram, { sentence, cut, add }: Repair): string {
  return arrowsByTitle(diagram, sentence, [...cut, ...add]);
}

function effects({ sideEffects: { appeared, vanished, changed } }: Repair): string {
  if (appeared.length + vanished.length + changed.length === 0) return "Nothing else changes.";
  const parts = [];
  if (vanished.length > 0) parts.push(`${vanished.length} other verdicts vanish`);
  if (appeared.length > 0) parts.push(`${appeared.length} appear`);
  // To or from "the graph cannot tell".
  if (changed.length > 0)
    parts.push(
      `${changed.length} ${changed.length === 1 ? "becomes" : "become"} unknown or absent`,
    );
  return `${parts.join(", ")}.`;
}

function planOf(diagram: InfluenceDiagram, repair: Repair): CutPlan {
  const named = (links: Repair["cut"]): { readonly from: string; readonly to: string }[] =>
    links.map(([from, to]) => ({ from: diagram.node(from).name, to: diagram.node(to).name }));
  return { cut: named(repair.cut), add: named(repair.add), remove: [] };
}

function apply(diagram: InfluenceDiagram, repair: Repair): void {
  preview(undefined);
  const result = changeLinks(session, planOf(diagram, repair));
  if (result.ok) toast(wordsOf(diagram, repair), { action: undoOffer() });
  else announce(result);
}
