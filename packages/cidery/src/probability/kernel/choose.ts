/** Which workspace a tree deserves. */
import type { ContractionTree } from "../contractionTree.ts";
import type { Workspace } from "./workspace.ts";
import { referenceWorkspace } from "./workspace.ts";

export function chooseWorkspace(
  tree: ContractionTree,
  _arithmetic: "linear" | "logarithmic",
): Workspace {
  let entries = 16;
  for (const table of tree.entries) entries += table;
  return referenceWorkspace(entries);
}
