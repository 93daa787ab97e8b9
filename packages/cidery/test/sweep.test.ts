/**
 * Sweeps: every point once and the same whoever works it out, parts that are whole or not there, and
 * folders that refuse to mix.
 */
import { execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, test, vi } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { optionalPackage } from "../src/cli/optional.ts";
import { tasksFor, usualParts } from "../src/cli/sweep/pace.ts";
import { ranges } from "../src/cli/sweep/shards.ts";
import { sweptParameters } from "../src/cli/sweep/sweepPlan.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const root = mkdtempSync(join(tmpdir(), "cidery-sweep-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const repository = resolve(import.meta.dirname, "../../..");
let folders = 0;
const fresh = (): string => join(root, `s${++folders}`);

const MODEL = join(root, "priced.cid");
writeFileSync(
  MODEL,
  `param p = 0.5 in 0..1
param pay = 1 in 0..3
chance X : {0, 1} ~ bernoulli(p)
decision D : {0, 1}
utility U = if D == 1 then pay * X else 0.4
claim value(agent) >= 0
`,
);

async function sweep(...args: readonly string[]) {
  const terminal = fakeTerminal({ workingFolder: root });
  const code = await runCommandLine(["sweep", ...args], terminal);
  return { code, printed: terminal.printed(), complained: terminal.complained() };
}

const begun = (out: string, ...more: readonly string[]) =>
  sweep(
    MODEL,
    "--param",
    "p=0:1:0.25",
    "pay=1,2",
    "--claim",
    "D > X",
    "--ask",
    "value(agent)",
    "--out",
    out,
    ...more,
  );
const rowsOf = async (out: string): Promise<unknown> =>
  JSON.parse((await sweep("collect", out, "--json")).printed);

/** The built command in a process of its own. */
const ran = async (...args: readonly string[]): Promise<{ code: number; said: string }> =>
  await finished(process.execPath, [
    join(repository, "packages/cidery/dist/cli/main.js"),
    "sweep",
    ...args,
  ]);

const finished = async (
  program: string,
  args: readonly string[],
): Promise<{ code: number; said: string }> =>
  await new Promise((done) => {
    const options = { cwd: root, ...(nobody ? { uid: NOBODY, gid: NOBODY } : {}) };
    execFile(program, args, options, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), said: out + err }),
    );
  });

const NOBODY = 65_534;
let nobody = false;

/** Root may write everywhere: as somebody who may not write into this folder. */
async function asNobody<T>(folder: string, work: () => Promise<T>): Promise<T> {
  chmodSync(root, 0o755);
  chmodSync(folder, 0o555);
  nobody = process.getuid?.() === 0;
  try {
    return await work();
  } finally {
    nobody = false;
    chmodSync(folder, 0o755);
  }
}

const priced = (values: string): string[] => [MODEL, "--param", values, "--ask", "value(agent)"];

