/** Every work that is named has an entry in docs/bibliography.bib, and is named in one way. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  arxivNumbers,
  candidates,
  keysNamed,
  readBibliography,
  ROOT,
  sourcesOf,
  worksNamed,
} from "./bibliography.ts";

const works = readBibliography(readFileSync(join(ROOT, "docs/bibliography.bib"), "utf8"));
const keys = new Set(works.map(({ key }) => key));
const numbers = new Map(works.flatMap((work) => (work.arxiv ? [[work.arxiv, work]] : [])));
const files = sourcesOf(
  ["models", "labs", "packages", "apps", "bench", "docs", "README.md"],
  /\.(?:tsx?|md|cid)$/u,
);

describe("the bibliography", () => {
  it("has each work once, in the order of its keys", () => {
    const listed = works.map(({ key }) => key);
    expect(listed).toEqual([...keys].sort());
    expect(numbers.size).toBe(works.filter(({ arxiv }) => arxiv).length);
  });

  it("has no entry that nothing names", () => {
    const used = new Set<string>();
    for (const text of files.values()) {
      for (const key of keysNamed(text)) used.add(key);
      for (const number of arxivNumbers(text)) used.add(numbers.get(number)?.key ?? "");
      for (const named of worksNamed(text))
        for (const { key } of candidates(works, named)) used.add(key);
    }
    expect([...keys].filter((key) => !used.has(key))).toEqual([]);
  });
});

describe("works are named so that they are found", () => {
  it("by authors and year", () => {
    expect(
      each((text) =>
        worksNamed(text)
          .filter((named) => candidates(works, named).length === 0)
          .map(({ written }) => written),
      ),
    ).toEqual([]);
  });

  it("by arXiv number", () => {
    expect(each((text) => arxivNumbers(text).filter((one) => !numbers.has(one)))).toEqual([]);
  });

  it("by key", () => {
    expect(each((text) => keysNamed(text).filter((key) => !keys.has(key)))).toEqual([]);
  });

  it("by the folder of a model", () => {
    const folders = readdirSync(join(ROOT, "models/papers"));
    expect(folders.filter((folder) => !keys.has(folder))).toEqual([]);
  });
});

/** `Authors Year, Title (arXiv:…), where in it`; a place or a remark may stand for the title. */
it("models and labs spell a title in one way, and give the work its own number", () => {
  const wrong = each((text, file) => {
    if (!/^(?:models|labs)\//u.test(file)) return [];
    const quoted = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(([, cite = ""]) => cite);
    return quoted.flatMap((cite) => cite.split(";")).filter((cite) => !wellCited(cite));
  });
  expect(wrong).toEqual([]);
});

/** True as well of texts that cite nothing. What is called "Figure 2" or "impact criterion" is not a title. */
function wellCited(cite: string): boolean {
  const [named] = worksNamed(cite);
  if (named === undefined) return true;
  const rest = cite.slice(named.end);
  const [number] = arxivNumbers(rest);
  const meant = candidates(works, named).filter(({ arxiv }) => !number || arxiv === number);
  const titled = /^, (?!arXiv)(\p{Lu}[\p{L}-]*(?![\p{L}-]| \d| criterion).*)/u.exec(rest)?.[1];
  return titled === undefined
    ? meant.length > 0
    : meant.some(({ title }) => titled.startsWith(title));
}

function each(find: (text: string, file: string) => readonly string[]): string[] {
  return [...files].flatMap(([file, text]) => find(text, file).map((one) => `${file}: ${one}`));
}
