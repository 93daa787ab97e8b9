/** What generated pages of docs/ have in common: tables, links, and output that commands printed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Texts by path below docs/. */
export type Pages = ReadonlyMap<string, string>;

export const DOCS = resolve(import.meta.dirname, "../../../docs");

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`,
  );
}

/** `T9` as a link to its statement. @throws RangeError when there is none */
export function theoryLink(statement: string): string {
  const theory = readFileSync(join(DOCS, "theory.md"), "utf8");
  const title = new RegExp(`^### (${statement}\\. .*)$`, "mu").exec(theory)?.[1];
  if (title === undefined) throw new RangeError(`docs/theory.md has no ${statement}`);
  const anchor = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/gu, "")
    .replaceAll(" ", "-");
  return `[${title}](../theory.md#${anchor})`;
}

/**
 * A page made of a declaration that lacks words would print `undefined`.
 * @throws Error with the page and the line
 */
export function refuseGaps(path: string, text: string): void {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => /\bundefined\b|\[object /u.test(line));
  if (at !== -1)
    throw new Error(
      `docs/${path}, line ${at + 1}, would say “${lines[at]}”: what it is made of lacks these words`,
    );
}

/**
 * What docs/ should hold: the pages, with what their commands printed last.
 * @throws Error for a page with a gap
 */
function expectedPages(pages: Pages): Pages {
  return new Map(
    [...pages].map(([path, text]) => {
      refuseGaps(path, text);
      const file = join(DOCS, path);
      return [path, existsSync(file) ? withOutput(text, readFileSync(file, "utf8")) : text];
    }),
  );
}

/** A page of docs/ that is not as it should be: `is` is absent where it is missing, `should` where it is one too many. */
export interface PageDifference {
  readonly path: string;
  readonly should?: string;
  readonly is?: string;
}

/** Where docs/ differs from what it should hold, in the pages and in the folders that are theirs alone. */
export function differences(pages: Pages): PageDifference[] {
  const expected = expectedPages(pages);
  const folders = new Set([...pages.keys()].map(dirname).filter((folder) => folder !== "."));
  const there = [...folders].flatMap((folder) =>
    readdirSync(join(DOCS, folder)).map((name) => `${folder}/${name}`),
  );
  const stray = there.filter((path) => !pages.has(path));
  return [
    ...[...expected].flatMap(([path, should]) => {
      const file = join(DOCS, path);
      if (!existsSync(file)) return [{ path, should }];
      const is = readFileSync(file, "utf8");
      return is === should ? [] : [{ path, should, is }];
    }),
    ...stray.map((path) => ({ path, is: readFileSync(join(DOCS, path), "utf8") })),
  ];
}

/** Writes the pages, and removes from their folders what no page is any more. */
export function writePages(pages: Pages): void {
  const expected = expectedPages(pages);
  const folders = new Set([...pages.keys()].map(dirname).filter((folder) => folder !== "."));
  for (const folder of folders)
    if (existsSync(join(DOCS, folder)))
      for (const name of readdirSync(join(DOCS, folder)))
        if (!pages.has(`${folder}/${name}`)) rmSync(join(DOCS, folder, name));
  for (const [path, text] of expected) {
    mkdirSync(dirname(join(DOCS, path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
  }
}

const CONSOLE = /^```console\n([\s\S]*?)^```$/gmu;

/** `npm run renew -- docs` writes what commands print; a page is made of the commands alone. */
function withOutput(fresh: string, old: string): string {
  const printed = new Map<string, string>();
  for (const [block, body = ""] of old.matchAll(CONSOLE)) printed.set(commandsOf(body), block);
  return fresh.replaceAll(CONSOLE, (block, body: string) => printed.get(commandsOf(body)) ?? block);
}

function commandsOf(body: string): string {
  return body
    .split("\n")
    .filter((line) => line.startsWith("$ "))
    .join("\n");
}
