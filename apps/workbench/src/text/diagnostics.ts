/** The session's diagnostics at their places, with what to do and quick fixes. */
import { type Diagnostic as Mark, setDiagnostics } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "@cidery/core";
import { session } from "../state/document.ts";

const last = new WeakMap<EditorView, readonly Diagnostic[]>();

export function setSessionDiagnostics(view: EditorView, diagnostics: readonly Diagnostic[]): void {
  const before = last.get(view) ?? [];
  if (before === diagnostics) return;
  last.set(view, diagnostics);
  if (before.length === 0 && diagnostics.length === 0) return;
  const { length } = view.state.doc;
  const marks = diagnostics
    .filter(({ file }) => file === undefined || file === session.state().file)
    .map((diagnostic) => markOf(diagnostic, length));
  view.dispatch(setDiagnostics(view.state, marks));
}

function markOf(diagnostic: Diagnostic, length: number): Mark {
  const { range, severity, code, fixes = [] } = diagnostic;
  const from = Math.min(range?.start ?? 0, length);
  const to = Math.min(Math.max(range?.end ?? 0, from), length);
  return {
    from,
    to,
    severity,
    source: code,
    message: diagnostic.message,
    renderMessage: () => render(diagnostic),
    actions: fixes.map((fix) => ({
      name: fix.title,
      apply: () => session.edit(fix.edits, fix.title),
    })),
  };
}

function render({ message, hint, related = [] }: Diagnostic): HTMLElement {
  const box = document.createElement("div");
  const line = (text: string, className = ""): void => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    paragraph.className = className;
    box.append(paragraph);
  };
  line(message, "diagnostic-message");
  for (const place of related) line(place.message, "diagnostic-related");
  if (hint !== undefined) line(hint, "diagnostic-hint");
  return box;
}
