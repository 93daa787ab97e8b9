/** The diagram alone, for a frame in another page: look, hover, and take a copy to work on. */
import { ReactFlowProvider } from "@xyflow/react";
import { CanvasPane } from "../canvas/CanvasPane.tsx";
import { useDocument } from "../state/document.ts";
import { shareAddress } from "../documents/link.ts";
import { useShownVerdict } from "../state/highlight.ts";
import { StaticCards } from "../widgets/StaticCards.tsx";
import { StoryBar } from "../story/StoryBar.tsx";
import { useTheme } from "./theme.ts";

const addressHere = (): string => shareAddress();

export function EmbeddedApp() {
  useTheme();
  const { good } = useDocument();
  const explanation = useShownVerdict(good?.diagram);
  return (
    <ReactFlowProvider>
      <div className="app embedded">
        <main className="panes">
          <section className="pane canvas" aria-label="Diagram">
            <CanvasPane readOnly />
            <StoryBar tryAt={addressHere} />
          </section>
        </main>
        {good !== undefined && <StaticCards diagram={good.diagram} />}
        <footer className="embed-bar">
          <h1>{good?.diagram.header.title ?? "Causal influence diagram"}</h1>
          <p>{explanation?.sentence ?? "Point at a badge to see why it is there."}</p>
          <a href={shareAddress()} target="_blank" rel="noopener">
            Remix in Cidery
          </a>
        </footer>
      </div>
    </ReactFlowProvider>
  );
}
