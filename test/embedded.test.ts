/**
 * The script that the Python package runs is made from today's sources, starts in a V8 that has nothing
 * of Node, and answers as the command does. What Python makes of it is tested by `packages/python/tests`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { captured } from "../packages/cidery/src/cli/captured.ts";
import { runCommandLine } from "../packages/cidery/src/cli/index.ts";

const root = resolve(import.meta.dirname, "..");
const MODEL = "models/frameworks/supervised-ida.cid";
let folder = "";
let bare: ReturnType<typeof createContext>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-embedded-"));
  const script = join(folder, "cidery.js");
  execFileSync(process.execPath, [join(root, "scripts/bundle-embedded.js"), script], {
    stdio: "pipe",
  });
  bare = createContext();
  runInContext(readFileSync(script, "utf8"), bare);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["check", MODEL, "--json"],
  ["check", MODEL, "--time-limit", "60"],
  ["incentives", MODEL, "--json"],
  ["solve", MODEL, "--json"],
  ["query", MODEL, "E(R | do(B1 = 1))"],
  ["draw", MODEL],
  ["convert", MODEL, "--to", "bif"],
])("cidery %s %s %s", async (...args) => {
  const path = join(root, MODEL);
  const files = JSON.stringify([[path, readFileSync(path, "utf8")]]);
  const call = `
    for (const [path, text] of ${files}) __cideryFiles.set(path, text);
    cidery.run(${JSON.stringify(args)}, ${JSON.stringify(root)}, "").then(JSON.stringify)`;
  const there = JSON.parse(String(await runInContext(call, bare)));
  expect(there).toEqual(await captured(runCommandLine, args, root, ""));
});
