/**
 * A conversation of an assistant with `cidery mcp`: from the caption of a figure to a checked model. First
 * attempts hold the mistakes that are usually made; what the server answers leads to the next one.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { mcpServer } from "../src/cli/mcp.ts";

let client: Client;
beforeAll(async () => {
  const [here, there] = InMemoryTransport.createLinkedPair();
  await mcpServer(runCommandLine).connect(there);
  client = new Client({ name: "test", version: "1" });
  await client.connect(here);
});
afterAll(() => client.close());

interface Said {
  readonly engine: { readonly name: string; readonly version: string };
  readonly level?: string;
  readonly sources?: Record<string, { citation: string }>;
  readonly answer: Record<string, unknown>;
  readonly isError: boolean;
}

async function call(name: string, args: Record<string, unknown>): Promise<Said> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  return { ...(JSON.parse(first?.text ?? "{}") as Said), isError: isError === true };
}

/** Caption, attempts, and a part of the answer that each wrong one gets. */
const CAPTIONS: readonly (readonly [string, ...(readonly [string, string?])[]])[] = [
  [
    "A recommender shows posts it predicts the user will click",
    ["decision P sees M\nchance M from O\nutility C from P, O\n", "O"],
    ["chance O\nchance M from O\ndecision P sees M\nutility C from P, O\nclaim info(P, M)\n"],
  ],
  [
    "An agent decides whether to take an umbrella after a forecast",
    ["chance W : {sun, rain} ~ {sun: 0.7, rain: 0.4}\n", "1.1"],
    [
      "chance W : {sun, rain} ~ {sun: 0.7, rain: 0.3}\ndecision U : {take, leave} sees W\nutility V = if U == take then 1 elze 0\n",
      "elze",
    ],
    [
      "chance W : {sun, rain} ~ {sun: 0.7, rain: 0.3}\ndecision U : {take, leave} sees W\nutility V = if W == rain and U == leave then 0 else 1\nclaim value == 1\n",
    ],
  ],
  [
    "A grade is predicted from a high school and shown to a university",
    ["chance S\ndecision P sees S\nutility A form P, S\n", "form"],
    ["chance S\ndecision P sees S\nutility A from P, S\nclaim info(P, S)\n"],
  ],
  [
    "A robot waits for a human who may switch it off",
    [
      "agent robot\nagent human\nchance U\ndecision R\ndecision H by human sees U, R\nutility V for robot from R, H, U\n",
      "agent",
    ],
    [
      "agent robot\nagent human\nchance U\ndecision R by robot\ndecision H by human sees U, R\nutility V for robot from R, H, U\nutility W for human from R, H, U\nclaim not info(H, U) \n",
      "fails",
    ],
    [
      "agent robot\nagent human\nchance U\ndecision R by robot\ndecision H by human sees U, R\nutility V for robot from R, H, U\nutility W for human from R, H, U\nclaim info(H, U)\n",
    ],
  ],
  [
    "Two prisoners choose without seeing each other",
    ["agent a\nagent b\ndecision A by a\ndecision B by c\n", "c"],
    [
      "agent a\nagent b\ndecision A by a\ndecision B by b\nutility U for a from A, B\nutility V for b from A, B\nclaim relevant(A, B)\n",
    ],
  ],
  [
    "A coin decides, nobody sees it",
    ["chance C : bool ~ bernouli(0.5)\ndecision D\nutility U from C, D\n", "bernoulli"],
    [
      "chance C : bool ~ bernoulli(0.5)\ndecision D : bool\nutility U = if C == D then 1 else 0\nclaim value == 0.5\n",
    ],
  ],
  [
    "An agent may rewrite its own reward function",
    ["decision A\nchance T from A\nutility R from T, R\n", "R"],
    ["decision A\nchance T from A\nutility R from T, A\nclaim control(A, T)\n"],
  ],
  [
    "A doctor treats after a test that costs",
    [
      "chance D : {ill, well} ~ {ill: 0.1, well: 0.9}\nchance T : {pos, neg} ~ if D == sick then {pos: 0.9, neg: 0.1} else {pos: 0.2, neg: 0.8}\n",
      "sick",
    ],
    [
      "chance D : {ill, well} ~ {ill: 0.1, well: 0.9}\nchance T : {pos, neg} ~ if D == ill then {pos: 0.9, neg: 0.1} else {pos: 0.2, neg: 0.8}\ndecision X : {treat, wait} sees T\nutility U = if X == treat then (if D == ill then 8 else -1) else 0\nclaim info(X, T)\n",
    ],
  ],
  [
    "A chain S1, A1, S2 of states and actions",
    [
      "chance S[1]\nfor t in 1..2 {\n  decision A[t] sees S[t]\n  chance S[t+1] from S[t], A[t]\n  utility R[t] from S[t+1]\n",
      "}",
    ],
    [
      "chance S[1]\nfor t in 1..2 {\n  decision A[t] sees S[t]\n  chance S[t+1] from S[t], A[t]\n  utility R[t] from S[t+1]\n}\nclaim control(A[1], S[2])\n",
    ],
  ],
  [
    "An oracle is asked and its answer is read",
    ["decision Q\nchance W\nchance A from Q, W\nutility U from A\nclaim control(Q, W)\n", "fails"],
    ["decision Q\nchance W\nchance A from Q, W\nutility U from A\nclaim not control(Q, W)\n"],
  ],
];

