/** What is said of a wrong model, as the golden text and the pages of diagnostics show it. */
import { loadModel, renderDiagnostic } from "../../src/language/index.ts";
import type { BadInput } from "./cases.ts";

const MOST_SHOWN = 400;

export function reported(input: BadInput): string {
  const files = input.files ?? {};
  const { diagnostics } = loadModel(input.text, {
    file: "model.cid",
    resolve: (path) => files[path],
  });
  return diagnostics
    .slice(0, 6)
    .map((d) =>
      renderDiagnostic(input.text, d, { file: "model.cid", textOf: (file) => files[file] }),
    )
    .concat(diagnostics.length > 6 ? [`(and ${diagnostics.length - 6} more)`] : [])
    .join("\n");
}

/** The text, cut where it is long, with a dot for what cannot be printed. */
export function shownText({ text }: BadInput): string {
  const shown =
    text.length > MOST_SHOWN ? `${text.slice(0, 60)}… (${text.length} characters)` : text;
  // oxlint-disable-next-line no-control-regex
  return shown.replace(/[\u0000-\u0008\u000E-\u001F]/g, "·");
}

/** The part of the golden text about one wrong model. */
export function section(input: BadInput): string {
  return `=== ${input.title}\n${shownText(input)}\n---\n${reported(input)}\n`;
}
