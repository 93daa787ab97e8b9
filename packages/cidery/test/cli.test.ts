/** The command as its users meet it: what it prints, its exit codes, its JSON. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { FakeTerminal } from "./fakeTerminal.ts";
import { COMMANDS, loadCommands, runCommandLine } from "../src/cli/index.ts";
import { blockOf } from "./documentBlocks.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const root = resolve(import.meta.dirname, "../../..");
let folder = "";

const SMALL = `model "Small"
agent ai
chance X : {a, b} ~ uniform
decision D : {l, r} by ai sees X
utility U for ai = if (X == a) == (D == l) then 1 else 0
claim response(D, X)
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-cli-"));
  symlinkSync(join(root, "models"), join(folder, "models"));
  writeFileSync(join(folder, "a.cid"), SMALL);
  writeFileSync(
    join(folder, "b.cid"),
    SMALL.replace(" sees X", "").replace("claim response(D, X)\n", ""),
  );
  writeFileSync(join(folder, "model.cid"), SMALL);
  writeFileSync(join(folder, "world.mjs"), blockOf("own-world.md", "createInterface"));
  writeFileSync(
    join(folder, "graph.json"),
    JSON.stringify({
      nodes: [
        { id: "X", kind: "chance" },
        { id: "D", kind: "decision" },
        { id: "U", kind: "utility" },
      ],
      edges: [
        ["X", "D"],
        ["X", "U"],
        ["D", "U"],
      ],
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

async function cidery(
  args: readonly string[],
  options: { input?: string; colours?: boolean } = {},
): Promise<FakeTerminal & { code: number }> {
  const terminal = fakeTerminal({ workingFolder: folder, ...options });
  const code = await runCommandLine(args, terminal);
  return { ...terminal, code };
}

function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? "");
}

describe("every example in the help runs", () => {
  // Those that serve until Ctrl-C have a test of their own.
  const serving = ["open", "start", "lsp"];
  for (const command of COMMANDS.filter(({ name }) => !serving.includes(name))) {
    for (const { line } of command.examples) {
      test(line, async () => {
        const args = words(line).slice(1);
        const quick = line.startsWith("cidery gallery")
          ? [...args, "--no-pictures", "--only", "graph"]
          : args;
        const { code, complained } = await cidery(quick);
        expect(complained()).toBe("");
        expect(code).toBeLessThan(2);
      });
    }
  }
});

describe("help", () => {
  test("lists every command, and each command has examples", async () => {
    const { printed, code } = await cidery(["--help"]);
    expect(code).toBe(0);
    for (const { name, examples } of COMMANDS) {
      expect(printed()).toContain(name);
      expect(examples.length).toBeGreaterThan(0);
    }
  });

  test("the version is the package's", async () => {
    const { version } = JSON.parse(
      readFileSync(join(root, "packages/cidery/package.json"), "utf8"),
    ) as { version: string };
    expect((await cidery(["--version"])).printed()).toBe(`${version}\n`);
  });

  test("a misspelt command gets the near name and exit code 2", async () => {
    const { complained, code } = await cidery(["incentive", "a.cid"]);
    expect(complained()).toContain("incentives");
    expect(code).toBe(2);
  });

  test("a misspelt option too", async () => {
    const { complained, code } = await cidery(["check", "a.cid", "--verbos"]);
    expect(complained()).toContain("--verbose");
    expect(code).toBe(2);
  });
});

describe("the meter", () => {
  test("stands beside the graph, and a search says where it would read something", async () => {
    const { printed } = await cidery([
      "meter",
      "frameworks/current-rf",
      "S[3]",
      "--search",
      "--json",
    ]);
    const { readings } = JSON.parse(printed()) as {
      readonly readings: readonly {
        readonly graph: string;
        readonly value: number;
        readonly found: { readonly kind: string; readonly value: number; readonly model: string };
      }[];
    };
    expect(readings.map(({ graph, value }) => [graph, value])).toEqual([
      ["admits", 0],
      ["admits", 0],
    ]);
    for (const { found } of readings) {
      expect(found.kind).toBe("mechanisms");
      expect(found.value).toBeGreaterThan(1e-6);
      expect(found.model).toContain("decision A[1]");
    }
  });

  test("finds parameters within their declared ranges", async () => {
    const text = `param pay = 0 in 0..3
      decision D : {mind, meddle}
      chance X : {0, 1} = if D == meddle then 1 else 0
      utility U = pay * X - (if D == meddle then 0.5 else 0)`;
    const { printed } = await cidery(["meter", "-", "--search"], { input: text });
    expect(printed()).toContain("possible, not at these settings");
    expect(printed()).toContain("--param pay=3");
  });

  test("other agents choose uniformly, for the worth of information too", async () => {
    for (const command of ["meter", "voi"]) {
      const { code, complained } = await cidery([command, "games/tree-killer", "--agent", "alice"]);
      expect(complained()).toBe("");
      expect(code).toBe(0);
    }
  });

  test("names what is not there", async () => {
    const { complained, code } = await cidery(["meter", "frameworks/mdp", "S[9]"]);
    expect(complained()).toContain("no variable S[9]");
    expect(code).toBe(2);
  });
});

describe("incentives --robust", () => {
  test("says in how many alternative diagrams a verdict holds, and what changes it", async () => {
    const model = "papers/everitt2021agent/content-recommendation";
    const args = ["incentives", model, "--criterion", "ici", "--robust"];
    expect((await cidery(args)).printed()).toMatch(/80 % +ici\(P, I\) +no I → C/);
    const { robustness } = JSON.parse((await cidery([...args, "--json"])).printed()) as {
      robustness: { diagrams: number; complete: boolean; verdicts: { share: number }[] };
    };
    expect([robustness.diagrams, robustness.complete]).toEqual([10, true]);
    expect(Math.min(...robustness.verdicts.map(({ share }) => share))).toBe(0.8);
  });
});

test("incentives where nobody decides are none, in words", async () => {
  writeFileSync(join(folder, "nobody.dagitty"), "dag {\n  smoking -> tar -> cancer\n}\n");
  const { printed, code } = await cidery(["incentives", "nobody.dagitty"]);
  expect(printed()).toContain("Nobody decides in this model");
  expect(printed()).not.toContain("present");
  expect(code).toBe(0);
});

describe("bad input", () => {
  test("an option is not a value of the option before it", async () => {
    const terminal = fakeTerminal({ workingFolder: folder });
    const line = "train a.cid --episodes --json --episodes 20 --seeds 1";
    expect(await runCommandLine(line.split(" "), terminal)).toBe(2);
    expect(terminal.printed()).toContain("--episodes needs a value, but --json follows");
  });

  test("a file that is not there: the near slug, code 2", async () => {
    const { complained, code } = await cidery(["incentives", "frameworks/modifiable-rewards"]);
    expect(complained()).toBe(
      "error: no file, folder or catalogue model is called frameworks/modifiable-rewards\n  hint: did you mean frameworks/modifiable-reward?\n",
    );
    expect(code).toBe(2);
  });

  test("a syntax error: its place, code 2", async () => {
    const { complained, code } = await cidery(["incentives", "-"], { input: "chance X :" });
    expect(complained()).toMatch(/^<stdin>:1:\d+/m);
    expect(code).toBe(2);
  });

  test("broken JSON: an error, no stack trace", async () => {
    const { complained, code } = await cidery(["incentives", "-"], { input: "{ nodes: " });
    expect(complained()).toMatch(/<stdin> is not JSON/);
    expect(complained()).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  test.each(["70000", "-1", "x", "1.5", ""])("no port is %s", async (port) => {
    const { complained, code } = await cidery(["open", "--port", port]);
    expect(complained()).toMatch(/^error: --port .*(is not a port|is not a whole number)/u);
    expect(code).toBe(2);
  });

  test("with --json, errors are JSON as well", async () => {
    for (const command of ["incentives", "check"]) {
      const one = await cidery([command, "nowhere.cid", "--json"]);
      expect(JSON.parse(one.printed())).toHaveProperty("error.message");
      expect(one.code).toBe(2);
    }
    // Beside files that can be read, each has its own.
    const { printed, code } = await cidery([
      "check",
      "nowhere.cid",
      "textbooks/umbrella",
      "--json",
    ]);
    const checked = JSON.parse(printed()) as {
      summary: { state: string };
      files: { diagnostics: { message: string }[] }[];
    };
    expect(checked.files[0]?.diagnostics[0]?.message).toContain("nowhere.cid");
    expect(checked.summary.state).toBe("fails");
    expect(code).toBe(2);
  });

  test("with --json, what is wrong in a text is JSON with its place", async () => {
    const { printed, complained, code } = await cidery(["incentives", "-", "--json"], {
      input: "agent a\nchance X from Y\nchance Y from Q\n",
    });
    const { error } = JSON.parse(printed());
    expect(error.message).toMatch(/^<stdin>:3:15: /);
    expect(error.diagnostics).toMatchObject([
      { file: "<stdin>", line: 3, column: 15, severity: "error", code: "unknown-name" },
    ]);
    expect(complained()).toBe("");
    expect(code).toBe(2);
    const claim = await cidery(["ask", "a.cid", "control(Q)", "--json"]);
    expect(JSON.parse(claim.printed()).error.diagnostics[0]).toMatchObject({ file: "<claim>" });
    expect(claim.code).toBe(2);
    const option = await cidery(["check", "a.cid", "--nope", "--json"]);
    expect(JSON.parse(option.printed()).error.message).toMatch(/--nope/);
    expect(option.code).toBe(2);
  });

  test("check --json and fmt --json say of each file what is wrong with it", async () => {
    const input = "chance X from Q\n";
    const checked = await cidery(["check", "a.cid", "-", "--json"], { input });
    const { ok, summary, files } = JSON.parse(checked.printed());
    expect([ok, summary.ok, files.length]).toEqual([false, false, 2]);
    expect(files[0]).not.toHaveProperty("diagnostics");
    expect(files[1].diagnostics).toMatchObject([{ code: "unknown-name", line: 1 }]);
    const formatted = await cidery(["fmt", "-", "--json"], { input: "chance X = (" });
    expect(JSON.parse(formatted.printed()).files[0]).toMatchObject({
      outcome: "unreadable",
      diagnostics: [{ file: "<stdin>" }],
    });
  });

  test("a file that is not a model does not keep the others from being checked", async () => {
    writeFileSync(join(folder, "torn.json"), "{ nodes: ");
    const { printed, complained, code } = await cidery(["check", "torn.json", "a.cid"]);
    expect(complained()).toContain("torn.json is not JSON");
    expect(printed()).toContain("2 models, 1 claim: 1 holds, 1 file unreadable");
    expect(code).toBe(2);
    const asJson = await cidery(["check", "torn.json", "a.cid", "--json"]);
    const { files } = JSON.parse(asJson.printed());
    expect(files[0].diagnostics).toMatchObject([{ code: "unreadable-file" }]);
    expect(files[1]).toMatchObject({ readable: true, claims: [{ outcome: "holds" }] });
  });

  test("check has a third mark and ends with 1 when nothing fails but claims stay open", async () => {
    const input = "agent a\ndecision D : {x, y} by a\nutility U = 0\nclaim policy(D) == x\n";
    const open = await cidery(["check", "-"], { input });
    expect(open.printed()).toContain("? 1 model, 1 claim: 1 undecided (not-unique)");
    expect(open.code).toBe(1);
    const allowed = await cidery(["check", "-", "--allow-undecided", "--json"], { input });
    expect(JSON.parse(allowed.printed())).toMatchObject({
      ok: true,
      summary: { state: "open", undecided: 1 },
    });
    expect(allowed.code).toBe(0);
    const failing = await cidery(["check", "-"], { input: `${input}claim value == 1\n` });
    expect(failing.printed()).toContain("✗ 1 model, 2 claims");
  });

  test("a claim about a later step does not stop questions about a shorter horizon", async () => {
    const input = [
      "param T = 3 in 1..5",
      "chance S[0] : {0, 1} ~ uniform",
      "for t in 1..T { chance S[t] : {0, 1} = S[t-1] }",
      "if T > 1 { chance Y : 0..T ~ uniform }",
      "for t in 1..3 { claim E(S[t]) == 0.5 }",
      "claim P(Y = 3) == 0.25",
    ].join("\n");
    const asked = await cidery(["query", "-", "E(S[1])", "--param", "T=1"], { input });
    expect([asked.printed(), asked.complained()]).toEqual(["0.5\n", ""]);
    const checked = await cidery(["check", "-", "--param", "T=2", "--verbose"], { input });
    expect(checked.printed()).toContain("at these settings there is no `S[3]`");
    expect(checked.printed()).toContain("at these settings `Y` is never 3");
    expect(checked.printed()).toContain("✓ 1 model, 4 claims: 2 hold, 2 not applicable");
    expect(checked.code).toBe(0);
    const gone = await cidery(["check", "-", "--param", "T=1"], { input });
    expect(gone.printed()).toContain("at these settings no variable is called `Y`");
    const wrong = await cidery(["check", "-", "--param", "T=1"], {
      input: `${input}\nclaim edge(S[1], S[9])`,
    });
    expect([wrong.code, wrong.complained()]).toEqual([2, expect.stringContaining("no `S[9]`")]);
  });

  test("fmt leaves a file that is not UTF-8 alone and does not count it as changed", async () => {
    const bytes = Buffer.from("agent a // h\xe9llo\n", "latin1");
    writeFileSync(join(folder, "latin.cid"), bytes);
    const { printed, code } = await cidery(["fmt", "latin.cid"]);
    expect(printed()).toContain("1 file, 0 changed");
    expect(readFileSync(join(folder, "latin.cid")).equals(bytes)).toBe(true);
    expect(code).toBe(2);
  });

  test("JSON with a byte order mark, whole numbers or null as agents is read", async () => {
    const model = {
      nodes: [
        { id: "X", kind: "chance", agent: null },
        { id: "D", kind: "decision", agent: 0 },
        { id: "U", kind: "utility", agent: [0, 1] },
      ],
      edges: [["X", "D"]],
    };
    const input = `\uFEFF${JSON.stringify(model)}`;
    const { printed, code } = await cidery(["incentives", "-", "--json"], { input });
    expect(JSON.parse(printed()).agents).toEqual(["0", "1"]);
    expect(code).toBe(0);
  });

  test("every command is found by its own name", async () => {
    for (const { name } of COMMANDS) {
      const [only, ...others] = await loadCommands([name]);
      expect([only?.name, others]).toEqual([name, []]);
    }
  });

  test("asking a structure-only model for numbers names what is missing", async () => {
    const { complained, code } = await cidery(["solve", "graph.json"]);
    expect(complained()).toMatch(/error: .*(X|U)/);
    expect(code).toBe(2);
  });
});

describe("exit codes", () => {
  test("check: 0 when all claims hold, 1 when one fails", async () => {
    expect((await cidery(["check", "a.cid"])).code).toBe(0);
    const failing = await cidery(["check", "-"], {
      input: `${SMALL}claim not response(D, X) cite "nobody"\n`,
    });
    expect(failing.code).toBe(1);
    expect(failing.printed()).toContain("fails: not response(D, X)");
    expect(failing.printed()).toContain("[nobody]");
  });

  test("ask: 0 for yes, 1 for no, 2 for nonsense", async () => {
    expect((await cidery(["ask", "a.cid", "response(D, X)"])).code).toBe(0);
    expect((await cidery(["ask", "a.cid", "control(D, X)"])).code).toBe(1);
    expect((await cidery(["ask", "a.cid", "contrl(D, X)"])).code).toBe(2);
  });

  test("fmt --check: 1 for an unformatted file, which stays as it is", async () => {
    const text = "agent   a\nchance X from Y\nchance Y   : bool\n";
    writeFileSync(join(folder, "rough.cid"), text);
    expect((await cidery(["fmt", "--check", "rough.cid"])).code).toBe(1);
    expect(readFileSync(join(folder, "rough.cid"), "utf8")).toBe(text);
    expect((await cidery(["fmt", "rough.cid"])).code).toBe(0);
    expect((await cidery(["fmt", "--check", "rough.cid"])).code).toBe(0);
  });
});

describe("incentives --json", () => {
  test("prints verdicts by name with witnesses, for a bare structure too", async () => {
    const { printed } = await cidery(["incentives", "graph.json", "--json", "--graph"]);
    const answer = JSON.parse(printed()) as { verdicts: Record<string, unknown>[] } & Record<
      string,
      unknown
    >;
    expect(answer.verdicts).toContainEqual({
      criterion: "response-incentive",
      agent: "agent",
      decision: "D",
      node: "X",
      reading: "all own decisions optimal",
      verdict: "present",
      reason: "feeds-requisite-observation",
      witness: expect.objectContaining({ kind: "directed-path", nodes: ["X", "D"] }) as unknown,
    });
    expect(answer).toMatchObject({
      reduction: [],
      relevance: [],
      soluble: { raw: true, reduced: true },
      sufficientRecall: { agent: true },
    });
  });

  test("asks for several criteria at once, by ids or short names", async () => {
    const ask = async (criterion: string): Promise<{ verdicts: { criterion: string }[] }> => {
      const { printed } = await cidery([
        "incentives",
        "graph.json",
        "--json",
        "--criterion",
        criterion,
      ]);
      return JSON.parse(printed()) as { verdicts: { criterion: string }[] };
    };
    const both = (await ask("ici, response-incentive")).verdicts;
    const [one, other] = [await ask("ici"), await ask("ri")];
    expect(new Set(both.map(({ criterion }) => criterion)).size).toBe(2);
    expect(both).toHaveLength(one.verdicts.length + other.verdicts.length);
    expect(both).toEqual(expect.arrayContaining([...one.verdicts, ...other.verdicts]));
  });

  test("has an entry for every criterion the documentation promises", async () => {
    const { printed } = await cidery(["incentives", "frameworks/cirl", "--json"]);
    const { verdicts } = JSON.parse(printed()) as { verdicts: { criterion: string }[] };
    const found = new Set(verdicts.map(({ criterion }) => criterion));
    for (const id of [
      "value-of-information",
      "value-of-control",
      "response-incentive",
      "instrumental-control-incentive",
      "impact",
      "requisite",
      "s-reachable",
    ]) {
      expect(found).toContain(id);
    }
  });
});

test("solve --json: value by agent, policies with contexts, bounds", async () => {
  const { printed } = await cidery(["solve", "a.cid", "--json"]);
  expect(JSON.parse(printed())).toMatchObject({
    value: { ai: 1 },
    policies: [
      {
        decision: "D",
        parents: ["X"],
        rows: [
          { context: ["a"], distribution: { l: 1, r: 0 } },
          { context: ["b"], distribution: { l: 0, r: 1 } },
        ],
      },
    ],
    optimal: true,
    bounds: [1, 1],
  });
});

test("diff names what vanished", async () => {
  const { printed } = await cidery(["diff", "a.cid", "b.cid"]);
  expect(printed()).toContain("Removed X → D.");
  expect(printed()).toContain("Response incentive of X at D vanished.");
});

test("convert: cid → json → cid keeps the model", async () => {
  const asJson = (await cidery(["convert", "a.cid", "--to", "json"])).printed();
  const back = (await cidery(["convert", "-", "--to", "cid"], { input: asJson })).printed();
  const again = (await cidery(["convert", "-", "--to", "json"], { input: back })).printed();
  expect(JSON.parse(again)).toEqual(JSON.parse(asJson));
});

test("new writes a model that checks, and does not overwrite one", async () => {
  expect((await cidery(["new", "mine.cid", "--force"])).code).toBe(0);
  expect((await cidery(["check", "mine.cid"])).code).toBe(0);
  expect((await cidery(["new", "mine.cid"])).code).toBe(2);
  expect(
    (await cidery(["new", "fix.cid", "--from", "frameworks/current-rf", "--force"])).code,
  ).toBe(0);
  expect((await cidery(["check", "fix.cid"])).code).toBe(0);
});

test("draw embeds the model in the picture and chooses the format by the ending", async () => {
  await cidery(["draw", "a.cid", "-o", "a.svg", "--incentives"]);
  const svg = readFileSync(join(folder, "a.svg"), "utf8");
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain("chance X : {a, b} ~ uniform");
  await cidery(["draw", "a.cid", "-o", "a.tex"]);
  expect(readFileSync(join(folder, "a.tex"), "utf8")).toContain("\\begin{influence-diagram}");
  await cidery(["draw", "a.cid", "-o", "a.png"]);
  const png = readFileSync(join(folder, "a.png"));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.byteLength).toBeGreaterThan(5000);
  expect((await cidery(["draw", "a.cid", "--format", "png"])).code).toBe(2);
});

test("open serves the workbench and the file until Ctrl-C", async () => {
  const terminal = fakeTerminal({ workingFolder: folder });
  const running = runCommandLine(["open", "model.cid", "--json"], terminal);
  await vi.waitFor(() => expect(terminal.printed()).not.toBe(""), 10_000);
  const { url } = JSON.parse(terminal.printed()) as { url: string };
  const page = await fetch(url);
  expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(await page.text()).toContain("<html");
  const live = await fetch(new URL("/__live/file", url));
  expect(await live.json()).toMatchObject({
    name: "model.cid",
    path: join(folder, "model.cid"),
    version: 1,
    text: readFileSync(join(folder, "model.cid"), "utf8"),
  });
  terminal.interrupt();
  expect(await running).toBe(0);
});

describe("the real process", () => {
  // Test runners set these for themselves; what the command does by default is what is tested.
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...plainEnvironment } = process.env;
  const main = join(root, "packages/cidery/dist/cli/main.js");
  const run = (
    args: string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ code: number; out: string; err: string }> =>
    new Promise((done) => {
      execFile(
        process.execPath,
        [main, ...args],
        { cwd: folder, env: { ...plainEnvironment, ...env } },
        (error, out, err) => {
          done({ code: typeof error?.code === "number" ? error.code : 0, out, err });
        },
      );
    });

  test("is built, prints no colour into a pipe, and honours FORCE_COLOR and NO_COLOR", async () => {
    expect(existsSync(main)).toBe(true);
    const escape = "\u001b[";
    expect((await run(["ask", "a.cid", "response(D, X)"])).out).not.toContain(escape);
    expect((await run(["ask", "a.cid", "response(D, X)"], { FORCE_COLOR: "1" })).out).toContain(
      escape,
    );
    expect(
      (await run(["ask", "a.cid", "response(D, X)"], { FORCE_COLOR: "1", NO_COLOR: "1" })).out,
    ).not.toContain(escape);
  });

  test("solves in its worker thread", async () => {
    const { code, out } = await run(["solve", "a.cid"]);
    expect(code).toBe(0);
    expect(out).toContain("value for ai: 1");
  });

  test("the worker's failures arrive as messages", async () => {
    const { code, err } = await run(["solve", "graph.json"]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: /);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
