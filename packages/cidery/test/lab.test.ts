/** `cidery lab` as its users meet it: tables, traces, sweeps, pictures, files, and being stopped. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FakeTerminal } from "./fakeTerminal.ts";
import { runCommandLine } from "../src/cli/index.ts";
import { taskHost } from "../src/cli/taskHost.ts";
import { runTask, type TaskInput, type TaskKind, type TaskOutput } from "@cidery/core/tasks";
import { fakeTerminal } from "./fakeTerminal.ts";

const LAB = "discovering-agents";
const SETTINGS = { slip: 0.1, cheese: 0.9, temperature: 0.1, epsilon: 0, aspiration: 0.5 };
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-lab-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function lab(...args: string[]): Promise<FakeTerminal & { code: number }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(["lab", ...args], terminal);
  return { ...terminal, code };
}

const read = (name: string): string => readFileSync(join(folder, name), "utf8");

describe("lab run", () => {
  test("prints measures, meters beside the graph, where parameters come from, and sources", async () => {
    const { printed, code } = await lab("run", LAB, "--seeds", "2", "--param", "slip=0.2");
    expect(code).toBe(0);
    expect(printed()).toMatch(/planner|value iteration/);
    expect(printed()).toMatch(/worth of moving itself +D → X +admits +0\.24/);
    expect(printed()).toMatch(/slip +0\.2 +probability +assumption/);
    expect(printed()).toContain("Kenton");
  });

  test("prints published numbers where the lab has some", async () => {
    const { printed } = await lab("run", "hard-and-soft", "--seeds", "1", "--param", "draws=2");
    expect(printed()).toMatch(/true as a share of expected +0\.5 +law = 1/);
  });

  test("JSON and CSV hold every run, printed or in files beside the table", async () => {
    const asJson = await lab("run", LAB, "--seeds", "2", "--first-seed", "7", "--json");
    const found = JSON.parse(asJson.printed()) as {
      readonly stopped: boolean;
      readonly runs: readonly { readonly seed: number; readonly rows: readonly unknown[] }[];
    };
    expect(found.stopped).toBe(false);
    expect(found.runs.map(({ seed }) => seed)).toEqual([7, 8]);
    const asFiles = await lab(
      "run",
      LAB,
      "--seeds",
      "2",
      "--csv",
      "runs.csv",
      "--json",
      "runs.json",
    );
    expect(asFiles.printed()).toContain("wrote runs.csv");
    expect(asFiles.printed()).toContain("value iteration");
    const lines = read("runs.csv").trim().split("\n");
    expect(lines).toHaveLength(1 + 2 * (found.runs[0]?.rows.length ?? 0));
    expect((JSON.parse(read("runs.json")) as typeof found).runs).toHaveLength(2);
  });

  test("tells an episode step by step with totals", async () => {
    const { printed, code } = await lab("run", LAB, "--trace", "habit", "--first-seed", "3");
    expect(code).toBe(0);
    expect(printed()).toMatch(/^0 +Built in the world as it is/m);
    expect(printed()).toMatch(/^4 +It steps right/m);
    expect(printed()).toMatch(/In all: cheese (0|1|≈?0\.\d+) \(observed\)/);
    const asJson = await lab("run", LAB, "--trace", "habit", "--json");
    const { frames } = JSON.parse(asJson.printed()) as { readonly frames: readonly unknown[] };
    expect(frames).toHaveLength(9);
  });

  test("a sweep is a table, CSV, and a picture", async () => {
    const { printed, code } = await lab("run", LAB, "--sweep", "epsilon", "--csv", "sweep.csv");
    expect(code).toBe(0);
    expect(printed()).toMatch(/epsilon +q-learning .*softmax/);
    expect(read("sweep.csv")).toMatch(/^epsilon,0\.2,1,softmax,/m);
    await lab("run", LAB, "--sweep", "epsilon", "--plot", "fading.svg");
    expect(read("fading.svg")).toMatch(/^<svg /);
    expect(read("fading.svg")).toContain("softmax");
    await lab("run", LAB, "--sweep", "epsilon", "--plot", "fading.png");
    expect(readFileSync(join(folder, "fading.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  test("a sweep over two parameters is a table with rows and columns, CSV, and a map with a legend", async () => {
    const args = ["run", "off-switch", "--sweep", "beta,sigma"];
    const { printed, code } = await lab(...args, "--csv", "map.csv", "--plot", "map.svg");
    expect(code).toBe(0);
    expect(printed()).toMatch(/^worth of the switch Δ, utility: knows what it does not know$/m);
    expect(printed()).toMatch(/^beta \\ sigma +0 +0\.2 +0\.4 /m);
    expect(printed()).toMatch(/^0\.2 +-0\.0379 +-0\.0356 /m);
    const [head = "", ...rows] = read("map.csv").trim().split("\n");
    expect(head).toMatch(/^parameter,value,against,second_value,seed,agent,expected,/);
    expect(rows).toHaveLength(16 * 16);
    expect(rows.filter((row) => row.startsWith("beta,2,sigma,1,1,uncertain,"))).toHaveLength(1);
    // A rectangle for every cell, those of the legends, and the line where the sign changes.
    const drawn = read("map.svg");
    expect(drawn.match(/<rect /g)?.length ?? 0).toBeGreaterThan(2 * 256);
    expect(drawn).toContain('stroke="#111"');
    expect(drawn).toContain("worth of the switch Δ: knows what it does not know");
    await lab(...args, "--plot", "map.png");
    expect(readFileSync(join(folder, "map.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  test("without --sweep, --plot writes a picture for every sweep", async () => {
    const { printed, code } = await lab("run", LAB, "--seeds", "1", "--plot", "all.svg");
    expect(code).toBe(0);
    for (const name of ["temperature", "epsilon", "aspiration", "slip"]) {
      expect(printed()).toContain(`wrote all-${name}.svg`);
      expect(existsSync(join(folder, `all-${name}.svg`))).toBe(true);
    }
  });

  test("published numbers lie over the curves they belong to", async () => {
    const args = ["--param", "rounds=1000", "weeks=2", "--plot", "bank.svg"];
    await lab("run", "prophecy", "--sweep", "start", ...args);
    expect(read("bank.svg")).toContain("fixed point 0.6");
    await lab("run", "prophecy", "--sweep", "leakage", ...args);
    expect(read("bank.svg")).not.toContain("fixed point");
  });
});

test("means have as many digits as their intervals, which have two", async () => {
  const { printed } = await lab("run", "recursive-oversight", "--seeds", "2");
  expect(printed()).toMatch(/flaws found +0\.\d{3} ± 0\.0\d\d /);
});

describe("published numbers in the table", () => {
  test("say what they are; a source they share is said once", async () => {
    const args = ["--seeds", "1", "--param", "rounds=1000", "weeks=2"];
    const { printed } = await lab("run", "prophecy", ...args);
    expect(printed()).toMatch(/published +value +at +what it is *\n/);
    expect(printed().match(/Oesterheld et al\. 2023, Example 3/g)).toHaveLength(1);
  });
});

describe("lab check", () => {
  test("says of each claim what was measured, and checks a single one", async () => {
    const { printed, code } = await lab("check", LAB, "--seeds", "2", "--claim", "agents");
    expect(code).toBe(0);
    expect(printed()).toMatch(/\? .*found to be agents.*\[derived\]/);
    expect(printed()).toContain("2 of 2 seeds, so 15.8 % … 100.0 % of all (90 % are claimed");
    expect(printed()).toContain("q-learning, sarsa, bandit, planner");
    expect(printed()).toContain("1 lab, 1 claim: 0 hold, 1 open for want of seeds");
  });

  test("says of each claim under which exchange it is denied", async () => {
    const { printed, code } = await lab("check", "off-switch", "--claim", "rational");
    expect(code).toBe(0);
    expect(printed()).toMatch(
      /control, an erratic human \(β = 2\): denied, as it must be; least Δ/,
    );
  });

  test("uses the seeds it is given, and refuses options it cannot honour", async () => {
    const asked = ["check", "off-switch", "--claim", "learner", "--json"];
    const found = await lab(...asked, "--seeds", "3", "--first-seed", "11");
    const [told] = JSON.parse(found.printed()) as {
      firstSeed: number;
      claims: { asked: number }[];
    }[];
    expect([told?.firstSeed, told?.claims[0]?.asked]).toEqual([11, 3]);
    for (const [option, value] of [
      ["--param", "nosuch=1"],
      ["--sweep", "beta"],
      ["--trace", "planner"],
      ["--plot", "out.svg"],
      ["--settings", "9"],
    ] as const) {
      const refused = await lab("check", "off-switch", option, value);
      expect(refused.code, option).toBe(2);
      expect(refused.complained()).toContain(`cidery lab check has no ${option}`);
    }
  });

  test.each([
    ["run off-switch --claim rational", "cidery lab run has no --claim"],
    ["run off-switch --settings 3", "cidery lab run has no --settings"],
    ["run off-switch --trace certain --seeds 3", "cidery lab run --trace has no --seeds"],
    ["run off-switch --trace certain --sweep beta", "cidery lab run --trace has no --sweep"],
    ["run off-switch --trace certain --csv", "cidery lab run --trace has no --csv"],
    ["run off-switch --sweep beta --param beta=1", "--sweep beta varies beta, and --param sets it"],
    ["run off-switch --sweep beta,sigma --param sigma=1", "varies sigma, and --param sets it"],
    ["run off-switch --param beta=1 beta=2", "--param sets beta twice: 1 and 2"],
    ["list off-switch", "cidery lab list lists all labs"],
  ])("lab %s is refused, and nothing ignored", async (line, message) => {
    const refused = await lab(...line.split(" "));
    expect([refused.code, refused.complained()]).toEqual([2, expect.stringContaining(message)]);
  });

  test("JSON and CSV are not printed one after the other", async () => {
    const refused = await lab("run", "off-switch", "--csv", "--json");
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.printed())).toMatchObject({
      error: { message: "--csv and --json cannot both be printed" },
    });
  });
});

describe("robustness", () => {
  test("as JSON says what was drawn and whether all of it was asked", async () => {
    const drawing = ["--settings", "2", "--first-seed", "3", "--json"];
    const { printed, code } = await lab("robustness", "off-switch", ...drawing);
    expect(code).toBe(0);
    const { conclusions, ...drawn } = JSON.parse(printed()) as {
      conclusions: { asked: number }[];
    };
    expect(drawn).toEqual({ lab: "off-switch", settings: 2, firstSeed: 3, stopped: false });
    expect(new Set(conclusions.map(({ asked }) => asked))).toEqual(new Set([2]));
  });
});

describe("bad input", () => {
  test.each([
    [["run", "discovering-agent"], "did you mean discovering-agents?"],
    [["run", LAB, "--trace", "planer"], "did you mean planner?"],
    [["run", LAB, "--sweep", "temprature"], "did you mean temperature?"],
    [["run", "off-switch", "--sweep", "beta,sigm"], "did you mean beta,sigma?"],
    [["run", LAB, "--plot", "out.gif"], "use .svg or .png"],
    [["check", LAB, "--claim", "agent"], "did you mean agents?"],
    [["run", LAB, "--param", "slip=2"], "outside 0 … 1"],
    [["run", "./nowhere"], "./nowhere is not a folder"],
    [
      ["robustness", "tool-ai", "--claim", "dose"],
      "no conclusion of tool-ai goes with the claim dose",
    ],
    [["dance"], "there are list, run, check, contract and robustness"],
  ])("%j", async (args, message) => {
    const { complained, code } = await lab(...args);
    expect(code).toBe(2);
    expect(complained()).toContain(message);
  });
});

describe("stopped", () => {
  /** Stopped as soon as this is heard of it. */
  const until = async <K extends TaskKind>(
    text: string,
    kind: K,
    asked: TaskInput<K>,
  ): Promise<TaskOutput<K>> => {
    const signal = { aborted: false };
    return await runTask(kind, asked, {
      signal,
      onProgress: (said) => {
        if (said.includes(text)) signal.aborted = true;
      },
      onPartial: () => undefined,
      clock: () => 0,
      host: taskHost,
    });
  };
  const input = { lab: LAB, settings: SETTINGS, seeds: 5, firstSeed: 1 };

  test("runs keep the seeds that were finished", async () => {
    const found = await until("seed 3", "labRuns", input);
    expect(found.stopped).toBe(true);
    expect(found.runs.map(({ seed }) => seed)).toEqual([1, 2]);
  });

  test("sweeps keep the values that were finished", async () => {
    const sweep = { parameter: "epsilon", values: [0, 0.5, 1], measures: ["ice"] };
    const found = await until("epsilon = 1, seed 1", "labSweep", { ...input, seeds: 2, sweep });
    expect(found.stopped).toBe(true);
    expect(found.points.map(({ value }) => value)).toEqual([0, 0.5]);
  });

  test("checks keep the claims that were finished, and drop the one under way", async () => {
    const claims = ["agents", "both", "fading"];
    const found = await until("both: seed 2", "labClaims", { lab: LAB, claims, seeds: 3 });
    expect(found.stopped).toBe(true);
    expect(found.claims.map(({ id }) => id)).toEqual(["agents"]);
  });

  test("Ctrl-C reaches the worker thread, and what is there comes back", async () => {
    const built = resolve(import.meta.dirname, "../dist/cli/longWork.js");
    // A process of its own: the thread finds the built labs, as it does for users.
    const program = `
      import { runLongTask } from ${JSON.stringify(pathToFileURL(built).href)};
      let press = () => {};
      const terminal = {
        interactive: true,
        columns: 80,
        err: (text) => void (text.includes("seed 3") && press()),
        onInterrupt: (listener) => ((press = listener), () => {}),
      };
      const input = ${JSON.stringify({ ...input, seeds: 100_000 })};
      const { stopped, runs } = await runLongTask("labRuns", input, terminal);
      console.log(JSON.stringify({ stopped, enough: runs.length >= 2 && runs.length < 100_000 }));`;
    const file = join(folder, "interrupted.mjs");
    writeFileSync(file, program);
    const out = await new Promise<string>((done, fail) => {
      execFile(process.execPath, [file], (error, text) =>
        error === null ? done(text) : fail(error),
      );
    });
    expect(JSON.parse(out)).toEqual({ stopped: true, enough: true });
  });
});
