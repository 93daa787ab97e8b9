/** Every generated page of docs/ is what the objects in the code say (else: npm run renew). */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { checkClaims } from "../src/check/index.ts";
import { CRITERIA } from "../src/incentives/index.ts";
import { DIAGNOSTICS, loadModel } from "../src/language/index.ts";
import { GAME_LEARNERS, LEARNERS } from "../src/learn/index.ts";
import { GAME_SOLVERS, POLICY_SOLVERS } from "../src/solve/index.ts";
import { criterionPages } from "./criterionPages.ts";
import { diagnosticPages, examplesByCode, NOT_BY_A_SHORT_TEXT } from "./diagnosticPages.ts";
import { methodPages } from "./methodPages.ts";
import { DOCS, expectedPages, refuseGaps, type Pages } from "./pages.ts";

const ALL: readonly (readonly [what: string, pages: () => Pages])[] = [
  ["criteria", criterionPages],
  ["solvers and learners", methodPages],
  ["diagnostics", diagnosticPages],
];

test.each(ALL)("the pages of %s are current, and no other lies beside them", (_, pages) => {
  const made = pages();
  for (const [path, text] of expectedPages(made))
    expect(readFileSync(join(DOCS, path), "utf8"), path).toBe(text);
  const folders = new Set([...made.keys()].map(dirname).filter((folder) => folder !== "."));
  for (const folder of folders)
    for (const name of readdirSync(join(DOCS, folder)))
      expect([...made.keys()]).toContain(`${folder}/${name}`);
});

test("a declaration that lacks words is refused by name instead of printed", () => {
  const criterion = CRITERIA[0]!;
  const gap = { whenViolated: "caveat" } as (typeof criterion.needs)[number];
  const page = (needs: typeof criterion.needs): string =>
    criterionPages([{ ...criterion, needs }]).get(`criteria/${criterion.id}.md`) as string;
  expect(() => refuseGaps("x.md", page(criterion.needs))).not.toThrow();
  expect(() => refuseGaps(`criteria/${criterion.id}.md`, page([gap]))).toThrow(
    /^docs\/criteria\/value-of-information\.md, line \d+, would say “- needs: undefined; /u,
  );
});

test("each criterion has a page with its theorem, its answers and its limits", () => {
  const pages = criterionPages();
  for (const { id, badge, completeness, outcomes } of CRITERIA) {
    const page = pages.get(`criteria/${id}.md`) ?? "";
    for (const part of [`**${badge}**`, "](../theory.md#t", `(${id}.svg)`, completeness])
      expect(page, id).toContain(part);
    for (const { reason } of outcomes) expect(page, id).toContain(`\`${reason}\``);
    expect(pages.get("glossary.md")).toContain(`criteria/${id}.md`);
  }
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

test("each diagnostic has one code, a meaning, and an example or the reason why not", () => {
  const codes = DIAGNOSTICS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, means } of DIAGNOSTICS) expect(means, code).toMatch(/^[A-Z`].*\.$/u);
  const shown = examplesByCode();
  const without = codes.filter((code) => !shown.has(code));
  expect(without).toEqual(codes.filter((code) => NOT_BY_A_SHORT_TEXT[code] !== undefined));
});

test("the model of a criterion's page holds what it claims", () => {
  for (const [path, text] of criterionPages()) {
    if (!path.endsWith(".cid")) continue;
    const { diagram, diagnostics } = loadModel(text, { file: path });
    expect([path, diagnostics]).toEqual([path, []]);
    const results = checkClaims(diagram!, { families: ["graph"] });
    expect(results.length, path).toBeGreaterThan(1);
    expect(results.map(({ outcome }) => outcome)).toEqual(results.map(() => "holds"));
  }
});
