/** Moves the keyboard focus to a node of the canvas, once it is there. */
import { session } from "../document.ts";

export function focusNode(name: string): void {
  session.select({ nodes: [name], edges: [] });
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(
      `.react-flow__node[data-id="${CSS.escape(name)}"]`,
    );
    (element ?? document.querySelector<HTMLElement>(".canvas-area"))?.focus({
      preventScroll: true,
    });
  });
}
