/**
 * Every bench in a process of its own, one after another; their tables, then each target of the
 * project as met, missed or not measured. What is missing (a peer, ../shared) is said, not guessed.
 * Limits are of processor time, 30 minutes in all; what a bench that was ended had measured still counts.
 * A whole run writes docs/performance.md; `--write` writes it from a run of some, and it names those left out.
 *
 *   npm run bench [-- names…] [--quick] [--json] [--write]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { performancePage } from "./performance.ts";
import { OUT_OF_TIME, RESULTS, SECONDS } from "./results.ts";
import type { Judgement } from "./targets.ts";
import { JUDGES } from "./targets.ts";

interface Bench {
  readonly name: string;
  /** Arguments of the smoke run; undefined: not part of it. */
  readonly quick: readonly string[] | undefined;
  /** A folder it cannot do without, from the repository's root. */
  readonly needs?: string;
  /** Minutes of processor time after which it is ended. */
  readonly minutes: number;
}

const BENCHES: readonly Bench[] = [
  { name: "graph", quick: ["--quick"], minutes: 4 },
  {
    name: "bn",
    quick: ["--nets", "asia,alarm,insurance", "--runs", "2"],
    needs: "../shared/instances/bn",
    minutes: 4,
  },
  {
    name: "limid",
    quick: ["--only", "pigs-4,pigs-10,chain-10-3", "--limit", "5"],
    needs: "../shared/instances/limid-generated",
    minutes: 3,
  },
  { name: "decisionProgramming", quick: ["--quick"], minutes: 4 },
  { name: "mdp", quick: [], minutes: 2 },
  {
    name: "games",
    quick: ["--only", "kuhn_poker.efg,6x6_game,5x5", "--runs", "1"],
    needs: "../shared/instances/games",
    minutes: 2,
  },
  {
    name: "peers",
    quick: ["--only", "asia,alarm,poker", "--rounds", "1"],
    needs: "../shared/instances/bn",
    minutes: 4,
  },
  { name: "pycid", quick: ["--quick"], minutes: 3 },
  { name: "slider", quick: ["--quick"], minutes: 1 },
  { name: "workbench", quick: undefined, needs: "apps/workbench/dist", minutes: 3 },
];

/** A bench is given so many times its minutes of processor time by the clock on the wall. */
const MOST_WAITING = 10;

const HERE = dirname(fileURLToPath(import.meta.url));
const PAGE = join(HERE, "../docs/performance.md");

function main(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const { quick, json } = values;
  const names = BENCHES.map(({ name }) => name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`no bench called ${unknown.join(", ")}; there are ${names.join(", ")}`);
    return 2;
  }
  const say = (text: string): void => {
    if (!json) console.log(text);
  };
  const machine = machineFacts();
  say(machine.text);
  const folder = mkdtempSync(join(tmpdir(), "cidery-bench-"));
  const figures: Record<string, unknown> = {};
  const judgements: Judgement[] = [];
  for (const bench of BENCHES) {
    const { name } = bench;
    const verdict = "not measured";
    if (positionals.length > 0 && !positionals.includes(name)) {
      if (values.write)
        judgements.push({ bench: name, target: "all", verdict, figure: "left out of this run" });
      continue;
    }
    say(`\n── ${name} ──`);
    const lacking = (reason: string): void => {
      judgements.push({ bench: name, target: "all", verdict, figure: reason });
      say(`not measured: ${reason}`);
    };
    if (quick && bench.quick === undefined) {
      lacking("left out of a quick run");
      continue;
    }
    if (bench.needs !== undefined && !existsSync(join(HERE, "..", bench.needs))) {
      lacking(`${bench.needs} is missing`);
      continue;
    }
    const file = join(folder, `${name}.json`);
    const run = spawnSync(
      process.execPath,
      [...process.execArgv, join(HERE, `${name}.ts`), ...(quick ? (bench.quick ?? []) : [])],
      {
        env: { ...process.env, [RESULTS]: file, [SECONDS]: String(60 * bench.minutes) },
        stdio: ["ignore", json ? "ignore" : "inherit", "inherit"],
        // One row that never ends; on a machine that does much else, minutes are long.
        timeout: 60_000 * MOST_WAITING * bench.minutes,
      },
    );
    const judge = JUDGES[name];
    const ended =
      run.status === 0
        ? undefined
        : run.status === OUT_OF_TIME
          ? `ended after ${bench.minutes} minutes of processor time`
          : `ended with ${run.status ?? run.signal}`;
    if (judge === undefined) lacking(ended ?? "its goals stand in its own table");
    else if (!existsSync(file)) lacking(ended ?? "it left no figures");
    else {
      if (ended !== undefined) say(`${ended}: judged by what it had measured`);
      const found = JSON.parse(readFileSync(file, "utf8")) as never;
      figures[name] = found;
      const partly = ended === undefined ? "" : " (of what was measured before it was ended)";
      judgements.push(
        ...judge(found).map((one) => ({ bench: name, ...one, figure: `${one.figure}${partly}` })),
      );
    }
  }
  rmSync(folder, { recursive: true });
  if (values.write || (!quick && positionals.length === 0)) {
    const loadAfter = loadavg()[0] as number;
    writeFileSync(PAGE, performancePage({ machine, loadAfter, judgements, figures }));
  }
  if (json) {
    const { text: _, ...facts } = machine;
    console.log(JSON.stringify({ machine: facts, quick, judgements, figures }, undefined, 1));
  } else printSummary(judgements, quick);
  return 0;
}

interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly gigabytes: number;
  readonly node: string;
  readonly load: number;
  readonly text: string;
}

function machineFacts(): Machine {
  const list = cpus();
  const load = loadavg()[0] as number;
  const facts = {
    cores: list.length,
    processor: list[0]?.model ?? "unknown processor",
    gigabytes: totalmem() / 1e9,
    node: process.version,
    load,
  };
  const text = `${facts.cores} cores, ${facts.processor}, ${facts.gigabytes.toFixed(0)} GB, Node ${facts.node}, load average ${load.toFixed(2)}`;
  const busy =
    load > 1
      ? `\nWARNING: the machine is busy (load average ${load.toFixed(2)} > 1); times are too long and ratios unsteady`
      : "";
  return { ...facts, text: text + busy };
}

function printSummary(judgements: readonly Judgement[], quick: boolean): void {
  console.log(`\n── targets${quick ? ", from a quick run: not for the record" : ""} ──`);
  const width = Math.max(...judgements.map(({ bench }) => bench.length));
  for (const { bench, target, verdict, figure } of judgements)
    console.log(
      `${verdict.padEnd(12)}  ${bench.padEnd(width)}  ${target}${figure === "" ? "" : `: ${figure}`}`,
    );
  const count = (verdict: Judgement["verdict"]): number =>
    judgements.filter((one) => one.verdict === verdict).length;
  console.log(
    `${count("met")} met, ${count("missed")} missed, ${count("not measured")} not measured`,
  );
}

process.exitCode = main(process.argv.slice(2));
