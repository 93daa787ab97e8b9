/**
 * What `cidery start` says of the catalogue: at most two dozen lines that end before the address of
 * the workbench. Frameworks first, each with what its first agent may want to change.
 */
import type { ClaimResult, InfluenceDiagram } from "@cidery/core";
import { agentCards, allVerdicts, analyse, CARD_CRITERIA, summariseClaims } from "@cidery/core";
import type { GalleryModel } from "./galleryPage.ts";
import type { Terminal } from "./terminal.ts";
import { count } from "./print.ts";
import { table } from "./table.ts";

const FIRST = "frameworks";
/** Of the frameworks that are listed one by one. */
const MOST_LISTED = 9;
const WIDEST = 54;

export function startSummary(
  models: readonly GalleryModel[],
  terminal: Terminal,
  page: string | undefined,
): string {
  const { paint } = terminal;
  const groups = new Map<string, GalleryModel[]>();
  for (const model of models) {
    const group = model.slug.split("/")[0] ?? "";
    groups.set(group, [...(groups.get(group) ?? []), model]);
  }
  const frameworks = groups.get(FIRST) ?? [];
  const wanting = frameworks.flatMap(({ slug, diagram }) => {
    const wanted = mayWantToChange(diagram);
    return wanted === "" ? [] : [[slug.slice(FIRST.length + 1), `may want to change ${wanted}`]];
  });
  const others = [...groups]
    .filter(([group]) => group !== FIRST)
    .map(([group, own]) => `${group} ${own.length}`);
  const lines = [
    `${paint.bold(`Frameworks (${frameworks.length})`)}: in ${wanting.length} an agent may want to change something`,
    table(terminal, ["", ""], wanting.slice(0, MOST_LISTED), { indent: 2 }).trimEnd(),
    ...(wanting.length > MOST_LISTED ? [`  and ${wanting.length - MOST_LISTED} more`] : []),
    `${others.join(" · ")}`,
    claimsLine(
      models.flatMap(({ results }) => results),
      models.length,
    ),
    `Everything in words: cidery gallery${page === undefined ? "" : ` · pictures: ${page}`}`,
  ];
  return `${lines
    .filter((line) => line !== "")
    .join("\n")
    .replace(/\n\s*\n/gu, "\n")}\n`;
}

function claimsLine(results: readonly ClaimResult[], models: number): string {
  return `${count(models, "model")}, ${summariseClaims(results).sentence}`;
}

/** Of the first agent that may want to change something. */
function mayWantToChange(diagram: InfluenceDiagram): string {
  const verdicts = allVerdicts(analyse(diagram.structure), { criteria: CARD_CRITERIA });
  for (const { lines } of agentCards(diagram, verdicts)) {
    const line = lines.find(({ concern, state }) => concern === "control" && state === "present");
    if (line === undefined) continue;
    const names = line.items.map(({ name }) => name).join(", ");
    return names.length > WIDEST ? `${names.slice(0, WIDEST - 1)}…` : names;
  }
  return "";
}
