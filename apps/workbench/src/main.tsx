/** Starts the page: the right document, then the frame around it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/base.css";
import "./styles/tokens.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/canvas.css";
import "./styles/panels.css";
import "./styles/cards.css";
import "./styles/sheet.css";
import "./styles/numbers.css";
import "./styles/analysis.css";
import "./styles/screens.css";
import "./styles/story.css";
import "./styles/start.css";
import "./styles/touch.css";
import "./styles/print.css";
import { commandNamed, runCommand } from "@cidery/core/session";
import { styleAgents } from "./canvas/agentColours.ts";
import { session } from "./state/document.ts";
import { keepDocument, restoreDocument } from "./documents/autosave.ts";
import { openOpening } from "./documents/documents.ts";
import { keepComparison } from "./documents/keptComparison.ts";
import { isLive, openLive } from "./documents/live.ts";
import { App } from "./shell/App.tsx";
import { EmbeddedApp } from "./shell/EmbeddedApp.tsx";
import { host } from "./shell/host.ts";
import { commandContext, provideHost } from "./state/commandContext.ts";
import { toast } from "./state/ui.ts";
import { Boundary } from "./widgets/Boundary.tsx";
import { followClaims } from "./worker/claims.ts";
import { followDocument } from "./worker/numbers.ts";
import { readSlowTexts } from "./worker/slowReading.ts";

/** For the browser's console, and for tests: the document behind the page, and its commands. */
Object.assign(window, {
  cidery: { session, run: (id: string) => runCommand(commandNamed(id), commandContext) },
});

const embedded = new URLSearchParams(location.search).has("embed");

/** The document, whatever is stored: a page that cannot read what it kept still starts. */
async function putOnScreen(): Promise<void> {
  if (isLive() && !embedded) {
    try {
      await openLive();
      return;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      toast(`The file on disk cannot be read: ${why}. This browser's own document is shown`, {
        tone: "trouble",
      });
    }
  }
  try {
    await restoreDocument();
  } catch (error) {
    openOpening();
    toast(`What this browser kept could not be opened: ${String(error)}`, { tone: "trouble" });
  }
}

async function start(): Promise<void> {
  provideHost(host);
  styleAgents();
  await putOnScreen();
  if (!embedded) {
    keepDocument();
    keepComparison();
  }
  followDocument();
  readSlowTexts();
  if (!embedded) followClaims();
  const root = document.querySelector("#root");
  if (root === null) throw new Error("the page has no #root");
  createRoot(root).render(
    <StrictMode>
      <Boundary part="The page">{embedded ? <EmbeddedApp /> : <App />}</Boundary>
    </StrictMode>,
  );
  if ("serviceWorker" in navigator && import.meta.env.PROD && !isLive()) {
    void navigator.serviceWorker.register("./sw.js").catch(() => undefined);
  }
}

void start();
