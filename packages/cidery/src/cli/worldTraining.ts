/** `cidery train --environment`: a learner in a world outside, beside an exact planner where there is one. */
import type { Learner } from "@cidery/core/learn";
import type { LabRuns } from "@cidery/core/tasks";
import type { Invocation } from "./command.ts";
import type { ExitCode } from "./terminal.ts";
import { labSettings } from "@cidery/core/lab";
import { mean, meanInterval } from "@cidery/core/learn";
import { flag, textOption } from "./command.ts";
import { findLabs, labAt } from "./labs.ts";
import { parameterOverrides } from "./loading.ts";
import { jobsOf, runShared } from "./taskPool.ts";
import { heading, intervalText, json, number } from "./print.ts";
import { table } from "./table.ts";
import { BadInput } from "./terminal.ts";
import { commandId } from "./worlds/commandWorld.ts";

/** Options that speak of a model, and of none outside. */
const OF_MODELS = ["others", "separateSteps"] as const;

export async function trainInWorld(
  invocation: Invocation,
  command: string,
  learner: Learner,
  effort: { readonly episodes: number; readonly seeds: number; readonly firstSeed: number },
): Promise<ExitCode> {
  const { terminal, options } = invocation;
  for (const name of OF_MODELS)
    if (options[name] !== undefined)
      throw new BadInput(`a world outside has no --${name === "others" ? name : "separate-steps"}`);
  const agent = textOption(invocation, "agent");
  const { episodes, seeds, firstSeed } = effort;
  const id = commandId({
    command,
    folder: terminal.workingFolder,
    agent,
    learner: learner.id,
    episodes,
  });
  const lab = await labAt(await findLabs(), id, terminal);
  const settings = settingsOf(() => labSettings(lab, parameterOverrides(options["param"]) ?? []));
  const order = { lab: id, settings, seeds, firstSeed };
  const found = await runShared("labRuns", order, seeds, { jobs: jobsOf(invocation), terminal });
  if (found.runs.length === 0) throw new BadInput("stopped before a seed was done");
  const returns = (who: string): number[] => returnsOf(found, who);
  const [learnt, uniform, [optimum]] = [
    returns(learner.id),
    returns("uniform"),
    returns("planner"),
  ];
  const close = optimum === undefined ? undefined : within(learnt, optimum, mean(uniform));
  if (flag(invocation, "json")) {
    const summary = { meanValue: mean(learnt), interval: meanInterval(learnt) };
    const world = { environment: command, learner: learner.id, settings, optimalValue: optimum };
    const all = learnt.map((value, i) => ({ seed: firstSeed + i, value }));
    terminal.out(json({ ...world, uniformValue: mean(uniform), ...summary, close, seeds: all }));
  } else {
    terminal.out(heading(terminal, `${learner.title} in ${lab.title}`));
    const spread = meanInterval(learnt);
    const rows = [
      ...(optimum === undefined ? [] : [["exact optimum", number(optimum)]]),
      [
        "learnt, mean over seeds",
        `${number(mean(learnt))}${spread === undefined ? "" : `  (${intervalText(spread, number)})`}`,
      ],
      ["choosing uniformly", number(mean(uniform))],
      ...(close === undefined
        ? []
        : [
            [
              "came within 2 % of it",
              `${close} of ${learnt.length} seeds  (of what uniform play misses)`,
            ],
          ]),
    ];
    terminal.out(table(terminal, ["", ""], rows, { indent: 2 }).replace(/^\s*\n/, ""));
    for (const text of lab.assumptions) terminal.out(`${text}\n`);
  }
  return found.stopped || (close !== undefined && close < learnt.length) ? 1 : 0;
}

function returnsOf({ runs }: LabRuns, who: string): number[] {
  return runs.flatMap(({ rows }) => {
    const value = rows.find(({ agent }) => agent === who)?.values["return"];
    return value === undefined ? [] : [value];
  });
}

/** Seeds that miss at most a fiftieth of what choosing uniformly misses. */
function within(learnt: readonly number[], optimum: number, uniform: number): number {
  return learnt.filter((value) => optimum - value <= 0.02 * (optimum - uniform) + 1e-9).length;
}

function settingsOf<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(error.message);
    throw error;
  }
}
