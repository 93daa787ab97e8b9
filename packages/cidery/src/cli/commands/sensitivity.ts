/** `cidery sensitivity`: how the optimum moves with a parameter; a tornado over all of them. */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { InfluenceDiagram } from "@cidery/core";
import type { Policy, Sensitivity, TornadoBar } from "@cidery/core/solve";
import type { ExitCode } from "../terminal.ts";
import { showValue } from "@cidery/core";
import { tornadoParameters } from "@cidery/core/solve";
import { namedOthers } from "@cidery/core/tasks";
import { agentCalled, OTHERS_HELP, othersLine, othersOption } from "../agents.ts";
import { flag, textOption, word } from "../command.ts";
import { openModel } from "../loading.ts";
import { finiteNumber, wholeNumber } from "../numbers.ts";
import { curvePlot, tornadoPlot } from "../plots.ts";
import { bounded, count, heading, json, number, wrapped } from "../print.ts";
import { answerGrid } from "../sensitivityGrid.ts";
import { table } from "../table.ts";
import { JOBS, jobsOf, runShared } from "../taskPool.ts";
import { pictureKind, pictureOf } from "../pictures.ts";
import { writeFile } from "../writing.ts";

export const sensitivity: CommandDefinition = {
  name: "sensitivity",
  limited: "task",
  summary: "how the optimum and the optimal policy depend on a parameter or a stated probability",
  examples: [
    {
      line: "cidery sensitivity papers/richens2022counterfactual/treatments",
      does: "a bar for every parameter and every stated probability, widest first",
    },
    {
      line: 'cidery sensitivity textbooks/umbrella "P(W = rain)"',
      does: "one curve, and where the optimal policy changes",
    },
    {
      line: "cidery sensitivity papers/richens2022counterfactual/treatments penalty --plot harm.svg",
      does: "one curve, drawn",
    },
    {
      line: 'cidery sensitivity textbooks/oil-wildcatter "P(oil = dry)" "P(seismic = open | test = true, oil = wet)" --steps 4',
      does: "two at once: the optimum and the optimal policy on a grid",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .argument(
        "[parameter]",
        "what to vary: a parameter or P(X = x | A = a); everything if omitted",
      )
      .argument("[second]", "what to vary together with it: a grid instead of a curve")
      .option("--agent <name>", "optimise this agent, if several decide")
      .option("--others <play>", OTHERS_HELP)
      .option("--from <x>", "start of the range (default: as declared)")
      .option("--to <x>", "end of the range")
      .option("--steps <n>", "number of intervals along the curve", "20")
      .option("--plot <file>", "write a picture, as .svg or .png")
      .option("--param <name=value...>", "override another parameter")
      .option(...JOBS)
      .option("--json", "print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { diagram, parameters } = opened;
    const parameter = word(invocation, 1);
    const plot = textOption(invocation, "plot");
    if (plot !== undefined) pictureKind(plot);
    const named = textOption(invocation, "agent");
    const agent = named === undefined ? undefined : agentCalled(diagram, named);
    const others = othersOption(invocation, diagram, agent);
    const second = word(invocation, 2);
    const from = textOption(invocation, "from");
    const to = textOption(invocation, "to");
    const {
      curve,
      grid,
      bars = [],
      probabilities = NO_PROBABILITIES,
    } = await runShared(
      "sensitivity",
      {
        parts: diagram.parts,
        ...(parameters === undefined ? {} : { parameters }),
        ...(parameter === "" ? {} : { parameter }),
        others,
        ...(agent === undefined ? {} : { agent }),
        ...(from === undefined ? {} : { from: finiteNumber(from, "--from") }),
        ...(to === undefined ? {} : { to: finiteNumber(to, "--to") }),
        ...(second === "" ? {} : { beside: { parameter: second } }),
        steps: wholeNumber(textOption(invocation, "steps"), "--steps", 1),
      },
      // A curve follows itself from point to point.
      parameter === "" ? Infinity : 1,
      { jobs: jobsOf(invocation), terminal },
    );
    if (grid !== undefined) return await answerGrid(diagram, grid, invocation);
    if (plot !== undefined) {
      const svg = await (curve === undefined
        ? tornadoPlot([...bars, ...probabilities.bars])
        : curvePlot(curve));
      writeFile(terminal.workingFolder, plot, await pictureOf(svg, plot));
    }
    if (flag(invocation, "json")) {
      terminal.out(
        json(
          curve === undefined ? barsJson(diagram, bars, probabilities) : curveJson(diagram, curve),
        ),
      );
      return 0;
    }
    if (curve === undefined) printAll(diagram, bars, probabilities, invocation);
    else printCurve(diagram, curve, invocation);
    if (curve?.stopped === true) terminal.out("stopped: these are the points and regions so far\n");
    const left = curve === undefined ? tornadoParameters(diagram).length - bars.length : 0;
    if (left > 0) terminal.out(`stopped: ${count(left, "parameter")} not looked at\n`);
    if (plot !== undefined) terminal.out(`wrote ${plot}\n`);
    return 0;
  },
};

interface Probabilities {
  readonly bars: readonly TornadoBar[];
  readonly left: number;
  readonly stopped?: boolean;
}

const NO_PROBABILITIES: Probabilities = { bars: [], left: 0 };

function barsJson(
  diagram: InfluenceDiagram,
  bars: readonly TornadoBar[],
  probabilities: Probabilities,
): Record<string, unknown> {
  const first = bars[0] ?? probabilities.bars[0];
  const left = tornadoParameters(diagram).length - bars.length;
  return {
    ...(first === undefined ? {} : { others: namedOthers(diagram, first.others) }),
    evaluated: "ends",
    ...(left > 0 ? { stopped: true, left } : {}),
    tornado: bars.map(({ others: _, ...bar }) => bar),
    probabilities: probabilities.bars.map(({ others: _, ...bar }) => bar),
    ...(probabilities.left > 0 ? { probabilitiesLeft: probabilities.left } : {}),
    ...(probabilities.stopped === true ? { probabilitiesStopped: true } : {}),
  };
}

function curveJson(diagram: InfluenceDiagram, curve: Sensitivity): Record<string, unknown> {
  return {
    parameter: curve.parameter,
    ...(curve.points[0] === undefined
      ? {}
      : { others: namedOthers(diagram, curve.points[0].others) }),
    evaluated: "points",
    ...(curve.stopped === true ? { stopped: true } : {}),
    points: curve.points.map(({ parameter, value, optimal, bounds, coarse }) => ({
      parameter,
      value,
      optimal,
      bounds,
      ...(coarse === undefined ? {} : { coarse }),
    })),
    regions: curve.regions.map(({ from, to, policy }) => ({
      from,
      to,
      policy: policySummary(diagram, policy),
    })),
  };
}

function printCurve(diagram: InfluenceDiagram, curve: Sensitivity, { terminal }: Invocation): void {
  terminal.out(heading(terminal, `Optimal value by ${curve.parameter}`));
  const [first] = curve.points;
  if (first !== undefined) terminal.out(othersLine(namedOthers(diagram, first.others)));
  const rows = curve.points.map(({ parameter, value, optimal, bounds, coarse }) => [
    number(parameter),
    coarse === true
      ? `${number(bounds[0])} … ${number(bounds[1])}`
      : optimal
        ? bounded(value, bounds)
        : number(value),
    optimal ? "" : "not proved",
  ]);
  terminal.out(table(terminal, [curve.parameter, "value", ""], rows, { indent: 2 }));
  terminal.out(`\nWhere each policy is optimal, judged at ${curve.points.length} values\n`);
  const regions = curve.regions.map(({ from, to, policy }) => [
    `${number(from)} … ${number(to)}`,
    policySummary(diagram, policy),
  ]);
  terminal.out(
    table(terminal, [curve.parameter, "policy"], regions, { indent: 2, wrapLast: true }),
  );
  terminal.out(
    terminal.paint.dim(
      wrapped(
        "Borders are found by bisection. A policy that is optimal only between two neighbouring values is missed: --steps judges at more of them.",
        terminal.columns,
      ),
    ),
  );
}

function printAll(
  diagram: InfluenceDiagram,
  bars: readonly TornadoBar[],
  probabilities: Probabilities,
  { terminal }: Invocation,
): void {
  const first = bars[0] ?? probabilities.bars[0];
  if (first !== undefined) terminal.out(othersLine(namedOthers(diagram, first.others)));
  if (bars.length > 0) {
    terminal.out(heading(terminal, "Optimal value at both ends of each parameter's range"));
    printBars(bars, "parameter", terminal);
  }
  if (probabilities.bars.length > 0) {
    const title = "Optimal value with each stated probability moved by 0.1 to either side";
    terminal.out(heading(terminal, title));
    printBars(probabilities.bars, "probability", terminal);
  }
  if (probabilities.left > 0)
    terminal.out(
      `${count(probabilities.left, "stated probability", "stated probabilities")} not looked at\n`,
    );
  if (probabilities.stopped === true && probabilities.left === 0)
    terminal.out("stopped: stated probabilities were not looked at\n");
  else if (bars.length + probabilities.bars.length + probabilities.left === 0)
    terminal.out("the model has no parameter with a range, and leaves nothing to chance\n");
  terminal.out(
    terminal.paint.dim(
      wrapped(
        "Between the ends the optimum may be higher or lower: name a parameter or a probability to see its curve.",
        terminal.columns,
      ),
    ),
  );
}

function printBars(
  bars: readonly TornadoBar[],
  what: string,
  terminal: Invocation["terminal"],
): void {
  const rows = bars.map((bar) => [
    bar.parameter,
    `${number(bar.low)} … ${number(bar.high)}`,
    number(bar.valueAtLow),
    number(bar.valueAtHigh),
    bar.optimal ? "" : "not proved",
  ]);
  const head = [what, "range", "value at low", "value at high", ""];
  terminal.out(table(terminal, head, rows, { indent: 2 }));
}

/** `R: wait; H: allow, stop, …`: the actions by context, in row order, at most eight. */
function policySummary(diagram: InfluenceDiagram, policy: Policy): string {
  return [...policy]
    .map(([id, rule]) => {
      const { name, domain } = diagram.node(id);
      const values = domain?.kind === "finite" ? domain.values : [];
      const actions: string[] = [];
      for (let start = 0; start < rule.length; start += values.length) {
        const row = rule.subarray(start, start + values.length);
        actions.push(showValue(values[row.indexOf(Math.max(...row))] ?? "?"));
      }
      const shown = actions.every((one) => one === actions[0])
        ? actions.slice(0, 1)
        : actions.slice(0, 8);
      return `${name}: ${shown.join(", ")}${actions.length > 8 && shown.length === 8 ? ", …" : ""}`;
    })
    .join("; ");
}
