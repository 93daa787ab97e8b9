/** Unfolds the sheet and puts the keyboard focus into its first field, once it is there. */
import { setUi } from "../../state/ui.ts";
import { focusLater } from "../../widgets/lateFocus.ts";

export function startSheet(): void {
  setUi({ sheetOpen: true });
  focusLater(() => {
    const field = document.querySelector<HTMLElement>(".node-sheet .field");
    field?.focus();
    field?.scrollIntoView({ block: "nearest" });
    return field !== null;
  }, 60);
}
