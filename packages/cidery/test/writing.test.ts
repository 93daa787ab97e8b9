/** What the command writes: whole or not at all, and nothing of a model commands the terminal. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommandLine as main } from "../src/cli/index.ts";
import { paintFor } from "../src/cli/paint.ts";
import { cannotWrite, writeFile } from "../src/cli/writing.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-writing-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cidery(...args: string[]): Promise<{ code: number; said: string }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await main(args, terminal);
  return { code, said: terminal.printed() + terminal.complained() };
}

const MODEL = "agent a\nchance   X\ndecision D sees X\nutility U from X, D\n";

describe("a file", () => {
  test("keeps its mode, and a link still leads to it", () => {
    const path = join(folder, "real.cid");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    symlinkSync(path, join(folder, "link.cid"));
    writeFile(folder, "link.cid", "new");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(folder, "link.cid")).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["link.cid", "real.cid"]);
  });

  test("is written into a pipe or a device as such", () => {
    expect(() => writeFile("/", "/dev/null", "text")).not.toThrow();
    expect(existsSync("/dev/null")).toBe(true);
    expect(statSync("/dev/null").isFile()).toBe(false);
  });

  test("that cannot be written says why, and nothing is left behind", () => {
    mkdirSync(join(folder, "sub"));
    expect(() => writeFile(folder, "no/such/x.svg", "text")).toThrow(
      "cannot write no/such/x.svg: there is no such folder",
    );
    expect(() => writeFile(folder, "sub", "text")).toThrow("cannot write sub: it is a folder");
    const full = cannotWrite("a.cid", Object.assign(new Error("raw"), { code: "ENOSPC" }));
    expect(full.message).toContain("the disk is full; what was there before is untouched");
    expect(readdirSync(folder)).toEqual(["sub"]);
  });

  test("is the old one or the new one, whenever its writer is killed", async () => {
    const path = join(folder, "model.cid");
    const [old, young] = ["o".repeat(400_000), "n".repeat(500_000)];
    const writer = `
      import { writeFile } from ${JSON.stringify(join(import.meta.dirname, "../src/cli/writing.ts"))};
      console.log("ready");
      for (let i = 0; ; i++) writeFile(${JSON.stringify(folder)}, "model.cid", (i % 2 ? "o" : "n").repeat(i % 2 ? 400000 : 500000));`;
    for (let kill = 0; kill < 3; kill++) {
      writeFileSync(path, old);
      const child = spawn(
        process.execPath,
        ["--conditions=source", "--import", "tsx", "--input-type=module", "-e", writer],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      await new Promise<void>((ready) => child.stdout.once("data", () => ready()));
      await new Promise((wait) => setTimeout(wait, 15 + 17 * kill));
      child.kill("SIGKILL");
      await new Promise((ended) => child.once("exit", ended));
      expect([old, young]).toContain(readFileSync(path, "utf8"));
    }
  });
});

describe("a disk that fills up while a file is written", () => {
  const WRITER = join(import.meta.dirname, "../src/cli/writing.ts");

  // A limit on the size of files cuts writes as a full disk does: a part is written, then an error comes.
  test.skipIf(process.platform === "win32")(
    "leaves the old file, whole, and nothing beside it",
    () => {
      const path = join(folder, "model.cid");
      writeFileSync(path, "o".repeat(100_000));
      const write = `
      import { writeFile } from ${JSON.stringify(WRITER)};
      try { writeFile(${JSON.stringify(folder)}, "model.cid", "n".repeat(500_000)); console.log("written"); }
      catch (error) { console.log(error.message); }`;
      const node = [process.execPath, "--conditions=source", "--import", "tsx"];
      const { stdout, stderr } = spawnSync(
        "bash",
        [
          "-c",
          `trap '' XFSZ; ulimit -f 200; exec "$@"`,
          "bash",
          ...node,
          "--input-type=module",
          "-e",
          write,
        ],
        { encoding: "utf8", env: { ...process.env, TSX_DISABLE_CACHE: "1" } },
      );
      expect(stdout, stderr).toContain(
        "cannot write model.cid: it would be larger than files may be",
      );
      expect(readFileSync(path, "utf8")).toBe("o".repeat(100_000));
      expect(readdirSync(folder)).toEqual(["model.cid"]);
    },
  );

  test("every command says so, and changes nothing", async ({ skip }) => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      skip("this machine lets nobody mount a small disk; the test above needs none");
    }
    try {
      writeFileSync(join(disk, "m.cid"), MODEL);
      writeFileSync(join(disk, "old.svg"), "old");
      // What is left is less than any of the answers.
      writeFileSync(join(disk, "filler"), "x".repeat(64_000 - 4096 * 3));
      const before = readdirSync(disk).sort();
      for (const args of [
        ["fmt", "disk/m.cid"],
        ["convert", "disk/m.cid", "-o", "disk/m.json"],
        ["draw", "disk/m.cid", "-o", "disk/old.svg"],
        ["new", "disk/m.cid", "--force"],
      ]) {
        while (true) {
          try {
            writeFileSync(join(disk, "filler"), "x".repeat(4096), { flag: "a" });
          } catch {
            break;
          }
        }
        const { code, said } = await cidery(...args);
        expect([args[0], code]).toEqual([args[0], 2]);
        expect(said).toContain("the disk is full; what was there before is untouched");
        expect(readFileSync(join(disk, "m.cid"), "utf8")).toBe(MODEL);
        expect(readFileSync(join(disk, "old.svg"), "utf8")).toBe("old");
        expect(readdirSync(disk).sort()).toEqual(before);
      }
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

describe("what a killed command left", () => {
  test("goes at the next write of that file, once it is old; files of others stay", () => {
    const names = [
      "a.cid.77-1.cidery-new",
      "a.cid.1234567",
      "a.cid.77-1.cidery-new.bak",
      "b.cid.77-1.cidery-new",
      "a.cid.mine.cidery-new",
    ];
    for (const name of names) {
      writeFileSync(join(folder, name), "half");
      utimesSync(join(folder, name), new Date(0), new Date(0));
    }
    writeFileSync(join(folder, "a.cid.78-3.cidery-new"), "being written");
    writeFile(folder, "a.cid", "new");
    expect(readdirSync(folder).sort()).toEqual(
      ["a.cid", "a.cid.78-3.cidery-new", ...names.slice(1)].sort(),
    );
  });
});

describe("every command that writes", () => {
  test.each([
    ["fmt", ["fmt", "m.cid"]],
    ["convert", ["convert", "m.cid", "-o", "no/such/m.json"]],
    ["draw", ["draw", "m.cid", "-o", "no/such/m.svg"]],
    ["draw png", ["draw", "m.cid", "-o", "no/such/m.png"]],
    ["new", ["new", "no/such/m.cid"]],
    ["gallery", ["gallery", "frameworks/mdp", "--output", "m.cid/sub"]],
  ])("%s says in plain words what cannot be written, and changes nothing", async (name, args) => {
    writeFileSync(join(folder, "m.cid"), MODEL);
    if (name === "fmt") {
      // Root may write anything: a folder in the way of the file stands for a disk that refuses.
      rmSync(join(folder, "m.cid"));
      mkdirSync(join(folder, "m.cid"));
    }
    const { code, said } = await cidery(...args);
    expect(code).toBe(2);
    expect(said).not.toMatch(/ENOENT|EISDIR|ENOTDIR|undefined|at .*\.ts/u);
    if (name !== "fmt") expect(readFileSync(join(folder, "m.cid"), "utf8")).toBe(MODEL);
    expect(existsSync(join(folder, "no"))).toBe(false);
  });
});

describe("control characters of a model", () => {
  const evil = "\u001b]0;PWNED\u0007 \u009b31m \u202eevil\u202c \u001b[32m✓ holds";

  test.each([
    ["incentives", "m.cid"],
    ["check", "m.cid"],
    ["solve", "m.cid"],
    ["repair", "m.cid"],
    ["list", "x"],
  ])("%s shows them and sends none", async (command, file) => {
    writeFileSync(
      join(folder, "m.cid"),
      `model ${JSON.stringify(evil)}\nagent a\nchance X ${JSON.stringify(evil)}\ndecision D sees X\nutility U from X, D\nclaim info(D, X) cite ${JSON.stringify(evil)}\n`,
    );
    const { said } = await cidery(command, file);
    expect(said).not.toMatch(
      // oxlint-disable-next-line no-control-regex
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u,
    );
  });

  test("our own colours are sent; the same codes in a name are shown", () => {
    const { paint, shown } = paintFor(true);
    expect(shown(`${paint.green("fine")} \u001b[32mnot ours`)).toBe(
      "\u001b[32mfine\u001b[39m \\u001b[32mnot ours",
    );
    const plain = paintFor(false);
    expect(plain.shown(plain.paint.green("x \u001b[1m"))).toBe("x \\u001b[1m");
  });

  test("in JSON they mean the same", async () => {
    writeFileSync(join(folder, "m.cid"), `model "a\u202eb"\n${MODEL}`);
    const { said } = await cidery("convert", "m.cid", "--to", "json");
    expect(JSON.parse(said)).toMatchObject({ title: "a\u202eb" });
  });
});

describe("fmt", () => {
  test("keeps the line ends and the byte order mark of a file, and once is enough", async () => {
    const file = join(folder, "windows.cid");
    for (const [stored, kept] of [
      ['chance   A\r\nnote "two\r\nlines"\r\n', 'chance A\r\nnote "two\r\nlines"\r\n'],
      ["\uFEFFchance   A\n", "\uFEFFchance A\n"],
      ["\uFEFFchance   A\r\nchance B\n", "\uFEFFchance A\r\nchance B\r\n"],
      ["// old Mac\rchance   A\r", "// old Mac\rchance A\r"],
    ] as const) {
      writeFileSync(file, stored);
      expect((await cidery("fmt", "windows.cid")).code).toBe(0);
      expect(readFileSync(file, "utf8")).toBe(kept);
      expect((await cidery("fmt", "--check", "windows.cid")).code).toBe(0);
      await cidery("fmt", "windows.cid");
      expect(readFileSync(file, "utf8")).toBe(kept);
    }
  });
});
