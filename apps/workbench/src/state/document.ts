/** The one session of this page, and hooks to read it. */
import { useSyncExternalStore } from "react";
import { createSession, type SessionState } from "@cidery/core/session";
import { onCatalogueLoaded } from "./catalogue.ts";
import { resolveExtended } from "./extended.ts";

export const session = createSession({
  now: () => performance.now(),
  resolve: resolveExtended,
  // What takes longer is read in a worker (worker/slowReading.ts). Models of the catalogue take a thousand steps at most:
  // those are read here, however slow the machine is just now.
  limits: { typing: 1000, patient: 1000, least: 2000 },
});

onCatalogueLoaded(() => session.reload());

/** The session's state; renders again whenever it changes. */
export function useDocument(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/**
 * A part of the session's state; renders again only when that part changes. What `read` returns
 * must be the same value as long as nothing changed.
 */
export function useDocumentPart<T>(read: (state: SessionState) => T): T {
  return useSyncExternalStore(session.subscribe, () => read(session.state()));
}
