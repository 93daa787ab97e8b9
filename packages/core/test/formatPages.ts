/** A page for each format, docs/formats/<id>.md: how a file is known, what is lost, one written. */
import type { Format } from "../src/formats/index.ts";
import { FORMATS } from "../src/formats/index.ts";
import type { Pages } from "./pages.ts";

/** A model of the catalogue that says much in few lines; formats of networks, and of games, have their own. */
const MODEL = "textbooks/umbrella";
const MODELS: Readonly<Record<string, string>> = {
  bif: "textbooks/asia",
  json: "corner-cases/dsep-chain",
  efg: "games/matching-pennies",
  nfg: "games/matching-pennies",
};

/** By path below docs/; what is only recognised stands on the page of all formats. */
export function formatPages(): Pages {
  const known = FORMATS.filter((format) => format.read ?? format.write);
  return new Map(known.map((format) => [formatPath(format), textOf(format)]));
}

export function formatPath({ id }: Format): string {
  return `formats/${id}.md`;
}

function textOf({ id, title, endings, read, write, losses }: Format): string {
  const example = `cidery convert ${MODELS[id] ?? MODEL} --to ${id}`;
  return [
    `# ${title}`,
    "",
    `- **Endings:** ${endings.map((ending) => `\`${ending}\``).join(", ")}, also packed with gzip`,
    `- **Read:** ${read === undefined ? "no" : `yes, known by its content, whatever the file is called`}`,
    `- **Written:** ${write === undefined ? "no" : `yes, by the ending or with \`--to ${id}\``}`,
    "",
    ...lossesOf("What reading loses", losses.reading),
    ...lossesOf("What writing loses", losses.writing),
    ...(write === undefined ? [] : ["## Written", "", "```console", `$ ${example}`, "```", ""]),
    "What happens to wrong tables, and all formats: [formats](../formats.md).",
    "",
  ].join("\n");
}

function lossesOf(heading: string, losses: readonly string[] | undefined): string[] {
  if (losses === undefined) return [];
  return [`## ${heading}`, "", ...losses.map((loss) => `- ${loss}`), ""];
}
