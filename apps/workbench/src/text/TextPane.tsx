/**
 * The text editor. The session owns the text and its history: what is typed goes there, what
 * happens elsewhere arrives here as the smallest change, so the cursor and the scroll stay.
 */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, foldGutter, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from "@codemirror/view";
import type { TextEdit } from "@cidery/core";
import { changeBetween } from "@cidery/core/session";
import { useEffect, useRef } from "react";
import { session } from "../state/document.ts";
import { selectionFromCursor } from "../state/cursor.ts";
import { claimGutter, followClaimMarks } from "./claimGutter.ts";
import { setSessionDiagnostics } from "./diagnostics.ts";
import { setEditor } from "../state/goTo.ts";
import { highlighting } from "./highlighting.ts";
import { languageHelp, languageKeys } from "./languageHelp.ts";
import { followMarks, marks } from "./marks.ts";
import { renameField } from "./renamePanel.ts";
import { editorTheme } from "./theme.ts";

/** Marks changes that come from the session and need not go back there. */
const fromSession = Annotation.define<boolean>();

export default function TextPane() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: session.state().text, extensions: extensions() }),
    });
    setEditor(view);
    const stop = followSession(view);
    const stopMarks = followMarks(view);
    const stopClaimMarks = followClaimMarks(view);
    return () => {
      stop();
      stopMarks();
      stopClaimMarks();
      setEditor(undefined);
      view.destroy();
    };
  }, []);
  return <div className="editor" ref={host} />;
}

function extensions() {
  return [
    lineNumbers(),
    foldGutter({ openText: "▾", closedText: "▸" }),
    highlightSpecialChars(),
    drawSelection(),
    indentUnit.of("  "),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    lintGutter(),
    claimGutter,
    highlighting,
    marks,
    languageHelp,
    renameField,
    editorTheme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": "Text of the model",
      spellcheck: "false",
      tabindex: "0",
    }),
    keymap.of([
      ...languageKeys,
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      // Undo is the session's, for text and canvas together; Mod-Shift-L shares the model.
      ...searchKeymap.filter(({ key }) => key !== "Mod-Shift-l"),
      ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((one) => one.annotation(fromSession))) {
        const typed = update.transactions.some(
          (one) => one.isUserEvent("input.type") || one.isUserEvent("delete"),
        );
        typedInto(update, typed ? "typing" : undefined);
      }
      if (update.selectionSet && update.view.hasFocus) selectionFromCursor(update.state);
    }),
  ];
}

/** Hands on what changed; where the two texts had come apart, the whole text. */
function typedInto({ startState, state, changes }: ViewUpdate, mergeKey?: string): void {
  if (startState.doc.toString() !== session.state().text) {
    session.setText(state.doc.toString(), "typing", mergeKey);
    return;
  }
  const edits: TextEdit[] = [];
  changes.iterChanges((start, end, _from, _to, inserted) => {
    edits.push({ range: { start, end }, newText: inserted.toString() });
  });
  session.edit(edits, "typing", mergeKey);
}

/** Applies to the editor what happens to the text elsewhere. */
function followSession(view: EditorView): () => void {
  let known: { readonly text: string; readonly revision: number } | undefined;
  const follow = (): void => {
    const { text, revision, lastChange, diagnostics } = session.state();
    const before = text === known?.text ? text : view.state.doc.toString();
    // What was changed is known, unless the two had come apart.
    const isNext = known?.text === before && known.revision + 1 === revision;
    known = { text, revision };
    if (text !== before) {
      const change = isNext ? lastChange : undefined;
      const { start, removed, inserted } = change ?? changeBetween(before, text);
      view.dispatch({
        changes: { from: start, to: start + removed.length, insert: inserted },
        annotations: fromSession.of(true),
      });
    }
    setSessionDiagnostics(view, diagnostics);
  };
  follow();
  return session.subscribe(follow);
}