describe("from a caption to a checked model", () => {
  it.each(CAPTIONS)("%s", async (_caption, ...attempts) => {
    expect(attempts.length).toBeLessThanOrEqual(4);
    for (const [model, told] of attempts) {
      const said = await call("check", { model });
      expect(said.engine.name).toBe("cidery");
      if (told === undefined) expect(said.answer["ok"], JSON.stringify(said.answer)).toBe(true);
      else {
        expect(said.answer["ok"] ?? false).toBe(false);
        expect(JSON.stringify(said.answer)).toContain(told);
      }
    }
  });
});

describe("the other tools", () => {
  const RECOMMENDER = "papers/everitt2021agent/content-recommendation";

  it("say what a verdict stands on", async () => {
    const said = await call("explain", { model: RECOMMENDER, criterion: "ici" });
    expect(said.level).toMatch(/^graph/u);
    expect(said.sources?.["instrumental-control-incentive"]?.citation).toMatch(/Everitt/u);
    expect(said.engine.version).toMatch(/^\d+\.\d+/u);
  });

  it("solve, ask, compare, repair and draw", async () => {
    expect((await call("solve", { model: RECOMMENDER })).answer["value"]).toEqual({
      recommender: 0.748,
    });
    expect(
      JSON.stringify(
        (await call("query", { model: RECOMMENDER, question: "P(O = extreme)" })).answer,
      ),
    ).toContain("0.3");
    const before = "chance X\ndecision D sees X\nutility U from D, X\n";
    const said = await call("diff", { before, after: before.replace(" sees X", "") });
    expect(said.answer["edgesRemoved"]).toEqual([["X", "D"]]);
    expect((await call("repair", { model: RECOMMENDER, claim: "control(P, I)" })).isError).toBe(
      false,
    );
    const tex = await call("draw", { model: RECOMMENDER, format: "latex", incentives: true });
    expect(JSON.stringify(tex.answer)).toContain("influence-diagram");
  });

  it("search and read the catalogue, and explain a diagnostic", async () => {
    const found = await call("search_catalogue", { words: "wireheading reward" });
    expect(JSON.stringify(found.answer)).toContain("frameworks/modifiable-reward");
    const wrong = await call("read_catalogue", { slug: "frameworks/mpd" });
    expect([wrong.isError, wrong.answer["near"]]).toEqual([true, "frameworks/mdp"]);
    const told = await call("explain_diagnostic", {
      code: "unknown-name",
      model: "decision D sees X\n",
    });
    expect(JSON.stringify(told.answer)).toContain('"line":1');
  });

  it("are all read-only, and read no file", async () => {
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThanOrEqual(10);
    for (const tool of tools) expect(tool.annotations?.readOnlyHint, tool.name).toBe(true);
    const said = await call("check", { model: "/etc/passwd" });
    expect(said.answer["ok"] ?? false).toBe(false);
    expect(JSON.stringify(said)).not.toContain("root:");
  });
});

it("takes what a client writes for what it says, never for an option of the command", async () => {
  for (const [tool, asks] of [
    ["query", "question"],
    ["repair", "claim"],
  ] as const) {
    for (const words of ["--param=p=2", "-o/tmp/x", "--output=/tmp/x", "--help", "--json"]) {
      const { isError, answer } = await call(tool, { model: "textbooks/umbrella", [asks]: words });
      expect(isError, words).toBe(true);
      const said = JSON.stringify(answer);
      expect(said).not.toMatch(/option|Usage/u);
      expect(said.length).toBeGreaterThan(20);
    }
  }
});

const built = resolve(import.meta.dirname, "../dist/cli/main.js");
it.skipIf(!existsSync(built))("a line that is too long ends it with a sentence", () => {
  const input = "x".repeat(30_000_000);
  const { status, stdout, stderr } = spawnSync(process.execPath, [built, "mcp"], {
    input,
    encoding: "utf8",
  });
  expect(stderr).toMatch(/^error: the server has ended: .*size/u);
  expect([status, stdout]).toEqual([2, ""]);
});
