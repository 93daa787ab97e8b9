/** Arrow keys, Page Up and Page Down turn the steps; Escape leaves the slides. */
import { type RefObject, useEffect } from "react";
import { moveStep, togglePresenting } from "../state/story.ts";
import { useUi } from "../state/ui.ts";

const TURNS: Readonly<Record<string, -1 | 1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
};

/** @param everywhere also while the focus is outside the bar */
export function useArrowKeys(bar: RefObject<HTMLElement | null>, everywhere: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (target.closest("input, textarea, select, .cm-editor, [role=dialog], [role=menu]")) return;
      if (!everywhere && bar.current?.contains(target) !== true) return;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const turn = TURNS[event.key] ?? (event.key === " " && !target.closest("button, a") ? 1 : 0);
      const leaves = event.key === "Escape" && useUi.getState().presenting;
      if (turn === 0 && !leaves) return;
      event.preventDefault();
      // The canvas moves between nodes with these keys, unless the slides have them.
      event.stopPropagation();
      if (leaves) togglePresenting(false);
      else moveStep(turn);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [bar, everywhere]);
}
