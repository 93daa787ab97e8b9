/**
 * A hundred thousand inputs of every reader, question, link and session, the same every time; what
 * an earlier run found lies in `corpus/`, one file each, and stays mended. The long run is
 * `npm run fuzz`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faultOf, type Finding, tryInput } from "./stream.ts";
import { STREAMS } from "./streams.ts";

const INPUTS = 100_000;
const CORPUS = join(import.meta.dirname, "corpus");
const WEIGHT = STREAMS.reduce((sum, { share }) => sum + share, 0);

describe("no input makes a reader throw, or say what nobody understands", () => {
  it.each(STREAMS)("$name", async (stream) => {
    const count = Math.ceil((INPUTS * stream.share) / WEIGHT);
    const found: Finding[] = [];
    for (let index = 0; index < count && found.length < 3; index++) {
      const finding = await tryInput(stream, index);
      if (finding !== undefined) found.push(finding);
    }
    expect(found).toEqual([]);
  });
});

describe("what was found before", () => {
  // `stream--what-was-wrong.txt`
  it.each(readdirSync(CORPUS))("%s", async (file) => {
    const stream = STREAMS.find(({ name }) => name === file.split("--")[0]?.replaceAll("-", " "));
    if (stream === undefined) throw new Error("no stream is called so");
    expect(await faultOf(stream, readFileSync(join(CORPUS, file), "utf8"))).toBeUndefined();
  });
});
