/** The table of docs/labs.md is what labs/measured.json says, and that is about the labs as they are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { seedsNeeded } from "@cidery/core/lab";
import { DOCS } from "../../packages/core/test/pages.ts";
import { LABS } from "../src/index.ts";
import { measuredLabs, measuredTable, withMeasured } from "./measured.ts";

const measured = measuredLabs();

test("the table in docs/labs.md is as measured: else `npm run renew -- measured`", () => {
  const page = readFileSync(join(DOCS, "labs.md"), "utf8");
  expect(page).toBe(withMeasured(page, measured));
});

test("what is measured are labs that there are", () => {
  expect(Object.keys(measured).filter((id) => !LABS.some((lab) => lab.id === id))).toEqual([]);
});

describe.each(LABS.map((lab) => [lab.id, lab] as const))("%s", (id, lab) => {
  const { claims = {}, robustness } = measured[id] ?? {};

  test("claims are those it makes, at the seeds they need", () => {
    for (const [name, { asked }] of Object.entries(claims)) {
      const claim = lab.claims.find((one) => one.id === name);
      if (claim === undefined) throw new Error(`${id} makes no claim ${name}`);
      const needed = claim.over === "each-seed" ? seedsNeeded(claim) : 1;
      expect(asked, name).toBeGreaterThanOrEqual(needed);
    }
  });

  test("conclusions are those it draws", () => {
    if (robustness === undefined) return;
    const drawn = (lab.conclusions ?? []).map((one) => one.id);
    expect(Object.keys(robustness.held).sort()).toEqual([...drawn].sort());
  });
});

test("what does not hold, contradicts or is missing is said", () => {
  const [lab] = LABS;
  if (lab === undefined) throw new Error("there are no labs");
  const [first] = lab.claims;
  const left = ["another"];
  const claims = {
    [first?.id ?? ""]: { outcome: "open", agree: 3, asked: 4, seconds: 1 },
  } as const;
  const settings = { asked: 5, excluded: 4, violations: 2, seconds: 1 };
  const text = measuredTable([lab], { [lab.id]: { claims, left, settings } });
  expect(text).toContain(`| 0 of 1; ${first?.id} open at 3 of 4; not measured: another |`);
  expect(text).toContain("(1 not measured)");
  expect(text).toContain("| 5 | 4, 2 |");
  expect(text).toContain("2 of these not 0.");
});
