/**
 * What the site is made of: the pages of docs/ and of the labs, the models of the catalogue and the
 * bibliography, each with the address it gets. Whatever else of the repository a page links to is
 * copied as a file.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../../..");

export interface Source {
  /** From the root of the repository. */
  readonly path: string;
  /** From the root of the site. */
  readonly address: string;
  readonly text: string;
}

/** Every page that is written in Markdown. */
export function markdownSources(): Source[] {
  const docs = filesBelow("docs").filter((path) => path.endsWith(".md"));
  const labs = filesBelow("labs").filter(
    (path) => /^labs\/(?:[\w-]+\/)?README\.md$/u.test(path) && !path.includes("node_modules"),
  );
  return [...docs, ...labs, "CHANGELOG.md"].map(source);
}

/** Every model of the catalogue. */
export function modelSources(): Source[] {
  return filesBelow("models")
    .filter((path) => path.endsWith(".cid"))
    .map(source);
}

export function isFile(path: string): boolean {
  const file = join(ROOT, path);
  return existsSync(file) && statSync(file).isFile();
}

/** Where a page stands in the site. */
export function addressOf(path: string): string {
  return path
    .replace(/^docs\//u, "")
    .replace(/^CHANGELOG\.md$/u, "changelog.html")
    .replace(/^labs\/README\.md$/u, "labs/index.html")
    .replace(/^labs\/([\w-]+)\/README\.md$/u, "labs/$1.html")
    .replace(/(^|\/)README\.md$/u, "$1index.html")
    .replace(/\.(?:md|cid|bib)$/u, ".html");
}

/** The address of one page as another writes it. */
export function relativeAddress(from: string, to: string): string {
  const steps = relative(dirname(from), to).replaceAll("\\", "/");
  return steps === "" ? (to.split("/").at(-1) as string) : steps;
}

function source(path: string): Source {
  return { path, address: addressOf(path), text: readFileSync(join(ROOT, path), "utf8") };
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();
}