describe("a point that the model does not allow", () => {
  const long = join(root, "long.cid");
  writeFileSync(
    long,
    "param T = 2 in 1..5\nfor t in 1..T {\n  chance X[t] : bool ~ bernoulli(0.5)\n}\ndecision D : bool\nutility U = if D then 1 else 0\n",
  );
  test.each([
    [MODEL, "p=0:2:0.5", "--param p: 1.5 is outside its bounds 0..1"],
    [MODEL, "pay=1,-1", "--param pay: -1 is outside its bounds 0..3"],
    [long, "T=0:3", "--param T: 0 is outside its bounds 1..5"],
    [long, "T=1:3:0.5", "an index must be a whole number, not 1.5"],
  ])("is refused before a folder is made: %s %s", async (model, param, says) => {
    const out = fresh();
    const { code, complained } = await sweep(model, "--param", param, "--out", out);
    expect(complained).toContain(says);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});

describe("values of a parameter", () => {
  test("are a range with both ends, a list, or one", () => {
    expect(sweptParameters(["p=0:1:0.1"])[0]?.values).toHaveLength(11);
    expect(sweptParameters(["p=0:1:0.1"])[0]?.values[3]).toBe(0.3);
    expect(sweptParameters(["p=2:4"])[0]?.values).toEqual([2, 3, 4]);
    expect(sweptParameters(["p=5,1", "q=3"])).toEqual([
      { name: "p", values: [5, 1] },
      { name: "q", values: [3] },
    ]);
  });

  test.each([
    "p",
    "p=",
    "p=1:0:0.1",
    "p=0:1:0",
    "p=0:1:-1",
    "p=a:b",
    "p=1,,2",
    "p=1,1",
    "p=0:1:0.1:2",
    "p=0:1:1e-12",
  ])("are not %s", (text) => expect(() => sweptParameters([text])).toThrow(/--param/u));
});

describe("a sweep of a model", () => {
  test("has every point once, with the numbers of the command that answers one", async () => {
    const out = fresh();
    expect((await sweep(MODEL, "--param", "p=0:1:0.25", "pay=1,2", "--out", out)).code).toBe(0);
    const { rows } = (await rowsOf(out)) as { rows: Record<string, number>[] };
    expect(rows.map(({ point }) => point)).toEqual([...Array(10).keys()]);
    for (const { p, pay, "value(agent)": value } of rows)
      expect(value).toBeCloseTo(Math.max(0.4, (p as number) * (pay as number)), 12);
  });

  test("comes to the same in one part, in many, and in shards worked out in any order", async () => {
    const [one, many, dealt] = [fresh(), fresh(), fresh()];
    await begun(one, "--parts", "1");
    await begun(many, "--parts", "10");
    for (const shard of ["3/3", "1/3", "2/3"]) await begun(dealt, "--parts", "7", "--shard", shard);
    const { rows } = (await rowsOf(one)) as { rows: unknown };
    expect(((await rowsOf(many)) as { rows: unknown }).rows).toEqual(rows);
    expect(((await rowsOf(dealt)) as { rows: unknown }).rows).toEqual(rows);
  });

  test("says why a number is missing", async () => {
    const out = fresh();
    const asked = "P(D = 1 | X = 1)";
    await sweep(MODEL, "--param", "p=0,0.5", "--ask", asked, "--out", out);
    const { rows } = (await rowsOf(out)) as { rows: Record<string, unknown>[] };
    expect(rows.map((row) => [row[asked], row["note"] === null])).toEqual([
      [null, false],
      [1, true],
    ]);
  });

  test("exports the same rows as CSV, JSON Lines and Parquet, and draws one or two parameters", async () => {
    const out = fresh();
    await begun(out);
    const { code } = await sweep(
      "collect",
      out,
      "--csv",
      "a.csv",
      "--jsonl",
      "a.jsonl",
      "--parquet",
      "a.parquet",
      "--plot",
      "a.svg",
    );
    expect(code).toBe(0);
    const csv = readFileSync(join(root, "a.csv"), "utf8").trim().split("\n");
    expect(csv[0]).toBe("point,p,pay,seed,value(agent),D > X,note");
    const { rows } = (await rowsOf(out)) as { rows: unknown[] };
    const lines = readFileSync(join(root, "a.jsonl"), "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
    expect(csv).toHaveLength(rows.length + 1);
    const file = new Uint8Array(readFileSync(join(root, "a.parquet"))).buffer;
    const read = await parquetReadObjects({ file });
    expect(read).toEqual(rows);
    expect(readFileSync(join(root, "a.svg"), "utf8")).toContain("<svg");
  });
});

describe("a query in SQL", () => {
  const where = process.env["CIDERY_DUCKDB"];
  test.skipIf(where === undefined)(
    "is answered by DuckDB, installed in the folder that CIDERY_DUCKDB names",
    async () => {
      const out = fresh();
      await begun(out, "--parts", "3");
      const terminal = fakeTerminal({ workingFolder: where ?? "" });
      const sql = 'SELECT pay, count(*) AS n, max("value(agent)") AS best FROM sweep GROUP BY pay';
      const code = await runCommandLine(
        ["sweep", "collect", out, "--sql", `${sql} ORDER BY pay`],
        terminal,
      );
      expect([code, JSON.parse(terminal.printed())]).toEqual([
        0,
        [
          { pay: 1, n: 5, best: 1 },
          { pay: 2, n: 5, best: 2 },
        ],
      ]);
      const wrong = fakeTerminal({ workingFolder: where ?? "" });
      expect(
        await runCommandLine(["sweep", "collect", out, "--sql", "SELECT no FROM sweep"], wrong),
      ).toBe(2);
      expect(wrong.complained()).toContain("DuckDB refuses the query");
    },
  );

  test.skipIf(where === undefined)(
    "neither reads nor writes what is not of the sweep, and refuses parts that are not",
    async () => {
      const out = fresh();
      await begun(out, "--parts", "2");
      const ask = async (sql: string): Promise<string> => {
        const terminal = fakeTerminal({ workingFolder: where ?? "" });
        const code = await runCommandLine(["sweep", "collect", out, "--sql", sql], terminal);
        expect([sql, code]).toEqual([sql, 2]);
        return terminal.complained();
      };
      const part = join(out, "part-1.parquet");
      const before = readFileSync(part);
      const [secret, stolen] = [join(root, "secret.csv"), join(root, "stolen.csv")];
      writeFileSync(secret, "a\n1\n");
      expect(await ask(`SELECT * FROM read_csv('${secret}')`)).toContain(
        "disabled by configuration",
      );
      expect(await ask(`SELECT * FROM glob('${root}/*')`)).toContain("disabled by configuration");
      for (const sql of [
        `COPY sweep TO '${stolen}'`,
        `COPY (SELECT 1) TO '${part}' (FORMAT parquet, USE_TMP_FILE false)`,
        `SELECT 1; COPY sweep TO '${stolen}'`,
        `ATTACH '${stolen}'`,
        "SET enable_external_access = true",
        "INSTALL httpfs",
      ])
        expect(await ask(sql)).toMatch(/it should be one SELECT|disabled by configuration/u);
      expect(existsSync(stolen)).toBe(false);
      expect(readFileSync(part)).toEqual(before);
      copyFileSync(part, join(out, "part-2.parquet"));
      expect(await ask("SELECT * FROM sweep")).toContain("is a part of another sweep");
    },
  );
});

describe("a sweep of a lab", () => {
  test("gives every point the seed that follows from its number", async () => {
    const [one, two] = [fresh(), fresh()];
    const args = ["off-switch", "--param", "beta=0.5,2", "--seeds", "2", "--first-seed", "7"];
    await sweep(...args, "--parts", "1", "--out", one);
    await sweep(...args, "--parts", "4", "--out", two);
    const { rows } = (await rowsOf(one)) as { rows: Record<string, unknown>[] };
    expect(new Set(rows.map(({ seed }) => seed))).toEqual(new Set([7, 8]));
    expect(((await rowsOf(two)) as { rows: unknown }).rows).toEqual(rows);
  });
});

describe("a folder", () => {
  test("keeps parts that are there, and works out only what is missing", async () => {
    const out = fresh();
    await begun(out, "--parts", "5");
    const before = readFileSync(join(out, "part-2.parquet"));
    rmSync(join(out, "part-4.parquet"));
    // A part that is there is not looked into, let alone worked out again.
    copyFileSync(join(out, "part-1.parquet"), join(out, "part-2.parquet"));
    expect((await sweep("status", out)).printed).toContain("missing: 4");
    expect((await sweep("run", out)).code).toBe(0);
    expect(readdirSync(out).filter((name) => name.startsWith("part"))).toHaveLength(5);
    expect(readFileSync(join(out, "part-2.parquet"))).not.toEqual(before);
    // Who puts them together sees that it is another part.
    const { code, complained } = await sweep("collect", out);
    expect([code, complained]).toEqual([
      2,
      expect.stringContaining("part-2.parquet is a part of another sweep"),
    ]);
  });

  test("refuses to be collected with parts missing, unless told", async () => {
    const out = fresh();
    await begun(out, "--parts", "5");
    rmSync(join(out, "part-4.parquet"));
    const refused = await sweep("collect", out);
    expect([refused.code, refused.complained]).toEqual([
      2,
      expect.stringContaining("1 of 5 parts is missing"),
    ]);
    expect((await sweep("collect", out, "--partial")).code).toBe(0);
  });

  test("says that a part was cut in half, and works it out again", async () => {
    const out = fresh();
    await begun(out, "--parts", "5");
    const { rows } = (await rowsOf(out)) as { rows: unknown };
    truncateSync(join(out, "part-3.parquet"), 300);
    const refused = await sweep("collect", out);
    expect([refused.code, refused.complained]).toEqual([
      2,
      expect.stringContaining("damaged or cut short"),
    ]);
    const again = await sweep("run", out);
    expect([again.code, again.complained]).toEqual([
      0,
      expect.stringContaining("part-3.parquet is cut short"),
    ]);
    expect(((await rowsOf(out)) as { rows: unknown }).rows).toEqual(rows);
  });

  test.each([
    ["the seeds are others", ["--seeds", "2"]],
    ["another number of parts", ["--parts", "2"]],
    ["what is asked is something else", ["--ask", "E(U)"]],
  ])("refuses another sweep: %s", async (why, more) => {
    const out = fresh();
    await begun(out, "--parts", "5");
    const { code, complained } = await begun(
      out,
      ...(more[0] === "--parts" ? more : ["--parts", "5", ...more]),
    );
    expect([code, complained]).toEqual([2, expect.stringContaining(why)]);
    expect((await sweep("collect", out)).code).toBe(0);
  });

  test.each([
    ["--claim", "contrl(agent, X)", "no predicate is called `contrl`", "did you mean `control`"],
    ["--ask", "valeu(agent)", "no predicate is called `valeu`", "did you mean `value`"],
    ["--claim", "P(Y = 1) > 0", "Y", ""],
    ["--ask", "E(", "<asked>", ""],
  ])("refuses at once what cannot be asked: %s %s", async (option, text, why, near) => {
    const out = fresh();
    const { code, complained } = await sweep(
      MODEL,
      "--param",
      "p=0:1:0.1",
      option,
      text,
      "--out",
      out,
    );
    expect(code).toBe(2);
    expect(complained).toContain(why);
    expect(complained).toContain(near);
    expect(existsSync(out)).toBe(false);
  });

  test("refuses another sweep: it has fewer points than the folder has parts", async () => {
    const out = fresh();
    await sweep(...priced("p=0:1:0.02"), "--out", out);
    const { code, complained } = await sweep(...priced("p=0:1:0.05"), "--out", out);
    expect([code, complained]).toEqual([2, expect.stringContaining("holds another sweep")]);
  });

  test("refuses a model that was changed, also in a file that it extends", async () => {
    const [out, other] = [fresh(), fresh()];
    const [base, upper] = [join(root, "base.cid"), join(root, "upper.cid")];
    writeFileSync(base, readFileSync(MODEL));
    writeFileSync(upper, 'extends "base.cid"\n');
    for (const [file, folder] of [
      [base, out],
      [upper, other],
    ] as const)
      expect((await sweep(file, "--param", "p=0,1", "--out", folder)).code).toBe(0);
    writeFileSync(base, readFileSync(MODEL, "utf8").replace("0.4", "0.3"));
    for (const [file, folder] of [
      [base, out],
      [upper, other],
    ] as const) {
      const { code, complained } = await sweep(file, "--param", "p=0,1", "--out", folder);
      expect([code, complained]).toEqual([
        2,
        expect.stringContaining("the model's text is another"),
      ]);
    }
    rmSync(join(other, "part-1.parquet"));
    const { code, complained } = await sweep("run", other);
    expect([code, complained]).toEqual([2, expect.stringContaining("means something else")]);
  });

  test("refuses a manifest that was changed, and parts without one", async () => {
    const out = fresh();
    await begun(out);
    const manifest = join(out, "sweep.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"seeds": 1', '"seeds": 2'));
    expect((await sweep("run", out)).complained).toContain("was changed after it was written");
    rmSync(manifest);
    expect((await begun(out)).complained).toContain(
      "holds parts of a sweep, but not its sweep.json",
    );
  });

  test("that is read-only says so, and nothing is lost", async () => {
    const out = fresh();
    await begun(out, "--parts", "5");
    rmSync(join(out, "part-1.parquet"));
    const { code, said } = await asNobody(out, async () => await ran("run", out));
    expect([code, said]).toEqual([2, expect.stringContaining("not allowed")]);
    expect(readdirSync(out).filter((name) => name.startsWith("part"))).toHaveLength(4);
    expect((await sweep("run", out)).code).toBe(0);
    const fewer = fresh();
    mkdirSync(fewer);
    const first = await asNobody(fewer, async () => await ran(...priced("p=0,1"), "--out", fewer));
    expect([first.code, first.said]).toEqual([2, expect.stringContaining("not allowed")]);
  });

  test("on a disk that is full says so, keeps what is there, and goes on when there is room", async () => {
    const out = fresh();
    const args = [...priced("p=0,1"), "--seeds", "4000", "--parts", "2", "--out", out];
    // As writing does on a disk that fills: a part would be larger than files may be.
    const main = join(repository, "packages/cidery/dist/cli/main.js");
    const full = await finished("bash", [
      "-c",
      `trap '' XFSZ; ulimit -f 4; exec "$@"`,
      "bash",
      process.execPath,
      main,
      "sweep",
      ...args,
    ]);
    expect([full.code, full.said]).toEqual([
      2,
      expect.stringContaining("it would be larger than files may be"),
    ]);
    expect(full.said).toContain("0 of 2 parts");
    expect(readdirSync(out)).toEqual(["sweep.json"]);
    expect((await sweep(...args)).code).toBe(0);
    const { rows } = (await rowsOf(out)) as { rows: unknown[] };
    expect(rows).toHaveLength(8000);
  });

  test("takes two runs at once: every point once, and of two sweeps only one", async () => {
    const [same, other] = [fresh(), fresh()];
    const args = [...priced("p=0:1:0.01"), "--parts", "20", "--out", same];
    const both = await Promise.all([ran(...args), ran(...args)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const { rows } = (await rowsOf(same)) as { rows: Record<string, number>[] };
    expect(rows.map(({ point }) => point)).toEqual([...Array(101).keys()]);
    expect(
      readdirSync(same).filter((name) => !/^(part-\d+\.parquet|sweep\.json)$/u.test(name)),
    ).toEqual([]);
    const two = await Promise.all(
      ["p=0:1:0.02", "p=0:1:0.05"].map((values) => ran(...priced(values), "--out", other)),
    );
    expect(two.map(({ code }) => code).sort()).toEqual([0, 2]);
    expect(two.find(({ code }) => code === 2)?.said).toContain("holds another sweep");
    const won = (await rowsOf(other)) as { rows: unknown[] };
    expect(won.rows).toHaveLength(two[0]?.code === 0 ? 51 : 21);
  });

  test("keeps the points of a part that was stopped, and goes on behind them", async () => {
    const out = fresh();
    const args = [...priced("p=0:1:0.00001"), "--parts", "1", "--out", out];
    const pointsThere = async (): Promise<number[]> => {
      const { printed } = await sweep("collect", out, "--partial", "--json");
      return (JSON.parse(printed) as { rows: { point: number }[] }).rows.map(({ point }) => point);
    };
    // A clock that is as quick on every machine: it ticks when somebody looks at it.
    let ticks = 0;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => 1e12 + ticks++);
    let before = 0;
    for (let go = 0; go < 2; go++) {
      const { code, complained } = await sweep(...args, "--time-limit", "20");
      expect([code, complained]).toEqual([1, expect.stringContaining("stopped")]);
      const there = await pointsThere();
      expect(there.length).toBeGreaterThan(before);
      expect(there).toEqual([...Array(there.length).keys()]);
      before = there.length;
    }
    clock.mockRestore();
    // What was kept is taken as it is: a part that is whole in it has nothing left to work out.
    const [whole, resumed] = [fresh(), fresh()];
    const few = [...priced("p=0:1:0.1"), "--parts", "2"];
    await sweep(...few, "--out", whole);
    await sweep(...few, "--out", resumed);
    renameSync(join(resumed, "part-2.parquet"), join(resumed, "begun-2.parquet"));
    truncateSync(join(resumed, "part-1.parquet"), 100);
    writeFileSync(join(resumed, "begun-1.parquet"), "no rows");
    expect((await sweep("run", resumed)).code).toBe(0);
    expect(await rowsOf(resumed)).toEqual(await rowsOf(whole));
    expect(readdirSync(resumed).sort()).toEqual(readdirSync(whole).sort());
  });

  test("keeps whole parts when the process is killed, and another goes on", async () => {
    const out = fresh();
    const args = [
      "sweep",
      MODEL,
      "--param",
      "p=0:1:0.001",
      "--parts",
      "50",
      "--jobs",
      "2",
      "--out",
      out,
    ];
    const main = join(repository, "packages/cidery/dist/cli/main.js");
    await new Promise<void>((done) => {
      const child = execFile(process.execPath, [main, ...args], () => done());
      const wait = setInterval(() => {
        const there = readdirSync(root).includes(out.split("/").at(-1) ?? "")
          ? readdirSync(out)
          : [];
        if (there.filter((name) => name.startsWith("part")).length < 2) return;
        clearInterval(wait);
        child.kill("SIGKILL");
      }, 20);
      child.on("exit", () => clearInterval(wait));
    });
    expect((await sweep("run", out)).code).toBe(0);
    const { rows } = (await rowsOf(out)) as { rows: Record<string, number>[] };
    expect(rows.map(({ point }) => point)).toEqual([...Array(1001).keys()]);
  });
});

describe("on many machines", () => {
  test("a script submits one task for each shard that misses parts", async () => {
    const out = fresh();
    await begun(out, "--parts", "5", "--shard", "2/5");
    const { printed } = await sweep(
      "run",
      out,
      "--slurm",
      "--tasks",
      "5",
      "--sbatch=--partition=short",
      "--no-submit",
    );
    expect(printed).toContain("--array=0,2-4");
    const script = readFileSync(join(out, "slurm.sh"), "utf8");
    expect(script).toContain("#SBATCH --partition=short");
    expect(script).toContain('--shard "$((SLURM_ARRAY_TASK_ID + 1))/5"');
    expect(ranges([0, 1, 2, 5, 7, 8])).toBe("0-2,5,7-8");
  });

  test("tasks take about as long as they should, and parts of slow points are short", () => {
    const cut = { points: 10_000, parts: 500 };
    // A point takes 60 ms: ten minutes in all.
    expect(tasksFor(cut, { pace: 60, each: 300_000, most: 1001 })).toBe(2);
    expect(tasksFor(cut, { pace: 60, each: 1000, most: 1001 })).toBe(500);
    expect(tasksFor(cut, { pace: 60, each: 1000, most: 100 })).toBe(100);
    expect(tasksFor(cut, { pace: 0.01, each: 300_000, most: 1001 })).toBe(1);
    expect(usualParts(10_000)).toBe(50);
    expect(usualParts(10_000, 60)).toBe(50);
    expect(usualParts(10_000, 10_000)).toBe(3334);
    expect(usualParts(10_000, 1e9)).toBe(10_000);
    expect(usualParts(5)).toBe(5);
  });

  test("the tasks of an Indexed Job work out the sweep between them", async () => {
    const out = fresh();
    await begun(out, "--parts", "5", "--shard", "1/5");
    const { printed } = await sweep(
      "run",
      out,
      "--kubernetes",
      "cidery:1",
      "--tasks",
      "3",
      "--jobs",
      "2",
      "--volume",
      "its disk",
    );
    expect(printed).toMatch(/completionMode: Indexed\n {2}completions: 3\n {2}parallelism: 2/u);
    expect(printed).toContain('claimName: "its disk"');
    // What each pod runs, with the folder here and the built command in the path.
    const [, shell = ""] = /command: \["\/bin\/sh", "-c", (".*")\]/u.exec(printed) ?? [];
    const main = join(repository, "packages/cidery/bin/cidery.js");
    for (const index of ["2", "0", "1"])
      execFileSync(
        "/bin/sh",
        [
          "-c",
          `cidery() { '${process.execPath}' '${main}' "$@"; }; ${(JSON.parse(shell) as string).replace("exec ", "").replace("/sweep", out)}`,
        ],
        { env: { ...process.env, JOB_COMPLETION_INDEX: index } },
      );
    const { rows } = (await rowsOf(out)) as { rows: Record<string, number>[] };
    expect(rows.map(({ point }) => point)).toEqual([...Array(10).keys()]);
  });

  test("a queue without BullMQ says what to install", async () => {
    const { BadInput } = await import("../src/cli/terminal.ts");
    const asked = optionalPackage("not-a-package", { wanting: "a queue", install: "a b" }, root);
    await expect(asked).rejects.toThrow(BadInput);
    await expect(asked).rejects.toMatchObject({ hint: "npm install a b" });
    // It is also found where one works.
    const there = join(root, "node_modules/not-a-package");
    mkdirSync(there, { recursive: true });
    writeFileSync(join(there, "package.json"), '{"name": "not-a-package", "main": "x.cjs"}');
    writeFileSync(join(there, "x.cjs"), "module.exports = { answer: 42 };\n");
    const found = await optionalPackage<{ answer: number }>("not-a-package", { wanting: "" }, root);
    expect(found.answer).toBe(42);
  });
});

describe("bad input", () => {
  test.each([
    [[MODEL, "--param", "q=0:1:0.5", "--out", "x"], "no parameter q"],
    [[MODEL, "--param", "p=0:1:0.5"], "needs a folder"],
    [["off-switch", "--param", "beta=0:1000:100", "--out", "x"], "outside"],
    [["off-switch", "--param", "beta=1", "--ask", "value", "--out", "x"], "are for models"],
    [[MODEL, "--param", "p=0,1", "--shard", "3/2", "--out", "x"], "not a share"],
    [[MODEL, "--param", "p=0,1", "--parts", "9", "--out", "x"], "cannot be cut"],
    [["collect", "nowhere"], "holds no sweep"],
  ])("%j", async (args, message) => {
    const { code, complained } = await sweep(...args);
    expect([code, complained]).toEqual([2, expect.stringContaining(message)]);
  });
});
