/** Moves the keyboard focus to the canvas, or to a node of it once it is there. */
import { session } from "../state/document.ts";
import { focusLater } from "../widgets/lateFocus.ts";
import { useMovement } from "./movement.ts";

export function focusNode(name: string): void {
  session.select({ nodes: [name], edges: [] });
  focusLater(() => {
    if (!useMovement.getState().moving) {
      takeFocus(name);
      return true;
    }
    // The elements of a large diagram come back when its view rests.
    const before = document.activeElement;
    const stop = useMovement.subscribe(({ moving }) => {
      if (moving) return;
      stop();
      requestAnimationFrame(() => {
        const now = document.activeElement;
        if (now === before || now === document.body) takeFocus(name);
      });
    });
    return true;
  });
}

/** Moves it to the canvas itself, where single letters are commands. */
export function focusCanvas(): void {
  focusLater(() => {
    giveTo(document.querySelector<HTMLElement>(".canvas-area"));
    return true;
  });
}

function takeFocus(name: string): void {
  const element = document.querySelector<HTMLElement>(
    `.react-flow__node[data-id="${CSS.escape(name)}"]`,
  );
  giveTo(element ?? document.querySelector<HTMLElement>(".canvas-area"));
}

function giveTo(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
