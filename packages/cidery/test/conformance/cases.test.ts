/**
 * Every reported case of ../shared/cases, as its user would run it: in a folder with the files of
 * the case, through the command. Loud where the folder is absent, and where a case is there that
 * nothing is expected of.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedFile } from "../../../core/test/shared.ts";
import { runCommandLine } from "../../src/cli/index.ts";
import { fakeTerminal } from "../fakeTerminal.ts";
import { EXPECTED } from "./expectedAnswers.ts";

/** Answers that are still wrong. A right one here is announced: then take its line out. */
const KNOWN_OPEN: readonly string[] = [];

const cases = JSON.parse(readFileSync(sharedFile("cases/cases.json"), "utf8")) as {
  readonly id: string;
  readonly case: string;
}[];

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-cases-"));
  cpSync(sharedFile("cases/files"), folder, { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

it("expects something of every case, and of no case that is not there", () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(cases.map(({ id }) => id).sort());
  const runs = Object.entries(EXPECTED).flatMap(([id, all]) =>
    all.map(({ run }) => `${id} ${run}`),
  );
  expect(runs).toEqual(expect.arrayContaining([...KNOWN_OPEN]));
});

for (const { id, case: title } of cases)
  describe(`${id}: ${title}`, () => {
    for (const { run, code = 0, says = [], never = [] } of EXPECTED[id] ?? []) {
      const answers = async (): Promise<void> => {
        const terminal = fakeTerminal({ workingFolder: folder, columns: 400 });
        const ended = await runCommandLine(words(run), terminal);
        const printed = `${terminal.printed()}\n${terminal.complained()}`;
        for (const wanted of says) expect(printed).toMatch(wanted);
        for (const unwanted of never) expect(printed).not.toMatch(unwanted);
        expect(ended).toBe(code);
      };
      const isOpen = KNOWN_OPEN.includes(`${id} ${run}`);
      it(isOpen ? `[known to be wrong] ${run}` : run, async ({ skip }) => {
        if (!isOpen) return answers();
        const isRight = await answers().then(
          () => true,
          () => false,
        );
        if (isRight) console.warn(`${id} is mended: take "${run}" out of KNOWN_OPEN`);
        return skip();
      });
    }
  });

function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? "");
}
