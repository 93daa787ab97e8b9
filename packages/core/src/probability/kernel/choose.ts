/** Which workspace a tree deserves. */
import type { ContractionTree } from "../contractionTree.ts";
import { treeCost } from "../contractionTree.ts";
import { acceleratedWorkspace } from "./accelerated.ts";
import type { Workspace } from "./workspace.ts";
import { referenceWorkspace } from "./workspace.ts";

/** Below so many products, setting up WebAssembly memory costs more than it saves. */
const WORTHWHILE = 2 ** 15;

/** The accelerated one for large trees, where the host can; it knows no logarithms. */
export function chooseWorkspace(
  tree: ContractionTree,
  arithmetic: "linear" | "logarithmic",
): Workspace {
  const { storedEntries, products } = treeCost(tree);
  const wanted = arithmetic === "linear" && products >= WORTHWHILE;
  const accelerated = wanted ? acceleratedWorkspace(Math.ceil(storedEntries * 2)) : undefined;
  return accelerated ?? referenceWorkspace(storedEntries + 16);
}
