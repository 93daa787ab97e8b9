/** What a node is called on the page: its display text, or its name where it has none. */
import { useDocumentPart } from "../state/document.ts";
import { nodeTitle } from "../state/titles.ts";

export function useNodeTitle(name: string): string {
  return useDocumentPart(({ good }) => nodeTitle(good?.diagram, name));
}
