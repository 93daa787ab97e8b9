/** `cidery voi`: what information, control and influence are worth, in units of utility. */
import type { CommandDefinition } from "../command.ts";
import type { Gain } from "@cidery/core/solve";
import type { ExitCode } from "../terminal.ts";
import { chanceCalled, decidingAgent, OTHERS_HELP, othersLine, othersOption } from "../agents.ts";
import { flag, textOption } from "../command.ts";
import { openModel } from "../loading.ts";
import { runLongTask } from "../longWork.ts";
import { bounded, heading, json, number, shortText, wrapped } from "../print.ts";
import { table } from "../table.ts";

export const voi: CommandDefinition = {
  name: "voi",
  limited: "task",
  summary: "value of information, value of control and the incentive meter, in units of utility",
  examples: [
    { line: "cidery voi textbooks/umbrella", does: "every chance variable at every decision" },
    { line: "cidery voi frameworks/modifiable-reward --node Theta[2]", does: "one variable" },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .option("--agent <name>", "whose value, if several agents decide")
      .option("--others <play>", OTHERS_HELP)
      .option("--node <name>", "only this variable")
      .option("--no-forgetting", "also give the information to all later decisions")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { diagram, parameters } = opened;
    const agent = decidingAgent(diagram, textOption(invocation, "agent"));
    // commander turns --no-forgetting into forgetting: false
    const memory = invocation.options["forgetting"] === false ? "no-forgetting" : "local";
    const node = textOption(invocation, "node");
    const wanted = node === undefined ? undefined : chanceCalled(diagram, node);
    const worth = await runLongTask(
      "worth",
      {
        parts: diagram.parts,
        ...(parameters === undefined ? {} : { parameters }),
        agent,
        memory,
        others: othersOption(invocation, diagram, agent),
        ...(wanted === undefined ? {} : { node: wanted }),
      },
      terminal,
    );
    if (flag(invocation, "json")) {
      terminal.out(json(worth));
      return 0;
    }
    terminal.out(heading(terminal, `Worth for ${worth.agent}, in units of utility`));
    terminal.out(othersLine(worth.others));
    const cell = (gain: Gain | undefined): string =>
      gain === undefined
        ? "–"
        : gain.exact
          ? bounded(gain.value, gain.bounds)
          : `${number(gain.bounds[0])} … ${number(gain.bounds[1])}`;
    terminal.out(
      table(
        terminal,
        ["variable", "decision", "information", "control", "incentive meter"],
        worth.values.map((row) => [
          row.node,
          row.decision,
          cell(row.information),
          cell(row.control),
          cell(row.meter),
        ]),
        { indent: 2 },
      ),
    );
    if (worth.stopped !== undefined)
      terminal.out(wrapped(shortText(worth.stopped), terminal.columns));
    terminal.out(
      terminal.paint.dim(
        "information: optimum when the decision sees it minus when not · control: optimum when the agent sets it\nminus optimum · meter: optimum minus optimum when it is forced to its no-influence distribution\n",
      ),
    );
    return 0;
  },
};
