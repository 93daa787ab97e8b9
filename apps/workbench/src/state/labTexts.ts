/** Diagrams and pages of the labs' folders, as text. A module of its own: it becomes a late file. */
const diagrams = import.meta.glob("../../../../labs/*/*.cid", {
  query: "?raw",
  import: "default",
  eager: true,
}) as Record<string, string>;

const pages = import.meta.glob("../../../../labs/*/README.md", {
  query: "?raw",
  import: "default",
  eager: true,
}) as Record<string, string>;

/** By `off-switch/diagram.cid` and `off-switch/README.md`. */
export const labTexts: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...diagrams, ...pages }).map(([path, text]) => [
    path.replace(/^.*\/labs\//u, ""),
    text,
  ]),
);
