/** `cidery meter`: what steering each variable is worth, beside what the graph says of it. */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { MeterReading, MeterReadings } from "@cidery/core/tasks";
import type { ExitCode } from "../terminal.ts";
import type { MeasuredIncentive } from "@cidery/core/solve";
import { CRITERIA, criterionNamed } from "@cidery/core";
import { MEASURED_INCENTIVES } from "@cidery/core/solve";
import { meterPairs } from "@cidery/core/tasks";
import {
  chanceCalled,
  decidingAgent,
  decisionCalled,
  OTHERS_HELP,
  othersLine,
  othersOption,
} from "../agents.ts";
import { flag, textOption, word } from "../command.ts";
import { openModel } from "../loading.ts";
import { wholeNumber } from "../numbers.ts";
import { bounded, heading, json, number, shortText, wrapped } from "../print.ts";
import { table } from "../table.ts";
import { jobsOf, runShared } from "../taskPool.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";

export const meter: CommandDefinition = {
  name: "meter",
  limited: "task",
  summary: "the incentive meter beside the graph, and settings at which an incentive appears",
  examples: [
    {
      line: "cidery meter frameworks/modifiable-reward",
      does: "every decision and every variable below it",
    },
    {
      line: "cidery meter frameworks/current-rf --search",
      does: "where it reads 0 although the graph admits it: are there other settings?",
    },
    {
      line: "cidery meter papers/everitt2021agent/grade-prediction --of response --search",
      does: "the same of responses: how likely every optimal policy reacts",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model")
      .argument("[variable]", "only this variable")
      .option("--agent <name>", "whose decisions, if several agents decide")
      .option("--others <play>", OTHERS_HELP)
      .option("--decision <name>", "only this decision")
      .option(
        "--of <incentive>",
        "of which incentive: control, information, response or value-of-control",
        "control",
      )
      .option("--uniform", "compare with uniform play instead of natural play")
      .option(
        "--search",
        "where the graph admits an incentive but the meter reads 0: search for settings at which it appears",
      )
      .option("--tries <n>", "number of readings in each part of the search", "200")
      .option("--seed <n>", "seed of the search", "1")
      .option(
        "--write <file>",
        "write the model found as .cid (for one variable, with other mechanisms)",
      )
      .option("--param <name=value...>", "override a parameter")
      .option(
        "--jobs <n>",
        "number of threads; results do not depend on it (default: all cores with --search, else 1)",
      )
      .option("--json", "print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { diagram, parameters } = opened;
    const agent = decidingAgent(diagram, textOption(invocation, "agent"));
    const about = word(invocation, 1);
    const variable = about === "" ? undefined : chanceCalled(diagram, about);
    const at = textOption(invocation, "decision");
    const decision = at === undefined ? undefined : decisionCalled(diagram, agent, at);
    const incentive = incentiveCalled(textOption(invocation, "of") ?? "control");
    const question = {
      agent,
      incentive,
      others: othersOption(invocation, diagram, agent),
      reference: flag(invocation, "uniform") ? ("uniform" as const) : ("natural" as const),
      ...(variable === undefined ? {} : { variable }),
      ...(decision === undefined ? {} : { decision }),
      ...(flag(invocation, "search")
        ? {
            search: {
              tries: wholeNumber(textOption(invocation, "tries"), "--tries", 1),
              seed: wholeNumber(textOption(invocation, "seed"), "--seed", 0),
            },
          }
        : {}),
    };
    const { parts } = diagram;
    const pieces = meterPairs(diagram, question).length;
    const read = await runShared(
      "meter",
      { parts, ...(parameters === undefined ? {} : { parameters }), ...question },
      pieces,
      { jobs: threads(invocation), terminal },
    );
    const file = textOption(invocation, "write");
    if (file !== undefined) {
      writeFile(terminal.workingFolder, file, foundModel(read.readings));
    }
    if (flag(invocation, "json")) terminal.out(json(read));
    else print(read, incentive, invocation);
    if (file !== undefined) terminal.err(`wrote ${file}\n`);
    return 0;
  },
};

/** Single readings are soon done, sooner than threads are there; it is the search that takes long. */
function threads(invocation: Invocation): number {
  const told = textOption(invocation, "jobs") !== undefined;
  return told || flag(invocation, "search") ? jobsOf(invocation) : 1;
}

/** An incentive that numbers can be asked about, by id, badge or predicate. */
function incentiveCalled(text: string): MeasuredIncentive {
  const plain = text.toLowerCase();
  const name = plain === "information" ? "value-of-information" : text;
  const named = criterionNamed(name) ?? CRITERIA.find(({ badge }) => badge.toLowerCase() === plain);
  const found = MEASURED_INCENTIVES.find((id) => id === named?.id);
  if (found !== undefined) return found;
  throw new BadInput(
    `--of ${text}: ${named === undefined ? "no criterion is called that" : `numbers are not asked about ${named.title.toLowerCase()}`}`,
    "write control, information, response or value-of-control",
  );
}

/** What is read of each incentive: the table's heading, its column, and what the number is. */
const WORDS: Readonly<
  Record<
    MeasuredIncentive,
    {
      readonly title: string;
      readonly column: string;
      readonly means: string;
      readonly none: string;
      readonly absent: string;
    }
  >
> = {
  "instrumental-control-incentive": {
    title: "Incentive meter for AGENT, in units of utility",
    column: "I(X)",
    means: "I(X): optimum minus optimum when X has its no-influence distribution.",
    none: "the variable lies below none of the decisions asked about, so there is nothing to steer",
    absent: "no chance variable lies below its decisions",
  },
  "value-of-information": {
    title: "Value of information for AGENT, in units of utility",
    column: "worth",
    means: "worth: optimum when the decision sees the variable minus optimum when it does not.",
    none: "the variable comes after the decisions asked about, which cannot see it",
    absent: "all chance variables come after its decisions",
  },
  "response-incentive": {
    title: "Reactions of AGENT, as probabilities",
    column: "reacts",
    means:
      "reacts: how likely another value of the variable would have changed the decision, at the value that matters most, under the optimal policy that reacts least.",
    none: "the variable comes after the decisions asked about, which cannot react to it",
    absent: "all chance variables come after its decisions",
  },
  "value-of-control": {
    title: "Value of control for AGENT, in units of utility",
    column: "worth",
    means: "worth: optimum when the agent sets the variable minus optimum.",
    none: "the diagram has no such chance variable",
    absent: "the diagram has no chance variable",
  },
};

function print(
  { agent, others, readings, stopped }: MeterReadings,
  incentive: MeasuredIncentive,
  { terminal, options, positional }: Invocation,
): void {
  const { paint } = terminal;
  const { title, column, means, none, absent } = WORDS[incentive];
  terminal.out(heading(terminal, title.replace("AGENT", agent)));
  terminal.out(othersLine(others));
  if (stopped !== undefined) terminal.out(wrapped(shortText(stopped), terminal.columns));
  if (readings.length === 0) {
    if (stopped !== undefined) return;
    const asked = options["decision"] !== undefined || typeof positional[1] === "string";
    terminal.out(`  ${asked ? none : absent}\n`);
    return;
  }
  const rows = readings.map((one) => [
    one.decision,
    one.variable,
    one.graph,
    shown(one),
    inWords(one, incentive),
  ]);
  terminal.out(table(terminal, ["decision", "variable", "graph", column, ""], rows, { indent: 2 }));
  const unsettled = readings.filter(({ reference }) => reference === "uniform");
  if (unsettled.length > 0 && options["uniform"] !== true) {
    const pairs = unsettled.map(({ decision, variable }) => `${decision} → ${variable}`).join(", ");
    const why = `${pairs}: compared with uniform play, because natural play does not settle.`;
    terminal.out(`\n${wrapped(why, terminal.columns)}`);
  }
  for (const { decision, variable, found } of readings) {
    if (found === undefined) continue;
    const pair = decision === "" ? variable : `${decision} → ${variable}`;
    terminal.out(`\n${paint.bold(pair)}  `);
    switch (found.kind) {
      case "not-found":
        terminal.out(
          found.stopped
            ? `stopped after ${found.tries} tries\n`
            : `nothing found in ${found.tries} tries, which proves nothing\n`,
        );
        break;
      case "parameters": {
        const changes = Object.entries(found.parameters).map(([p, value]) => `${p}=${value}`);
        terminal.out(`${column} = ${number(found.value)} with --param ${changes.join(" ")}\n`);
        break;
      }
      case "mechanisms":
        terminal.out(
          `${column} = ${number(found.value)} with other numbers${found.ownValues ? "" : ", two values for each variable"}:\n`,
        );
        terminal.out(found.changes.replace(/^/gm, "  ").trimEnd());
        terminal.out("\n");
    }
  }
  const search =
    options["search"] === true || !readings.some(isSilent) ? "" : "Other settings: --search. ";
  terminal.out(
    `\n${paint.dim(wrapped(`${means} ${search}`.trim(), terminal.columns).trimEnd())}\n`,
  );
}

function shown({ value, bounds, rounding = 0 }: MeterReading): string {
  if (value === undefined) return "–";
  return bounds === undefined
    ? bounded(value, [value - rounding, value + rounding])
    : `${number(bounds[0])} … ${number(bounds[1])}`;
}

function isSilent(one: MeterReading): boolean {
  return one.graph !== "excludes" && !(range(one)[0] > 0);
}

/** Where the reading surely lies: between bounds, where it was not settled, or within rounding. */
function range({ value = 0, bounds, rounding = 0 }: MeterReading): readonly [number, number] {
  return bounds ?? [value - rounding, value + rounding];
}

/** Bounds that leave open whether it is positive. */
function isOpen({ bounds }: MeterReading): boolean {
  return bounds !== undefined && bounds[0] <= 0 && bounds[1] > 0;
}

/** What is said of a reading goes for all of its range. */
function inWords(one: MeterReading, incentive: MeasuredIncentive): string {
  const [low, high] = range(one);
  if (one.graph === "excludes")
    return incentive === "instrumental-control-incentive" && (low > 0 || high < 0)
      ? "no incentive, whatever the numbers; this is the hold of a later decision on it"
      : "none, whatever the numbers";
  if (one.graph === "unknown" && !(one.value !== undefined && low > 0))
    return one.value === undefined
      ? "the graph cannot tell; the model has no numbers"
      : isOpen(one)
        ? "not known exactly; the graph cannot tell either"
        : "none at these settings; the graph cannot tell about others";
  if (one.value === undefined)
    return incentive === "response-incentive"
      ? "possible; no numbers, or too many optimal policies"
      : "possible; the model has no numbers";
  if (isOpen(one)) return "possible, not known exactly";
  if (low > 0) return "positive at these settings";
  return high < 0 ? "a burden at these settings" : "possible, not at these settings";
}

/** @throws BadInput unless exactly one reading was found with other mechanisms */
function foundModel(readings: readonly MeterReading[]): string {
  const models = readings.flatMap(({ found }) => (found?.kind === "mechanisms" ? [found] : []));
  const [only] = models;
  if (only !== undefined && models.length === 1) return only.model;
  throw new BadInput(
    `there are ${models.length} found models to write`,
    "ask about one variable and one decision, with --search",
  );
}
