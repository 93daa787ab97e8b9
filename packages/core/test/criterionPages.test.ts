/** The pages of criteria are what the criteria say (else: npm run renew -- criteria). */
import { expect, test } from "vitest";
import { checkClaims } from "../src/check/index.ts";
import { CRITERIA } from "../src/incentives/index.ts";
import { loadModel } from "../src/language/index.ts";
import { criterionPages } from "./criterionPages.ts";
import { differences, refuseGaps } from "./pages.ts";

test("the pages of criteria are current, and no other lies beside them", () => {
  expect(differences(criterionPages())).toEqual([]);
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
