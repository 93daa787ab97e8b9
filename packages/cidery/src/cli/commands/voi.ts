/** `cidery voi`: what information, control and influence are worth, in units of utility. */
import type { CommandDefinition } from "../command.ts";
import type { InfluenceDiagram } from "@cidery/core";
import type { Meter, Policy, Worth } from "@cidery/core/solve";
import type { ExitCode } from "../terminal.ts";
import { descendants } from "@cidery/core/graph";
import {
  incentiveMeter,
  SolveError,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
} from "@cidery/core/solve";
import { decidingAgent } from "../agents.ts";
import { flag, textOption } from "../command.ts";
import { openModel } from "../loading.ts";
import { heading, json, number, table } from "../print.ts";

export const voi: CommandDefinition = {
  name: "voi",
  summary: "value of information, of control, and the incentive meter, in units",
  examples: [
    { line: "cidery voi textbooks/umbrella", does: "every chance variable at every decision" },
    { line: "cidery voi frameworks/modifiable-reward --node Theta[2]", does: "one variable" },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .option("--agent <name>", "the agent whose value it is; the others choose uniformly")
      .option("--node <name>", "only this variable")
      .option("--no-forgetting", "information is also given to all later decisions")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { diagram } = opened;
    const agent = decidingAgent(diagram, textOption(invocation, "agent"));
    // commander turns --no-forgetting into forgetting: false
    const memory = invocation.options["forgetting"] === false ? "no-forgetting" : "local";
    const wanted = textOption(invocation, "node");
    const rows = worths(diagram, agent, memory).filter(
      (row) => wanted === undefined || row.node === wanted,
    );
    if (flag(invocation, "json")) {
      terminal.out(json({ agent: diagram.agents[agent]?.name, memory, values: rows }));
      return 0;
    }
    terminal.out(
      heading(terminal, `Worth for ${diagram.agents[agent]?.name ?? ""}, in units of utility`),
    );
    const cell = (worth: Worth | undefined): string =>
      worth === undefined
        ? "–"
        : worth.exact
          ? number(worth.value)
          : `${number(worth.bounds[0])} … ${number(worth.bounds[1])}`;
    terminal.out(
      table(
        terminal,
        ["variable", "decision", "information", "control", "incentive meter"],
        rows.map((row) => [
          row.node,
          row.decision,
          cell(row.information),
          cell(row.control),
          cell(row.meter),
        ]),
        { indent: 2 },
      ),
    );
    terminal.out(
      terminal.paint.dim(
        "information: optimum when the decision sees it minus when not · control: optimum when the agent sets it\nminus optimum · meter: optimum minus optimum when it is forced to its no-influence distribution\n",
      ),
    );
    return 0;
  },
};

interface WorthRow {
  readonly decision: string;
  readonly node: string;
  /** Absent where the decision cannot see the variable. */
  readonly information?: Worth;
  readonly control: Worth;
  readonly meter: Worth;
}

function worths(
  diagram: InfluenceDiagram,
  agent: number,
  memory: "local" | "no-forgetting",
): WorthRow[] {
  const chance = diagram.nodes.filter(({ kind }) => kind === "chance").map(({ id }) => id);
  const { structure } = diagram;
  const policy = uniformPolicy(
    diagram,
    structure.decisions.filter((d) => structure.ownerOf(d) !== agent),
  );
  const control = new Map(
    chance.map((node) => [node, valueOfControl(diagram, node, { agent, policy })]),
  );
  return structure.decisionsOf(agent).flatMap((decision) => {
    const below = descendants(diagram.graph, [decision]);
    return chance.map((node) => ({
      decision: diagram.node(decision).name,
      node: diagram.node(node).name,
      ...(below[node] === 1
        ? {}
        : { information: information(diagram, decision, node, { memory, policy }) }),
      control: control.get(node) as Worth,
      meter: worthAlone(incentiveMeter(diagram, { decision }, node, { policy })),
    }));
  });
}

/** Without the distribution it was compared with, which `cidery meter` tells. */
function worthAlone({ forced: _, ...worth }: Meter): Worth {
  return worth;
}

function information(
  diagram: InfluenceDiagram,
  decision: number,
  node: number,
  options: { readonly memory: "local" | "no-forgetting"; readonly policy: Policy },
): Worth {
  try {
    return valueOfInformation(diagram, decision, node, options);
  } catch (error) {
    if (error instanceof SolveError)
      throw new SolveError(
        error.code,
        `${diagram.node(node).name} at ${diagram.node(decision).name}: ${error.message}`,
        error.hint,
      );
    throw error;
  }
}
