/** No option that writes takes the place of what the command reads, or of another model. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommandLine as main } from "../src/cli/index.ts";
import { makeFolder } from "../src/cli/writing.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const MODEL = `// why it is so
chance A : bool ~ bernoulli(0.25)
decision D : bool sees A
utility U = if D == A then 1/3 else 0
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-kept-"));
  writeFileSync(join(folder, "m.cid"), MODEL);
  writeFileSync(join(folder, "other.cid"), MODEL);
  symlinkSync(join(folder, "m.cid"), join(folder, "link.svg"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cidery(line: string): Promise<{ code: number; said: string }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await main(line.split(" "), terminal);
  return { code, said: terminal.printed() + terminal.complained() };
}

describe("a model that is read", () => {
  test.each([
    "convert m.cid -o m.cid",
    "convert m.cid -o ./m.cid --to json",
    "convert link.svg -o m.cid",
    "draw m.cid -o link.svg",
    "draw m.cid -o m.cid --format svg",
    "check . --junit m.cid",
    "sensitivity m.cid --plot link.svg",
    "solve m.cid --tree --write link.svg",
  ])("is not written over: %s", async (line) => {
    const { code, said } = await cidery(line);
    expect(said).toMatch(/is what is read: writing it would lose it/u);
    expect(code).toBe(2);
    expect(readFileSync(join(folder, "m.cid"), "utf8")).toBe(MODEL);
  });

  test.each([
    "check m.cid --junit other.cid",
    "sensitivity m.cid --plot other.cid",
    "lab run off-switch --seeds 1 --csv other.cid",
  ])("nor another by what is no model: %s", async (line) => {
    const { code, said } = await cidery(line);
    expect(said).toMatch(/other\.cid is a model, and what --\w+ writes is none/u);
    expect(code).toBe(2);
    expect(readFileSync(join(folder, "other.cid"), "utf8")).toBe(MODEL);
  });

  test("is changed in place by a repair, which keeps the rest of the text", async () => {
    const { said } = await cidery("repair m.cid response(D,A) --apply 1 -o m.cid");
    expect(readFileSync(join(folder, "m.cid"), "utf8")).toBe(MODEL.replace(" sees A", ""));
    expect(said).toContain("Expected utility ≈0.333333 → 0.25.");
  });
});

test("a file's ending says what is in it", async () => {
  const { code, said } = await cidery("convert m.cid -o new.xdsl --to json");
  expect(said).toContain("the ending of new.xdsl says GeNIe file, but --to says json");
  expect(code).toBe(2);
  expect(existsSync(join(folder, "new.xdsl"))).toBe(false);
});

test("a plot is of the kind its name says", async () => {
  const { code, said } = await cidery("sensitivity m.cid --plot bars.txt");
  expect(said).toContain("the ending of bars.txt is not that of a picture");
  expect(code).toBe(2);
  await cidery("sensitivity m.cid --plot bars.png");
  expect(readFileSync(join(folder, "bars.png")).subarray(1, 4).toString()).toBe("PNG");
});

describe("a folder that cannot be made", () => {
  test("is said to be a file", () => {
    expect(() => makeFolder(join(folder, "m.cid"))).toThrow(/a part of the path is a file/u);
    expect(() => makeFolder(join(folder, "m.cid/below"))).toThrow(/a part of the path is a file/u);
  });

  test.skipIf(!existsSync("/proc/self"))("is given up where the system has no place", () => {
    expect(() => makeFolder("/proc/no/such")).toThrow("cannot write /proc/no/such");
  });
});

test.skipIf(!existsSync("/dev/full"))("a full disk under standard output is one sentence", () => {
  const command = join(import.meta.dirname, "../bin/cidery.js");
  const { status, stderr } = spawnSync(
    "/bin/sh",
    ["-c", `"${process.execPath}" "${command}" --help > /dev/full`],
    {
      encoding: "utf8",
    },
  );
  expect(stderr).toBe("error: cannot write to standard output: the disk is full\n");
  expect(status).toBe(2);
});
