/** What the script tag runs: `<cidery-diagram>` exists in the page from now on. */
import { CideryDiagram } from "./cideryDiagram.ts";

// A page may load the script twice; a server that renders pages has no elements.
if (typeof customElements !== "undefined" && customElements.get("cidery-diagram") === undefined)
  customElements.define("cidery-diagram", CideryDiagram);

export { CideryDiagram };
