/** Starts the page: the right document, then the frame around it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/base.css";
import "./styles/tokens.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/canvas.css";
import "./styles/panels.css";
import "./styles/screens.css";
import { commandNamed, runCommand } from "@cidery/core/session";
import { styleAgents } from "./canvas/agentColours.ts";
import { session } from "./state/document.ts";
import { keepDocument, restoreDocument } from "./keep/autosave.ts";
import { isLive, openLive } from "./keep/live.ts";
import { App } from "./shell/App.tsx";
import { EmbeddedApp } from "./shell/EmbeddedApp.tsx";
import { host } from "./shell/host.ts";
import { commandContext, provideHost } from "./state/commandContext.ts";
import { toast } from "./state/ui.ts";
import { followClaims } from "./worker/claims.ts";
import { followDocument } from "./worker/numbers.ts";

/** For the browser's console, and for tests: the document behind the page, and its commands. */
Object.assign(window, {
  cidery: { session, run: (id: string) => runCommand(commandNamed(id), commandContext) },
});

const embedded = new URLSearchParams(location.search).has("embed");

async function start(): Promise<void> {
  provideHost(host);
  styleAgents();
  if (isLive()) {
    try {
      await openLive();
    } catch (error) {
      toast(`The file on disk cannot be read: ${String(error)}`, { tone: "trouble" });
      await restoreDocument();
    }
  } else {
    await restoreDocument();
    if (!embedded) keepDocument();
  }
  followDocument();
  if (!embedded) followClaims();
  const root = document.querySelector("#root");
  if (root === null) throw new Error("the page has no #root");
  createRoot(root).render(<StrictMode>{embedded ? <EmbeddedApp /> : <App />}</StrictMode>);
  if ("serviceWorker" in navigator && import.meta.env.PROD && !isLive()) {
    void navigator.serviceWorker.register("./sw.js").catch(() => undefined);
  }
}

void start();
