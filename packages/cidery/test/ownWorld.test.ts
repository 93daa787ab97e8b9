/**
 * A lab from outside: the folder that docs/own-world.md shows, in an empty place without an installed library, run
 * by the command as its users run it.
 */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const main = join(root, "packages/cidery/src/cli/main.ts");
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
let folder = "";

beforeAll(() => {
  const page = readFileSync(join(root, "docs/own-world.md"), "utf8");
  const block = (language: string): string =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "";
  folder = mkdtempSync(join(tmpdir(), "cidery-own-"));
  mkdirSync(join(folder, "cliff-walk"));
  writeFileSync(join(folder, "cliff-walk", "lab.mjs"), block("js"));
  writeFileSync(join(folder, "cliff-walk", "diagram.cid"), block("cid"));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function cidery(
  ...args: string[]
): Promise<{ readonly text: string; readonly code: number }> {
  const words = ["--conditions=source", "--import", tsx, main, "lab", ...args];
  return await new Promise((done) => {
    execFile(process.execPath, words, { cwd: folder }, (error, out, complained) =>
      done({ text: out + complained, code: error === null ? 0 : Number(error.code) }),
    );
  });
}

test("runs, and its world keeps to its diagram", async () => {
  const run = await cidery("run", "./cliff-walk", "--seeds", "2", "--json");
  expect(run.code, run.text).toBe(0);
  const { runs } = JSON.parse(run.text) as {
    readonly runs: readonly {
      readonly rows: readonly { agent: string; values: { paid: number } }[];
    }[];
  };
  const planner = runs[0]?.rows.find(({ agent }) => agent === "planner");
  expect(planner?.values.paid).toBe(-7);
  const contract = await cidery("contract", "./cliff-walk");
  expect(contract.text).toContain("every world keeps to its diagram");
  expect(contract.code).toBe(0);
});

test("its sweep is drawn, its claim is checked with a control", async () => {
  const sweep = await cidery("run", "./cliff-walk", "--sweep", "episodes", "--csv");
  expect(sweep.text).toMatch(/3000/);
  const check = await cidery("check", "./cliff-walk");
  expect(check.text, check.text).toMatch(/[✓?] SARSA/);
  expect(check.text).toContain("control, the two learners exchanged: denied, as it must be");
});

test("a lab that names no conclusions is not asked how far they carry", async () => {
  const carries = await cidery("robustness", "./cliff-walk");
  expect([carries.code, carries.text]).toEqual([
    2,
    expect.stringContaining("lists no conclusions"),
  ]);
});

test("a program that is not a lab is refused in words", async () => {
  mkdirSync(join(folder, "none"));
  expect((await cidery("run", "./none")).text).toContain("has no lab.mjs");
  writeFileSync(
    join(folder, "none", "lab.mjs"),
    "export const lab = { title: 'x', question: '?' };",
  );
  const wrong = await cidery("run", "./none");
  expect(wrong.code).toBe(2);
  expect(wrong.text).toContain("lab.parameters should be a list");
});

const built = resolve(import.meta.dirname, "../dist/cli/main.js");
test.skipIf(!existsSync(built)).each([
  ["waits for ever", "await new Promise(() => {});", [], "it waits for what never comes"],
  ["ends the process", "process.exit(0);", [], "it ends the process"],
  ["never comes to its end", "for (;;);", ["--time-limit", "1"], "has not run to its end within"],
  ["throws", 'throw new Error("boom");', ["--time-limit", "30"], "does not run: boom"],
] as const)("a program that %s while it is loaded is said to", (_what, text, options, says) => {
  const own = mkdtempSync(join(tmpdir(), "cidery-loaded-"));
  try {
    writeFileSync(join(own, "lab.mjs"), text);
    const words = ["lab", "run", own, "--seeds", "1", ...options];
    const { status, stderr } = spawnSync(process.execPath, [built, ...words], { encoding: "utf8" });
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  } finally {
    rmSync(own, { recursive: true });
  }
});
