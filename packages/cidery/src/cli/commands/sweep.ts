/**
 * `cidery sweep`: a model's answers or a lab's runs over ranges of parameters and seeds, in parts that
 * any number of threads, processes and machines work out; `collect` puts them together.
 */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { Manifest } from "../sweep/sweepFolder.ts";
import type { Shard } from "../sweep/shards.ts";
import type { ExitCode } from "../terminal.ts";
import type { SweepPlan } from "@cidery/core/tasks";
import { pointCount } from "@cidery/core/tasks";
import { resolve } from "node:path";
import { flag, textOption, word } from "../command.ts";
import { wholeNumber } from "../numbers.ts";
import { JOBS, jobsOf } from "../taskPool.ts";
import { BadInput } from "../terminal.ts";
import { collect } from "../sweep/sweepCollect.ts";
import { declareTls, queueServer, VARIABLE } from "../queue/connection.ts";
import { kubernetesJob } from "../sweep/kubernetes.ts";
import { paceOf, tasksFor, usualParts } from "../sweep/pace.ts";
import { submitToSlurm, tellStatus } from "../sweep/slurm.ts";
import { foundManifest, manifestOf, openFolder, readManifest } from "../sweep/sweepFolder.ts";
import { planOf } from "../sweep/sweepPlan.ts";
import { runSweep } from "../sweep/sweepRun.ts";

/** Completions of an Indexed Job with a limit of failures for each. */
const MOST_COMPLETIONS = 10_000;

export const sweep: CommandDefinition = {
  name: "sweep",
  limited: "task",
  summary: "run a model or lab over ranges of parameters and seeds, on one machine or many",
  examples: [
    {
      line: "cidery sweep papers/richens2022counterfactual/treatments --param penalty=0:2:0.5 --out /tmp/cidery-example-sweep",
      does: "the value at five penalties, into a folder",
    },
    {
      line: "cidery sweep collect /tmp/cidery-example-sweep",
      does: "what is in the folder; --csv, --jsonl, --parquet, --plot write it",
    },
    {
      line: "cidery sweep run /tmp/cidery-example-sweep --shard 1/2",
      does: "whatever is missing from one half; other processes or machines do the rest",
    },
  ],
  declare: (parser) =>
    declareTls(parser)
      .argument(
        "<what>",
        "a model or lab to start a sweep of; or run, collect or status, for a folder",
      )
      .argument("[folder]", "the folder of a sweep already started")
      .option("--param <name=values...>", "from:to:step, or values with commas, or one value")
      .option(
        "--ask <question...>",
        "for a model: questions as for `cidery query` (default: every agent's value)",
      )
      .option("--claim <claim...>", "for a model: 1 where the claim holds, 0 where it fails")
      .option("--seeds <n>", "runs at each point", "1")
      .option("--first-seed <n>", "seed of the first", "1")
      .option("--out <folder>", "where the parts go")
      .option("--parts <n>", "number of files to divide the points into")
      .option("--shard <i/n>", "only the i-th of n shares, from 1")
      .option(...JOBS)
      .option("--slurm", "submit as an array job of SLURM, for what is missing")
      .option("--resume", "with --slurm: submit again what is missing and not in the queue")
      .option("--status", "print how far the sweep is, as `cidery sweep status` does")
      .option(
        "--sbatch <option>",
        "with --slurm: an option of sbatch, for example --sbatch=--partition=short; repeatable",
        (option: string, before: readonly string[] | undefined) => [...(before ?? []), option],
      )
      .option("--no-submit", "with --slurm: write the script without submitting it")
      .option("--task-minutes <n>", "with --slurm, --kubernetes: about how long a task takes", "5")
      .option("--tasks <n>", "with --slurm, --kubernetes: how many tasks, instead")
      .option("--kubernetes <image>", "print an Indexed Job for this image")
      .option("--volume <claim>", "with --kubernetes: the volume claim of the folder", "sweep")
      .option(
        "--queue [address]",
        `give the parts to \`cidery worker\`s at redis://HOST (default: the variable ${VARIABLE})`,
      )
      .option("--csv <file>", "collect: write rows as CSV")
      .option("--jsonl <file>", "collect: write rows as JSON Lines")
      .option("--parquet <file>", "collect: write one Parquet file")
      .option("--plot <file>", "collect: draw one or two parameters as .svg or .png")
      .option("--sql <query>", "collect: query the table `sweep` with DuckDB")
      .option("--partial", "collect: use what is there even if parts are missing")
      .option("--json", "collect: print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const what = word(invocation, 0);
    const given = word(invocation, 1);
    if (what === "collect" || what === "run" || what === "status") {
      if (given === "") throw new BadInput("which folder?", `cidery sweep ${what} FOLDER`);
      const folder = resolve(invocation.terminal.workingFolder, given);
      if (what === "collect") return await collect(folder, invocation);
      const manifest = readManifest(folder);
      if (what === "run") {
        const pace = async (): Promise<number> => await paceOf(manifest.plan, invocation.terminal);
        return await launch(folder, manifest, invocation, pace);
      }
      tellStatus(folder, manifest, invocation.terminal);
      return 0;
    }
    if (given !== "")
      throw new BadInput(`${given} is one argument too many`, "a folder is named with --out");
    return await begin(invocation);
  },
};

