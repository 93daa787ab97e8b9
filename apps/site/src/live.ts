/** Models in pages as live diagrams: the custom element with the model in it. */
import { loadModel } from "@cidery/core";
import { escapeHtml } from "./html.ts";

/** What the element draws at most (see docs/web-pages.md). */
const LARGEST = 400;

/** Whether a text is a whole model of the size that the element draws. */
export function canBeLive(text: string): boolean {
  const { diagram } = loadModel(text, { file: "example.cid" });
  const size = diagram?.nodes.length ?? 0;
  return size > 1 && size <= LARGEST;
}

/**
 * @param criterion whose badges are drawn; without it those that the element shows of itself
 * @param workbench the address of the workbench, from the page
 */
export function liveDiagram(text: string, workbench: string, criterion?: string): string {
  const criteria = criterion === undefined ? "" : ` criteria="${escapeHtml(criterion)}"`;
  return `<cidery-diagram workbench="${workbench}"${criteria}>${escapeHtml(text)}</cidery-diagram>\n`;
}
