/** Files of other tools in the command: every command reads them, and says what it was given. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { modelInFile } from "@cidery/core/session";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FakeTerminal } from "./fakeTerminal.ts";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const XDSL = `<?xml version="1.0" encoding="ISO-8859-1"?>
<smile version="1.0" id="Venture"><nodes>
<cpt id="Success"><state id="yes" /><state id="no" /><probabilities>0.2 0.79</probabilities></cpt>
<decision id="Invest"><state id="invest" /><state id="keep" /></decision>
<utility id="Gain"><parents>Success Invest</parents><utilities>10000 500 -5000 500</utilities></utility>
</nodes></smile>`;
const TREE = `EFG 2 R "entry" { "E" "I" }
p "" 1 1 "" { "out" "in" } 0
t "" 1 "" { 0 2 }
p "" 2 1 "" { "fight" "share" } 0
t "" 2 "" { -1 -1 }
t "" 3 "" { 1 1 }`;
const TABLES = `NFG 1 R "pd" { "A" "B" } { 2 2 } -1 -1 0 -3 -3 0 -2 -2`;
/** Twenty moves of one player, each seen: too many combinations for a diagram. */
const LONG = `EFG 2 R "long" { "A" }
${Array.from({ length: 20 }, (_, i) => `p "" 1 ${i + 1} "" { "stop" "go" } 0\nt "" ${i + 1} "" { ${i} }`).join("\n")}
t "" 21 "" { 20 }`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-files-"));
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  write("venture.xdsl", XDSL);
  write("venture.cid", XDSL);
  write("venture.xdsl.gz", gzipSync(XDSL));
  write("entry.efg", TREE);
  write("pd.nfg", TABLES);
  write("long.efg", LONG);
  write("empty.bif", "\n");
  write("empty.cid", "");
  write("report.pdf", "%PDF-1.7 ...");
  write(
    "lat.cid",
    Uint8Array.from('model "Größe"\nchance X', (c) => c.charCodeAt(0)),
  );
  write("packed.cid.gz", gzipSync("chance   X"));
  write("parts.uai", "ID 2 2 2 2 1 0 2 0 1  2 0.5 0.5  4 1 0 0 1");
  write("parts.id", "2\nC D\n2\nP X\n");
  write("parts.pvo", "2; 2; 1; 0;");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function cidery(
  args: readonly string[],
  input?: string | Uint8Array,
): Promise<FakeTerminal & { code: number }> {
  const terminal = fakeTerminal({
    workingFolder: folder,
    ...(input === undefined ? {} : { input }),
  });
  const code = await runCommandLine(args, terminal);
  return { ...terminal, code };
}

describe("one door", () => {
  it.each([
    ["incentives", "venture.xdsl"],
    ["solve", "venture.xdsl"],
    ["query", "venture.xdsl", "P(Success)"],
    ["voi", "venture.xdsl"],
    ["check", "venture.xdsl"],
    ["draw", "venture.xdsl"],
    ["repair", "venture.xdsl", "response(Invest, Success)"],
    ["diff", "venture.xdsl", "venture.xdsl"],
    ["convert", "venture.xdsl"],
    ["solve", "venture.cid"],
    ["solve", "venture.xdsl.gz"],
    ["ask", "venture.xdsl", "response(Invest, Success)"],
  ])("%s %s warns of the row that sums to 0.99", async (...args) => {
    const { complained, printed, code } = await cidery(args);
    expect(complained()).toContain("the table of Success sums to 0.99, not 1; it was scaled to 1");
    expect(printed().length + code).toBeGreaterThan(0);
    expect(complained()).not.toContain("error");
  });

  it("standard input is known by its content, as text and as bytes", async () => {
    for (const input of [XDSL, gzipSync(XDSL)]) {
      const { printed, code } = await cidery(["solve", "-"], input);
      expect(printed()).toContain("value for agent: 500");
      expect(code).toBe(0);
    }
  });

  it("with --json, the warnings are in the object", async () => {
    const { printed } = await cidery(["solve", "venture.xdsl", "--json"]);
    const { value, diagnostics } = JSON.parse(printed()) as Record<string, unknown>;
    expect(value).toEqual({ agent: expect.closeTo(500, 9) });
    expect(diagnostics).toMatchObject([
      { file: "venture.xdsl", line: 3, severity: "warning", code: "probabilities-do-not-sum" },
    ]);
    const model = JSON.parse(
      (await cidery(["convert", "venture.xdsl", "--json"])).printed(),
    ) as object;
    expect(model).not.toHaveProperty("diagnostics");
  });

  it.each([
    ["empty.bif", /^empty.bif: error\[empty-file\] empty.bif is empty/u],
    ["empty.cid", /^empty.cid: error\[empty-file\] empty.cid is empty/u],
    ["report.pdf", /^report.pdf: error\[binary-file\] report.pdf is a PDF file/u],
    ["lat.cid", /^lat.cid:1:10: error\[not-text\]/u],
    [
      "parts.uai",
      /^parts.id:4:3: error\[format-error\] expected P or U for function 1, found X\n {2}4 \| P X/u,
    ],
  ])("%s: one error, exit 2", async (name, message) => {
    const { complained, code } = await cidery(["incentives", name]);
    expect(complained()).toMatch(message);
    expect(complained().match(/error/gu)).toHaveLength(name === "parts.uai" ? 2 : 1);
    expect(code).toBe(2);
  });
});

