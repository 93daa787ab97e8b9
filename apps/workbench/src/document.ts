/** The one session of this page, and hooks to read it. */
import { useSyncExternalStore } from "react";
import { createSession, type SessionState } from "cidery";
import { onCatalogueLoaded, resolveInCatalogue } from "./catalogue.ts";

export const session = createSession({
  now: () => performance.now(),
  resolve: resolveInCatalogue,
});

onCatalogueLoaded(() => session.reload());

/** The session's state; renders again whenever it changes. */
export function useDocument(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}
