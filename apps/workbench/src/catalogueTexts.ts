/** The texts of models/, by slug. A module of its own, so that it becomes a file of its own. */
const files = import.meta.glob("../../../models/**/*.cid", {
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