describe("what writes", () => {
  it.each([
    ["venture.xdsl", "is a GeNIe file; fmt formats .cid text"],
    ["packed.cid.gz", "is packed with gzip; fmt formats plain text"],
    ["pd.nfg", "is a Gambit game in normal form; fmt formats"],
  ])("fmt leaves %s alone", async (name, message) => {
    const before = readFileSync(join(folder, name));
    const { complained, code } = await cidery(["fmt", name]);
    expect(complained()).toContain(message);
    expect(code).toBe(2);
    expect(readFileSync(join(folder, name)).equals(before)).toBe(true);
  });

  it.each([
    ["venture.xdsl", "is a GeNIe file; only model text is written"],
    ["packed.cid.gz", "is compressed; only plain model text is written"],
  ])("open shows %s and never writes it", async (name, message) => {
    const terminal = fakeTerminal({ workingFolder: folder });
    const running = runCommandLine(["open", name, "--json"], terminal);
    await vi.waitFor(() => expect(terminal.printed()).not.toBe(""), 10_000);
    const { url } = JSON.parse(terminal.printed()) as { url: string };
    const live = await fetch(new URL("/__live/file", url));
    expect(await live.json()).toMatchObject({
      text: expect.stringContaining("chance"),
      problem: { kind: "read-only", message },
    });
    terminal.interrupt();
    expect(await running).toBe(0);
  });

  it("a picture holds the model as text", async () => {
    const { printed } = await cidery(["draw", "venture.xdsl"]);
    const opened = await modelInFile({ name: "x.svg", content: printed() }, "0.1.0");
    expect(opened.ok && opened.value).toContain("chance   Success : {yes, no}");
  });
});

describe("games", () => {
  it("trees and tables are solved as the games they are", async () => {
    expect((await cidery(["solve", "entry.efg"])).printed()).toMatch(
      /value for E: 1\nvalue for I: 1/u,
    );
    const pure = await cidery(["equilibria", "entry.efg", "--kind", "pure", "--json"]);
    expect(JSON.parse(pure.printed())).toMatchObject({ count: 2, completeness: "all" });
    const perfect = await cidery(["equilibria", "entry.efg"]);
    expect(perfect.printed()).toMatch(/1 subgame-perfect equilibrium of entry/u);
    expect((await cidery(["equilibria", "pd.nfg", "--kind", "pure"])).printed()).toMatch(/-2/u);
    const correlated = await cidery(["equilibria", "entry.efg", "--kind", "correlated", "--json"]);
    expect(JSON.parse(correlated.printed())).toMatchObject({ kind: "correlated" });
  });

  it("and are diagrams for every other command", async () => {
    for (const args of [
      ["incentives", "entry.efg"],
      ["incentives", "pd.nfg"],
      ["draw", "pd.nfg"],
      ["query", "entry.efg", "P(move_1_1)"],
      ["convert", "entry.efg"],
      ["check", "pd.nfg"],
    ]) {
      const { code, complained } = await cidery(args);
      expect(complained(), args.join(" ")).toBe("");
      expect(code).toBe(0);
    }
  });

  it("a game that is not a diagram is solved, and the other commands say what it is", async () => {
    expect((await cidery(["solve", "long.efg"])).printed()).toContain("value for A: 20");
    const { complained, code } = await cidery(["incentives", "long.efg"]);
    expect(complained()).toMatch(
      /error\[game-only\] this game cannot be written as a diagram: its moves combine in/u,
    );
    expect(code).toBe(2);
  });
});

describe("parameters of a JSON model", () => {
  const model = `param p = 0.25 in 0..1
chance X : bool ~ bernoulli(p)
decision D : bool sees X
utility U = if D then (if X then 1 else -1) else 0
claim P(X = true) == p
`;
  const asked: readonly (readonly string[])[] = [
    ["query", "P(X)"],
    ["solve", "--json"],
    ["voi", "--json"],
    ["check", "--verbose"],
    ["sensitivity", "--json"],
    ["incentives", "--json"],
    ["ask", "edge(X, D)"],
    ["draw"],
    ["train", "--episodes", "10"],
    ["meter", "X"],
  ];

  it("are set as those of the text it was written from", async () => {
    const json = (await cidery(["convert", "-", "--to", "json"], model)).printed();
    const answer = async (
      input: string,
      [name = "", ...rest]: readonly string[],
      value: string,
    ) => {
      const said = await cidery([name, "-", ...rest, "--param", `p=${value}`], input);
      return [said.code, said.printed().replaceAll(/"(?:range|line|column)[^\n]*/gu, "")];
    };
    for (const args of asked.slice(0, 3)) {
      const half = await answer(json, args, "0.5");
      expect(half[0], args.join(" ")).toBe(0);
      expect(half, args.join(" ")).toEqual(await answer(model, args, "0.5"));
      expect(half, args.join(" ")).not.toEqual(await answer(json, args, "0.75"));
    }
  });

  it("have to be there, whatever is asked", async () => {
    const json = (await cidery(["convert", "-", "--to", "json"], model)).printed();
    for (const [name = "", ...rest] of asked) {
      for (const input of [json, model]) {
        const { code, printed, complained } = await cidery(
          [name, "-", ...rest, "--param", "q=0.5"],
          input,
        );
        expect(code, name).toBe(2);
        expect(printed() + complained(), name).toContain("the model has no parameter `q` to set");
      }
    }
  });
});
