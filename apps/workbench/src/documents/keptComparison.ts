/**
 * A comparison that is open when the page is loaded again opens again, as it was. In the tab's own memory:
 * it is what this tab shows, and a link for others is made by hand.
 */
import { type Comparison, useComparison } from "../state/comparison.ts";
import { setUi, useUi } from "../state/ui.ts";
import { currentDocument } from "./current.ts";
import { sessionGet, sessionSet } from "./tab.ts";

const KEY = "cidery-comparison";

interface KeptComparison extends Comparison {
  /** Beside which document: another one has no such comparison. */
  readonly document: string;
}

/** Opens what this tab compared before it was loaded again, and remembers from now on. */
export function keepComparison(): void {
  const kept = readKept();
  if (kept?.document === currentDocument().id && useUi.getState().screen === undefined) {
    const { document: _, ...comparison } = kept;
    useComparison.setState(comparison);
    setUi({ screen: "compare" });
  }
  remember();
  useComparison.subscribe(remember);
  useUi.subscribe(({ screen }, before) => {
    if (screen !== before.screen) remember();
  });
}

function remember(): void {
  const isOpen = useUi.getState().screen === "compare";
  const kept: KeptComparison = { document: currentDocument().id, ...useComparison.getState() };
  sessionSet(KEY, isOpen ? JSON.stringify(kept) : "");
}

function readKept(): KeptComparison | undefined {
  try {
    // Only this page writes it, and only this tab reads it.
    return JSON.parse(sessionGet(KEY) ?? "") as KeptComparison;
  } catch {
    return undefined;
  }
}
