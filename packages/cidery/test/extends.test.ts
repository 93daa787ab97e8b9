/** `extends` in the command: where it may reach, what it tells, and files that cannot be read. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const SECRET = "ghp_AbCdEf0123456789SECRET";
const BASE = "chance X : bool ~ bernoulli(0.5)\n";

let folder = "";
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "cidery-extends-")));
  for (const name of ["project/parts/deep", "elsewhere"])
    mkdirSync(join(folder, name), { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write("elsewhere/token", SECRET);
  write("elsewhere/base.cid", BASE);
  write("elsewhere/near.cid", 'extends "base.cid"\n');
  write("project/token", SECRET);
  write("project/half.cid", `${BASE}${SECRET}\n`);
  write("project/base.cid", BASE);
  write("project/binary.cid", "\u007fELF\u0000");
  write("project/parts/middle.cid", 'extends "deep/low.cid"\n');
  write("project/parts/deep/low.cid", 'extends "../../base.cid"\n');
  write("project/mdp.cid", 'extends "frameworks/mdp"\n');
  write("project/good.cid", `${BASE}claim separated(X, X | X) or true\n`);
  symlinkSync(join(folder, "elsewhere/base.cid"), join(folder, "project/link.cid"));
  for (let i = 0; i < 12; i++)
    write(`project/twice${i}.cid`, `extends "twice${i + 1}.cid"\n`.repeat(2));
  write("project/twice12.cid", BASE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(text: string, ...options: string[]): Promise<{ code: number; said: string }> {
  const file = join(folder, "project", "parts", "under-test.cid");
  writeFileSync(file, text);
  return await run("project", "check", "parts/under-test.cid", ...options);
}

async function run(inside: string, ...words: string[]): Promise<{ code: number; said: string }> {
  const terminal = fakeTerminal({ workingFolder: join(folder, inside), columns: 200 });
  const code = await runCommandLine(words, terminal);
  return { code, said: terminal.printed() + terminal.complained() };
}

describe("extends", () => {
  it.each([
    "../base.cid",
    "middle.cid",
    "deep/low.cid",
    "deep/../middle.cid",
    "frameworks/mdp",
    "games/../frameworks/mdp.cid",
    "../mdp.cid",
  ])("finds %s in the tree or the catalogue, relative to the file that says it", async (path) => {
    expect(await check(`extends "${path}"\n`)).toMatchObject({ code: 0 });
  });

  it.each([
    "../../elsewhere/base.cid",
    "../../elsewhere/token",
    "../../elsewhere/nothing-here",
    "/etc/passwd",
    "/etc/no-such-file",
    "../link.cid",
    "../../../../../../../../../../etc/hostname",
  ])("refuses %s outside it, whether it is there or not", async (path) => {
    const { code, said } = await check(`extends "${path}"\n`);
    expect(code).toBe(2);
    expect(said).toContain("file-not-allowed");
    expect(said).toContain("--allow");
  });

  it("reaches what --allow names, and what that extends", async () => {
    const allow = ["--allow", join(folder, "elsewhere")];
    expect(await check('extends "../../elsewhere/near.cid"\n', ...allow)).toMatchObject({
      code: 0,
    });
    expect(await check('extends "../link.cid"\n', "--allow", "../elsewhere")).toMatchObject({
      code: 0,
    });
    const { code, said } = await check('extends "../base.cid"\n', "--allow", "no-such");
    expect(code).toBe(2);
    expect(said).toContain("there is no such folder");
  });

  it.each(["../token", "../half.cid", "../binary.cid"])(
    "shows nothing of %s, as text and as JSON",
    async (path) => {
      for (const options of [[], ["--json"]]) {
        const { code, said } = await check(`extends "${path}"\n`, ...options);
        expect(code).toBe(2);
        expect(said).not.toContain(SECRET.slice(4, 12));
        expect(said).toContain(path);
      }
    },
  );

  it("reads a bounded number of files, however they extend each other", async () => {
    const { code, said } = await check('extends "../twice0.cid"\n');
    expect(code).toBe(2);
    expect(said).toContain("more than 256 models");
  });

  it("keeps to a file's own folder when that lies outside the working folder", async () => {
    const { said } = await run("elsewhere", "check", "../project/parts/middle.cid");
    expect(said).toContain("file-not-allowed");
    expect(await run("elsewhere", "check", "../project")).toMatchObject({ code: 2 });
  });
});

describe("a file that cannot be read", () => {
  it.each(["no-such.cid", "binary.cid", "sub-folder.cid", "base.cid/x.cid", "/dev/zero"])(
    "%s keeps no other from being checked",
    async (name) => {
      mkdirSync(join(folder, "project/sub-folder.cid/node_modules"), { recursive: true });
      writeFileSync(join(folder, "project/sub-folder.cid/in.cid"), "chance");
      const { code, said } = await run("project", "check", name, "base.cid");
      expect(code).toBe(2);
      expect(said).toContain("2 models");
      expect(said).not.toMatch(/ENOENT|ENOTDIR|EISDIR|undefined/u);
    },
  );

  it.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
    "without permission is said to be so",
    async () => {
      const path = join(folder, "project/closed.cid");
      writeFileSync(path, BASE);
      chmodSync(path, 0);
      const { code, said } = await run("project", "fmt", "closed.cid", "base.cid");
      chmodSync(path, 0o600);
      expect(code).toBe(2);
      expect(said).toContain("reading it is not allowed");
    },
  );
});
