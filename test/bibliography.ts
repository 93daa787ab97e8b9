/**
 * docs/bibliography.bib, and how works are named in models, labs, code and pages: by key
 * (`[@koller2003multi]`), by arXiv number, or by authors and year (`Koller & Milch 2003`). The file
 * keeps to a small part of BibTeX: one field a line, values in braces, authors "Last, First and …".
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");

export interface Work {
  readonly key: string;
  /** Last names, in order. */
  readonly authors: readonly string[];
  readonly title: string;
  readonly year: string;
  readonly arxiv: string | undefined;
}

/** @throws RangeError at a line that is not of the form above, or an entry without what all have */
export function readBibliography(text: string): Work[] {
  return text.split(/^@/mu).slice(1).map(entry);
}

function entry(text: string): Work {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const key = /^\w+\{([a-z0-9]+),$/u.exec(head)?.[1];
  if (key === undefined || lines.at(-1) !== "}") throw new RangeError(`not an entry: @${head}`);
  const fields = new Map<string, string>();
  for (const line of lines.slice(0, -1)) {
    const field = /^ {2}(\w+) = \{(.+)\},$/u.exec(line);
    if (field === null) throw new RangeError(`not a field of ${key}: ${line}`);
    fields.set(field[1] as string, field[2] as string);
  }
  const must = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw new RangeError(`${key} has no ${name}`);
    return value;
  };
  return {
    key,
    authors: must("author").split(" and ").map(lastName),
    title: must("title"),
    year: must("year"),
    arxiv: fields.get("eprint"),
  };
}

/** Of "Koller, Daphne"; of a group in braces its last word. */
function lastName(author: string): string {
  const group = /^\{(.*)\}$/u.exec(author)?.[1];
  return group === undefined ? (author.split(",")[0] as string) : (group.split(" ").at(-1) ?? "");
}

/** A work named by authors and year. */
export interface Named {
  readonly authors: readonly string[];
  readonly andOthers: boolean;
  readonly year: string;
  readonly written: string;
  /** Where the text goes on behind the year. */
  readonly end: number;
}

const NAME = "(?:(?:van|von|de)(?: den| der)? )?[A-ZÁÉÖ](?:[\\p{L}]|['’-](?=\\p{L}))+";
const NAMED = new RegExp(
  `(?<![\\p{L}\\d'’-])(${NAME}(?:(?:, and |, | & | and )${NAME})*)( et al\\.?)?(?:['’]s?)?,? \\(?((?:18|19|20)\\d\\d)(?![\\d.])`,
  "gu",
);
/** Words with a capital that stand before a year and are not authors. */
const NO_AUTHORS = new Set(["ES", "In", "Since", "November"]);

export function worksNamed(text: string): Named[] {
  return [...text.matchAll(NAMED)].flatMap((match) => {
    const [written, names = "", others, year = ""] = match;
    const authors = names.split(/, and |, | & | and /u);
    if (NO_AUTHORS.has(authors[0] as string)) return [];
    const end = match.index + written.length;
    return [{ authors, andOthers: others !== undefined, year, written, end }];
  });
}

/** The works that may be meant: "A et al." has three authors or more, a list of names is complete. */
export function candidates(works: readonly Work[], named: Named): Work[] {
  return works.filter(({ authors, year }) => {
    if (year !== named.year || !named.authors.every((name, i) => authors[i] === name)) return false;
    return named.andOthers
      ? authors.length > 2 && authors.length > named.authors.length
      : authors.length === named.authors.length;
  });
}

/** Numbers of the form in use since 2007, with the month in them; versions are left off. */
export function arxivNumbers(text: string): string[] {
  const number = /(?<![\d.])(?:0[7-9]|1\d|2[0-9])(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)/gu;
  return [...text.matchAll(/(?<=ar[Xx]iv[:/ ] ?(?:abs\/)?|[(,] ?)[^\s()]+/gu)].flatMap(([word]) =>
    [...word.matchAll(number)].map(([one]) => one),
  );
}

export function keysNamed(text: string): string[] {
  return [...text.matchAll(/@([a-z]+\d{4}[a-z]+)/gu)].map((match) => match[1] as string);
}

/** Files under version control, with their text; comments of code without their stars. */
export function sourcesOf(folders: readonly string[], endings: RegExp): Map<string, string> {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", ...folders],
    { cwd: ROOT, encoding: "utf8" },
  );
  const files = listed.split("\n").filter((file) => endings.test(file));
  return new Map(files.map((file) => [file, read(file)]));
}

function read(file: string): string {
  try {
    const text = readFileSync(join(ROOT, file), "utf8");
    const margin = file.endsWith(".md") ? /(?<=\S)\n(?=\S)/gu : /\n\s*(?:\*|\/\/) ?/gu;
    return text.replaceAll(margin, " ");
  } catch {
    return ""; // Listed, but removed from the folder.
  }
}
