/** The frame: bar, three panes, status; what is loaded late arrives in its own time. */
import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useSyncExternalStore } from "react";
import { CanvasPane } from "../canvas/CanvasPane.tsx";
import { useFileDrop } from "../documents/useFileDrop.ts";
import { listenForLabs } from "../labs/labRoute.ts";
import { AnswersPane } from "../panels/AnswersPane.tsx";
import { setUi, useUi } from "../state/ui.ts";
import { StoryBar } from "../story/StoryBar.tsx";
import { Boundary, lazyPart } from "../widgets/Boundary.tsx";
import { listenForKeys } from "../widgets/keyboard.ts";
import { PhoneTabs } from "./PhoneTabs.tsx";
import { PrintSheet } from "./PrintSheet.tsx";
import { Screens } from "./Screens.tsx";
import { Splitter } from "./Splitter.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { useTheme } from "./theme.ts";
import { Toasts } from "./Toasts.tsx";
import { TopBar } from "./TopBar.tsx";

const NARROW = matchMedia("(max-width: 760px)");
const NodeSheet = lazyPart("The sheet of the node", () => import("../panels/sheet/NodeSheet.tsx"));
const TextPane = lazyPart(
  "The editor",
  () => import("../text/TextPane.tsx"),
  <p className="loading">Loading the editor…</p>,
);

export function App() {
  useTheme();
  useFileDrop();
  useEffect(listenForKeys, []);
  useEffect(listenForLabs, []);
  const textShown = useUi((state) => state.textShown);
  const phoneTab = useUi((state) => state.phoneTab);
  const presenting = useUi((state) => state.presenting);
  const narrow = useNarrow();
  return (
    <ReactFlowProvider>
      <div className={presenting ? "app presenting" : "app"} data-tab={phoneTab}>
        <Boundary part="The menu">
          <TopBar />
        </Boundary>
        <main className="panes">
          {(textShown || narrow) && (
            <>
              <section className="pane text" aria-labelledby="text-heading">
                <header>
                  <h2 id="text-heading">Model</h2>
                  <span className="space" />
                  <button
                    type="button"
                    className="button quiet small wide-only"
                    onClick={() => setUi({ textShown: false })}
                  >
                    Hide
                  </button>
                </header>
                <TextPane />
              </section>
              <Splitter pane="text" label="Width of the text" />
            </>
          )}
          <section className="pane canvas" aria-label="Diagram">
            <Boundary part="The diagram">
              <CanvasPane />
            </Boundary>
            <Boundary part="The story">
              <StoryBar />
            </Boundary>
          </section>
          <Splitter pane="answers" label="Width of the answers" />
          <section className="pane answers" aria-labelledby="answers-heading">
            <h2 className="visually-hidden" id="answers-heading">
              Answers
            </h2>
            <NodeSheet />
            <Boundary part="The answers">
              <AnswersPane />
            </Boundary>
          </section>
        </main>
        <Boundary part="The status">
          <StatusBar />
        </Boundary>
        <PhoneTabs />
        <Screens />
        <Toasts />
        <PrintSheet />
      </div>
    </ReactFlowProvider>
  );
}

/** On a phone the text is behind a tab, whether or not it is hidden on wide screens. */
function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      NARROW.addEventListener("change", listener);
      return () => NARROW.removeEventListener("change", listener);
    },
    () => NARROW.matches,
  );
}
