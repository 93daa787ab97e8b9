/** Colours from the library's own lexer, so that highlighting and reading never disagree. */
import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { tokens } from "@cidery/core/session";
import { session } from "../state/document.ts";

/** A longer text is shown plain. */
const LONGEST = 300_000;

const marks = new Map<string, Decoration>();

export const highlighting = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate(view: EditorView): DecorationSet {
  const text = view.state.doc.toString();
  const builder = new RangeSetBuilder<Decoration>();
  if (text.length > LONGEST) return builder.finish();
  // What is read here is not read again when the text becomes the document's.
  const known = session.state();
  const { tree } = known.text === text ? known : session.read(text);
  for (const { range, kind, isDefinition } of tokens(text, tree)) {
    if (range.end <= range.start || range.end > text.length) continue;
    builder.add(range.start, range.end, markOf(isDefinition ? `${kind} tok-definition` : kind));
  }
  return builder.finish();
}

function markOf(kind: string): Decoration {
  let mark = marks.get(kind);
  if (mark === undefined) {
    mark = Decoration.mark({ class: `tok-${kind}` });
    marks.set(kind, mark);
  }
  return mark;
}
