/**
 * `cidery lab`: lists the labs, runs one over seeds (tables, charts, JSON, CSV of every run), tells one
 * episode step by step, or checks what the labs claim. The work itself is done in the worker thread;
 * Ctrl-C ends it with what is there.
 */
import type { Lab, LabSweep, Settings } from "@cidery/core/lab";
import type { CommandDefinition, Invocation } from "../command.ts";
import type { Labs } from "../labs.ts";
import type { CheckedLab, LabCurves } from "@cidery/core/tasks";
import type { Spread } from "../taskPool.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { nearestName } from "@cidery/core/text";
import { labSettings, sweepName, sweepPlaces } from "@cidery/core/lab";
import { flag, textOption, word } from "../command.ts";
import { curvesCsv, curvesSvg, runsCsv, runsJson } from "../labExport.ts";
import { printChecked, printEpisode, printRuns } from "../labPrint.ts";
import { printSweep } from "../sweepPrint.ts";
import { diagramsOf, findLabs, labAt } from "../labs.ts";
import { parameterOverrides } from "../loading.ts";
import { runLongTask } from "../longWork.ts";
import { wholeNumber } from "../numbers.ts";
import { JOBS, jobsOf, runShared, withCrew } from "../taskPool.ts";
import { pictureKind, pictureOf } from "../pictures.ts";
import { count, json } from "../print.ts";
import { table } from "../table.ts";
import { checkContracts } from "../labContract.ts";
import { robustness } from "../labRobustness.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";

