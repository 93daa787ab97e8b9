/** Two-way sensitivity in text, as JSON and as a picture: the optimum and the optimal policy on a grid. */
import type { InfluenceDiagram } from "@cidery/core";
import type { HeatChart } from "@cidery/core/charts";
import type { JointSensitivity } from "@cidery/core/solve";
import type { Invocation } from "./command.ts";
import type { ExitCode } from "./terminal.ts";
import { ruleWords } from "@cidery/core/solve";
import { namedOthers } from "@cidery/core/tasks";
import { othersLine } from "./agents.ts";
import { flag, textOption } from "./command.ts";
import { heatPlot } from "./plots.ts";
import { heading, json, number, wrapped } from "./print.ts";
import { table } from "./table.ts";
import { pictureOf } from "./pictures.ts";
import { writeFile } from "./writing.ts";

/** Policies are lettered in the order in which they are met. */
function letter(index: number): string {
  const more = Math.floor(index / 26);
  return `${more === 0 ? "" : letter(more - 1)}${String.fromCodePoint(97 + (index % 26))}`;
}

export async function answerGrid(
  diagram: InfluenceDiagram,
  grid: JointSensitivity,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation;
  const plot = textOption(invocation, "plot");
  if (plot !== undefined)
    writeFile(
      terminal.workingFolder,
      plot,
      await pictureOf(await heatPlot([gridChart(grid)]), plot),
    );
  if (flag(invocation, "json")) terminal.out(json(gridJson(diagram, grid)));
  else {
    printGrid(diagram, grid, invocation);
    if (plot !== undefined) terminal.out(`wrote ${plot}\n`);
  }
  return 0;
}

function printGrid(
  diagram: InfluenceDiagram,
  grid: JointSensitivity,
  { terminal }: Invocation,
): void {
  const { first, second, rows, columns, points, policies, optimalAt, stopped } = grid;
  terminal.out(heading(terminal, `Optimal value by ${first} (down) and ${second} (across)`));
  const others = points[0]?.[0]?.others;
  if (others !== undefined) terminal.out(othersLine(namedOthers(diagram, others)));
  const lines = rows.map((value, i) => [
    number(value),
    ...(points[i] ?? []).map(
      (point, j) =>
        `${number(point.value)} ${letter(optimalAt[i]?.[j] ?? 0)}${point.optimal ? "" : "?"}`,
    ),
  ]);
  terminal.out(table(terminal, ["", ...columns.map(number)], lines, { indent: 2 }));
  terminal.out("\nThe letter is the policy that is optimal there\n");
  const named = policies.map((policy, i) => [
    letter(i),
    ruleWords(diagram, policy).join("; ") || "nothing to decide",
  ]);
  terminal.out(table(terminal, ["", "policy"], named, { indent: 2, wrapLast: true }));
  if (points.some((row) => row.some(({ optimal }) => !optimal)))
    terminal.out("?: not proved optimal\n");
  if (stopped === true) terminal.out("stopped: these are the rows so far\n");
  terminal.out(
    terminal.paint.dim(
      wrapped(
        "Judged at these values; between them another policy may be optimal: --steps judges at more of them. --from and --to are of the first one.",
        terminal.columns,
      ),
    ),
  );
}

function gridJson(diagram: InfluenceDiagram, grid: JointSensitivity): Record<string, unknown> {
  const { first, second, rows, columns, points, policies, optimalAt, stopped } = grid;
  const others = points[0]?.[0]?.others;
  return {
    parameters: [first, second],
    ...(others === undefined ? {} : { others: namedOthers(diagram, others) }),
    ...(stopped === true ? { stopped } : {}),
    rows,
    columns,
    values: points.map((row) => row.map(({ value }) => value)),
    proved: points.map((row) => row.map(({ optimal }) => optimal)),
    policies: policies.map((policy) => ruleWords(diagram, policy)),
    optimalAt,
  };
}

/** Colours are the optimal value; lines run where the optimal policy changes. */
function gridChart({
  first,
  second,
  rows,
  columns,
  points,
  optimalAt,
}: JointSensitivity): HeatChart {
  const all = points.flat().map(({ value }) => value);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const borders: { x1: number; y1: number; x2: number; y2: number }[] = [];
  for (const [row, known] of optimalAt.entries())
    for (const [column, policy] of known.entries()) {
      const [right, up] = [known[column + 1], optimalAt[row + 1]?.[column]];
      if (right !== undefined && right !== policy)
        borders.push({ x1: column + 0.5, x2: column + 0.5, y1: row - 0.5, y2: row + 0.5 });
      if (up !== undefined && up !== policy)
        borders.push({ x1: column - 0.5, x2: column + 0.5, y1: row + 0.5, y2: row + 0.5 });
    }
  return {
    title: "Optimal value; lines where the optimal policy changes",
    unit: "units of utility",
    x: second,
    y: first,
    map: {
      xs: columns,
      ys: rows,
      cells: points.flatMap((row, i) =>
        row.map(({ value }, j) => ({
          column: j,
          row: i,
          x: columns[j] as number,
          y: rows[i] as number,
          value,
        })),
      ),
      borders,
      scale: { kind: "sequential", domain: [least, most > least ? most : least + 1] },
    },
  };
}
