/** Unfolds the sheet and puts the keyboard focus into its first field, once it is there. */
import { setUi } from "../../state/ui.ts";

export function startSheet(): void {
  setUi({ sheetOpen: true });
  const focus = (left: number): void => {
    const field = document.querySelector<HTMLElement>(".node-sheet .field");
    if (field !== null) {
      field.focus();
      field.scrollIntoView({ block: "nearest" });
    } else if (left > 0) requestAnimationFrame(() => focus(left - 1));
  };
  requestAnimationFrame(() => focus(60));
}
