/**
 * `cidery train`: does a learner, trained in the model, do what was predicted? Reports whether it
 * reaches the exact optimum, or by how much it misses it, and on which admitted incentives its rule
 * acts. Learners for several agents at once are compared with equilibria.
 */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { InfluenceDiagram } from "@cidery/core";
import type { GameLearner, Learner, TrainingReport, TreeLearner } from "@cidery/core/learn";
import type { OpenedModel } from "../loading.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { nearestName } from "@cidery/core/text";
import { GAME_LEARNERS, gameLearnerCalled, LEARNERS, learnerCalled } from "@cidery/core/learn";
import { actingAgents, namedOthers } from "@cidery/core/tasks";
import type { IncentiveActedOn } from "../incentivesActedOn.ts";
import { incentivesActedOn } from "../incentivesActedOn.ts";
import { decidingAgent, OTHERS_HELP, othersLine, othersOption } from "../agents.ts";
import { flag, textOption, word } from "../command.ts";
import { gameReportJson, printGameReport, stoppedRemarks } from "../gameTraining.ts";
import { openModel } from "../loading.ts";
import { JOBS, jobsOf, runShared } from "../taskPool.ts";
import { wholeNumber } from "../numbers.ts";
import {
  heading,
  intervalText,
  json,
  measured,
  number,
  percent,
  share,
  wrapped,
} from "../print.ts";
import { table } from "../table.ts";
import { BadInput } from "../terminal.ts";

export const train: CommandDefinition = {
  name: "train",
  limited: "task",
  summary: "train a learner in the model and compare it with the exact optimum",
  examples: [
    {
      line: "cidery train frameworks/modifiable-reward --seeds 5 --separate-steps",
      does: "Q-learning: does it tamper?",
    },
    {
      line: "cidery train textbooks/umbrella --learner reinforce --episodes 2000",
      does: "another learner",
    },
    {
      line: 'cidery train --environment "node world.mjs" --seeds 1 --episodes 200',
      does: "in an external world, over that program's standard input and output",
    },
    {
      line: "cidery train games/matching-pennies --learner regret_matching --episodes 20000",
      does: "all agents learn at once",
    },
  ],
  declare: (parser) =>
    parser
      .argument("[file]", "a model with numbers")
      .option(
        "--environment <command>",
        "train in the world that this program implements, instead of in a model (see docs/own-world.md)",
      )
      .option("--agent <name>", "the agent that learns, if several decide")
      .option("--others <play>", OTHERS_HELP)
      .option(
        "--learner <id>",
        [
          LEARNERS.map(({ id }) => id).join(", "),
          `all agents at once: ${GAME_LEARNERS.map(({ id }) => id).join(", ")}`,
        ].join("; "),
        "q_learning",
      )
      .option("--episodes <n>", "training episodes, or rounds of a game, per seed", "5000")
      .option("--seeds <n>", "independent runs", "10")
      .option("--first-seed <n>", "seed of the first run", "1")
      .option(...JOBS)
      .option("--separate-steps", "a rule for each time step of a replicated decision")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const id = textOption(invocation, "learner") ?? "q_learning";
    const outside = textOption(invocation, "environment");
    const file = word(invocation, 0);
    if ((outside === undefined) === (file === ""))
      throw new BadInput(
        file === "" ? "which model?" : "a model or an --environment, not both",
        'name a file, or a program: --environment "python3 world.py"',
      );
    if (outside !== undefined) {
      const { trainInWorld } = await import("../worldTraining.ts");
      return trainInWorld(invocation, outside, learnerNamed(id), effort(invocation));
    }
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { diagram, parameters } = opened;
    const gameLearner = gameLearnerCalled(id);
    if (gameLearner !== undefined) return trainAll(invocation, opened, gameLearner);
    const learner = learnerNamed(id);
    const named = textOption(invocation, "agent");
    if (named === undefined && actingAgents(diagram).length > 1) severalAgents(diagram);
    const agent = decidingAgent(diagram, named);
    const report = await runShared(
      "train",
      {
        parts: diagram.parts,
        ...(parameters === undefined ? {} : { parameters }),
        agent,
        others: othersOption(invocation, diagram, agent),
        learner: learner.id,
        ...effort(invocation),
        separateSteps: flag(invocation, "separateSteps"),
      },
      effort(invocation).seeds,
      { jobs: jobsOf(invocation), terminal },
    );
    if (flag(invocation, "json")) terminal.out(json(reportJson(diagram, agent, learner, report)));
    else printReport(diagram, agent, learner, report, invocation);
    return endOf(report, report.seeds, (one) => one.reachesOptimum);
  },
};

