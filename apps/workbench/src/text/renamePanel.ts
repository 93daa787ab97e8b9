/** A small field over the editor in which a name is changed everywhere. */
import { type Panel, showPanel, type EditorView } from "@codemirror/view";
import { StateEffect, StateField } from "@codemirror/state";

interface Wish {
  readonly name: string;
  readonly done: (to: string) => void;
}

const setWish = StateEffect.define<Wish | null>();

export const renameField = StateField.define<Wish | null>({
  create: () => null,
  update(value, { effects }) {
    for (const effect of effects) if (effect.is(setWish)) return effect.value;
    return value;
  },
  provide: (field) =>
    showPanel.from(field, (wish) => (wish === null ? null : (view) => panel(view, wish))),
});

export function openRename(view: EditorView, name: string, done: (to: string) => void): void {
  view.dispatch({ effects: setWish.of({ name, done }) });
}

function panel(view: EditorView, { name, done }: Wish): Panel {
  const dom = document.createElement("div");
  dom.className = "rename-panel";
  const label = document.createElement("label");
  label.textContent = `Rename ${name} to `;
  const field = document.createElement("input");
  field.className = "field";
  field.value = name;
  label.append(field);
  dom.append(label);
  const close = (): void => {
    view.dispatch({ effects: setWish.of(null) });
    view.focus();
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") {
      // The editor gets the focus before the key comes up: it must not type a line end.
      event.preventDefault();
      const to = field.value.trim();
      close();
      if (to !== "" && to !== name) done(to);
    } else if (event.key === "Escape") close();
  });
  return { dom, top: true, mount: () => field.select() };
}
