/** Programs that the documents print, for tests that run them. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The block of a document (in docs/) in which a text stands. @throws when there is none */
export function blockOf(document: string, text: string): string {
  const page = readFileSync(resolve(import.meta.dirname, "../../../docs", document), "utf8");
  for (const [, block = ""] of page.matchAll(/^```\w+\n([\s\S]*?)^```$/gm))
    if (block.includes(text)) return block;
  throw new Error(`${document} has no block with ${text}`);
}
