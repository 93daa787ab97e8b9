/** How repeated steps are shown. An arrow means another thing then, so none stays chosen. */
import { session } from "../state/document.ts";
import { type Folding, setUi } from "../state/ui.ts";

export function fold(folded: Folding): void {
  session.select({ edges: [] });
  setUi({ folded });
}
