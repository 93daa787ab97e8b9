/** PyCID's models as Python source: read without running, written so that it runs. */
import type { Format } from "./format.ts";
import { imported } from "./format.ts";
import { reading } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { readPycidSource } from "./python/pycid.ts";
import { writePython } from "./write/python.ts";

export const python: Format = {
  id: "python",
  title: "Python program",
  endings: [".py"],
  recognise: (text) =>
    /^(?:from\s+[\w.]+\s+import\s|import\s+[\w.]+(?:\s+as\s+\w+)?\s*$|def\s+\w+\s*\(.*\).*:\s*$|#!.*python)/mu.test(
      text.slice(0, 5_000),
    ),
  read: (file) =>
    imported(reading((notes) => foreignDiagram(readPycidSource(file.text, notes), notes))),
  write: writePython,
  losses: {
    reading: [
      "One PyCID model per file (`CID`, `MACID`, `CausalBayesianNetwork`), with its `add_cpds` and lists of arrows and nodes. The program is parsed, never run.",
      "Functions that go beyond arithmetic, comparisons, conditions and dictionaries leave their node open; the output says where.",
      "Rules given to decisions, and calls to other methods, are ignored with a warning.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and labels are lost.",
      "The order of a variable's values may change: PyCID sorts them.",
      "Utilities of several agents are refused.",
    ],
  },
};
