/**
 * Formats that are recognised and not read: one line that says what a file is beats forty errors
 * about what it is not.
 */
import type { Format } from "./format.ts";
import { withoutLeadingComments } from "./kit/tokens.ts";
import { rootName } from "./kit/xml.ts";

const known = (
  id: string,
  title: string,
  endings: readonly string[],
  recognise: (text: string) => boolean,
  instead?: string,
): Format => ({
  id,
  title,
  endings,
  recognise,
  losses: {},
  ...(instead === undefined ? {} : { instead }),
});

export const UNREAD: readonly Format[] = [
  known(
    "uai-part",
    "part of a UAI influence diagram",
    [".id", ".pvo"],
    () => false,
    "name the .uai file of the same name; this one is read with it",
  ),
  known(
    "netica",
    "Netica file",
    [".dne", ".neta"],
    (text) => /->\[DNET-\d\]->/u.test(text.slice(0, 2_000)) || /^\s*bnet\s+\w+\s*\{/u.test(text),
    "save it as XMLBIF or Hugin .net",
  ),
  known(
    "python",
    "Python program",
    [".py"],
    (text) =>
      /^(?:from\s+[\w.]+\s+import\s|import\s+[\w.]+(?:\s+as\s+\w+)?\s*$|def\s+\w+\s*\(.*\).*:\s*$|#!.*python)/mu.test(
        text.slice(0, 5_000),
      ),
    "Cidery never runs programs; export the diagram, for example with `cidery convert` from nodes and edges as JSON",
  ),
  known("dot", "Graphviz drawing", [".dot", ".gv"], (text) =>
    /^(?:strict\s+)?(?:di)?graph\b\s*(?:"[^"]*"|\w+)?\s*\{/iu.test(withoutLeadingComments(text)),
  ),
  known("graphml", "GraphML file", [".graphml"], (text) => rootName(text) === "graphml"),
  known("gexf", "GEXF file", [".gexf"], (text) => rootName(text) === "gexf"),
  known(
    "svg",
    "picture in SVG",
    [".svg"],
    (text) => rootName(text) === "svg",
    "the workbench opens pictures that Cidery exported",
  ),
  known(
    "html",
    "web page",
    [".html", ".htm"],
    (text) => rootName(text)?.toLowerCase() === "html" || /^\s*<!doctype html/iu.test(text),
  ),
  known(
    "xml",
    "file in XML of a kind Cidery does not know",
    [".xml"],
    (text) => rootName(text) !== undefined,
  ),
  known("mermaid", "Mermaid drawing", [".mmd", ".mermaid"], (text) =>
    /^(?:\s|%%[^\n]*\n)*(?:graph|flowchart)\s+(?:TD|TB|BT|LR|RL)\b/u.test(text.slice(0, 2_000)),
  ),
  known(
    "latex",
    "LaTeX file",
    [".tex"],
    (text) =>
      /\\(?:documentclass|begin\{(?:document|tikzpicture|influence-diagram)\})/u.test(
        text.slice(0, 20_000),
      ),
    "the workbench opens TikZ that Cidery exported, by its link back",
  ),
  known(
    "r",
    "program in R",
    [".r"],
    (text) =>
      /^\s*(?:library|require)\s*\(|^\s*[\w.]+\s*<-\s*(?:model2network|dagitty|function|read\.)/mu.test(
        text.slice(0, 5_000),
      ),
    "Cidery never runs programs; bnlearn writes BIF with write.bif, dagitty its own text",
  ),
];
