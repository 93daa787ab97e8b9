/** Moves the editor to a place in the text, also when the editor is not there yet. */
import type { EditorView } from "@codemirror/view";

let view: EditorView | undefined;
let waiting: number | undefined;

export function setEditor(editor: EditorView | undefined): void {
  view = editor;
  if (view !== undefined && waiting !== undefined) goToOffset(waiting);
}

export function goToOffset(offset: number, focus = true): void {
  if (view === undefined) {
    waiting = offset;
    return;
  }
  waiting = undefined;
  const at = Math.min(offset, view.state.doc.length);
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  if (focus) view.focus();
}
