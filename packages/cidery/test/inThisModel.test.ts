/** What the graph allows and what the model makes of it are both said, and the reading is named. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const COPY = `agent a
chance X : bool ~ bernoulli(0.5)
chance Y : bool = X
chance Z : bool = X
decision D : bool by a sees Y
utility U for a = number(D == X)
`;
const TAKES_OVER = `agent planner
decision D1 by planner
chance X from D1
decision D2 by planner sees X
utility U for planner from D2
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-here-"));
  writeFileSync(join(folder, "copy.cid"), COPY);
  writeFileSync(join(folder, "hidden.cid"), COPY.replace(" sees Y", ""));
  writeFileSync(join(folder, "graph.cid"), TAKES_OVER);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function said(...args: readonly string[]): Promise<string> {
  const terminal = fakeTerminal({ workingFolder: folder, columns: 500 });
  await runCommandLine(args, terminal);
  return terminal.printed() + terminal.complained();
}

test("a copy of what is seen may be worth observing on the graph, and is worth 0 here", async () => {
  for (const args of [
    ["ask", "copy.cid", "info(D, Z)"],
    ["incentives", "copy.cid", "--why", "--node", "Z"],
  ]) {
    const text = await said(...args);
    expect(text).toContain("n some parametrisation of this graph, a does better if D observes Z");
    expect(text).toContain("value of information 0: possible on this graph, but not here.");
    expect(text).not.toContain("could do better");
  }
  const answer = JSON.parse(await said("ask", "copy.cid", "info(D, Z)", "--json")) as object;
  expect(answer).toMatchObject({ inThisModel: { of: "value of information", gain: { value: 0 } } });
});

test("where the model has it, its worth is said", async () => {
  expect(await said("ask", "hidden.cid", "info(D, Z)")).toContain("value of information 0.5.");
  expect(await said("ask", "hidden.cid", "voc(X)")).toContain("value of control 0.5.");
});

test("without numbers, and where it is absent, there is nothing to add", async () => {
  expect(await said("ask", "graph.cid", "control(D1, X) holding D2")).not.toContain(
    "In this model",
  );
  expect(await said("ask", "copy.cid", "control(D, X)")).not.toContain("In this model");
});

test("every verdict names its reading; decisions are held by --holding", async () => {
  const about = ["incentives", "graph.cid", "--criterion", "control", "--node", "X"];
  const read = async (...more: readonly string[]): Promise<unknown> =>
    JSON.parse(await said(...about, "--json", ...more));
  const verdict = { criterion: "instrumental-control-incentive", decision: "D1", node: "X" };
  expect(await read()).toMatchObject({
    verdicts: [
      { ...verdict, verdict: "absent", reading: "all own decisions optimal" },
      { decision: "D2" },
    ],
  });
  expect(await read("--holding", "D2")).toMatchObject({
    verdicts: [
      { ...verdict, verdict: "present", reading: "holding the rule of D2", holding: ["D2"] },
    ],
  });
  expect(await said(...about)).toContain("Read with all own decisions optimal");
  expect(await said(...about, "--holding", "D2")).toContain("Read holding the rule of D2");
  expect(await said(...about, "--holding", "X")).toContain(
    "only the rule of a decision can be held",
  );
  expect(await said(...about, "--holding", "D3")).toContain("did you mean D1?");
});