async function begin(invocation: Invocation): Promise<ExitCode> {
  const out = textOption(invocation, "out");
  if (out === undefined) throw new BadInput("a sweep needs a folder for its parts", "--out FOLDER");
  const plan = await planOf(invocation);
  if (plan === undefined) return 2;
  const points = pointCount(plan);
  const folder = resolve(invocation.terminal.workingFolder, out);
  const pace = once(async () => await paceOf(plan, invocation.terminal));
  const cut = await partsFor(plan, folder, invocation, pace);
  // A folder that holds a sweep says itself what differs, the number of its parts included.
  if (cut > points && foundManifest(folder) === undefined)
    throw new BadInput(`${points} points cannot be cut into ${cut} parts`, `at most ${points}`);
  const manifest = manifestOf(plan, cut);
  openFolder(folder, manifest);
  return await launch(folder, manifest, invocation, pace);
}

/** Points are tried once, whoever asks. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}

/** Into how many parts: as told, as the folder has it, or so that none takes long. */
async function partsFor(
  plan: SweepPlan,
  folder: string,
  invocation: Invocation,
  pace: () => Promise<number>,
): Promise<number> {
  const parts = textOption(invocation, "parts");
  if (parts !== undefined) return wholeNumber(parts, "--parts", 1);
  const found = foundManifest(folder);
  if (found !== undefined) return found.parts;
  const shard = shardOf(invocation);
  if (shard !== undefined) return shard.of;
  return usualParts(pointCount(plan), elsewhere(invocation) ? await pace() : undefined);
}

/** Whether other machines do the work. */
function elsewhere(invocation: Invocation): boolean {
  return ["slurm", "kubernetes", "queue"].some((name) => invocation.options[name] !== undefined);
}

/** Here, or by whoever was asked to. */
async function launch(
  folder: string,
  manifest: Manifest,
  invocation: Invocation,
  pace: () => Promise<number>,
): Promise<ExitCode> {
  const { terminal, options } = invocation;
  if (flag(invocation, "status")) {
    tellStatus(folder, manifest, terminal);
    return 0;
  }
  const tasks = async (most: number): Promise<number> =>
    await tasksOf(manifest, most, invocation, pace);
  if (flag(invocation, "slurm")) {
    const { sbatch } = options;
    const own = Array.isArray(sbatch) ? (sbatch as string[]) : [];
    const how = { resume: flag(invocation, "resume"), dry: options["submit"] === false };
    await submitToSlurm(folder, manifest, { options: own, tasks, ...how }, terminal);
    return 0;
  }
  const image = textOption(invocation, "kubernetes");
  if (image !== undefined) {
    const cluster = {
      image,
      volume: textOption(invocation, "volume") ?? "sweep",
      tasks: await tasks(MOST_COMPLETIONS),
      parallelism: jobsOf(invocation),
    };
    terminal.out(kubernetesJob(manifest, cluster));
    return 0;
  }
  const { queue } = options;
  if (queue !== undefined) {
    const server = await queueServer(typeof queue === "string" ? queue : undefined, invocation);
    const { sweepByQueue } = await import("../queue/sweepQueue.ts");
    return await sweepByQueue(folder, manifest, server, terminal);
  }
  const effort = {
    jobs: jobsOf(invocation),
    shard: shardOf(invocation),
  };
  return await runSweep(folder, manifest, effort, terminal);
}

/** How many tasks share the parts: as told, or so that each takes minutes. */
async function tasksOf(
  { plan, parts }: Manifest,
  most: number,
  invocation: Invocation,
  pace: () => Promise<number>,
): Promise<number> {
  const told = textOption(invocation, "tasks");
  if (told !== undefined) {
    const tasks = Math.min(wholeNumber(told, "--tasks", 1), parts);
    if (tasks <= most) return tasks;
    throw new BadInput(`${tasks} tasks are too many`, `an array job takes at most ${most} here`);
  }
  const each = minutes(invocation) * 60_000;
  return tasksFor({ points: pointCount(plan), parts }, { pace: await pace(), each, most });
}

function minutes(invocation: Invocation): number {
  const text = textOption(invocation, "taskMinutes") ?? "5";
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new BadInput(
    `--task-minutes ${text} is not a number of minutes`,
    "for example: --task-minutes 10",
  );
}

/** `--shard i/n`, from 1. @throws BadInput when it is not a share of so many */
function shardOf(invocation: Invocation): Shard | undefined {
  const text = textOption(invocation, "shard");
  if (text === undefined) return undefined;
  const [i, n] = (/^(\d+)\/(\d+)$/u.exec(text) ?? []).slice(1).map(Number);
  if (i === undefined || n === undefined || i < 1 || i > n)
    throw new BadInput(
      `--shard ${text} is not a share`,
      "for example: --shard 1/4, up to --shard 4/4",
    );
  return { index: i - 1, of: n };
}
