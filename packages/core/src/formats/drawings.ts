/**
 * Formats that are drawings of a diagram: written for whoever shows or lays it out elsewhere, and
 * recognised but not read, for a drawing does not say what its shapes mean.
 */
import type { Format } from "./format.ts";
import { layoutDiagramNow, toDot, toLatex } from "../draw/index.ts";
import { noteStructureOnly } from "./kit/structureOnly.ts";
import { withoutLeadingComments } from "./kit/tokens.ts";
import { noteWhatStays, writing } from "./kit/writing.ts";
import { rootName } from "./kit/xml.ts";
import { writeGraphml } from "./write/graphml.ts";
import { writeMermaid } from "./write/mermaid.ts";

const DRAWN = "Values and numbers are lost; names, kinds, owners and arrows stay.";
const BACK = "keep the .cid model beside it: a drawing is written, not read";

const dot: Format = {
  id: "dot",
  title: "Graphviz drawing",
  endings: [".dot", ".gv"],
  recognise: (text) =>
    /^(?:strict\s+)?(?:di)?graph\b\s*(?:"[^"]*"|\w+)?\s*\{/iu.test(withoutLeadingComments(text)),
  write: (diagram) =>
    writing((notes) => {
      noteStructureOnly(diagram, "DOT", notes);
      noteWhatStays(diagram, { tool: "DOT" }, notes);
      return toDot(diagram);
    }),
  losses: { writing: [DRAWN, "Claims, parameters, citations and notes are lost."] },
  instead: BACK,
};

const graphml: Format = {
  id: "graphml",
  title: "GraphML file",
  endings: [".graphml"],
  recognise: (text) => rootName(text) === "graphml",
  write: writeGraphml,
  losses: {
    writing: [
      "Numbers are lost; names, labels, kinds, owners, values and arrows stay.",
      "Claims, parameters, citations and notes are lost.",
    ],
  },
  instead: BACK,
};

const mermaid: Format = {
  id: "mermaid",
  title: "Mermaid drawing",
  endings: [".mmd", ".mermaid"],
  recognise: (text) =>
    /^(?:\s|%%[^\n]*\n)*(?:graph|flowchart)\s+(?:TD|TB|BT|LR|RL)\b/u.test(text.slice(0, 2_000)),
  write: writeMermaid,
  losses: { writing: [DRAWN, "Claims, parameters, citations and notes are lost."] },
  instead: BACK,
};

const tex: Format = {
  id: "latex",
  title: "LaTeX file",
  endings: [".tex", ".tikz"],
  recognise: (text) =>
    /\\(?:documentclass|begin\{(?:document|tikzpicture|influence-diagram)\})/u.test(
      text.slice(0, 20_000),
    ),
  write: (diagram) =>
    writing((notes) => {
      noteStructureOnly(diagram, "LaTeX", notes);
      noteWhatStays(diagram, { tool: "LaTeX" }, notes);
      return toLatex(diagram, layoutDiagramNow(diagram));
    }),
  losses: {
    writing: [
      DRAWN,
      "Claims, parameters, citations and notes are lost. The dialect is that of influence-diagrams.sty; `cidery draw` has options for pictures, and a document that needs no package.",
    ],
  },
  instead: "the workbench opens TikZ that Cidery exported, by its link back",
};

/** Written, not read. */
export const DRAWINGS: readonly Format[] = [dot, graphml, mermaid, tex];
