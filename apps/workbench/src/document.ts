/** The one session of this page, and hooks to read it. */
import { useSyncExternalStore } from "react";
import { type AnsweredDiagram, answersOf, createSession, type SessionState } from "cidery";
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

/** Incentives of the last good diagram; the same value as long as the structure is the same. */
export function useAnswers(): AnsweredDiagram | undefined {
  const { good } = useDocument();
  return good === undefined ? undefined : answersOf(good.diagram);
}
