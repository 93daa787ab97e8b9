/** The text of docs/formats.md, from the registry of formats. */
import type { Format } from "../src/formats/index.ts";
import { FORMATS } from "../src/formats/index.ts";

export function formatsDocument(): string {
  const known = FORMATS.filter((format) => format.read ?? format.write);
  const unread = FORMATS.filter((format) => !known.includes(format));
  return [
    "# Formats",
    "",
    "Made from the registry of formats by `npm run renew`; a test keeps it current.",
    "",
    "Every command and the workbench open files through the same door. What a file is shows in its",
    "content; its ending is asked only where the content does not tell. So standard input and files with",
    "another ending are read as well. Files may be packed with gzip; text may be UTF-8, UTF-16 or, with a",
    "warning, Latin-1 (`.cid` text must be UTF-8 or UTF-16). Names and values keep their spelling: what",
    "cannot stand bare in a `.cid` file is written in back-ticks or quotation marks. Levels become numbers",
    "when all levels of a variable are numbers.",
    "",
    "## Wrong tables",
    "",
    "One policy for every format. Messages name the table, the row with its condition, and the entry.",
    "With `--json` the warnings are in the printed object, as `diagnostics`.",
    "",
    "| what is wrong | what happens |",
    "| --- | --- |",
    "| an entry that is no finite number, negative, or above 1 | refused |",
    "| too few or too many entries | refused |",
    "| a variable twice in a scope, a probability of no variable | refused |",
    "| a row that sums to 1 only within the rounding of printed digits (1e-4) | scaled to 1; one warning a file |",
    "| a row that sums to something else | scaled to 1, with a warning for the row |",
    "| a row of zeros | read as uniform, with a warning |",
    "| a table every row of which sums to 100 | read as per cent, with a warning |",
    "| in UAI, where only the sums show which variable a table is for: a row off by more than 0.005, or of zeros | refused |",
    "",
    "## Read and written",
    "",
    "`cidery convert model.cid -o model.xdsl` writes by the ending, `--to xdsl` by the name; the workbench",
    "opens and saves the same. What a format has no place for is refused, or said in a warning; what a",
    "format never holds stands below.",
    "",
    "| format | `--to` | endings | read | written |",
    "| --- | --- | --- | --- | --- |",
    ...known.map(
      ({ title, endings, id, read, write }) =>
        `| ${title} | \`${id}\` | ${codes(endings)} | ${read === undefined ? "no" : "yes"} | ${write === undefined ? "no" : "yes"} |`,
    ),
    "",
    ...known.flatMap(section),
    "## Recognised only",
    "",
    "These get one line that says what they are.",
    "",
    "| format | endings | instead |",
    "| --- | --- | --- |",
    ...unread.map(
      ({ title, endings, instead = "" }) => `| ${title} | ${codes(endings)} | ${instead} |`,
    ),
    "",
    "## Games",
    "",
    "Gambit's games are solved as the games they are: `cidery equilibria` lists pure, mixed or (unless",
    "told otherwise) subgame-perfect equilibria by information set, `cidery solve` gives one. The tree's own",
    "subgames count, which may be fewer than a diagram's. For every other question the game becomes a",
    "diagram: one decision a player for tables; for trees one decision for the moves of a player at one",
    "stage, which sees the earlier moves its player knows. `cidery convert game.efg -o game.cid` writes it.",
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
