/** What `cidery equilibria` prints of two opponents (`--kind zero-sum`) and of correlated equilibria. */
import type { InfluenceDiagram } from "@cidery/core";
import type { CorrelatedPlay } from "@cidery/core/games";
import type { Invocation } from "./command.ts";
import type { Source } from "./sources.ts";
import type { ExitCode } from "./terminal.ts";
import { flag } from "./command.ts";
import { regretText } from "./equilibriaText.ts";
import { runLongTask } from "./longWork.ts";
import { plainRules, ruleJson, ruleText } from "./policyText.ts";
import { numberText } from "@cidery/core/text";
import { heading, json, number, wrapped } from "./print.ts";
import { table } from "./table.ts";

interface Opened {
  readonly source: Source;
  readonly diagram: InfluenceDiagram;
  readonly parameters?: ReadonlyMap<string, number> | undefined;
}

export async function printZeroSum(invocation: Invocation, opened: Opened): Promise<ExitCode> {
  const { terminal } = invocation;
  const { diagram, source } = opened;
  const found = await runLongTask("zeroSum", modelOf(opened), terminal);
  const values = found.agents.map(
    (agent, i) => [diagram.agents[agent]?.name ?? String(agent), found.values[i] ?? 0] as const,
  );
  const rules = plainRules(diagram, found.policy);
  const most = found.agents.map(
    (agent, i) =>
      [diagram.agents[agent]?.name ?? String(agent), found.stopped?.atMost[i] ?? 0] as const,
  );
  const exit = found.regret <= found.regretTolerance ? 0 : 1;
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        kind: "zero-sum",
        ...(found.stopped === undefined
          ? { value: Object.fromEntries(values) }
          : {
              stopped: true,
              nearest: Object.fromEntries(values),
              atMost: Object.fromEntries(most),
            }),
        exact: found.exact,
        regret: found.regret,
        regretTolerance: found.regretTolerance,
        policies: rules.map((rule) => ruleJson(diagram, rule)),
      }),
    );
    return exit;
  }
  const { paint } = terminal;
  const each = listed(values);
  const title = diagram.header.title ?? source.name;
  const said =
    found.stopped === undefined
      ? "the same in every equilibrium; these rules secure it, others may as well"
      : `stopped before the value was found: these rules came of replies in turn, and the regret is the most that an agent gains by leaving them. The game is worth at most ${listed(most)}`;
  terminal.out(
    heading(
      terminal,
      found.stopped === undefined ? `the value of ${title}` : `play near the value of ${title}`,
    ),
  );
  terminal.out(`${each}  ${paint.dim(regretText(found.regret, found.regretTolerance))}\n`);
  terminal.out(wrapped(said, terminal.columns));
  for (const rule of rules) terminal.out(`\n${ruleText(diagram, rule, terminal)}`);
  return exit;
}

function listed(values: readonly (readonly [name: string, value: number])[]): string {
  return values.map(([name, value]) => `${name} ${number(value)}`).join(", ");
}

/** Joint rules printed; the rest is announced. */
const MOST_DRAWS = 32;

export async function printCorrelated(invocation: Invocation, opened: Opened): Promise<ExitCode> {
  const { terminal } = invocation;
  const { diagram, source } = opened;
  const found = await runLongTask("correlated", modelOf(opened), terminal);
  const names = found.agents.map((agent) => diagram.agents[agent]?.name ?? String(agent));
  const isEquilibrium = found.regret <= found.regretTolerance;
  const exit = isEquilibrium ? 0 : 1;
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        kind: "correlated",
        value: Object.fromEntries(names.map((name, i) => [name, found.values[i] ?? null])),
        regret: found.regret,
        regretTolerance: found.regretTolerance,
        ...(found.stopped === undefined ? {} : { stopped: true, atMost: found.stopped.atMost }),
        draws: found.draws.map(({ probability, policy }) => ({
          probability,
          policies: plainRules(diagram, policy).map((rule) => ruleJson(diagram, rule)),
        })),
      }),
    );
    return exit;
  }
  const { paint } = terminal;
  const model = diagram.header.title ?? source.name;
  const title = isEquilibrium ? `a correlated equilibrium of ${model}` : `joint rules of ${model}`;
  terminal.out(heading(terminal, title));
  terminal.out(wrapped(correlatedWords(found, isEquilibrium), terminal.columns));
  const each = names.map((name, i) => `${name} ${number(found.values[i] ?? 0)}`).join(", ");
  terminal.out(`\n${each}  ${paint.dim(regretText(found.regret, found.regretTolerance))}\n`);
  const lines = found.draws
    .slice(0, MOST_DRAWS)
    .map(({ probability, rules }) => [numberText(probability), ...rules]);
  terminal.out(table(terminal, ["probability", ...names], lines, { indent: 2 }));
  if (found.draws.length > MOST_DRAWS)
    terminal.out(`    … and ${found.draws.length - MOST_DRAWS} more (all of them with --json)\n`);
  return exit;
}

function correlatedWords({ stopped }: CorrelatedPlay, isEquilibrium: boolean): string {
  const drawn =
    "joint rules are drawn with these probabilities and each agent is told its own; nobody gains by doing something else. Of all such equilibria";
  if (stopped === undefined) return `${drawn} one with the largest sum of utilities`;
  const most = `the sum of utilities is at most ${number(stopped.atMost)}`;
  return isEquilibrium
    ? `stopped before the best was found: ${drawn} one of many; in each ${most}`
    : `stopped before an equilibrium was found: these are the joint rules that an agent gains least by leaving; the regret says how much. In every correlated equilibrium ${most}`;
}

function modelOf({ diagram, parameters }: Opened) {
  return { parts: diagram.parts, ...(parameters === undefined ? {} : { parameters }) };
}
