/** `cidery check` for builds: JUnit's XML and GitHub's annotations name every claim that does not hold. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-reports-"));
  writeFileSync(
    join(folder, "m.cid"),
    'decision D : {a, b}\nutility U = if D == a then 1 else 0\nclaim value == 1\nclaim value < 1 cite "<&"\n',
  );
  writeFileSync(join(folder, "bad,file.cid"), "chance X\nclaim control(Y)\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function check(...args: readonly string[]): Promise<{ code: number; printed: string }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(["check", ...args], terminal);
  return { code, printed: terminal.printed() };
}

test("JUnit's XML has a suite a file and a case a claim, failures and broken files among them", async () => {
  expect((await check("m.cid", "bad,file.cid", "--junit", "out.xml")).code).toBe(2);
  const xml = readFileSync(join(folder, "out.xml"), "utf8");
  expect(xml).toContain('<testsuite name="m.cid" tests="2" failures="1" errors="0" skipped="0">');
  expect(xml).toContain('name="value == 1" file="m.cid" line="3"/>');
  expect(xml).toMatch(
    /name="value &lt; 1" file="m.cid" line="4">\s*<failure type="fails" message="/u,
  );
  expect(xml).toContain('<testsuite name="bad,file.cid" tests="1" failures="0" errors="1"');
});

test("annotations name file, line and why; commas and colons of names are escaped", async () => {
  const { printed } = await check("m.cid", "bad,file.cid", "--annotations");
  expect(printed).toMatch(/^::error file=m\.cid,line=4,col=1::value < 1: fails\. /mu);
  expect(printed).toMatch(/^::error file=bad%2Cfile\.cid,line=2,col=\d+::/mu);
  expect(printed).not.toContain("value == 1:");
  expect((await check("m.cid", "--annotations", "--json")).code).toBe(2);
});

test("steps of a story that do not do what they are for are told, with their place, everywhere", async () => {
  writeFileSync(
    join(folder, "story.cid"),
    [
      "chance X : bool ~ bernoulli(0.5)",
      "decision D : bool sees X",
      "utility U from X, D = if X == D then 1 else 0",
      'story "It wants to know X" pin info(D, X)',
      'story "It wants to push X" pin control(D, X)',
      'ask "Let it look" until info(D, X)',
      'ask "Hide it" until relies(D, D)',
      "claim info(D, X)",
      "",
    ].join("\n"),
  );
  const plain = await check("story.cid", "--junit", "out.xml");
  expect(plain.code).toBe(1);
  expect(plain.printed).toMatch(
    /step 2, "It wants to push X".*line 5[\s\S]*`control\(D, X\)` is absent\.[\s\S]*step 4, "Hide it".*line 7/u,
  );
  expect(plain.printed).not.toMatch(/step [13]/u);
  expect(plain.printed).toContain("1 claim: 1 holds, 2 steps of stories wrong");
  const xml = readFileSync(join(folder, "out.xml"), "utf8");
  expect(xml).toContain('tests="3" failures="2"');
  expect(xml).toMatch(/name="step 2: It wants to push X" file="story.cid" line="5">\s*<failure/u);
  const { printed: lines } = await check("story.cid", "--annotations");
  expect(lines).toMatch(/^::error file=story\.cid,line=7,col=\d+::step 4 of the story/mu);
  const { code, printed } = await check("story.cid", "--json");
  expect(code).toBe(1);
  const { ok, files } = JSON.parse(printed) as {
    ok: boolean;
    files: { story: { step: number; line: number; message: string }[] }[];
  };
  expect(ok).toBe(false);
  expect(files[0]?.story.map(({ step, line }) => [step, line])).toEqual([
    [2, 5],
    [4, 7],
  ]);
});