export const lab: CommandDefinition = {
  name: "lab",
  limited: "task",
  summary:
    "list the labs, run one over seeds, check what they claim, or their worlds against their diagrams",
  examples: [
    { line: "cidery lab list", does: "every lab and its question" },
    {
      line: "cidery lab run off-switch --param beta=1 --seeds 3",
      does: "what agents are paid and what was wanted",
    },
    {
      line: "cidery lab run discovering-agents --trace planner",
      does: "one episode, step by step",
    },
    {
      line: "cidery lab run discovering-agents --sweep temperature --plot fading.svg",
      does: "a curve over a parameter",
    },
    {
      line: "cidery lab run off-switch --sweep beta,sigma --plot worth.svg",
      does: "a map over two parameters",
    },
    {
      line: "cidery lab robustness off-switch --settings 20",
      does: "in what share of the ranges of its parameters each conclusion holds",
    },
    { line: "cidery lab check off-switch --seeds 2", does: "check its claims over seeds" },
    {
      line: "cidery lab contract off-switch",
      does: "its world against its diagrams, arrow by arrow",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<what>", "list, run, check, contract or robustness")
      .argument(
        "[lab]",
        "a lab from the list, or the folder of your own (check and contract: all if omitted)",
      )
      .option("--param <name=value...>", "set a parameter of the lab")
      .option(
        "--seeds <n>",
        "independent runs (default: 5 for run, 1 at each point of a sweep, for check as many as each claim needs)",
      )
      .option("--first-seed <n>", "seed of the first run, and of a trace", "1")
      .option("--trace <agent>", "print one episode of an agent step by step")
      .option(
        "--sweep <parameter>",
        "vary this parameter over the values given by the lab; two, separated by a comma, for a map",
      )
      .option(
        "--plot <file>",
        "write sweeps as .svg or .png: that of --sweep, or a file for each, named after its parameter",
      )
      .option("--claim <id>", "check this claim only (or its robustness)")
      .option("--settings <n>", "settings drawn for robustness (default: 100)")
      .option(...JOBS)
      .option("--csv [file]", "every run as CSV, printed or written to a file")
      .option("--json [file]", "every run as JSON, printed or written to a file"),
  async run(invocation): Promise<ExitCode> {
    const labs = await findLabs();
    const what = word(invocation, 0);
    refuseOthers(kindOf(what, invocation), invocation);
    const id = word(invocation, 1);
    if (what === "list") {
      if (id !== "")
        throw new BadInput("cidery lab list lists all labs", `for one: cidery lab run ${id}`);
      return list(labs, invocation);
    }
    if (what === "check") {
      return check(
        id === "" ? labs.labs : [await labAt(labs, id, invocation.terminal)],
        invocation,
      );
    }
    if (what === "contract") {
      const { firstSeed } = seedsOf(invocation, 1);
      const which = id === "" ? labs.labs : [await labAt(labs, id, invocation.terminal)];
      return checkContracts(which, firstSeed, spreadOf(invocation), (found) =>
        deliver(invocation, "json", () => json(found)),
      );
    }
    if (what === "robustness") {
      if (id === "") throw new BadInput("which lab?", labs.labs.map((one) => one.id).join(", "));
      const claim = textOption(invocation, "claim");
      const { firstSeed } = seedsOf(invocation, 1);
      const settings = wholeNumber(textOption(invocation, "settings") ?? "100", "--settings", 1);
      const drawing = { settings, firstSeed, ...(claim === undefined ? {} : { claim }) };
      return robustness(
        await labAt(labs, id, invocation.terminal),
        drawing,
        spreadOf(invocation),
        (found) => deliver(invocation, "json", () => json(found)),
      );
    }
    if (what !== "run") {
      throw new BadInput(
        `cidery lab ${what} is not known`,
        "there are list, run, check, contract and robustness",
      );
    }
    if (id === "") throw new BadInput("which lab?", labs.labs.map((one) => one.id).join(", "));
    const one = await labAt(labs, id, invocation.terminal);
    if (textOption(invocation, "trace") !== undefined) return trace(one, invocation);
    const [plots, sweep] = [textOption(invocation, "plot"), textOption(invocation, "sweep")];
    if (plots !== undefined) pictureKind(plots);
    if (sweep !== undefined) return sweeps(one, [freeSweep(one, sweep, invocation)], invocation);
    const code = await run(labs, one, invocation);
    if (plots === undefined || code !== 0) return code;
    if (one.sweeps.length === 0) throw new BadInput(`${one.id} has no sweep to plot`);
    return plot(one, one.sweeps, plots, invocation);
  },
};

/** Which options each kind of work has; anything else is refused and not ignored. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  run: ["param", "seeds", "firstSeed", "plot", "csv", "timeLimit", "jobs", "json"],
  "run --trace": ["trace", "param", "firstSeed", "timeLimit", "json"],
  "run --sweep": [
    "sweep",
    "param",
    "seeds",
    "firstSeed",
    "plot",
    "csv",
    "timeLimit",
    "jobs",
    "json",
  ],
  list: ["json"],
  check: ["claim", "seeds", "firstSeed", "timeLimit", "jobs", "json"],
  contract: ["firstSeed", "timeLimit", "jobs", "json"],
  robustness: ["settings", "firstSeed", "claim", "timeLimit", "jobs", "json"],
};

const WHY: Readonly<Record<string, string>> = {
  param:
    "what is checked names its own settings, so that anybody checks the same; `cidery lab robustness` asks at others",
};

/** A trace and a sweep are runs with options of their own. */
function kindOf(what: string, { options }: Invocation): string {
  if (what !== "run") return what;
  const kind = ["trace", "sweep"].find((name) => options[name] !== undefined);
  return kind === undefined ? what : `run --${kind}`;
}

function refuseOthers(what: string, { options }: Invocation): void {
  const allowed = OPTIONS[what];
  if (allowed === undefined) return;
  for (const [name, value] of Object.entries(options)) {
    // Every command has a first seed by default.
    const given = value !== undefined && !(name === "firstSeed" && value === "1");
    if (!LAB_OPTIONS.includes(name) || !given || allowed.includes(name)) continue;
    const flagName = `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new BadInput(
      `cidery lab ${what} has no ${flagName}`,
      what.startsWith("run") ? undefined : WHY[name],
    );
  }
  if (options["csv"] === true && options["json"] === true)
    throw new BadInput("--csv and --json cannot both be printed", "name a file for one of them");
}

const LAB_OPTIONS: readonly string[] = [
  "param",
  "seeds",
  "firstSeed",
  "trace",
  "sweep",
  "plot",
  "claim",
  "csv",
  "settings",
  "timeLimit",
  "jobs",
];

function list({ labs }: Labs, invocation: Invocation): ExitCode {
  const { terminal } = invocation;
  const rows = labs.map((one) => [one.id, String(one.claims.length), one.question]);
  const listed = labs.map((one) => ({
    id: one.id,
    title: one.title,
    question: one.question,
    system: one.system,
    sources: one.sources,
    assumptions: one.assumptions,
    parameters: one.parameters,
    agents: one.agents,
    sweeps: one.sweeps,
    published: one.published ?? [],
    claims: one.claims.map(({ id, statement, provenance }) => ({ id, statement, provenance })),
  }));
  if (!deliver(invocation, "json", () => json(listed))) {
    terminal.out(table(terminal, ["lab", "claims", "question"], rows, { wrapLast: true }));
  }
  return 0;
}

async function run(labs: Labs, one: Lab, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const settings = settingsOf(one, invocation);
  const input = { lab: one.id, settings, ...seedsOf(invocation, 5) };
  const found = await runShared("labRuns", input, input.seeds, spreadOf(invocation));
  const printed = [
    deliver(invocation, "json", () => json(runsJson(one, settings, found))),
    deliver(invocation, "csv", () => runsCsv(one, found.runs)),
  ].includes(true);
  if (!printed) printRuns(one, settings, found, diagramsOf(labs, one), terminal);
  if (!found.stopped) return 0;
  terminal.err(`stopped after ${found.runs.length} of ${count(input.seeds, "seed")}\n`);
  return 1;
}

async function trace(one: Lab, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const agent = agentCalled(one, textOption(invocation, "trace") ?? "");
  const { firstSeed: seed } = seedsOf(invocation, 1);
  const input = { lab: one.id, settings: settingsOf(one, invocation), seed, agents: [agent] };
  const [episode] = await runLongTask("labEpisodes", input, terminal);
  if (episode === undefined) throw new BadInput(`${one.id} told nothing of ${agent}`);
  if (!deliver(invocation, "json", () => json({ lab: one.id, seed, ...episode }))) {
    printEpisode(one, episode, seed, terminal);
  }
  return 0;
}

/** One sweep as a table, or as CSV or JSON; and as a chart if asked. */
async function sweeps(
  one: Lab,
  chosen: readonly LabSweep[],
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation;
  const found = await sweepAll(one, chosen, invocation);
  const curves = found.map(({ curves: each }) => each);
  const printed = [
    deliver(invocation, "json", () => json({ lab: one.id, sweeps: curves })),
    deliver(invocation, "csv", () => curvesCsv(one, curves)),
  ].includes(true);
  const file = textOption(invocation, "plot");
  if (file !== undefined) await writePlots(one, found, file, terminal);
  if (!printed) for (const { sweep, curves: each } of found) printSweep(one, sweep, each, terminal);
  return stoppedCode(curves, terminal);
}

async function plot(
  one: Lab,
  chosen: readonly LabSweep[],
  file: string,
  invocation: Invocation,
): Promise<ExitCode> {
  const found = await sweepAll(one, chosen, invocation);
  await writePlots(one, found, file, invocation.terminal);
  return stoppedCode(
    found.map(({ curves }) => curves),
    invocation.terminal,
  );
}

interface Swept {
  readonly sweep: LabSweep;
  readonly curves: LabCurves;
}

/** Sweep after sweep, until one is stopped. */
async function sweepAll(
  one: Lab,
  chosen: readonly LabSweep[],
  invocation: Invocation,
): Promise<Swept[]> {
  const base = { lab: one.id, settings: settingsOf(one, invocation), ...seedsOf(invocation, 1) };
  const found: Swept[] = [];
  for (const sweep of chosen) {
    const pieces = sweepPlaces(sweep, base.settings).length * base.seeds;
    const curves = await runShared("labSweep", { ...base, sweep }, pieces, spreadOf(invocation));
    found.push({ sweep, curves });
    if (curves.stopped) break;
  }
  return found;
}

function stoppedCode(curves: readonly LabCurves[], terminal: Terminal): ExitCode {
  const stopped = curves.find((each) => each.stopped);
  if (stopped === undefined) return 0;
  const { parameter, against, points } = stopped;
  const values = count(points.length, against === undefined ? "value" : "pair");
  const names = against === undefined ? parameter : `${parameter} and ${against}`;
  terminal.err(`stopped after ${values} of ${names}\n`);
  return 1;
}

/** One file for one sweep; for several, one each, with the parameter before the ending. */
async function writePlots(
  one: Lab,
  found: readonly Swept[],
  file: string,
  terminal: Terminal,
): Promise<void> {
  for (const { sweep, curves } of found) {
    if (curves.points.length === 0) continue;
    const name =
      one.sweeps.length === 1 || found.length === 1
        ? file
        : file.replace(/(\.\w+)?$/, (ending) => `-${sweepName(sweep).replace(",", "-")}${ending}`);
    const picture = await pictureOf(await curvesSvg(one, sweep, curves), name);
    writeFile(terminal.workingFolder, name, picture);
    terminal.out(`wrote ${name}\n`);
  }
}

async function check(which: readonly Lab[], invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const { paint } = terminal;
  const { seeds, firstSeed } = seedsOf(invocation, 1);
  const asked = textOption(invocation, "seeds") === undefined ? {} : { seeds };
  const only = textOption(invocation, "claim");
  const quiet = flag(invocation, "json");
  const all: { readonly lab: string; readonly checked: CheckedLab }[] = [];
  const orders = which.map((one) => ({
    lab: one.id,
    claims: claimsCalled(one, only),
    firstSeed,
    ...asked,
  }));
  await withCrew(spreadOf(invocation), async (crew) => {
    const found = orders.map(async (order) => await crew.run("labClaims", order));
    for (const [at, one] of which.entries()) {
      const checked = await (found[at] as (typeof found)[number]);
      all.push({ lab: one.id, checked });
      if (!quiet) printChecked(one, checked, terminal);
      if (checked.stopped) break;
    }
  });
  const verdicts = all.flatMap(({ checked }) => checked.claims);
  const failing = verdicts.filter(({ outcome }) => outcome === "fails").length;
  const open = verdicts.filter(({ outcome }) => outcome === "open").length;
  const holding = verdicts.length - failing - open;
  const stopped = all.some(({ checked }) => checked.stopped);
  const told = deliver(invocation, "json", () =>
    json(all.map((one) => ({ lab: one.lab, firstSeed, ...asked, ...one.checked }))),
  );
  if (!told) {
    const good = failing === 0 && !stopped;
    terminal.out(
      `\n${good ? paint.green("✓") : paint.red("✗")} ${count(all.length, "lab")}, ${count(verdicts.length, "claim")}: ${holding} hold${holding === 1 ? "s" : ""}${open === 0 ? "" : `, ${open} open for want of seeds`}${failing === 0 ? "" : `, ${failing} fail${failing === 1 ? "s" : ""}`}${stopped ? ", stopped before the others" : ""}\n`,
    );
  }
  return failing === 0 && !stopped ? 0 : 1;
}

/** Prints what was asked for as JSON or CSV, or writes it to the file that was named. */
function deliver(invocation: Invocation, form: "json" | "csv", text: () => string): boolean {
  const { terminal } = invocation;
  if (flag(invocation, form)) {
    terminal.data(text());
    return true;
  }
  const file = textOption(invocation, form);
  if (file === undefined) return false;
  writeFile(terminal.workingFolder, file, text());
  terminal.out(`wrote ${file}\n`);
  return false;
}

/** How the work of this command is spread. */
function spreadOf(invocation: Invocation): Spread {
  return { jobs: jobsOf(invocation), terminal: invocation.terminal };
}

function seedsOf(invocation: Invocation, usual: number): { seeds: number; firstSeed: number } {
  return {
    seeds: wholeNumber(textOption(invocation, "seeds") ?? String(usual), "--seeds", 1),
    firstSeed: wholeNumber(textOption(invocation, "firstSeed") ?? "1", "--first-seed", 0),
  };
}

function settingsOf(one: Lab, invocation: Invocation): Settings {
  try {
    return labSettings(one, parameterOverrides(invocation.options["param"]) ?? []);
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(error.message);
    throw error;
  }
}

/** @throws BadInput for a sweep of what is set to one value */
function freeSweep(one: Lab, name: string, { options }: Invocation): LabSweep {
  const sweep = sweepCalled(one, name);
  const set = parameterOverrides(options["param"])?.keys() ?? [];
  const both = [...set].find((parameter) =>
    [sweep.parameter, sweep.against?.parameter].includes(parameter),
  );
  if (both === undefined) return sweep;
  throw new BadInput(
    `--sweep ${name} varies ${both}, and --param sets it`,
    `leave out --param ${both}`,
  );
}

function sweepCalled(one: Lab, name: string): LabSweep {
  const found = one.sweeps.find((sweep) => sweepName(sweep) === name);
  if (found !== undefined) return found;
  throw unknown(`${one.id} has no sweep of ${name}`, name, one.sweeps.map(sweepName));
}

function agentCalled(one: Lab, id: string): string {
  const ids = one.agents.map((agent) => agent.id);
  if (ids.includes(id)) return id;
  throw unknown(`${one.id} has no agent ${id}`, id, ids);
}

function claimsCalled(one: Lab, id: string | undefined): string[] {
  const ids = one.claims.map((claim) => claim.id);
  if (id === undefined) return ids;
  if (ids.includes(id)) return [id];
  throw unknown(`${one.id} has no claim ${id}`, id, ids);
}

function unknown(message: string, name: string, names: readonly string[]): BadInput {
  const near = nearestName(name, names);
  if (near !== undefined) return new BadInput(message, `did you mean ${near}?`);
  return new BadInput(message, names.length === 0 ? undefined : `there are ${names.join(", ")}`);
}
