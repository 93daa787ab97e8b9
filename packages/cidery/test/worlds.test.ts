/**
 * Worlds outside, over standard input and output: the one that docs/own-world.md prints, worlds that do not keep
 * to the protocol, and, where CIDERY_WORLDS_PYTHON names a Python that has them (.ci/run), Gymnasium's and PettingZoo's.
 */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LabWorld } from "@cidery/core/learn";
import { averageReturn, qLearning, tabulate } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { runCommandLine } from "../src/cli/index.ts";
import { outsideWorld } from "../src/cli/worlds/outsideWorld.ts";
import { blockOf } from "./documentBlocks.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const docs = resolve(import.meta.dirname, "../../../docs");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-worlds-"));
  mkdirSync(join(folder, "thin-ice"));
  writeFileSync(join(folder, "thin-ice", "world.mjs"), blockOf("own-world.md", "createInterface"));
  writeFileSync(join(folder, "thin-ice", "environment.json"), blockOf("own-world.md", '"command"'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function cidery(...args: string[]): Promise<{ text: string; code: number }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(args, terminal);
  return { text: terminal.printed() + terminal.complained(), code };
}

/** Runs with their rows, from `--json`. */
interface Runs {
  readonly runs: readonly {
    readonly rows: readonly { agent: string; values: { return: number; short: number } }[];
  }[];
}

/** The optimum of thin ice by value iteration of its own rules, written here anew. */
function bestOnIce(slip: number): number {
  let worth: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0];
  const pay = (cell: number): number => (cell === 0 ? 2 : cell === 7 ? 10 : 0) - 1;
  for (let turn = 0; turn < 50; turn++) {
    const now = worth;
    const to = (cell: number): number => pay(cell) + (now[cell] ?? 0);
    worth = now.map((_, cell) =>
      cell === 0 || cell === 7
        ? 0
        : Math.max(
            slip * to(cell + 1) + (1 - slip) * to(cell - 1),
            slip * to(cell - 1) + (1 - slip) * to(cell + 1),
          ),
    );
  }
  return worth[2] ?? Number.NaN;
}

