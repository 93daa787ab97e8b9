/**
 * A file's ending says what is in it: a name that says one format is never given another's content,
 * which its reader would refuse or misread. Endings that say nothing known (`.txt`) are free.
 */
import { extname } from "node:path";
import { BadInput } from "./terminal.ts";

/** What is written: in words, and the endings that say so. */
interface Content {
  readonly what: string;
  readonly endings: readonly string[];
}

const MODEL: Content = { what: ".cid text", endings: [".cid"] };
const CSV: Content = { what: "CSV", endings: [".csv"] };
const JSON_TEXT: Content = { what: "JSON", endings: [".json"] };

/** By option; what chooses its content by the ending sees to itself. */
const OPTIONS: Readonly<Record<string, Content>> = {
  csv: CSV,
  json: JSON_TEXT,
  jsonl: { what: "JSON Lines", endings: [".jsonl", ".ndjson"] },
  parquet: { what: "Parquet", endings: [".parquet"] },
  junit: { what: "JUnit XML", endings: [".xml"] },
};

/** Endings, beside those of models, that say what a file is. */
const SAY_SOMETHING = Object.values(OPTIONS)
  .flatMap(({ endings }) => endings)
  .concat(".svg .png .pdf .jpg .jpeg .gif .webp .tsv .xlsx .ods .html .htm".split(" "))
  .concat(".md .markdown .yaml .yml .toml .zip .tar .sql".split(" "));

/**
 * Asked before the work is done.
 * @throws BadInput when the ending of a file to write says something else than will be in it
 */
export async function keepEndings(
  command: string,
  positional: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  const written = Object.entries(OPTIONS).map(([name, content]): [unknown, Content] => [
    options[name],
    content,
  ]);
  if (command === "new") written.push([positional[0], MODEL]);
  if (command === "repair") written.push([options["output"], MODEL]);
  if (command === "meter") written.push([options["write"], MODEL]);
  if (command === "agendas") written.push([options["output"], agendasContent(options)]);
  for (const [file, content] of written)
    if (typeof file === "string") await requireEnding(file, content);
}

function agendasContent(options: Readonly<Record<string, unknown>>): Content {
  if (options["csv"] === true) return CSV;
  if (options["markdown"] === true) return { what: "Markdown", endings: [".md", ".markdown"] };
  return JSON_TEXT;
}

async function requireEnding(file: string, { what, endings }: Content): Promise<void> {
  const ending = extname(file.replace(/\.gz$/iu, "")).toLowerCase();
  if (ending === "" || endings.includes(ending)) return;
  const { FORMATS } = await import("@cidery/core/formats");
  const format = FORMATS.find((one) => one.endings.includes(ending));
  if (format === undefined && !SAY_SOMETHING.includes(ending)) return;
  const said =
    format === undefined ? `${ending} is another kind of file` : `${ending} says ${format.title}`;
  throw new BadInput(
    `${file} would hold ${what}, but ${said}`,
    what === MODEL.what && format !== undefined
      ? "end in .cid; `cidery convert` writes a model in other formats"
      : `end in ${endings.join(" or ")}`,
  );
}
