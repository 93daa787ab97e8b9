/**
 * Formats that are recognised and not read: one line that says what a file is beats forty errors
 * about what it is not.
 */
import type { Format } from "./format.ts";
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
  known("neta", "packed Netica file", [".neta"], () => false, "save it as .dne in Netica"),
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