describe("a world that is a program", () => {
  test("is trained in, and compared with what is computed from its own table", async () => {
    const environment = ["--environment", "node thin-ice/world.mjs", "--param", "slip=0.2"];
    const { text } = await cidery(
      "train",
      ...environment,
      "--episodes",
      "400",
      "--seeds",
      "1",
      "--json",
    );
    const { optimalValue, uniformValue, seeds } = JSON.parse(text) as {
      readonly optimalValue: number;
      readonly uniformValue: number;
      readonly seeds: readonly { readonly value: number }[];
    };
    expect(optimalValue).toBeCloseTo(bestOnIce(0.2), 9);
    expect(uniformValue).toBeLessThan(optimalValue);
    for (const { value } of seeds) {
      expect(value).toBeLessThanOrEqual(optimalValue + 1e-9);
      expect(value).toBeGreaterThan(uniformValue);
    }
  });

  test("is a lab by its folder: run over seeds, and swept", async () => {
    const run = await cidery(
      "lab",
      "run",
      join(folder, "thin-ice"),
      "--seeds",
      "1",
      "--param",
      "episodes=300",
      "--json",
    );
    expect(run.code, run.text).toBe(0);
    const rows = (JSON.parse(run.text) as Runs).runs[0]?.rows ?? [];
    expect(rows.map(({ agent }) => agent)).toEqual(["planner", "q_learning", "sarsa", "uniform"]);
    for (const { values } of rows)
      expect(values.short).toBeCloseTo(bestOnIce(0.1) - values.return, 9);
    const swept = await cidery(
      "lab",
      "run",
      join(folder, "thin-ice"),
      "--sweep",
      "slip",
      "--param",
      "episodes=20",
      "--csv",
    );
    const best = swept.text
      .split("\n")
      .filter((line) => line.includes(",planner,"))
      .map((line) => line.split(",").map(Number));
    expect(best.map(([, slip = 0]) => slip)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    for (const [, slip = 0, , , worth = 0] of best) expect(worth).toBeCloseTo(bestOnIce(slip), 4);
  });

  test("says the same for the same seed, alone and side by side; what is counted is what is computed", () => {
    const world = outsideWorld(["node", "world.mjs"], join(folder, "thin-ice"));
    const right = { choose: () => 1 };
    const counted = world.returns("agent", right, 300, Random.seeded(3));
    expect(world.returns("agent", right, 300, Random.seeded(3))).toEqual(counted);
    const alone = averageReturn(world.environment("agent"), right, 300, Random.seeded(4));
    const mean = counted.reduce((sum, one) => sum + one, 0) / counted.length;
    expect(Math.abs(mean - alone.mean)).toBeLessThan(6 * alone.standardError);
    expect(Math.abs(mean - bestOnIce(0.1))).toBeLessThan(5 * alone.standardError);
    world.close();
  });

  test("an episode that is cut says what is seen there", () => {
    const world = outsideWorld(["node", "world.mjs"], join(folder, "thin-ice"));
    world.set({ slip: 0 });
    const episode = world.environment("agent").begin(Random.seeded(1));
    for (let turn = 0; episode.observation !== undefined; turn++) episode.act(1 - (turn % 2));
    expect(episode.cut).toEqual({ observation: "2", actionCount: 2 });
    expect(() => episode.act(0)).toThrow("action 0 is not one of");
    world.close();
  });
});

describe("a table that is not that of the steps is refused", () => {
  const ice = (): string => blockOf("own-world.md", "createInterface");
  test.each([
    [
      "what it pays",
      "const paid = (cell) => (ENDS.get(cell) ?? 0) - 1;\n",
      "const paid = (cell) => (ENDS.get(cell) ?? 0) - (episodes.size > 0 ? 1 : 2);\n",
      /after observation 2, action [01] led to observation [13] and paid -1, which it does nowhere/u,
    ],
    [
      "where it begins",
      "initial: [[2, 1]]",
      "initial: [[3, 1]]",
      /an episode begins with observation 2, which no initial state has/u,
    ],
    [
      "what ends it",
      "ENDS.has(cell) ? [] : rows(cell)",
      "cell === 0 ? [] : rows(cell === 7 ? 3 : cell)",
      /led to its end and paid 9/u,
    ],
    [
      "how likely it is",
      "return [slipped ? slip : 1 - slip, next, paid(next)];",
      "return [slipped ? 0.4 : 0.6, next, paid(next)];",
      /from state \d, action \d led to state \d in \d+ of \d+ steps, not with probability 0\.[46]/u,
    ],
  ])("in %s", async (what, right, wrong, says) => {
    const text = ice();
    expect(text).toContain(right);
    // A program of one name is started once.
    const name = `${what.replaceAll(" ", "-")}.mjs`;
    writeFileSync(join(folder, name), text.replace(right, wrong));
    const run = ["--seeds", "1", "--episodes", "10"];
    const { code, text: said } = await cidery("train", "--environment", `node ${name}`, ...run);
    expect(said).toMatch(/the table of Thin ice contradicts its steps: /u);
    expect(said).toMatch(says);
    expect(code).toBe(2);
  });
});

describe("a program that does not heed that its input ends", () => {
  const built = resolve(import.meta.dirname, "../dist/cli/main.js");
  // The tests run the sources; only the built command has threads, and a process that ends.
  const hasBuilt = existsSync(built);
  const HANGING = `import { createInterface } from "node:readline";
import { writeFileSync } from "node:fs";
writeFileSync("pid-" + process.pid, "");
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
setInterval(() => {}, 1000);
let answered = 0;
createInterface({ input: process.stdin }).on("line", (line) => {
  const { cidery, steps = [] } = JSON.parse(line);
  if (cidery) return console.log('{"name": "hanging", "horizon": 1}');
  if (answered++ > Number(process.argv[2])) for (;;);
  console.log(JSON.stringify({ steps: steps.map(({ seed }) => ({ observation: 1, actions: 2, reward: 1, over: seed === undefined ? "terminated" : undefined })) }));
});
`;

  test.skipIf(!hasBuilt || process.platform !== "linux").each([
    ["after it was trained in", "1e9", "5", [], undefined],
    ["at the time limit", "50", "1000000", ["--time-limit", "5"], undefined],
    ["at Ctrl-C", "50", "1000000", [], "SIGINT"],
    ["when the command is told to end", "50", "1000000", [], "SIGTERM"],
  ] as const)("is gone %s", async (_when, steps, episodes, options, signal) => {
    const own = mkdtempSync(join(folder, "own-"));
    writeFileSync(join(own, "hanging.mjs"), HANGING);
    const words = ["train", "--environment", `node hanging.mjs ${steps}`, "--episodes", episodes];
    const command = spawn(process.execPath, [built, ...words, "--seeds", "1", ...options], {
      cwd: own,
      stdio: "ignore",
    });
    const ended = new Promise((end) => command.once("exit", end));
    const programs = (): string[] =>
      readdirSync(own).flatMap((name) => (name.startsWith("pid-") ? [name.slice(4)] : []));
    if (signal !== undefined) {
      // One of the first thread, one of the thread that trains.
      await expect.poll(() => programs().length, { timeout: 100_000 }).toBe(2);
      await new Promise((wait) => setTimeout(wait, 500));
      command.kill(signal);
    }
    await ended;
    const isRunning = (pid: string): boolean =>
      existsSync(`/proc/${pid}`) &&
      !/^State:\s+Z/mu.test(readFileSync(`/proc/${pid}/status`, "utf8"));
    await expect.poll(() => programs().filter(isRunning), { timeout: 2000 }).toEqual([]);
    expect(programs().length).toBeGreaterThan(0);
  });
});

describe("a world that does not keep to the protocol is refused in words", () => {
  const speaking = (answer: string): string[] => [
    "node",
    "-e",
    `require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => { const order = JSON.parse(line); ${answer} })`,
  ];
  const withParameters = (...parameters: readonly unknown[]): string =>
    `console.log('${JSON.stringify({ horizon: 3, parameters })}')`;
  const about = `if (order.cidery) return console.log('{"horizon": 3}');`;
  const play = (command: readonly string[]): unknown => {
    const world = outsideWorld(command, folder);
    try {
      return qLearning.train(world.environment("agent"), { episodes: 2, random: Random.seeded(1) });
    } finally {
      world.close();
    }
  };

  test.each([
    ["console.log('hello')", "it should answer with a line of JSON; it said hello"],
    ["console.log('{}')", "its horizon should be"],
    [`console.log('{"error": "no ice today"}')`, "the world says: no ice today"],
    ["console.error('out of ice'); process.exit(3)", "ended (code 3): out of ice"],
    [`${about} console.log('{"steps": []}')`, "it should answer 1 steps with as many"],
    [`${about} console.log('{"steps": [{"observation": 1}]}')`, "actions should be their number"],
    [
      `${about} console.log('{"steps": [{"observation": 1, "actions": 2, "over": "done"}]}')`,
      '"over" should be "terminated" or "truncated"',
    ],
    [
      `${about} console.log('{"steps": [{"observation": 1, "actions": 2}]}')`,
      "went on after its horizon of 3",
    ],
    [
      `${about} console.log('{"steps": [{"observation": 1, "actions": 2, "reward": {"agnet": 1}}]}')`,
      "a reward goes to agnet, but its agents are agent",
    ],
    [
      `${about} console.log('{"steps": [{"observation": 1, "actions": 2, "reward": [1, 2]}]}')`,
      "a reward goes to 0, but",
    ],
    [`console.log('{"horizon": 3, "agents": ["a", "a"]}')`, "a list of names, each once"],
    [withParameters({ name: "p", initial: 5, range: [0, 1] }), "of p should lie in its range"],
    [withParameters({ name: "p", initial: 0.5, range: [1, 0] }), "of p should lie in its range"],
    [withParameters({ name: "episodes", initial: 5, range: [0, 9] }), "none is called episodes"],
    [
      withParameters(
        { name: "p", initial: 0, range: [0, 1] },
        { name: "p", initial: 1, range: [0, 1] },
      ),
      "each parameter should have a name of its own",
    ],
  ])("%s", (answer, message) => {
    expect(() => play(speaking(answer))).toThrow(message);
  });

  const LAST = [[0, 1]];
  const ONE = [[[[1, 1, 5]]], []];
  test.each([
    [{ initial: [[0, 0.3]], states: ONE }, "the initial states have total probability 0.3"],
    [{ initial: LAST, states: [[[[0.5, 1, 5]]], []] }, "have total probability 0.5"],
    [{ initial: LAST, states: ONE, observations: ["a"] }, "an observation for each state"],
    [{ initial: LAST, states: [[[[1, 2, 5]]], []] }, "an outcome should be"],
  ])("the table %j", (table, message) => {
    const world = outsideWorld(
      speaking(
        `if (order.table) return console.log('${JSON.stringify({ table })}'); console.log('{"horizon": 3, "table": true}')`,
      ),
      folder,
    );
    const rules = () => tabulate(world.table() as LabWorld<number>);
    try {
      expect(rules).toThrow(message);
    } finally {
      world.close();
    }
  });

  test("one that never answers is ended at the time limit, also before it has said what it is", async () => {
    writeFileSync(join(folder, "mute.mjs"), "setInterval(() => {}, 1000);");
    const begun = Date.now();
    const command = ["--environment", "node mute.mjs", "--time-limit", "2"];
    const { code, text } = await cidery("train", ...command);
    expect([code, text]).toEqual([2, expect.stringContaining("no answer within the time limit")]);
    expect(Date.now() - begun).toBeLessThan(30_000);
  });

  test("an agent that is not there is not trained", async () => {
    writeFileSync(
      join(folder, "two.mjs"),
      `import { createInterface } from "node:readline"; createInterface({ input: process.stdin }).on("line", () => console.log('{"name": "pair", "horizon": 3, "agents": ["ann", "bob"]}'));`,
    );
    const { code, text } = await cidery("train", "--environment", "node two.mjs", "--agent", "bbo");
    expect([code, text]).toEqual([2, expect.stringContaining("pair has no agent bbo")]);
    expect(text).toContain("there are ann, bob");
  });

  test("a program that is not there, a folder file that is wrong, options of models", async () => {
    expect(() => play(["no-such-program-of-ours"])).toThrow("does not start");
    mkdirSync(join(folder, "wrong"));
    writeFileSync(
      join(folder, "wrong", "environment.json"),
      '{"command": ["node"], "learners": ["q_lerning"]}',
    );
    const wrong = await cidery("lab", "run", join(folder, "wrong"));
    expect(wrong.text).toContain("did you mean q_learning?");
    const models = await cidery("train", "--environment", "node x.mjs", "--separate-steps");
    expect([models.code, models.text]).toEqual([
      2,
      expect.stringContaining("a world outside has no --separate-steps"),
    ]);
    expect((await cidery("train")).text).toContain("which model?");
  });
});

const python = process.env["CIDERY_WORLDS_PYTHON"];
if (python === undefined || !existsSync(python))
  console.warn(
    "!! GYMNASIUM AND PETTINGZOO NOT TESTED: CIDERY_WORLDS_PYTHON names no Python that has them (.ci/run does) !!",
  );

describe.skipIf(python === undefined || !existsSync(python))("Python's worlds", () => {
  const adapter = (kind: string): string => join(docs, "worlds", `${kind}_world.py`);
  const lab = (name: string, said: Record<string, unknown>): string => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "environment.json"), JSON.stringify(said));
    return join(folder, name);
  };
  const returned = (text: string): Readonly<Record<string, number>> =>
    Object.fromEntries(
      ((JSON.parse(text) as Runs).runs[0]?.rows ?? []).map(({ agent, values }) => [
        agent,
        values.return,
      ]),
    );

  test("Gymnasium's frozen lake is trained in, and reaches what is planned exactly", async () => {
    const command = [python, adapter("gymnasium"), "FrozenLake-v1", "--set", "is_slippery=false"];
    const place = lab("lake", { command, episodes: 1500 });
    const { text, code } = await cidery("lab", "run", place, "--seeds", "1", "--json");
    expect(code, text).toBe(0);
    const { planner = 0, q_learning: learnt = 0, uniform = 1 } = returned(text);
    expect(planner).toBeCloseTo(1, 9);
    expect(learnt).toBeCloseTo(1, 9);
    expect(uniform).toBeLessThan(0.05);
  });

  test("and swept: the surer the step, the more the best plan is worth", async () => {
    const command = [
      python,
      adapter("gymnasium"),
      "FrozenLake-v1",
      "--parameter",
      "success_rate=0.333,0.1,1",
    ];
    const sweeps = { success_rate: [0.333, 0.6, 0.9] };
    const place = lab("slippery", { command, learners: [], sweeps });
    const { text } = await cidery("lab", "run", place, "--sweep", "success_rate", "--csv");
    const best = text
      .split("\n")
      .filter((line) => line.includes(",planner,"))
      .map((line) => Number(line.split(",")[4]));
    expect(best).toHaveLength(3);
    expect(best).toEqual([...best].sort((a, b) => a - b));
    // A third each way: 0.82 without a time limit, less within 100 steps.
    expect(best[0]).toBeGreaterThan(0.7);
    expect(best[0]).toBeLessThan(0.8235);
  });

  test("Gymnasium's cliff walk is planned exactly", async () => {
    const command = [python, adapter("gymnasium"), "CliffWalking-v1", "--horizon", "50"];
    const place = lab("cliff", { command, learners: [] });
    const { text } = await cidery("lab", "run", place, "--seeds", "1", "--json");
    expect(returned(text)["planner"]).toBe(-13);
  });

  test("PettingZoo's tic-tac-toe is learnt against somebody who chooses uniformly", async () => {
    const environment = `"${python}" "${adapter("pettingzoo")}" pettingzoo.classic.tictactoe_v3`;
    const { text } = await cidery(
      "train",
      "--environment",
      environment,
      "--agent",
      "player_1",
      "--episodes",
      "1500",
      "--seeds",
      "1",
      "--json",
    );
    const { meanValue, uniformValue } = JSON.parse(text) as Record<string, number>;
    const { first, exact } = {
      first: uniformTicTacToe("uniform"),
      exact: uniformTicTacToe("best"),
    };
    expect(Math.abs((uniformValue ?? 9) - first)).toBeLessThan(0.2);
    expect(meanValue).toBeGreaterThan(first + 0.15);
    expect(meanValue).toBeLessThanOrEqual(exact + 0.02);
  });
});

const LINES = ["012", "345", "678", "036", "147", "258", "048", "246"].map((line) =>
  Array.from(line, Number),
);

/** What tic-tac-toe is worth to the first player against uniform choices: won less lost, by all games there are. */
function uniformTicTacToe(first: "best" | "uniform"): number {
  const known = new Map<string, number>();
  const worth = (board: string, turn: "x" | "o"): number => {
    const other = turn === "x" ? "o" : "x";
    const has = (who: string) => LINES.some((line) => line.every((i) => board[i] === who));
    if (has(other)) return other === "x" ? 1 : -1;
    const free = Array.from(board).flatMap((mark, i) => (mark === "." ? [i] : []));
    if (free.length === 0) return 0;
    const before = known.get(board);
    if (before !== undefined) return before;
    const after = free.map((i) => worth(board.slice(0, i) + turn + board.slice(i + 1), other));
    const mean = after.reduce((sum, one) => sum + one, 0) / after.length;
    const value = turn === "x" && first === "best" ? Math.max(...after) : mean;
    known.set(board, value);
    return value;
  };
  return worth(".........", "x");
}
