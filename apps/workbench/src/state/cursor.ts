/** The variable the cursor stands on is selected on the canvas. */
import type { EditorState } from "@codemirror/state";
import { session } from "./document.ts";

const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*'*(?:\[[^\]]*\])?/gu;

export function selectionFromCursor(state: EditorState): void {
  const { diagram, selection } = session.state();
  if (diagram === undefined) return;
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  let found: string | undefined;
  for (const match of line.text.matchAll(NAME)) {
    const from = line.from + match.index;
    if (main.head < from || main.head > from + match[0].length) continue;
    const bare = match[0].replace(/\[.*$/u, "");
    if (diagram.idOf(match[0]) !== undefined) found = match[0];
    else if (diagram.idOf(bare) !== undefined) found = bare;
  }
  // Typing elsewhere keeps what is selected.
  if (found === undefined) return;
  if (selection.nodes.length === 1 && selection.nodes[0] === found) return;
  session.select({ nodes: [found], edges: [] });
}
