/** What can be asked beyond the verdicts: free questions, training, robustness, graphs about the decisions. */
import type { InfluenceDiagram } from "@cidery/core";
import { useDocumentPart } from "../../state/document.ts";
import { GraphFacts } from "./GraphFacts.tsx";
import { Question } from "./Question.tsx";
import { Robustness } from "./Robustness.tsx";
import { Training } from "./Training.tsx";

export default function AskPanel() {
  const diagram = useDocumentPart((state): InfluenceDiagram | undefined => state.diagram);
  if (diagram === undefined) return <p className="empty">Questions need a model without errors.</p>;
  return (
    <div className="numbers ask">
      <Question diagram={diagram} />
      <GraphFacts diagram={diagram} />
      <Robustness diagram={diagram} />
      <Training diagram={diagram} />
    </div>
  );
}
