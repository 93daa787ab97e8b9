/** Which workspace a tree deserves. */
import type { ContractionTree } from "../contractionTree.ts";
import { treeCost } from "../contractionTree.ts";
import { acceleratedWorkspace } from "./accelerated.ts";
import type { Workspace } from "./workspace.ts";
import { referenceWorkspace } from "./workspace.ts";

/** Below so many products, setting up WebAssembly memory costs more than it saves. */
const WORTHWHILE = 2 ** 15;

/** How to compute; "automatic" accelerates large trees where the host can. */
export type Acceleration = "automatic" | "never" | "always";

export function chooseWorkspace(
  tree: ContractionTree,
  arithmetic: "linear" | "logarithmic",
  acceleration: Acceleration = "automatic",
): Workspace {
  const { storedEntries, products } = treeCost(tree);
  const wanted =
    arithmetic === "linear" &&
    acceleration !== "never" &&
    (acceleration === "always" || products >= WORTHWHILE);
  const accelerated = wanted ? acceleratedWorkspace(Math.ceil(storedEntries * 2)) : undefined;
  return accelerated ?? referenceWorkspace(storedEntries + 16);
}
