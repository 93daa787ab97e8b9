/**
 * Commands that write files, killed while they do: `fmt`, `convert -o`, `draw -o`, `new --force` and a
 * sweep's `--csv`. Every file must be the old one or the new one, whole.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Random } from "../../../../packages/core/src/base/index.ts";
import type { Kills } from "./kills.ts";

const MAIN = resolve(import.meta.dirname, "../../../../packages/cidery/dist/cli/main.js");
const BIG = Array.from({ length: 4000 }, (_, i) => `chance   N${i}:bool~bernoulli(0.5)\n`).join("");
const SMALL = "agent a\nchance   X\ndecision D sees X\nutility U from X, D\n";

/** A command line, the file it writes, and what stands there before. */
interface Writing {
  readonly args: readonly string[];
  readonly file: string;
  readonly before: string;
}

const WRITINGS: readonly Writing[] = [
  { args: ["fmt", "m.cid"], file: "m.cid", before: BIG },
  { args: ["fmt", "w.cid"], file: "w.cid", before: `\ufeff${BIG.replaceAll("\n", "\r\n")}` },
  { args: ["convert", "m.cid", "-o", "o.json"], file: "o.json", before: "old".repeat(100_000) },
  { args: ["draw", "s.cid", "-o", "o.svg"], file: "o.svg", before: "<svg>old</svg>" },
  { args: ["draw", "s.cid", "-o", "o.png"], file: "o.png", before: "old" },
  {
    args: ["new", "n.cid", "--from", "frameworks/mdp", "--force"],
    file: "n.cid",
    before: "chance Mine\n",
  },
  {
    args: ["lab", "run", "off-switch", "--sweep", "beta", "--seeds", "1", "--csv", "r.csv"],
    file: "r.csv",
    before: "old,row\n",
  },
];

export async function killCommands(): Promise<Kills> {
  const folder = mkdtempSync(join(tmpdir(), "cidery-kills-"));
  const prepared: { writing: Writing; after: Buffer; took: number }[] = [];
  for (const writing of WRITINGS) {
    prepare(folder, writing);
    const begun = Date.now();
    await run(folder, writing.args, Infinity, undefined);
    const after = readFileSync(join(folder, writing.file));
    prepared.push({ writing, after, took: Date.now() - begun });
  }
  const outcomes = { before: 0, after: 0, leftovers: 0 };
  return {
    async next(number) {
      const random = Random.seeded(number);
      const { writing, after, took } = random.pick(prepared);
      prepare(folder, writing);
      // Half of them at any moment, half in the moment in which a second file appears.
      const appears = random.below(2) === 0 ? { delay: random.below(8) } : undefined;
      await run(
        folder,
        writing.args,
        appears === undefined ? random.below(took) : Infinity,
        appears,
      );
      const found = readFileSync(join(folder, writing.file));
      const leftovers = readdirSync(folder).filter((name) => name.startsWith(`${writing.file}.`));
      outcomes.leftovers += leftovers.length;
      for (const name of leftovers) rmSync(join(folder, name));
      if (found.equals(after)) outcomes.after++;
      else if (found.equals(Buffer.from(writing.before))) outcomes.before++;
      else return `${writing.args.join(" ")}: ${writing.file} has ${found.length} bytes of neither`;
      return undefined;
    },
    end: () => Promise.resolve(rmSync(folder, { recursive: true })),
    remarks: () =>
      `the old file stood ${outcomes.before} times, the new one ${outcomes.after} times; ` +
      `${outcomes.leftovers} temporary files were left`,
  };
}

function prepare(folder: string, { file, before }: Writing): void {
  writeFileSync(join(folder, "m.cid"), BIG);
  writeFileSync(join(folder, "s.cid"), SMALL);
  writeFileSync(join(folder, file), before);
}

/** Runs the command; killed after some milliseconds, or when a file appears beside the others. */
async function run(
  folder: string,
  args: readonly string[],
  killAfter: number,
  appears: { readonly delay: number } | undefined,
): Promise<void> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: "ignore" });
  const ended = new Promise<void>((end) => child.once("exit", () => end()));
  const kill = (): void => void child.kill("SIGKILL");
  const timer = killAfter === Infinity ? undefined : setTimeout(kill, killAfter);
  const there = readdirSync(folder).length;
  const watch =
    appears === undefined
      ? undefined
      : setInterval(() => {
          if (readdirSync(folder).length === there) return;
          clearInterval(watch);
          if (appears.delay === 0) kill();
          else setTimeout(kill, appears.delay);
        }, 1);
  await ended;
  clearTimeout(timer);
  clearInterval(watch);
}
