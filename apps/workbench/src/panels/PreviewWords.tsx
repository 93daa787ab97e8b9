/** The repair that is pointed at, in numbers: `expected utility 0.76 → 0.70 · claims 3 → 2`. */
import { useDocumentPart } from "../state/document.ts";
import { agentTitle } from "../state/titles.ts";
import { short } from "../widgets/NodeBars.tsx";
import { usePreview } from "../worker/repairPreview.ts";

export function PreviewWords() {
  const { plan, worth, claims } = usePreview();
  const diagram = useDocumentPart((state) => state.diagram);
  if (plan === undefined || (worth === undefined && claims === undefined)) return null;
  const several = (worth?.length ?? 0) > 1;
  const words = [
    ...(worth ?? []).map(
      ({ agent, before, after }) =>
        `expected utility${several ? ` of ${agentTitle(diagram, agent)}` : ""} ${short(before)} → ${short(after)}`,
    ),
    ...(claims === undefined ? [] : [`claims that hold ${claims[0]} → ${claims[1]}`]),
  ];
  return <p className="preview-words">{words.join(" · ")}</p>;
}
