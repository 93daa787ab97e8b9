/** The generated pages of docs/ are what the objects in the code say (else: npm run renew); `criterionPages.test.ts` has those of criteria. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FORMATS } from "../src/formats/index.ts";
import { DIAGNOSTICS } from "../src/language/index.ts";
import { GAME_LEARNERS, LEARNERS } from "../src/learn/index.ts";
import { GAME_SOLVERS, POLICY_SOLVERS } from "../src/solve/index.ts";
import { diagnosticPages, examplesByCode, NOT_BY_A_SHORT_TEXT } from "./diagnosticPages.ts";
import { formatPages } from "./formatPages.ts";
import { methodPages } from "./methodPages.ts";
import { differences, DOCS, type Pages } from "./pages.ts";

const ALL: readonly (readonly [what: string, pages: () => Pages])[] = [
  ["solvers and learners", methodPages],
  ["diagnostics", diagnosticPages],
  ["formats", formatPages],
];

test.each(ALL)("the pages of %s are current, and no other lies beside them", (_, pages) => {
  expect(differences(pages())).toEqual([]);
});

test("no two solvers, and no two learners, share an id", () => {
  for (const methods of [
    [...POLICY_SOLVERS, ...GAME_SOLVERS],
    [...LEARNERS, ...GAME_LEARNERS],
  ]) {
    const ids = methods.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test("each method has an example, a command or a program", () => {
  const methods = [...methodPages()].filter(([path]) => path.startsWith("solvers/"));
  expect(methods.length).toBeGreaterThan(10);
  expect(methods.filter(([, text]) => !/^```(?:console|ts)$/mu.test(text))).toEqual([]);
});

test("each format says what reading and writing lose, and the page of all of them leads there", () => {
  const pages = formatPages();
  const all = readFileSync(join(DOCS, "formats.md"), "utf8");
  for (const { id, read, write, losses } of FORMATS.filter((one) => one.read ?? one.write)) {
    const page = pages.get(`formats/${id}.md`) ?? "";
    expect(all, id).toContain(`(formats/${id}.md)`);
    for (const loss of [...(losses.reading ?? []), ...(losses.writing ?? [])])
      expect(page, id).toContain(`- ${loss}\n`);
    if (read !== undefined && id !== "cid") expect(losses.reading?.length, id).toBeGreaterThan(0);
    if (write !== undefined) expect(page, id).toContain(`--to ${id}\n`);
  }
});

test("each diagnostic has one code, a meaning, and an example or the reason why not", () => {
  const codes = DIAGNOSTICS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, means } of DIAGNOSTICS) expect(means, code).toMatch(/^[A-Z`].*\.$/u);
  const shown = examplesByCode();
  const without = codes.filter((code) => !shown.has(code));
  expect(without).toEqual(codes.filter((code) => NOT_BY_A_SHORT_TEXT[code] !== undefined));
});
