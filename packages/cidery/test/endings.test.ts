/** A file's ending says what is in it: other content is refused before any work, and .gz is packed. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommandLine as main } from "../src/cli/index.ts";
import { writePieces } from "../src/cli/writing.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const MODEL = `chance A : bool ~ bernoulli(0.25)
decision D : bool sees A
utility U = if D == A then 1/3 else 0
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-endings-"));
  writeFileSync(join(folder, "m.cid"), MODEL);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cidery(line: string): Promise<{ code: number; said: string }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await main(line.split(" "), terminal);
  return { code, said: terminal.printed() + terminal.complained() };
}

describe("another ending", () => {
  test.each([
    ["new y.json", "y.json would hold .cid text, but .json says"],
    ["new y.xdsl.gz", "but .xdsl says GeNIe file"],
    ["new Y.SVG", "but .svg says picture in SVG"],
    ["repair m.cid response(D,A) --apply 1 -o y.json", "y.json would hold .cid text"],
    ["meter m.cid A --write y.bif", "y.bif would hold .cid text"],
    ["check m.cid --junit y.json", "y.json would hold JUnit XML"],
    ["lab run off-switch --seeds 1 --csv y.json", "y.json would hold CSV"],
    ["lab run off-switch --seeds 1 --json y.csv", "y.csv would hold JSON"],
    ["agendas --csv -o y.json", "y.json would hold CSV"],
    ["agendas --markdown -o y.csv", "y.csv would hold Markdown"],
    ["agendas -o y.pdf", "but .pdf is another kind of file"],
    ["agendas -o y.md", "y.md would hold JSON"],
    ["sweep collect there --jsonl y.parquet", "y.parquet would hold JSON Lines"],
    ["sweep collect there --parquet y.csv", "y.csv would hold Parquet"],
    ["convert m.cid -o y.cid.zst --to cid", "files are packed with gzip only"],
    ["new y.cid.bz2", "files are packed with gzip only"],
  ])("is refused, and nothing written: %s", async (line, says) => {
    const { code, said } = await cidery(line);
    expect(said).toContain(says);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(["m.cid"]);
  });

  test.each(["new y.txt", "new y", "agendas -o y.dat", "check m.cid --junit y.xml"])(
    "is free where it says nothing else: %s",
    async (line) => {
      const { said } = await cidery(line);
      expect(said).not.toContain("error");
      expect(readdirSync(folder)).toHaveLength(2);
    },
  );
});

describe("a name that ends in .gz", () => {
  test.each([
    ["new y.cid.gz", "y.cid.gz", /^model "My system"/u],
    ["convert m.cid -o y.json.gz", "y.json.gz", /^\{/u],
    ["draw m.cid --format svg -o y.svg.gz", "y.svg.gz", /^<svg/u],
    ["check m.cid --junit y.xml.gz", "y.xml.gz", /^<\?xml/u],
    ["lab run off-switch --seeds 1 --csv y.csv.gz", "y.csv.gz", /^seed,agent/u],
  ])("gets a packed file: %s", async (line, name, begins) => {
    await cidery(line);
    expect(gunzipSync(readFileSync(join(folder, name))).toString()).toMatch(begins);
  });

  test("is read back", async () => {
    await cidery("convert m.cid -o y.cid.gz");
    expect(await cidery("solve y.cid.gz")).toMatchObject({ code: 0 });
  });

  test("also where the text comes in pieces; what fails in the middle leaves nothing", async () => {
    async function* pieces(failing: boolean): AsyncGenerator<string> {
      for (let i = 0; i < 1000; i++) yield `line ${i}\n`;
      await Promise.resolve();
      if (failing) throw new RangeError("broken off");
    }
    await writePieces(folder, "y.csv.gz", pieces(false));
    const text = gunzipSync(readFileSync(join(folder, "y.csv.gz"))).toString();
    expect(text.split("\n")).toHaveLength(1001);
    await expect(writePieces(folder, "z.csv.gz", pieces(true))).rejects.toThrow("broken off");
    expect(existsSync(join(folder, "z.csv.gz"))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(["m.cid", "y.csv.gz"]);
  });

  test("but holds plain text stays plain when it is formatted", async () => {
    writeFileSync(join(folder, "y.cid.gz"), MODEL);
    await cidery("fmt y.cid.gz");
    expect(readFileSync(join(folder, "y.cid.gz"), "utf8")).toContain("decision D : bool sees A");
  });
});
