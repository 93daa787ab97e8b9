/** The tables of docs/workbench.md that say what is there: every row names a test or a picture, and those exist. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./bibliography.ts";

const page = readFileSync(join(ROOT, "docs/workbench.md"), "utf8");

interface Row {
  readonly about: string;
  readonly state: string;
  readonly shown: string;
}

/** Rows of the tables whose head has a state. */
const tables: readonly (readonly Row[])[] = [
  ...page.matchAll(/^\|[^\n]*\| state \|[^\n]*\n\|[-:|]+\|\n((?:\|.*\n)+)/gmu),
].map(([, body = ""]) =>
  body
    .trimEnd()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, about = "", state = "", shown = ""]) => ({ about, state, shown })),
);

const tests = new Set(
  ["packages", "apps", "labs", "test"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".test.ts") && !path.includes("node_modules"))
      .map((path) => basename(path)),
  ),
);

/** What a cell names: tests by their file or its end, pictures, benches. */
function named(shown: string): string[] {
  return [...shown.matchAll(/`([^` ]+\.(?:test\.ts|png|ts))`/gu)].map(([, name = ""]) => name);
}

function isThere(name: string): boolean {
  if (name.endsWith(".png")) return existsSync(join(ROOT, "docs/pictures", name));
  const path = name.replace(/^e2e\//u, "apps/workbench/e2e/");
  return path.includes("/") ? existsSync(join(ROOT, path)) : tests.has(path);
}

describe("what the workbench's page says is there", () => {
  it("is in three tables, of the survey, of what it must have and of what nobody else has", () => {
    expect(tables.map((rows) => rows.length)).toEqual([34, 25, 10]);
  });

  it.each(tables.flat().map((row) => [row.about, row] as const))(
    "is there in full, and shown by a test or a picture: %s",
    (_, { state, shown }) => {
      expect(state).toBe("●");
      expect(named(shown).length).toBeGreaterThan(0);
      expect(named(shown).filter((name) => !isThere(name))).toEqual([]);
    },
  );

  it("and so are its jobs and the faults that were met", () => {
    const rest = [...page.matchAll(/`((?:e2e|packages|test|bench)\/[\w./-]+\.ts)`/gu)];
    expect(rest.length).toBeGreaterThan(60);
    expect(rest.map(([, name = ""]) => name).filter((name) => !isThere(name))).toEqual([]);
  });
});
