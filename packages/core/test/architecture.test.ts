/** Checks the sources against the import table of architecture.ts. Messages say what to do. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { FRONT_DOOR, LAYERS } from "./architecture.ts";
import { findCycle, folderOf, forbiddenImports, importsOf } from "./importGraph.ts";
import { readSource, readSourceFiles, SOURCE_ROOT, type SourceFile } from "./sourceFiles.ts";

const LONGEST_FILE = 500;
const LONG_FILE = 400;

const files = readSourceFiles();
const sources = files.filter((file) => !file.isTest);

describe("layers", () => {
  it("are exactly the folders of src/", () => {
    const folders = readdirSync(SOURCE_ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "doors")
      .map((entry) => entry.name);
    expect(folders.sort()).toEqual(
      Object.keys(LAYERS)
        .filter((name) => name !== FRONT_DOOR)
        .sort(),
    );
  });

  it("form no circle in the table itself", () => {
    const arrows = new Map(
      Object.entries(LAYERS).map(([name, layer]) => [name, [...layer.mayImport]] as const),
    );
    expect(findCycle(arrows)).toBeUndefined();
  });

  it("import only the layers the table allows", () => {
    expect(sources.flatMap(forbiddenLayers)).toEqual([]);
  });

  it("are imported only through their index.ts", () => {
    expect(sources.filter((file) => file.layer !== "testing").flatMap(sideDoors)).toEqual([]);
  });

  it("list by hand what they export: no `export *` from another layer", () => {
    const stars = sources.flatMap((file) =>
      file.imports
        .filter((one) => one.isExportStar && layerOf(one.target) !== file.layer)
        .map((one) => `${file.path}: export * from "${one.specifier}"`),
    );
    expect(stars).toEqual([]);
  });

  it("have the references of the table in their tsconfig.json (else: npm run renew)", () => {
    for (const [name, layer] of Object.entries(LAYERS)) {
      const folder = name === FRONT_DOOR ? "." : name;
      const config: unknown = JSON.parse(
        readFileSync(join(SOURCE_ROOT, folder, "tsconfig.json"), "utf8"),
      );
      const { references, compilerOptions } = config as {
        references: { path: string }[];
        compilerOptions: { types: string[] };
      };
      const referenced = references.map(({ path }) => posix.normalize(posix.join(folder, path)));
      expect(referenced.sort(), name).toEqual([...layer.mayImport].sort());
      expect(compilerOptions.types, name).toEqual(layer.runsIn === "node" ? ["node"] : []);
    }
  });

  it("each have a README of at most 20 lines", () => {
    for (const name of Object.keys(LAYERS)) {
      if (name === FRONT_DOOR) continue;
      const readme = join(SOURCE_ROOT, name, "README.md");
      expect(existsSync(readme), `${name}/README.md exists`).toBe(true);
      const lines = readFileSync(readme, "utf8").trimEnd().split("\n").length;
      expect(lines, `lines of ${name}/README.md`).toBeLessThanOrEqual(20);
    }
  });
});

describe("files", () => {
  it("import each other in no circle, type-only imports counted too", () => {
    expect(findCycle(importsOf(sources))).toBeUndefined();
  });

  it(`are at most ${LONGEST_FILE} lines long`, () => {
    const long = sources.filter((file) => file.lines > LONG_FILE);
    for (const file of long) console.log(`${file.lines} lines: ${file.path} (split it?)`);
    expect(long.filter((file) => file.lines > LONGEST_FILE).map((file) => file.path)).toEqual([]);
  });

  it("in core layers name no global of Node or the browser", () => {
    const named = sources
      .filter((file) => LAYERS[file.layer]?.runsIn === "core")
      .flatMap((file) => file.globals.map((name) => `${file.path} names ${name}`));
    expect(named).toEqual([]);
  });

  it("in core layers import no Node module", () => {
    const imported = sources
      .filter((file) => LAYERS[file.layer]?.runsIn === "core")
      .flatMap((file) => file.imports.map((one) => `${file.path} imports ${one.specifier}`))
      .filter((text) => text.includes(" imports node:"));
    expect(imported).toEqual([]);
  });
});

describe("this test itself", () => {
  const wrong = readSource(
    "graph/wrong.ts",
    `import type { Model } from "../model/diagram.ts";
     export * from "../base/index.ts";
     export type Late = import("../session/index.ts").Session;
     const text = "document.title"; // process.exit
     export const lazy = () => import("./other.ts").then(() => console.log(text));`,
  );

  it("sees every way of importing", () => {
    expect(wrong.imports.map((one) => one.target)).toEqual([
      "model/diagram.ts",
      "base/index.ts",
      "session/index.ts",
      "graph/other.ts",
    ]);
  });

  it("sees a forbidden layer, a side door, and a global, but not words in strings", () => {
    expect(forbiddenLayers(wrong)).toEqual([
      "graph/wrong.ts imports model: graph may import base",
      "graph/wrong.ts imports session: graph may import base",
    ]);
    expect(sideDoors(wrong)).toEqual([
      "graph/wrong.ts imports model/diagram.ts, not model/index.ts",
    ]);
    expect(wrong.globals).toEqual(["console"]);
  });

  it("finds a circle", () => {
    const arrows = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
    ]);
    expect(findCycle(arrows)).toEqual(["b", "c", "b"]);
  });
});

function layerOf(target: string | undefined): string | undefined {
  return target === undefined ? undefined : folderOf(target, FRONT_DOOR);
}

function forbiddenLayers(file: SourceFile): string[] {
  return forbiddenImports(file, LAYERS, (target) => folderOf(target, FRONT_DOOR));
}

function sideDoors(file: SourceFile): string[] {
  return file.imports.flatMap((one) => {
    const layer = layerOf(one.target);
    if (one.target === undefined || layer === file.layer || one.target === `${layer}/index.ts`) {
      return [];
    }
    return `${file.path} imports ${one.target}, not ${layer}/index.ts`;
  });
}
