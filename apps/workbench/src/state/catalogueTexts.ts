import { labTexts } from "./labTexts.ts";

/** The texts of models/, by slug. A module of its own, so that it becomes a file of its own. */
const files = import.meta.glob("../../../../models/**/*.cid", {
  query: "?raw",
  import: "default",
  eager: true,
}) as Record<string, string>;

export const texts: ReadonlyMap<string, string> = new Map(
  Object.entries(files)
    .map(
      ([path, text]) => [path.replace(/^.*\/models\//u, "").replace(/\.cid$/u, ""), text] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Diagrams of the labs, by `labs/off-switch/diagram`: their variants extend each other. */
export const labDiagramTexts: ReadonlyMap<string, string> = new Map(
  [...labTexts]
    .filter(([path]) => path.endsWith(".cid"))
    .map(([path, text]) => [`labs/${path.replace(/\.cid$/u, "")}`, text]),
);
