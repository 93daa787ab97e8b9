/**
 * The language's help in the editor: completion, hover, go to definition (F12 or Mod-click),
 * rename everywhere (F2), references. All answers come from the library.
 */
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, type KeyBinding } from "@codemirror/view";
import { parse, type SyntaxTree, type TextRange } from "@cidery/core";
import {
  completionsAt,
  definitionAt,
  hoverAt,
  nameAt,
  referencesAt,
  renameAt,
} from "@cidery/core/session";
import { session } from "../state/document.ts";
import { toast } from "../state/ui.ts";
import { openRename } from "./renamePanel.ts";

/** A longer text gets no help: each answer reads all of it. */
const LONGEST = 300_000;

/** The session's, where it has read this very text already. */
function treeOf(text: string): SyntaxTree {
  const known = session.state();
  return (known.text === text ? known.tree : undefined) ?? parse(text);
}

/** Of the name at an offset of the editor's text. */
function definitionIn(view: EditorView, offset: number): TextRange | undefined {
  const text = view.state.doc.toString();
  return definitionAt(text, offset, treeOf(text));
}

function complete(context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString();
  if (text.length > LONGEST) return null;
  const { range, items } = completionsAt(text, context.pos, treeOf(text));
  const labels = new Set(items.map(({ label }) => label));
  // Nothing to add to a whole word: Enter then means the next line.
  const isWhole = labels.has(text.slice(range.start, range.end));
  if (items.length === 0 || (!context.explicit && (range.start === range.end || isWhole)))
    return null;
  return {
    from: range.start,
    to: range.end,
    options: items.map(({ label, kind, detail }, index) => ({
      label,
      detail,
      type: kind,
      boost: -index / 10,
    })),
    validFor: (typed) => /^[\p{L}\p{N}_']*$/u.test(typed) && !labels.has(typed),
  };
}

const hover = hoverTooltip((view, position) => {
  const text = view.state.doc.toString();
  const found = text.length > LONGEST ? undefined : hoverAt(text, position, treeOf(text));
  if (found === undefined) return null;
  return {
    pos: found.range.start,
    end: found.range.end,
    above: true,
    create() {
      const dom = document.createElement("div");
      dom.className = "hover-card";
      const [first = "", ...rest] = found.text.split("\n");
      const code = document.createElement("pre");
      code.textContent = first;
      const words = document.createElement("div");
      words.textContent = rest.join("\n");
      dom.append(code, words);
      return { dom };
    },
  };
});

function goToDefinition(view: EditorView): boolean {
  const target = definitionIn(view, view.state.selection.main.head);
  if (target === undefined) return false;
  view.dispatch({
    selection: { anchor: target.start, head: target.end },
    scrollIntoView: true,
  });
  return true;
}

function selectReferences(view: EditorView): boolean {
  const text = view.state.doc.toString();
  const found = referencesAt(text, view.state.selection.main.head, treeOf(text));
  if (found.length === 0) return false;
  toast(`${found.length} mentions`);
  const [first] = found;
  if (first !== undefined)
    view.dispatch({ selection: { anchor: first.start, head: first.end }, scrollIntoView: true });
  return true;
}

function rename(view: EditorView): boolean {
  const at = view.state.selection.main.head;
  const text = view.state.doc.toString();
  const found = text.length > LONGEST ? undefined : nameAt(treeOf(text), at);
  if (found === undefined) {
    toast("Nothing to rename here");
    return true;
  }
  openRename(view, found.name, (to) => {
    const result = renameAt(session, found.range.start, to);
    if (!result.ok) toast(result.reason, { tone: "trouble" });
  });
  return true;
}

export const languageHelp: Extension = [
  autocompletion({ override: [complete], icons: false }),
  hover,
  EditorView.domEventHandlers({
    click(event, view) {
      if (!event.metaKey && !event.ctrlKey) return false;
      const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (position === null) return false;
      const target = definitionIn(view, position);
      if (target === undefined) return false;
      view.dispatch({
        selection: { anchor: target.start, head: target.end },
        scrollIntoView: true,
      });
      return true;
    },
  }),
];

export const languageKeys: readonly KeyBinding[] = [
  { key: "F12", run: goToDefinition },
  { key: "Shift-F12", run: selectReferences },
  { key: "F2", run: rename },
];
