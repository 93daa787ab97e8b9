/**
 * A page for each diagnostic, docs/diagnostics/<code>.md, and their list: what it means, and wrong
 * models that get it with what is said of them, from the tests of bad input.
 */
import type { Pages } from "./pages.ts";
import { type DiagnosticCode, DIAGNOSTICS, loadModel } from "../src/language/index.ts";
import { BAD_INPUTS, type BadInput } from "./bad-input/cases.ts";
import { reported, shownText } from "./bad-input/reported.ts";
import { table } from "./pages.ts";

/** Diagnostics that no text of a model alone brings about, or none that is short. */
export const NOT_BY_A_SHORT_TEXT: Readonly<Partial<Record<DiagnosticCode, string>>> = {
  "too-many-errors": "It ends a list of more than a hundred mistakes.",
  "extends-too-deep": "It takes more models in a row than anybody writes by hand.",
  "file-not-allowed": "The command says it of files outside the folders it may read (`--allow`).",
  "unknown-parameter": "The command and the workbench say it of `--param` and of sliders.",
  "bad-mechanism": "It is said where no closer diagnostic fits.",
  "component-out-of-range": "It takes a tuple whose component is chosen by another variable.",
  "not-verified": "It takes a mechanism with very many combinations of parents' values.",
  "assumed-independent-noise":
    "It is a remark, no mistake: `chance Z : bool = Y under (D = true)` where Y is drawn at random.",
  "too-much-noise": "It takes variables with very many contexts between two worlds.",
  "bad-data": "It is said of JSON models.",
  "text-unfaithful": "It is said of models of other tools that are to be written as text.",
};

/** Most examples on one page. */
const MOST = 3;

/** By path below docs/. */
export function diagnosticPages(): Pages {
  const examples = examplesByCode();
  const pages = new Map<string, string>();
  for (const { code, means } of DIAGNOSTICS)
    pages.set(`diagnostics/${code}.md`, pageOf(code, means, examples.get(code) ?? []));
  pages.set("diagnostics.md", list());
  return pages;
}

function list(): string {
  return [
    "# Diagnostics",
    "",
    "Every mistake has a code, a place, and a way out. The code stands in brackets: `error[cycle]`.",
    "",
    ...table(
      ["code", "means"],
      DIAGNOSTICS.map(({ code, means }) => [`[${code}](diagnostics/${code}.md)`, means]),
    ),
    "",
  ].join("\n");
}

function pageOf(code: DiagnosticCode, means: string, examples: readonly BadInput[]): string {
  const elsewhere = NOT_BY_A_SHORT_TEXT[code];
  return [
    `# ${code}`,
    "",
    means,
    "",
    ...(elsewhere === undefined ? [] : [elsewhere, ""]),
    ...examples.flatMap((input) => [
      `## Example: ${input.title}`,
      "",
      "```text",
      shownText(input),
      "```",
      "",
      "Said of it:",
      "",
      "```text",
      reported(input),
      "```",
      "",
    ]),
    "All of them: [diagnostics](../diagnostics.md). The language: [language](../language.md).",
    "",
  ].join("\n");
}

/** Wrong models by the codes they get, those with the fewest other mistakes first. */
export function examplesByCode(): ReadonlyMap<DiagnosticCode, readonly BadInput[]> {
  const found = new Map<DiagnosticCode, { input: BadInput; codes: number }[]>();
  for (const input of BAD_INPUTS) {
    const { diagnostics } = loadModel(input.text, {
      file: "model.cid",
      resolve: (path) => input.files?.[path],
    });
    const codes = new Set(diagnostics.slice(0, 6).map(({ code }) => code as DiagnosticCode));
    for (const code of codes)
      found.set(code, [...(found.get(code) ?? []), { input, codes: codes.size }]);
  }
  return new Map(
    [...found].map(([code, all]) => [
      code,
      all
        .sort((a, b) => a.codes - b.codes)
        .slice(0, MOST)
        .map(({ input }) => input),
    ]),
  );
}
