/** `cidery equilibria`: equilibria of a model with several agents, each with its regret. */
import type { CommandDefinition } from "../command.ts";
import type { ExitCode } from "../terminal.ts";
import { flag, textOption } from "../command.ts";
import { equilibriaOfGame } from "../gameEquilibria.ts";
import { openModel, openModelOrGame } from "../loading.ts";
import { runLongTask } from "../longWork.ts";
import { wholeNumber } from "../numbers.ts";
import { heading, json, wrapped } from "../print.ts";
import { equilibriaHeadline, equilibriaRemarks } from "@cidery/core/games";
import {
  coverageJson,
  equilibriumJson,
  jsonCount,
  printEquilibrium,
  printNearest,
} from "../equilibriaText.ts";
import { printCorrelated, printZeroSum } from "../otherEquilibria.ts";
import { oneOf } from "./draw.ts";

const KINDS = [
  "pure",
  "subgame-perfect",
  "mixed",
  "behavioural",
  "zero-sum",
  "correlated",
] as const;

export const equilibria: CommandDefinition = {
  name: "equilibria",
  limited: "task",
  summary: "Nash, subgame-perfect and correlated equilibria of a model with several agents",
  examples: [
    { line: "cidery equilibria games/taxi-competition", does: "all subgame-perfect equilibria" },
    {
      line: "cidery equilibria games/taxi-competition --kind pure",
      does: "all pure Nash equilibria",
    },
    { line: "cidery equilibria games/matching-pennies --kind mixed --json", does: "for scripts" },
    {
      line: "cidery equilibria games/rock-paper-scissors --kind zero-sum",
      does: "the value of a zero-sum game of two agents, and rules that secure it",
    },
    {
      line: "cidery equilibria games/battle-of-the-sexes --kind correlated",
      does: "joint rules drawn at random, from which no agent gains by departing",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .option("--kind <kind>", KINDS.join(", "), "subgame-perfect")
      .option("--one", "stop at the first one")
      .option("--limit <n>", "list at most this many", "20")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const kind = oneOf(textOption(invocation, "kind") ?? "subgame-perfect", KINDS, "--kind");
    // What is asked of the normal form is asked of a game's diagram.
    const ofDiagram = kind === "zero-sum" || kind === "correlated";
    const opened = await (ofDiagram ? openModel(invocation) : openModelOrGame(invocation));
    if (opened === undefined) return 2;
    if ("game" in opened) return await equilibriaOfGame(opened, invocation);
    const { source, diagram, parameters } = opened;
    if (kind === "zero-sum") return await printZeroSum(invocation, opened);
    if (kind === "correlated") return await printCorrelated(invocation, opened);
    const found = await runLongTask(
      "equilibria",
      {
        parts: diagram.parts,
        ...(parameters === undefined ? {} : { parameters }),
        kind,
        all: !flag(invocation, "one"),
        limit: wholeNumber(textOption(invocation, "limit"), "--limit", 1),
      },
      terminal,
    );
    const name = (id: number): string => diagram.node(id).name;
    if (flag(invocation, "json")) {
      terminal.out(
        json({
          kind: found.kind,
          count: jsonCount(found.count),
          completeness: found.completeness,
          degenerate: found.degenerate,
          coverage: coverageJson(found.coverage),
          remarks: equilibriaRemarks(found),
          components: found.components.map((one) => one.map(name)),
          equilibria: found.equilibria.map((one) => equilibriumJson(diagram, one)),
          warnings: found.warnings.map(({ code, message }) => ({ code, message })),
          ...(found.nearest === undefined
            ? {}
            : { nearest: equilibriumJson(diagram, found.nearest) }),
        }),
      );
      return found.equilibria.length > 0 ? 0 : 1;
    }
    const { paint } = terminal;
    const headline = equilibriaHeadline(found);
    const title = `${headline} ${headline.endsWith(" was found") ? "in" : "of"} ${diagram.header.title ?? source.name}`;
    terminal.out(heading(terminal, title));
    for (const warning of found.warnings)
      terminal.out(paint.yellow(wrapped(`warning: ${warning.message}`, terminal.columns)));
    for (const remark of equilibriaRemarks(found)) terminal.out(wrapped(remark, terminal.columns));
    if (found.coverage.unlisted > 0 && !flag(invocation, "one"))
      terminal.out("more with --limit\n");
    for (const [index, one] of found.equilibria.entries())
      printEquilibrium(terminal, diagram, `${index + 1}.`, one);
    printNearest(terminal, diagram, found.nearest);
    return found.equilibria.length > 0 ? 0 : 1;
  },
};
