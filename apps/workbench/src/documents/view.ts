/** What of the view travels with a link: filters and folding, not the size of the window. */
import { setUi, useUi } from "../state/ui.ts";

export function currentView(): Record<string, unknown> {
  const { criterion, agent, folded, overlay } = useUi.getState();
  return {
    ...(criterion !== undefined && { criterion }),
    ...(agent !== undefined && { agent }),
    ...(folded !== true && { folded }),
    ...(!overlay && { overlay }),
  };
}

export function restoreView(view: Readonly<Record<string, unknown>> | undefined): void {
  if (view === undefined) return;
  setUi({
    criterion: typeof view["criterion"] === "string" ? view["criterion"] : undefined,
    agent: typeof view["agent"] === "number" ? view["agent"] : undefined,
    folded: view["folded"] === "template" ? "template" : view["folded"] !== false,
    overlay: view["overlay"] !== false,
  });
}
