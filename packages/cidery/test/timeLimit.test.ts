/** `--time-limit`: which commands have it, and that each of them ends by it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/cli/commands/index.ts";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

/** Why these have nothing to limit. */
const WITHOUT: Readonly<Record<string, string>> = {
  fmt: "writes back what it reads",
  list: "lists what is there",
  agendas: "prints a table, or writes it",
  explain: "prints a page",
  new: "writes a file",
  mcp: "answers each question within a limit of its own",
  open: "serves until it is ended",
  start: "serves until it is ended",
  worker: "works until it is ended",
  lsp: "serves an editor until it is ended",
  gallery: "serves until it is ended",
};

const folder = mkdtempSync(join(tmpdir(), "cidery-limit-"));
const names = Array.from({ length: 14 }, (_, i) => `P${i}`);
writeFileSync(
  join(folder, "wide.cid"),
  `param p = 0.5 in 0.1..0.9
${names.map((name) => `chance ${name} : bool ~ bernoulli(p)`).join("\n")}
decision D : bool sees ${names.join(", ")}
chance Z : bool = D
utility U = if Z == P0 then 1 else 0
utility V = if D == (${names.join(" and ")}) then 1 else 0
claim control(D, Z)`,
);
writeFileSync(
  join(folder, "game.efg"),
  'EFG 2 R "g" { "a" "b" }\np "" 1 1 "" { "l" "r" } 0\np "" 2 1 "" { "l" "r" } 0\nt "" 1 "" { 1, 1 }\nt "" 2 "" { 0, 2 }\nt "" 3 "" { 3, 0 }\n',
);

const LINES: Readonly<Record<string, readonly string[]>> = {
  check: ["wide.cid"],
  incentives: ["wide.cid"],
  ask: ["wide.cid", "info(D, P1)"],
  repair: ["wide.cid", "control(D, Z)"],
  diff: ["wide.cid", "wide.cid"],
  solve: ["wide.cid"],
  query: ["wide.cid", "P(Z)"],
  would: ["wide.cid", "Z | D = true"],
  equilibria: ["game.efg"],
  voi: ["wide.cid"],
  meter: ["wide.cid"],
  sensitivity: ["wide.cid", "p"],
  lab: ["run", "off-switch", "--seeds", "3"],
  sweep: ["wide.cid", "--param", "p=0.1:0.9:0.4", "--out", join(folder, "parts")],
  train: ["wide.cid", "--seeds", "2"],
  draw: ["wide.cid", "--format", "svg"],
  convert: ["wide.cid", "--to", "json"],
};

async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(args, terminal);
  return { code, out: terminal.printed(), err: terminal.complained() };
}

describe("--time-limit", () => {
  it("is an option of every command that computes, and of no other", () => {
    for (const { name, limited } of COMMANDS)
      expect(limited === undefined, name).toBe(name in WITHOUT);
    for (const { name, limited } of COMMANDS)
      if (limited !== undefined) expect(Object.keys(LINES), name).toContain(name);
  });

  it.each(Object.entries(LINES))("ends %s before it has begun", async (name, words) => {
    const { code, out, err } = await run([name, ...words, "--time-limit", "0.000001"]);
    expect(err).not.toMatch(/unknown option|undefined|TypeError/u);
    expect(out).not.toMatch(/NaN|undefined/u);
    // A small reading may be over by then; whoever was stopped says so.
    if (code !== 0) expect(out + err).toMatch(/stopped|not all were looked for/u);
  });

  it.each(["0", "-1", "soon"])("is a positive number of seconds, not %s", async (text) => {
    for (const name of ["solve", "query"]) {
      const words = LINES[name] as readonly string[];
      const { code, err } = await run([name, ...words, "--time-limit", text]);
      expect(code).toBe(2);
      expect(err).toContain("--time-limit");
    }
  });

  it("is refused where there is nothing to limit", async () => {
    expect((await run(["list", "--time-limit", "1"])).err).toContain("unknown option");
    const { code, err } = await run(["lab", "list", "--time-limit", "1"]);
    expect([code, err]).toEqual([2, expect.stringContaining("has no --time-limit")]);
  });
});
