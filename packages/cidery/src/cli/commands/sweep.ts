/**
 * `cidery sweep`: a model's answers or a lab's runs over ranges of parameters and seeds, in parts that
 * any number of threads, processes and machines work out; `collect` puts them together.
 */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { Manifest } from "../sweep/sweepFolder.ts";
import type { Shard } from "../sweep/sweepRun.ts";
import type { ExitCode } from "../terminal.ts";
import { pointCount } from "@cidery/core/tasks";
import { resolve } from "node:path";
import { flag, textOption, word } from "../command.ts";
import { TIME_LIMIT, timeLimit, wholeNumber } from "../numbers.ts";
import { JOBS, jobsOf } from "../taskPool.ts";
import { BadInput } from "../terminal.ts";
import { collect } from "../sweep/sweepCollect.ts";
import { kubernetesJob, submitToSlurm, tellStatus } from "../sweep/launchers.ts";
import { manifestOf, openFolder, readManifest } from "../sweep/sweepFolder.ts";
import { planOf } from "../sweep/sweepPlan.ts";
import { runSweep } from "../sweep/sweepRun.ts";

/** Points of a part, where nothing else is said: Ctrl-C loses at most so many. */
const POINTS_IN_PART = 200;
const MOST_PARTS = 10_000;
/** A short sweep is cut, too, so that all cores have something to do. */
const FEWEST_PARTS = 32;

export const sweep: CommandDefinition = {
  name: "sweep",
  summary: "a model or lab over ranges of parameters and seeds, on one machine or many",
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
      does: "what is missing of one half; other processes or machines do the rest",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<what>", "a model or a lab to begin; run, collect or status of a folder")
      .argument("[folder]", "the folder of a sweep that was begun")
      .option("--param <name=values...>", "from:to:step, or values with commas, or one value")
      .option(
        "--ask <question...>",
        "of a model, as `cidery query` takes them (default: every agent's value)",
      )
      .option("--claim <claim...>", "of a model: 1 where it holds, 0 where it fails")
      .option("--seeds <n>", "runs at each place", "1")
      .option("--first-seed <n>", "seed of the first", "1")
      .option("--out <folder>", "where the parts go")
      .option("--parts <n>", "files the points are cut into")
      .option("--shard <i/n>", "only the i-th of n shares, from 1")
      .option(...JOBS)
      .option(...TIME_LIMIT)
      .option("--slurm", "submit as an array job, for what is missing")
      .option(
        "--sbatch <option>",
        "with --slurm: an option of sbatch, as --sbatch=--partition=short; repeatable",
        (option: string, before: readonly string[] | undefined) => [...(before ?? []), option],
      )
      .option("--no-submit", "with --slurm: write the script and do not submit it")
      .option("--kubernetes <image>", "print an Indexed Job for this image")
      .option("--volume <claim>", "with --kubernetes: the volume claim of the folder", "sweep")
      .option("--csv <file>", "collect: write rows as CSV")
      .option("--jsonl <file>", "collect: write rows as JSON Lines")
      .option("--parquet <file>", "collect: write one Parquet file")
      .option("--plot <file>", "collect: draw one or two parameters as .svg or .png")
      .option("--sql <query>", "collect: ask DuckDB of the table `sweep`")
      .option("--partial", "collect: take what is there although parts are missing")
      .option("--json", "collect: print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const what = word(invocation, 0);
    const given = word(invocation, 1);
    if (what === "collect" || what === "run" || what === "status") {
      if (given === "") throw new BadInput("which folder?", `cidery sweep ${what} FOLDER`);
      const folder = resolve(invocation.terminal.workingFolder, given);
      if (what === "collect") return await collect(folder, invocation);
      const manifest = readManifest(folder);
      if (what === "run") return await launch(folder, manifest, invocation);
      tellStatus(folder, manifest, invocation.terminal);
      return 0;
    }
    if (given !== "")
      throw new BadInput(`${given} is one word too many`, "a folder is named with --out");
    return await begin(invocation);
  },
};

async function begin(invocation: Invocation): Promise<ExitCode> {
  const out = textOption(invocation, "out");
  if (out === undefined) throw new BadInput("a sweep needs a folder for its parts", "--out FOLDER");
  const plan = await planOf(invocation);
  if (plan === undefined) return 2;
  const points = pointCount(plan);
  const shard = shardOf(invocation);
  const parts = textOption(invocation, "parts");
  const cut =
    parts === undefined ? (shard?.of ?? usualParts(points)) : wholeNumber(parts, "--parts", 1);
  if (cut > points)
    throw new BadInput(`${points} points cannot be cut into ${cut} parts`, `at most ${points}`);
  const folder = resolve(invocation.terminal.workingFolder, out);
  const manifest = manifestOf(plan, cut);
  openFolder(folder, manifest);
  return await launch(folder, manifest, invocation);
}

function usualParts(points: number): number {
  const most = Math.min(MOST_PARTS, points);
  return Math.min(most, Math.max(FEWEST_PARTS, Math.ceil(points / POINTS_IN_PART)));
}

/** Here, or by whoever was asked to. */
async function launch(
  folder: string,
  manifest: Manifest,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const { sbatch } = options;
  if (flag(invocation, "slurm")) {
    const own = Array.isArray(sbatch) ? (sbatch as string[]) : [];
    submitToSlurm(
      folder,
      manifest,
      { options: own, submit: options["submit"] !== false },
      terminal,
    );
    return 0;
  }
  const image = textOption(invocation, "kubernetes");
  if (image !== undefined) {
    const volume = textOption(invocation, "volume") ?? "sweep";
    terminal.out(kubernetesJob(manifest, { image, volume, parallelism: jobsOf(invocation) }));
    return 0;
  }
  const effort = {
    jobs: jobsOf(invocation),
    limit: timeLimit(invocation),
    shard: shardOf(invocation),
  };
  return await runSweep(folder, manifest, effort, terminal);
}

/** `--shard i/n`, from 1. @throws BadInput when it is not a share of so many */
function shardOf(invocation: Invocation): Shard | undefined {
  const text = textOption(invocation, "shard");
  if (text === undefined) return undefined;
  const [i, n] = (/^(\d+)\/(\d+)$/u.exec(text) ?? []).slice(1).map(Number);
  if (i === undefined || n === undefined || i < 1 || i > n)
    throw new BadInput(
      `--shard ${text} is no share`,
      "for example: --shard 1/4, up to --shard 4/4",
    );
  return { index: i - 1, of: n };
}
