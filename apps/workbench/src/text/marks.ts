/** Marks in the text what is selected and what a verdict lights up on the canvas. */
import { type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { type GoodReading } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { shownVerdict } from "../state/highlight.ts";
import { useUi } from "../state/ui.ts";

const setMarks = StateEffect.define<DecorationSet>();

export const marks: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const SELECTED = Decoration.mark({ class: "cm-selected-name" });
const LIT = Decoration.mark({ class: "cm-lit-name" });

/** Keeps the marks in step with selection and hovered verdict. */
export function followMarks(view: EditorView): () => void {
  let known = "";
  let marked = false;
  const update = (): void => {
    const { diagram, good, selection, revision } = session.state();
    const explanation = diagram && shownVerdict(diagram);
    const lit = new Set(explanation?.highlights.paths.flatMap(({ nodes }) => nodes) ?? []);
    const key = `${revision} ${selection.nodes.join()} ${[...lit].join()}`;
    if (key === known) return;
    known = key;
    const wanted = selection.nodes.length + lit.size > 0;
    if (!wanted && !marked) return;
    marked = wanted;
    queueMicrotask(() => {
      const now = session.state();
      if (good === undefined || now.diagram === undefined || now.good !== good) return;
      view.dispatch({
        effects: setMarks.of(decorate(good, selection.nodes, lit, view.state.doc.length)),
      });
    });
  };
  update();
  const stopSession = session.subscribe(update);
  const stopUi = useUi.subscribe(update);
  return () => {
    stopSession();
    stopUi();
  };
}

function decorate(
  { diagram, places }: GoodReading,
  selected: readonly string[],
  lit: ReadonlySet<number>,
  length: number,
): DecorationSet {
  const ranges = new Map<string, ReturnType<typeof LIT.range>>();
  const add = (id: number | undefined, mark: Decoration): void => {
    const range = id === undefined ? undefined : places.nodes[id];
    if (range === undefined || range.end > length || range.end <= range.start) return;
    ranges.set(`${range.start} ${range.end}`, mark.range(range.start, range.end));
  };
  for (const name of selected) add(diagram.idOf(name), SELECTED);
  for (const id of lit) add(id, LIT);
  return RangeSet.of([...ranges.values()], true);
}
