/** A thousand command lines, the same every time, and what an earlier run found. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { faultOf, type Finding, tryInput } from "../../../core/test/fuzz/stream.ts";
import { commandLine } from "./commandLine.ts";

const INPUTS = 1000;
const CORPUS = join(import.meta.dirname, "corpus");

it("no command line makes the command throw, lie in its exit code or write elsewhere", async () => {
  const found: Finding[] = [];
  for (let index = 0; index < INPUTS && found.length < 3; index++) {
    const finding = await tryInput(commandLine, index);
    if (finding !== undefined) found.push(finding);
  }
  expect(found).toEqual([]);
});

it.each(readdirSync(CORPUS))("what was found before stays mended: %s", async (file) => {
  expect(await faultOf(commandLine, readFileSync(join(CORPUS, file), "utf8"))).toBeUndefined();
});
