/**
 * The plan of the site: what stands in the menu, and under what. A page that is in no list belongs to
 * the folder of its address, and else to the last group.
 */

export interface Group {
  readonly title: string;
  /** Addresses, in order. */
  readonly pages: readonly string[];
  /** Folders whose pages follow, in alphabetical order of their titles. */
  readonly folders?: readonly string[];
}

export const GROUPS: readonly Group[] = [
  { title: "Start", pages: ["index.html", "tutorial.html", "safety-argument.html"] },
  { title: "How to", pages: [], folders: ["how-to"] },
  {
    title: "The tools",
    pages: ["command.html", "workbench.html", "web-pages.html", "python.html", "releasing.html"],
  },
  { title: "The language", pages: ["language.html", "json.html"] },
  {
    title: "Criteria",
    pages: ["criteria.html", "glossary.html", "theory.html"],
    folders: ["criteria"],
  },
  { title: "Solvers and learners", pages: ["solvers.html"], folders: ["solvers", "learners"] },
  { title: "Formats", pages: ["formats.html"], folders: ["formats"] },
  { title: "Labs", pages: ["labs.html", "labs/index.html", "own-world.html"], folders: ["labs"] },
  { title: "Models", pages: ["catalogue.html", "agendas.html"], folders: ["models"] },
  { title: "Diagnostics", pages: ["diagnostics.html"], folders: ["diagnostics"] },
  { title: "Library", pages: ["api/index.html"], folders: ["api"] },
  {
    title: "Background",
    pages: [
      "limits.html",
      "reliability.html",
      "performance.html",
      "bibliography.html",
      "changelog.html",
    ],
    folders: ["decisions"],
  },
];

export function groupOf(address: string): Group {
  const folder = address.split("/")[0] as string;
  return (
    GROUPS.find(({ pages }) => pages.includes(address)) ??
    GROUPS.find(({ folders }) => folders?.includes(folder)) ??
    (GROUPS.at(-1) as Group)
  );
}
