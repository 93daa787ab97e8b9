/**
 * The extension for Visual Studio Code: it is packaged by its script, its parts are where its manifest says,
 * and its grammar knows the words of the language. What it shows is tested with `cidery lsp`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RESERVED_WORDS } from "../packages/core/src/language/syntax/words.ts";

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "cidery-vscode-"));
let parts: Record<string, Uint8Array> = {};

const json = (name: string): Record<string, never> =>
  JSON.parse(strFromU8(parts[`extension/${name}`] as Uint8Array)) as Record<string, never>;

beforeAll(() => {
  const file = join(folder, "cidery.vsix");
  execFileSync(process.execPath, [join(root, "scripts/package-vscode.js"), file], {
    stdio: "pipe",
  });
  parts = unzipSync(readFileSync(file));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("every file its manifest names is in the package", () => {
  const { main, contributes } = json("package.json") as unknown as {
    main: string;
    contributes: Record<"languages" | "grammars", { configuration?: string; path?: string }[]>;
  };
  const named = [
    main,
    ...contributes.languages.map(({ configuration }) => configuration ?? ""),
    ...contributes.grammars.map(({ path }) => path ?? ""),
  ];
  for (const name of named) expect(parts).toHaveProperty([`extension/${name.slice(2)}`]);
  expect(strFromU8(parts["extension.vsixmanifest"] as Uint8Array)).toContain('Id="cidery"');
});

it("has the version of the command", () => {
  const command = JSON.parse(
    readFileSync(join(root, "packages/cidery/package.json"), "utf8"),
  ) as Record<string, unknown>;
  expect(json("package.json")["version"]).toBe(command["version"]);
});

it("colours every word of the language before the server answers", () => {
  const { patterns } = json("syntaxes/cid.tmLanguage.json") as unknown as {
    patterns: { name: string; match?: string }[];
  };
  const words = /\(([a-z|]+)\)/u.exec(
    patterns.find(({ name }) => name.startsWith("keyword.control"))?.match ?? "",
  );
  expect(words?.[1]?.split("|")).toEqual([...RESERVED_WORDS, "agent"].toSorted());
});

it("is a program that asks for nothing but the editor and Node", () => {
  const code = strFromU8(parts["extension/extension.js"] as Uint8Array);
  const asked = [...code.matchAll(/require\([`"']([^`"']+)[`"']\)/gu)].map(([, name]) => name);
  expect(asked).toContain("vscode");
  const there = new Set(["vscode", ...builtinModules]);
  expect(asked.filter((name = "") => !there.has(name.replace(/^node:/u, "")))).toEqual([]);
});
