/** What the script tag runs: `<cidery-diagram>` exists in the page from now on. */
import { CideryDiagram } from "./cideryDiagram.ts";

// A page may load the script twice.
if (customElements.get("cidery-diagram") === undefined)
  customElements.define("cidery-diagram", CideryDiagram);
