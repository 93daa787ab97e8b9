/** The labs as cards of the gallery. */
import { LABS } from "cidery-labs";
import { layoutDiagramNow, toSvg } from "@cidery/core/draw";
import { FlaskConical } from "lucide-react";
import { useMemo } from "react";
import { useUi } from "../state/ui.ts";
import { labDiagram } from "../state/labDiagram.ts";
import { openLab } from "./labRoute.ts";
import "./labs.css";

export default function LabShelf({ words }: { readonly words: readonly string[] }) {
  const shown = LABS.filter((lab) => {
    const text =
      `lab ${lab.id} ${lab.title} ${lab.question} ${lab.sources.join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (shown.length === 0) return null;
  return (
    <section aria-label="Labs: agents that plan and learn">
      <h3>Labs: agents that plan and learn</h3>
      <div className="cards">
        {shown.map((lab) => (
          <article key={lab.id} className="card lab-card" data-lab={lab.id}>
            <FirstDiagram lab={lab.id} file={lab.diagrams[0]?.file} />
            <div className="words">
              <button type="button" className="open" onClick={() => openLab(lab.id)}>
                {lab.title}
              </button>
              <small>{lab.question}</small>
              <span className="claims-line">
                <FlaskConical size={13} aria-hidden="true" />
                {lab.agents.length} agents, {lab.claims.length} claims
              </span>
            </div>
          </article>
        ))}
      </div>
    </section>
  );
}

function FirstDiagram({ lab, file }: { readonly lab: string; readonly file: string | undefined }) {
  const dark = useUi((state) => state.dark);
  const svg = useMemo(() => {
    if (file === undefined) return "";
    const diagram = labDiagram(lab, file);
    return toSvg(diagram, layoutDiagramNow(diagram, { foldTemplates: true }), {
      legend: false,
      background: false,
      theme: dark ? "dark" : "light",
      idPrefix: `lab-card-${lab}`,
    });
  }, [lab, file, dark]);
  return <div className="picture" aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} />;
}
