/** The text of docs/formats.md, from the registry of formats. */
import type { Format } from "../src/formats/index.ts";
import { FORMATS } from "../src/formats/index.ts";
import { formatPath } from "./formatPages.ts";

export function formatsDocument(): string {
  const known = FORMATS.filter((format) => format.read ?? format.write);
  const unread = FORMATS.filter((format) => !known.includes(format));
  return [
    "# Formats",
    "",
    "Made from the registry of formats by `npm run renew`; a test keeps it current.",
    "",
    "Every command and the workbench open files in the same way. The kind of a file is recognised by its",
    "content; its ending counts only where the content leaves it open. So standard input and files with",
    "other endings can be read as well. Files may be compressed with gzip; text may be UTF-8, UTF-16 or, with a",
    "warning, Latin-1 (`.cid` text must be UTF-8 or UTF-16). Names and values keep their spelling: those that",
    "are not plain words of the `.cid` language are written in back-ticks or quotation marks. Levels become",
    "numbers when all levels of a variable are numbers.",
    "",
    "## Wrong tables",
    "",
    "One policy for every format. Messages name the table, the row with its condition, and the entry.",
    "With `--json` the warnings are in the printed object, as `diagnostics`.",
    "",
    "| what is wrong | what happens |",
    "| --- | --- |",
    "| an entry that is not a finite number, is negative, or above 1 | refused |",
    "| too few or too many entries | refused |",
    "| a variable twice in a scope, a probability without a variable | refused |",
    "| a row that sums to 1 only within the rounding of printed digits (1e-4) | scaled to 1, with one warning per file |",
    "| a row that sums to something else | scaled to 1, with a warning for the row |",
    "| a row of zeros | read as uniform, with a warning |",
    "| a table in which every row sums to 100 | read as percentages, with a warning |",
    "| in UAI, where only the sums show which variable a table is for: a row off by more than 0.005, or of zeros | refused |",
    "",
    "## Read and written",
    "",
    "`cidery convert model.cid -o model.xdsl` chooses the format by the ending, `--to xdsl` by name; the workbench",
    "opens and saves the same formats. What a format cannot hold is refused or reported in a warning; what each",
    "format never holds is listed below and on its own page, with a model written in it.",
    "",
    "| format | `--to` | endings | read | written |",
    "| --- | --- | --- | --- | --- |",
    ...known.map(
      (format) =>
        `| [${format.title}](${formatPath(format)}) | \`${format.id}\` | ${codes(format.endings)} | ${format.read === undefined ? "no" : "yes"} | ${format.write === undefined ? "no" : "yes"} |`,
    ),
    "",
    ...known.flatMap(section),
    "## Recognised only",
    "",
    "For these, Cidery only says what they are.",
    "",
    "| format | endings | instead |",
    "| --- | --- | --- |",
    ...unread.map(
      ({ title, endings, instead = "" }) => `| ${title} | ${codes(endings)} | ${instead} |`,
    ),
    "",
    "## Games",
    "",
    "Gambit games are solved directly as games: `cidery equilibria` lists pure, mixed or (by default)",
    "subgame-perfect equilibria by information set, and `cidery solve` gives one. Subgames are those of the",
    "tree, which may be fewer than a diagram's. For every other question the game is turned into a diagram:",
    "for a table, one decision per player; for a tree, one decision for a player's moves at each stage, which",
    "sees the earlier moves the player knows. `cidery convert game.efg -o game.cid` writes it.",
    "",
  ].join("\n");
}

function section({ title, losses }: Format): string[] {
  const lines = [
    ...(losses.reading ?? []).map((loss) => `- Reading: ${loss}`),
    ...(losses.writing ?? []).map((loss) => `- Writing: ${loss}`),
  ];
  return lines.length === 0 ? [] : [`### ${title}`, "", ...lines, ""];
}

function codes(endings: readonly string[]): string {
  return endings.map((ending) => `\`${ending}\``).join(", ");
}