async function trainAll(
  invocation: Invocation,
  { diagram, parameters }: OpenedModel,
  learner: GameLearner | TreeLearner,
): Promise<ExitCode> {
  const { terminal } = invocation;
  if (textOption(invocation, "agent") !== undefined) {
    throw new BadInput(
      `with ${learner.id} all agents learn at once`,
      "omit --agent, or let one agent learn: --learner q_learning",
    );
  }
  const { episodes: rounds, ...rest } = effort(invocation);
  const report = await runShared(
    "trainGame",
    {
      parts: diagram.parts,
      ...(parameters === undefined ? {} : { parameters }),
      learner: learner.id,
      rounds,
      ...rest,
    },
    rest.seeds,
    { jobs: jobsOf(invocation), terminal },
  );
  if (flag(invocation, "json")) terminal.out(json(gameReportJson(diagram, learner, report)));
  else printGameReport(diagram, learner, report, terminal);
  return endOf(report, report.seeds, (one) => one.isEquilibrium);
}

/** 0 when all the seeds that were asked for came where they should. */
function endOf<Seed>(
  { stopped }: Pick<TrainingReport, "stopped">,
  seeds: readonly Seed[],
  arrived: (seed: Seed) => boolean,
): ExitCode {
  return stopped !== true && seeds.every(arrived) ? 0 : 1;
}

function effort(invocation: Invocation): {
  readonly episodes: number;
  readonly seeds: number;
  readonly firstSeed: number;
} {
  return {
    episodes: wholeNumber(textOption(invocation, "episodes"), "--episodes", 1),
    seeds: wholeNumber(textOption(invocation, "seeds"), "--seeds", 1),
    firstSeed: wholeNumber(textOption(invocation, "firstSeed"), "--first-seed", 0),
  };
}

function severalAgents(diagram: InfluenceDiagram): never {
  const names = actingAgents(diagram).map((id) => diagram.agents[id]?.name);
  throw new BadInput(
    `several agents decide (${names.join(", ")})`,
    `say which one learns, --agent NAME, or let all learn at once: --learner ${GAME_LEARNERS[0]?.id ?? ""}`,
  );
}

function learnerNamed(id: string): Learner {
  const found = learnerCalled(id);
  if (found !== undefined) return found;
  const ids = [...LEARNERS, ...GAME_LEARNERS].map((one) => one.id);
  const near = nearestName(id, ids);
  throw new BadInput(
    `no learner is called ${id}`,
    near === undefined ? `there are ${ids.join(", ")}` : `did you mean ${near}?`,
  );
}

function reportJson(
  diagram: InfluenceDiagram,
  agent: number,
  learner: Learner,
  report: TrainingReport,
): Record<string, unknown> {
  const {
    optimalValue,
    uniformValue,
    meanValue,
    interval,
    shortfall,
    successShare,
    successInterval,
    tolerance,
    close,
    optimum,
  } = report;
  return {
    agent: diagram.agents[agent]?.name,
    others: namedOthers(diagram, optimum.others),
    learner: learner.id,
    optimalValue,
    optimumProved: optimum.optimal,
    uniformValue,
    meanValue,
    interval,
    shortfall,
    successShare,
    successInterval,
    tolerance,
    close,
    ...(report.stopped === true ? { stopped: true } : {}),
    ...(report.cutShort === undefined
      ? {}
      : { cutShort: { ...report.cutShort, policy: undefined } }),
    seeds: report.seeds.map(({ seed, value, reachesOptimum, isClose }) => ({
      seed,
      value,
      reachesOptimum,
      isClose,
    })),
    actsOn: incentivesActedOn(diagram, agent, report),
  };
}

