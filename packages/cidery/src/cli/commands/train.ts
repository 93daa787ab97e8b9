/**
 * `cidery train`: does a learner, trained in the model, do what was predicted? Reports whether it
 * reaches the exact optimum, and on which admitted incentives its rule acts.
 */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Learner, TrainingReport } from "../../learn/index.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { nearestName } from "../../base/index.ts";
import { LEARNERS, learnerCalled } from "../../learn/index.ts";
import { actedOn } from "../actedOn.ts";
import { decidingAgent } from "../agents.ts";
import { flag, textOption } from "../command.ts";
import { openModel } from "../loading.ts";
import { runLongTask } from "../longWork.ts";
import { wholeNumber } from "../numbers.ts";
import { heading, json, number, table } from "../print.ts";
import { BadInput } from "../terminal.ts";

export const train: CommandDefinition = {
  name: "train",
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
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .option("--agent <name>", "the agent that learns; the others choose uniformly")
      .option("--learner <id>", LEARNERS.map(({ id }) => id).join(", "), "q_learning")
      .option("--episodes <n>", "training episodes per seed", "5000")
      .option("--seeds <n>", "independent runs", "10")
      .option("--first-seed <n>", "seed of the first run", "1")
      .option("--separate-steps", "a rule for each time step of a replicated decision")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { source, diagram, parameters } = opened;
    const agent = decidingAgent(diagram, textOption(invocation, "agent"));
    const learner = learnerNamed(textOption(invocation, "learner") ?? "q_learning");
    const report = await runLongTask(
      "train",
      {
        source,
        ...(parameters === undefined ? {} : { parameters }),
        agent,
        learner: learner.id,
        episodes: wholeNumber(textOption(invocation, "episodes"), "--episodes", 1),
        seeds: wholeNumber(textOption(invocation, "seeds"), "--seeds", 1),
        firstSeed: wholeNumber(textOption(invocation, "firstSeed"), "--first-seed", 0),
        separateSteps: flag(invocation, "separateSteps"),
      },
      terminal,
    );
    if (flag(invocation, "json")) terminal.out(json(reportJson(diagram, agent, learner, report)));
    else printReport(diagram, agent, learner, report, invocation);
    return report.seeds.every((one) => one.reachesOptimum) ? 0 : 1;
  },
};

function learnerNamed(id: string): Learner {
  const found = learnerCalled(id);
  if (found !== undefined) return found;
  const ids = LEARNERS.map((one) => one.id);
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
    successShare,
    successInterval,
    optimum,
  } = report;
  return {
    agent: diagram.agents[agent]?.name,
    learner: learner.id,
    optimalValue,
    optimumProved: optimum.optimal,
    uniformValue,
    meanValue,
    interval,
    successShare,
    successInterval,
    seeds: report.seeds.map(({ seed, value, reachesOptimum }) => ({ seed, value, reachesOptimum })),
    actsOn: actedOn(diagram, agent, report),
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
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  terminal.out(heading(terminal, `${learner.title} as ${name}`));
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
          `${number(report.meanValue)}  (95 % interval ${report.interval.map(number).join(" to ")})`,
        ],
        ["choosing uniformly", number(report.uniformValue)],
        [
          "reached the optimum",
          `${(all ? paint.green : paint.yellow)(`${reached} of ${report.seeds.length} seeds`)}  (95 % interval ${percent(low)} to ${percent(high)})`,
        ],
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

function sharesSteps(diagram: InfluenceDiagram, agent: number): boolean {
  const templates = diagram.structure
    .decisionsOf(agent)
    .map((id) => diagram.node(id).instance?.template);
  return templates.some((one, i) => one !== undefined && templates.indexOf(one) !== i);
}

function printActedOn(
  diagram: InfluenceDiagram,
  agent: number,
  report: TrainingReport,
  terminal: Terminal,
): void {
  const rows = actedOn(diagram, agent, report).map((one) => [
    one.node,
    `${one.decision} → ${one.node}`,
    one.shift.toFixed(3),
    one.seeds,
  ]);
  if (rows.length === 0) {
    terminal.out("The graph admits no control incentive on a chance variable.\n");
    return;
  }
  terminal.out("\nAdmitted control incentives, and whether the learnt rules move the variable:\n");
  terminal.out(
    table(
      terminal,
      ["variable", "decision", "total variation from uniform play", "seeds that move it"],
      rows,
      { indent: 2 },
    ),
  );
}
