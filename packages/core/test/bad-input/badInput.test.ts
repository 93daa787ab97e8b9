/**
 * Every wrong model gets exactly these diagnostics. After a change on purpose:
 * `npm run renew -- diagnostics`, then read the difference.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DIAGNOSTIC_CODES, loadModel } from "../../src/language/index.ts";
import { BAD_INPUTS } from "./cases.ts";
import { section } from "./reported.ts";

const GOLDEN = join(import.meta.dirname, "golden.txt");

describe("bad input", () => {
  it("is answered by the diagnostics of the golden text (else: npm run renew)", () => {
    const text = BAD_INPUTS.map(section).join("\n");
    if (process.env["UPDATE_GOLDEN"] === "1" || !existsSync(GOLDEN)) writeFileSync(GOLDEN, text);
    expect(text).toBe(readFileSync(GOLDEN, "utf8"));
  });

  it("has at least sixty cases, all with an error or a warning", () => {
    expect(BAD_INPUTS.length).toBeGreaterThanOrEqual(60);
    for (const input of BAD_INPUTS) {
      const files = input.files ?? {};
      const { diagnostics } = loadModel(input.text, {
        file: "model.cid",
        resolve: (path) => files[path],
      });
      expect(diagnostics.filter((d) => d.severity !== "info").length, input.title).toBeGreaterThan(
        0,
      );
      for (const d of diagnostics) {
        expect(DIAGNOSTIC_CODES, `${input.title}: ${d.code}`).toContain(d.code);
        expect(d.hint, `${input.title}: ${d.code} says what to do`).toBeDefined();
      }
    }
  });
});
