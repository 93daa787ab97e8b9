/** The rules of honesty, as far as they can be read off the sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { LABS } from "../src/index.ts";

const root = resolve(import.meta.dirname, "..");
const learn = resolve(root, "../packages/core/src/learn");

function sources(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));
}

/** Code without its comments. */
function code(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\/\/.*$/gm, "");
}

describe("labs", () => {
  test.each(LABS.map((lab) => [lab.id, lab] as const))(
    "%s: nothing asks which design is the fixed one, worlds know no agent",
    (id, lab) => {
      for (const { file, text } of sources(join(root, id))) {
        // Sentences may use the words; names and conditions may not.
        const named = code(text).replaceAll(/"[^"\n]*"|`[^`]*`/g, "");
        expect(/\bbroken\b|\bfixed\b/.exec(named)?.[0], file).toBeUndefined();
        const imported = [...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1] ?? "");
        for (const name of imported)
          expect(name, file).toMatch(/^(@cidery\/core(\/\w+)?$|\.\/|\.\.\/src\/)/);
        if (file !== "world.ts") continue;
        for (const agent of lab.agents) expect(code(text), file).not.toContain(`"${agent.id}"`);
        expect(code(text), file).not.toContain(`"${id}"`);
      }
    },
  );

  test("no learner or planner knows a lab or one of its agents", () => {
    for (const { file, text } of sources(learn)) {
      const quoted = new Set([...code(text).matchAll(/"([^"]*)"/g)].map((match) => match[1]));
      for (const lab of LABS) expect(quoted.has(lab.id), `${file}: ${lab.id}`).toBe(false);
    }
  });

  test("what is disputed stands beside its dispute, wherever a lab names it", () => {
    const files = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|md|cid)$/.test(file) && !/^(dist|test)\b|node_modules/.test(file))
      .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
    const naming = files.filter(({ text }) => /Wen et al\. 2024/.test(text));
    expect(naming.length).toBeGreaterThan(3);
    for (const { file, text } of naming)
      for (const [passage] of text.matchAll(/Wen et al\. 2024[\s\S]{0,140}/g))
        expect(passage, file).toMatch(/disputed|critique/);
  });

  test("ids, parameters and measures are told apart by name", () => {
    expect(new Set(LABS.map(({ id }) => id)).size).toBe(LABS.length);
    for (const { parameters, measures, claims } of LABS)
      for (const named of [parameters, measures, claims.map(({ id }) => ({ name: id }))])
        expect(new Set(named.map(({ name }) => name)).size).toBe(named.length);
  });
});
