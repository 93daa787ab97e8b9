/** What the workbench opens: the same files as the command, as .cid text. */
import { gzipSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { loadModel } from "../src/language/index.ts";
import { modelInFile } from "../src/session/index.ts";

const BIF = `network n { }
variable "a b" { type discrete [2] { "<20", ">40" }; }
probability ( "a b" ) { table 0.5, 0.4; }`;

describe("a dropped file", () => {
  it.each([
    ["x.bif", strToU8(BIF)],
    ["X.BIF", strToU8(`\uFEFF${BIF}`)],
    ["x.bif.gz", gzipSync(strToU8(BIF))],
    ["download", strToU8(BIF)],
  ])("%s is written out as text, with its warnings", async (name, content) => {
    const read = await modelInFile({ name, content }, "0.1.0");
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    expect(read.diagnostics.map(({ message }) => message)).toEqual([
      `${name}, line 3: the table of a b sums to 0.9, not 1; it was scaled to 1`,
    ]);
    expect(loadModel(read.value).diagram?.node(0)).toMatchObject({
      name: "a b",
      domain: { values: ["<20", ">40"] },
    });
  });

  it("a model is opened as it is, mistakes and all", async () => {
    const text = "chance X : {a, b\n# comment";
    const read = await modelInFile({ name: "m.cid", content: strToU8(text) }, "0.1.0");
    expect(read).toMatchObject({ ok: true, value: text });
  });

  it("a UAI diagram finds its other files among those dropped with it", async () => {
    const content = strToU8("ID 2 2 2 2 1 0 2 0 1  2 0.5 0.5  4 1 0 0 1");
    const others = new Map([
      ["m.id", strToU8("2 C D 2 P U")],
      ["m.pvo", strToU8("2; 2; 1; 0;")],
    ]);
    const read = await modelInFile({ name: "m.uai", content, others }, "0.1.0");
    expect(read).toMatchObject({ ok: true });
    const alone = await modelInFile({ name: "m.uai", content }, "0.1.0");
    expect(alone.diagnostics[0]).toMatchObject({ hint: expect.stringMatching(/three files/u) });
  });

  it("a game is opened as a diagram", async () => {
    const content = `NFG 1 R "pd" { "A" "B" } { 2 2 } -1 -1 0 -3 -3 0 -2 -2`;
    const read = await modelInFile({ name: "pd.nfg", content }, "0.1.0");
    expect(read.ok && loadModel(read.value).diagram?.agents.map(({ name }) => name)).toEqual([
      "A",
      "B",
    ]);
  });

  it.each([
    ["x.cid", "", /x.cid is empty/u],
    ["x.pdf", "%PDF-1.7", /x.pdf is a PDF file; Cidery reads/u],
    ["x.py", "import pycid\n", /^x.py: no PyCID model is made here/u],
    ["x.bif", "variable a { type discrete [2] { x } }", /^x.bif, line 1: variable a announces 2/u],
  ])("%s is refused in one line", async (name, text, message) => {
    const content = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const read = await modelInFile({ name, content }, "0.1.0");
    expect(read.ok).toBe(false);
    expect(read.diagnostics).toHaveLength(1);
    expect(read.diagnostics[0]?.message).toMatch(message);
  });
});
