/** What unfolds under a line of a card: the reason, the repairs, the missing arrows, an example. */
import type { InfluenceDiagram, Verdict } from "@cidery/core";
import { answersOf, verdictKey } from "@cidery/core/session";
import { useEffect, useMemo, useRef } from "react";
import { explainFully } from "../state/highlight.ts";
import type { CardPart } from "../state/ui.ts";
import { MeterNote } from "./MeterNote.tsx";
import { Repairs, RestsOn } from "./lateParts.ts";
import { Reasons } from "./VerdictRow.tsx";

export function CardAnswer({
  diagram,
  verdict,
  part,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict | undefined;
  readonly part: CardPart;
}) {
  const box = useRef<HTMLDivElement>(null);
  const key = verdict && verdictKey(diagram, verdict);
  // A badge touched on the diagram leads to its explanation, on a phone below the picture.
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [key, part]);
  if (verdict === undefined) return null;
  return (
    <div ref={box} className="details card-answer" data-part={part}>
      {part === "why" && <Why diagram={diagram} verdict={verdict} />}
      {part === "fix" && <Repairs diagram={diagram} verdict={verdict} atOnce />}
      {part === "rests" && <RestsOn diagram={diagram} verdict={verdict} atOnce />}
      {part === "example" && key !== undefined && (
        <MeterNote id={key} diagram={diagram} verdict={verdict} />
      )}
    </div>
  );
}

function Why({
  diagram,
  verdict,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
}) {
  const why = useMemo(() => explainFully(diagram, answersOf(diagram), verdict), [diagram, verdict]);
  return <Reasons diagram={diagram} verdict={verdict} why={why} />;
}
