/** docs/theory.md and the comments that cite it agree: every number cited is there, and the other way. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keysNamed, readBibliography, ROOT, sourcesOf } from "./bibliography.ts";

const page = readFileSync(join(ROOT, "docs/theory.md"), "utf8");
const statements = [...page.matchAll(/^### (T\d+)\. /gmu)].map((match) => match[1] as string);
const code = sourcesOf(["packages", "apps", "labs", "bench", "scripts", "test"], /\.tsx?$/u);

/** Statements that no comment cites, each with the reason why it is there. */
const UNCITED: Readonly<Record<string, string>> = {
  T24: "what criteria of directed paths lean on; CONTRIBUTING.md sends whoever writes one there",
};

function cited(text: string): string[] {
  return [...text.matchAll(/docs\/theory\.md`? (T\d+[ab-d ]*(?:, T\d+)*)/gu)].flatMap(
    ([, list = ""]) => [...list.matchAll(/T\d+/gu)].map(([one]) => one),
  );
}

it("statements are numbered one after another", () => {
  expect(statements).toEqual(statements.map((_, i) => `T${i + 1}`));
});

it("comments cite statements that are there", () => {
  const dangling = [...code].flatMap(([file, text]) =>
    cited(text)
      .filter((one) => !statements.includes(one))
      .map((one) => `${file}: ${one}`),
  );
  expect(dangling).toEqual([]);
});

it("each statement is cited by some file, or says why not", () => {
  const used = new Set([...code.values()].flatMap(cited));
  expect(statements.filter((one) => !used.has(one))).toEqual(Object.keys(UNCITED));
});

it("each statement has a source in the bibliography, or is argued where it stands", () => {
  const keys = readBibliography(readFileSync(join(ROOT, "docs/bibliography.bib"), "utf8")).map(
    ({ key }) => key,
  );
  const parts = page.split(/^### /mu).slice(1);
  const argued = ["T1", "T14"];
  const unsourced = parts.filter((part) => !keysNamed(part).some((key) => keys.includes(key)));
  expect(unsourced.map((part) => part.split(".")[0])).toEqual(argued);
});

it("no comment leans on a theory text that is not in the repository", () => {
  const elsewhere = [...code].filter(
    ([file, text]) => !file.includes("/conformance/") && /\bTHEORY \d/u.test(text),
  );
  expect(elsewhere.map(([file]) => file)).toEqual([]);
});
