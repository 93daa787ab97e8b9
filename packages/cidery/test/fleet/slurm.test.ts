/**
 * A sweep by a real SLURM: forty tasks, of which some are killed, and so is the controller; what is
 * submitted again is only what is missing, and in the end every point is there once, as worked out here.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  cidery,
  dice,
  installed,
  pause,
  processesWith,
  ran,
  rowsIn,
  sweepWords,
  writeModel,
} from "./fleet.ts";
import { LONGEST_ARRAY, slurmCluster, type SlurmCluster } from "./slurmCluster.ts";

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log("NOT RUN: sweeps by SLURM, whose node needs the rights of root");
const can =
  isRoot && installed(["slurmctld", "slurmd", "munged", "sbatch"], "slurmctld slurmd munge");

const root = mkdtempSync(join(tmpdir(), "cidery-slurm-"));
let cluster: SlurmCluster;
let model = "";
let here = "";

const parts = (out: string): string[] =>
  readdirSync(out).filter((name) => /^part-\d+\.parquet$/u.test(name));
/** Tasks that wait or run. */
async function queue(): Promise<string[]> {
  await cluster.resumeNode();
  const { out } = await ran("squeue", ["--noheader", "--array", "--format=%K"], cluster.env);
  return out.split("\n").filter((line) => line !== "");
}

/**
 * Waits until no task of the sweep waits or runs. What ended while nobody took note "runs" for minutes
 * yet, and what a drained node gave back waits two: those are taken out of the queue.
 */
async function emptied(
  out: string,
  meanwhile?: (processes: readonly number[]) => Promise<void>,
): Promise<void> {
  let lived = Date.now();
  while ((await queue()).length > 0) {
    const processes = processesWith("run", out, "--shard");
    if (processes.length > 0) lived = Date.now();
    await meanwhile?.(processes);
    if (Date.now() - lived > 10_000) await ran("scancel", ["--partition=main"], cluster.env);
    await pause(100);
  }
}

/** Kills a process, unless it ended meanwhile. */
function died(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

describe.skipIf(!can)("a sweep by SLURM", () => {
  beforeAll(async () => {
    model = writeModel(root);
    const local = join(root, "local");
    expect(await cidery(sweepWords(model, local))).toMatchObject({ code: 0 });
    here = await rowsIn(local);
    try {
      cluster = await slurmCluster(mkdtempSync(join(root, "c")));
    } catch (error) {
      console.error(`!! SLURM NOT TESTED: its daemons do not start here: ${String(error)} !!`);
    }
  });
  beforeEach(({ skip }) => {
    if (cluster === undefined) skip("SLURM's daemons do not start here");
  });
  afterAll(async () => {
    await cluster?.close();
    rmSync(root, { recursive: true, force: true });
  });

  test("survives the deaths of tasks and of the controller; every point is there once", {
    timeout: 400_000,
  }, async () => {
    const out = join(root, "100% of 'it'");
    const words = [...sweepWords(model, out), "--slurm", "--tasks", "40"];
    const submitted = await cidery(words, cluster.env);
    expect(submitted.out).toMatch(
      /^submitted job \d+: 40 tasks for the parts that are missing\n$/u,
    );
    // What is in the queue is not submitted twice.
    expect(await cidery(words, cluster.env)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--resume") as string,
    });
    expect((await cidery([...words, "--resume"], cluster.env)).out).toMatch(
      /\d+ tasks? in the queue|submitted/u,
    );

    const next = dice(7);
    let dead = 0;
    let deaths = 0;
    await emptied(out, async (tasks) => {
      const victim = tasks[Math.floor(next() * tasks.length)];
      if (victim !== undefined && next() < 0.3 && died(victim)) dead++;
      if (dead < 2 * (deaths + 1) || deaths === 2) return;
      deaths++;
      await cluster.killController();
      await pause(next() * 500);
      await cluster.restart();
    });
    // How many more depends on how quick the tasks are.
    expect(deaths).toBeGreaterThan(0);
    expect(dead).toBeGreaterThan(1);
    const before = new Map(parts(out).map((part) => [part, statSync(join(out, part)).ino]));
    expect(before.size).toBeLessThan(80);
    expect((await cidery(["sweep", "collect", out])).err).toContain("missing");

    for (let tries = 0; parts(out).length < 80 && tries < 9; tries++) {
      const again = await cidery(["sweep", "run", out, "--slurm", "--resume"], cluster.env);
      const tasks = Number(/: (\d+) tasks?/u.exec(again.out)?.[1]);
      expect(tasks).toBeLessThanOrEqual(80 - before.size);
      await emptied(out);
    }
    const status = await cidery(["sweep", "run", out, "--slurm", "--status"], cluster.env);
    expect(status.out).toBe("80 of 80 parts\ntasks in the queue: none\n");
    for (const [part, ino] of before)
      expect([part, statSync(join(out, part)).ino]).toEqual([part, ino]);
    expect(await rowsIn(out)).toBe(here);
    expect((await cidery(["sweep", "run", out, "--slurm", "--resume"], cluster.env)).out).toBe(
      "every part is there: nothing to submit\n",
    );
  });

  test("deals no more tasks than an array may have, nor more than take minutes", async () => {
    const out = join(root, "dealt");
    const words = sweepWords(model, out).concat("--slurm");
    const most = await cidery([...words, "--tasks", "80"], cluster.env);
    expect([most.code, most.err]).toEqual([2, expect.stringContaining(`at most ${LONGEST_ARRAY}`)]);
    await cidery([...words, "--no-submit", "--task-minutes", "0.0001"], cluster.env);
    const script = readFileSync(join(out, "slurm.sh"), "utf8");
    expect(script).toContain(`SLURM_ARRAY_TASK_ID + 1))/${LONGEST_ARRAY}"`);
    // 400 points take some seconds: not worth a second task.
    expect((await cidery(words, cluster.env)).out).toContain(": 1 task for");
    await emptied(out);
    expect(await rowsIn(out)).toBe(here);
  });

  test("says that the controller does not answer instead of guessing", async () => {
    const out = join(root, "silent");
    const words = [...sweepWords(model, out), "--slurm", "--tasks", "4"];
    expect((await cidery([...words, "--sbatch=--hold"], cluster.env)).code).toBe(0);
    await cluster.stopController();
    const status = await cidery(["sweep", "status", out], cluster.env);
    expect([status.code, status.out]).toEqual([0, expect.stringContaining("missing: 1-80")]);
    expect(status.err).toContain("SLURM says nothing of its tasks");
    const again = await cidery([...words, "--resume"], cluster.env);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining("squeue refuses")]);
    await cluster.restart();
    expect((await cidery(["sweep", "status", out], cluster.env)).out).toContain("4 pending");
    expect((await cidery([...words, "--resume"], cluster.env)).out).toBe(
      "4 tasks in the queue: nothing else to submit\n",
    );
  });
});
