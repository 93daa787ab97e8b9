/** How repeated steps are shown. An arrow means another thing then, so none stays chosen. */
import { session } from "../document.ts";
import { type Folding, setUi } from "../ui.ts";

export function fold(folded: Folding): void {
  session.select({ edges: [] });
  setUi({ folded });
}
