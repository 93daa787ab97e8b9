/**
 * What the built command reads before it answers. Nobody waits for what their question does not need:
 * the modules of a process are those that V8 reports it has seen.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");

/** Of a run of the command: packages, parts of the library and files of its own that were loaded. */
function loadedBy(...args: string[]): { packages: string[]; library: string[]; own: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "cidery-startup-"));
  try {
    const command = join(ROOT, "packages/cidery/bin/cidery.js");
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    const { status, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: ROOT, env });
    expect(status, String(stderr)).toBe(0);
    const urls = readdirSync(folder).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        result: { url: string }[];
      };
      return result.map(({ url }) => url).filter((url) => url.startsWith("file:"));
    });
    const paths = urls.map((url) => fileURLToPath(url).replaceAll("\\", "/"));
    return {
      packages: found(paths, /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u),
      library: found(paths, /\/packages\/core\/dist\/(?:chunks\/)?(.+?)(?:-[\w-]{8})?\.js$/u),
      own: found(paths, /\/packages\/cidery\/dist\/cli\/(.+)\.js$/u),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a pattern catches, each once. */
function found(paths: readonly string[], pattern: RegExp): string[] {
  const names = paths.flatMap((path) => pattern.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

describe("the command loads what it needs", () => {
  it("--version: the parser of the command line, and no model's grammar", () => {
    const { packages, library, own } = loadedBy("--version");
    expect(packages).toEqual(["commander", "picocolors"]);
    expect(library).toEqual(["base", "bytes", "doors/text"]);
    expect(own.filter((file) => file.startsWith("commands/"))).toEqual(["commands/loadCommands"]);
  });

  it("check of a .cid model: no reader of other files, no linear programs, no drawing", () => {
    const { packages, library, own } = loadedBy("check", "games/matching-pennies");
    expect(packages).toEqual(["commander", "picocolors"]);
    expect(library).toContain("grammar");
    expect(
      library.filter((part) =>
        /^doors\/(?:formats|draw|charts|session)|^formats|layout|latex/iu.test(part),
      ),
    ).toEqual([]);
    expect(own).toContain("commands/check");
    expect(
      own.filter((file) => /^(?:labs|outsideLab|mcp|live|serve|plots|pictures)$/u.test(file)),
    ).toEqual([]);
  });

  it("check of another tool's file: its readers as well", () => {
    const folder = mkdtempSync(join(tmpdir(), "cidery-startup-"));
    const file = join(folder, "model.xdsl");
    writeFileSync(
      file,
      '<smile version="1.0" id="m"><nodes><cpt id="X"><state id="a"/><state id="b"/><probabilities>0.5 0.5</probabilities></cpt></nodes></smile>',
    );
    try {
      const { packages, library } = loadedBy("check", file);
      expect(packages).toContain("saxes");
      expect(library).toContain("doors/formats");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
