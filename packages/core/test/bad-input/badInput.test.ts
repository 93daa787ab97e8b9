/**
 * Every wrong model gets exactly these diagnostics. After a change on purpose:
 * `npm run renew -- diagnostics`, then read the difference.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DIAGNOSTIC_CODES, loadModel, renderDiagnostic } from "../../src/language/index.ts";
import { BAD_INPUTS, type BadInput } from "./cases.ts";

const GOLDEN = join(import.meta.dirname, "golden.txt");
const MOST_SHOWN = 400;

function reported(input: BadInput): string {
  const files = input.files ?? {};
  const { diagnostics } = loadModel(input.text, {
    file: "model.cid",
    resolve: (path) => files[path],
  });
  return diagnostics
    .slice(0, 6)
    .map((d) =>
      renderDiagnostic(input.text, d, { file: "model.cid", textOf: (file) => files[file] }),
    )
    .concat(diagnostics.length > 6 ? [`(and ${diagnostics.length - 6} more)`] : [])
    .join("\n");
}

function section(input: BadInput): string {
  const shown =
    input.text.length > MOST_SHOWN
      ? `${input.text.slice(0, 60)}… (${input.text.length} characters)`
      : input.text;
  // oxlint-disable-next-line no-control-regex
  const source = shown.replace(/[\u0000-\u0008\u000E-\u001F]/g, "·");
  return `=== ${input.title}\n${source}\n---\n${reported(input)}\n`;
}

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
