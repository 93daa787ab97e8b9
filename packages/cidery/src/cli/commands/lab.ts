/**
 * `cidery lab`: lists the labs, runs one over seeds (tables, charts, JSON, CSV of every run), or
 * checks what the labs claim.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Lab, LabRow, LabVerdict, Settings } from "../../learn/index.ts";
import type { CommandDefinition, Invocation } from "../command.ts";
import type { Labs } from "../labs.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { checkLabClaim, labSettings, summariseRuns } from "../../learn/index.ts";
import { flag, textOption, word } from "../command.ts";
import { diagramsOf, findLabs, labCalled } from "../labs.ts";
import { parameterOverrides } from "../loading.ts";
import { wholeNumber } from "../numbers.ts";
import { sweepPlot } from "../plots.ts";
import { heading, json, number, table } from "../print.ts";
import { BadInput } from "../terminal.ts";

export const lab: CommandDefinition = {
  name: "lab",
  summary: "list the labs, run one over seeds, or check what they claim",
  examples: [
    { line: "cidery lab list", does: "every lab and its question" },
    {
      line: "cidery lab run off-switch --param beta=1 --seeds 3",
      does: "what agents are paid and what was wanted",
    },
    { line: "cidery lab check off-switch --seeds 2", does: "its claims, over seeds" },
  ],
  declare: (parser) =>
    parser
      .argument("<what>", "list, run or check")
      .argument("[lab]", "a lab of the list (check without one: all)")
      .option("--param <name=value...>", "set a parameter of the lab")
      .option("--seeds <n>", "independent runs (default: 5 to run, 20 to check)")
      .option("--plot <file>", "write the lab's sweep as SVG")
      .option("--csv", "print every run as CSV")
      .option("--json", "print every run as JSON"),
  async run(invocation): Promise<ExitCode> {
    const labs = await findLabs();
    const what = word(invocation, 0);
    const id = word(invocation, 1);
    if (what === "list") return list(labs, invocation);
    if (what === "check") {
      return check(labs, id === "" ? labs.labs : [labCalled(labs, id)], invocation);
    }
    if (what !== "run") {
      throw new BadInput(`cidery lab ${what} is not known`, "there are list, run and check");
    }
    if (id === "") throw new BadInput("which lab?", labs.labs.map((one) => one.id).join(", "));
    return run(labs, labCalled(labs, id), invocation);
  },
};

function list({ labs }: Labs, invocation: Invocation): ExitCode {
  const { terminal } = invocation;
  if (flag(invocation, "json")) {
    const rows = labs.map(({ id, title, question, sources, assumptions, claims }) => ({
      id,
      title,
      question,
      sources,
      assumptions,
      claims: claims.map((claim) => ({ id: claim.id, statement: claim.statement })),
    }));
    terminal.out(json(rows));
    return 0;
  }
  const rows = labs.map((one) => [one.id, String(one.claims.length), one.question]);
  terminal.out(table(terminal, ["lab", "claims", "question"], rows, { wrapLast: true }));
  return 0;
}

interface Run {
  readonly seed: number;
  readonly rows: readonly LabRow[];
}

async function run(labs: Labs, one: Lab, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const seeds = wholeNumber(textOption(invocation, "seeds") ?? "5", "--seeds", 1);
  const settings = settingsOf(one, invocation);
  const runs = await runsOver(labs, one, settings, seeds, terminal);
  if (flag(invocation, "json")) terminal.out(json({ lab: one.id, settings, runs }));
  else if (flag(invocation, "csv")) terminal.out(csv(one, runs));
  else printRuns(one, settings, runs, terminal);
  const file = textOption(invocation, "plot");
  if (file !== undefined) {
    await writePlot(labs, one, settings, resolve(terminal.workingFolder, file), terminal);
    terminal.err(`wrote ${file}\n`);
  }
  return 0;
}

function settingsOf(one: Lab, invocation: Invocation): Settings {
  try {
    return labSettings(one, parameterOverrides(invocation.options["param"]) ?? []);
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(error.message);
    throw error;
  }
}

async function runsOver(
  labs: Labs,
  one: Lab,
  settings: Settings,
  seeds: number,
  terminal: Terminal,
): Promise<Run[]> {
  const diagram = diagramsOf(labs, one);
  const progress = progressOf(terminal);
  const runs: Run[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    progress.show(`${one.id}: seed ${seed} of ${seeds}`);
    // A pause lets the interrupt of the terminal through between seeds.
    await new Promise((next) => setImmediate(next));
    const rows = one.run(settings, {
      seed,
      effort: "full",
      diagram,
      signal: NEVER,
      onProgress: progress.show,
    });
    runs.push({ seed, rows });
  }
  progress.clear();
  return runs;
}

function printRuns(one: Lab, settings: Settings, runs: readonly Run[], terminal: Terminal): void {
  const { paint } = terminal;
  terminal.out(heading(terminal, `${one.title}: ${one.question}`));
  const set = Object.entries(settings).map(([name, value]) => `${name} = ${number(value)}`);
  terminal.out(`${paint.dim(`${set.join(", ")}; ${runs.length} seeds`)}\n\n`);
  const summary = summariseRuns(runs.map(({ rows }) => rows));
  const shown = one.measures.filter(({ name }) => summary.some(({ values }) => name in values));
  const rows = summary.map(({ agent, values }) => [
    one.agents.find(({ id }) => id === agent)?.title ?? agent,
    ...shown.map(({ name }) => {
      const value = values[name];
      if (value === undefined) return "";
      const half = (value.interval[1] - value.interval[0]) / 2;
      return half > 1e-9 ? `${number(value.mean)} ± ${number(half)}` : number(value.mean);
    }),
  ]);
  const head = shown.map(({ title, kind, unit }) => {
    const mark = kind === "observed" || kind === "hidden" ? ` (${kind})` : "";
    return `${title}${mark}, ${unit}`;
  });
  terminal.out(table(terminal, ["agent", ...head], rows));
}

function csv(one: Lab, runs: readonly Run[]): string {
  const names = one.measures.map(({ name }) => name);
  const lines = runs.flatMap(({ seed, rows }) =>
    rows.map(({ agent, values }) =>
      [seed, agent, ...names.map((name) => values[name] ?? "")].join(","),
    ),
  );
  return `${[["seed", "agent", ...names].join(","), ...lines].join("\n")}\n`;
}

async function writePlot(
  labs: Labs,
  one: Lab,
  settings: Settings,
  file: string,
  terminal: Terminal,
): Promise<void> {
  const [sweep] = one.sweeps;
  if (sweep === undefined) throw new BadInput(`${one.id} has no sweep to plot`);
  const points: { x: number; y: number; agent: string; measure: string }[] = [];
  const progress = progressOf(terminal);
  for (const value of sweep.values) {
    progress.show(`${one.id}: ${sweep.parameter} = ${value}`);
    const [once] = await runsOver(
      labs,
      one,
      { ...settings, [sweep.parameter]: value },
      1,
      terminal,
    );
    for (const { agent, values } of once?.rows ?? [])
      for (const measure of sweep.measures) {
        const y = values[measure];
        if (y !== undefined) points.push({ x: value, y, agent, measure });
      }
  }
  progress.clear();
  const parameter = one.parameters.find(({ name }) => name === sweep.parameter);
  const svg = await sweepPlot(points, {
    x: `${parameter?.title ?? sweep.parameter}, ${parameter?.unit ?? ""}`,
    titles: Object.fromEntries(one.measures.map(({ name, title }) => [name, title])),
    order: sweep.measures,
  });
  writeFileSync(file, svg);
}

async function check(labs: Labs, which: readonly Lab[], invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const { paint } = terminal;
  const seeds = wholeNumber(textOption(invocation, "seeds") ?? "20", "--seeds", 1);
  const asJson = flag(invocation, "json");
  const progress = progressOf(terminal);
  const all: { readonly lab: string; readonly seconds: number; readonly found: LabVerdict[] }[] =
    [];
  for (const one of which) {
    const started = performance.now();
    const diagram = diagramsOf(labs, one);
    const context = { effort: "full", diagram, signal: NEVER, onProgress: progress.show } as const;
    const found: LabVerdict[] = [];
    for (const claim of one.claims) {
      progress.show(`${one.id}: ${claim.id}`);
      await new Promise((next) => setImmediate(next));
      found.push(checkLabClaim(claim, context, seeds));
    }
    progress.clear();
    const seconds = (performance.now() - started) / 1000;
    all.push({ lab: one.id, seconds, found });
    if (asJson) continue;
    terminal.out(heading(terminal, `${one.title} (${seconds.toFixed(1)} s)`));
    for (const { holds, claim, measured, agree, asked } of found) {
      const mark = holds ? paint.green("✓") : paint.red("✗");
      const share = asked > 1 ? ` ${agree} of ${asked} seeds;` : "";
      terminal.out(`${mark} ${claim.statement}\n  ${paint.dim(`${share} ${measured}`.trim())}\n`);
    }
  }
  const verdicts = all.flatMap(({ found }) => found);
  const failing = verdicts.filter(({ holds }) => !holds).length;
  if (asJson) terminal.out(json(all.map(checkedJson)));
  else {
    terminal.out(
      `\n${failing === 0 ? paint.green("✓") : paint.red("✗")} ${all.length} labs, ${verdicts.length} claims: ${verdicts.length - failing} hold${failing === 0 ? "" : `, ${failing} fail`}\n`,
    );
  }
  return failing === 0 ? 0 : 1;
}

function checkedJson(one: {
  readonly lab: string;
  readonly seconds: number;
  readonly found: readonly LabVerdict[];
}): Record<string, unknown> {
  return {
    lab: one.lab,
    seconds: one.seconds,
    claims: one.found.map(({ claim, holds, measured, agree, asked }) => ({
      id: claim.id,
      statement: claim.statement,
      provenance: claim.provenance,
      holds,
      measured,
      agree,
      asked,
    })),
  };
}

/** One run of a lab takes seconds; Ctrl-C ends the process. */
const NEVER = { aborted: false };

function progressOf(terminal: Terminal): { show: (text: string) => void; clear: () => void } {
  return {
    show: (text) => {
      if (terminal.interactive) terminal.err(`\r\u001b[2K${text.slice(0, terminal.columns - 1)}`);
    },
    clear: () => {
      if (terminal.interactive) terminal.err("\r\u001b[2K");
    },
  };
}