function printReport(
  diagram: InfluenceDiagram,
  agent: number,
  learner: Learner,
  report: TrainingReport,
  { terminal, options }: Invocation,
): void {
  const { paint } = terminal;
  const name = diagram.agents[agent]?.name ?? "";
  terminal.out(heading(terminal, `${learner.title} as ${name}`));
  terminal.out(othersLine(namedOthers(diagram, report.optimum.others)));
  for (const remark of stoppedRemarks(report, "episode", report.cutShort?.episodes))
    terminal.out(paint.yellow(wrapped(remark, terminal.columns)));
  if (report.cutShort !== undefined && report.seeds.length === 0)
    terminal.out(
      `  its rule is worth ${number(report.cutShort.value)} so far; the exact optimum is ${number(report.optimalValue)}, choosing uniformly ${number(report.uniformValue)}\n`,
    );
  if (report.seeds.length === 0) return;
  const all = report.successShare === 1;
  const [low, high] = report.successInterval;
  const reached = report.seeds.filter((one) => one.reachesOptimum).length;
  terminal.out(
    table(
      terminal,
      ["", ""],
      [
        [
          "exact optimum",
          `${number(report.optimalValue)}${report.optimum.optimal ? "" : " (best found, not proved)"}`,
        ],
        [
          "learnt, mean over seeds",
          `${number(report.meanValue)}  (${intervalText(report.interval, number)})`,
        ],
        ["choosing uniformly", number(report.uniformValue)],
        [
          report.optimum.optimal ? "reached the optimum" : "reached the best found",
          `${(all ? paint.green : paint.yellow)(`${reached} of ${report.seeds.length} seeds`)}  (95 % interval ${percent(low)} to ${percent(high)})`,
        ],
        ...(report.close > reached
          ? [
              [
                `came within ${percent(report.tolerance)} of it`,
                `${report.close} of ${report.seeds.length} seeds  (of what uniform play misses)`,
              ],
            ]
          : []),
        ...(all ? [] : [["falls short by", shortfallText(report)]]),
      ],
      { indent: 2 },
    ).replace(/^\s*\n/, ""),
  );
  if (!all && options["separateSteps"] !== true && sharesSteps(diagram, agent)) {
    terminal.out(
      "All time steps share one rule; a rule for each step is learnt with --separate-steps.\n",
    );
  }
  printActedOn(diagram, agent, report, terminal);
}

function shortfallText({ shortfall, optimalValue, uniformValue }: TrainingReport): string {
  const { mean, interval, worst } = shortfall;
  const missing = mean / (optimalValue - uniformValue);
  return `${measured(mean)} on average  (${intervalText(interval, measured)}), ${percent(missing)} of what uniform play misses; at worst ${measured(worst)}`;
}

function sharesSteps(diagram: InfluenceDiagram, agent: number): boolean {
  const templates = diagram.structure
    .decisionsOf(agent)
    .map((id) => diagram.node(id).instance?.template);
  return templates.some((one, i) => one !== undefined && templates.indexOf(one) !== i);
}

const ACTED_ON = [
  {
    incentive: "control",
    none: "The graph admits no control incentive on a chance variable.",
    title: "Admitted control incentives, and whether the learnt rules move the variable:",
    path: ({ decision, node }: IncentiveActedOn) => `${decision} → ${node}`,
    head: ["total variation from uniform play", "seeds that move it"],
  },
  {
    incentive: "response",
    none: "The graph admits no response incentive on a chance variable.",
    title: "Admitted response incentives, and whether the learnt rules respond:",
    path: ({ decision, node }: IncentiveActedOn) => `${node} → ${decision}`,
    head: ["total variation when it is set", "seeds that respond"],
  },
] as const;

function printActedOn(
  diagram: InfluenceDiagram,
  agent: number,
  report: TrainingReport,
  terminal: Terminal,
): void {
  const all = incentivesActedOn(diagram, agent, report);
  for (const { incentive, none, title, path, head } of ACTED_ON) {
    const rows = all
      .filter((one) => one.incentive === incentive)
      .map((one) => [
        one.node,
        path(one),
        one.interval === undefined
          ? share(one.shift)
          : `${share(one.shift)}  (${one.interval.map(share).join(" to ")})`,
        `${one.seedsActing} of ${one.seeds}  (${one.shareInterval.map(percent).join(" to ")})`,
      ]);
    if (rows.length === 0) {
      terminal.out(`${none}\n`);
      continue;
    }
    terminal.out(`\n${title}\n`);
    terminal.out(table(terminal, ["variable", "decision", ...head], rows, { indent: 2 }));
  }
}
