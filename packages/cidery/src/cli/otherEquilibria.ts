/** What `cidery equilibria` prints of two opponents (`--kind zero-sum`) and of correlated equilibria. */
import type { InfluenceDiagram } from "@cidery/core";
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
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        kind: "zero-sum",
        value: Object.fromEntries(values),
        exact: found.exact,
        regret: found.regret,
        regretTolerance: found.regretTolerance,
        policies: rules.map((rule) => ruleJson(diagram, rule)),
      }),
    );
    return 0;
  }
  const { paint } = terminal;
  terminal.out(heading(terminal, `the value of ${diagram.header.title ?? source.name}`));
  const each = values.map(([name, value]) => `${name} ${number(value)}`).join(", ");
  terminal.out(`${each}  ${paint.dim(regretText(found.regret, found.regretTolerance))}\n`);
  terminal.out(
    wrapped(
      "the same in every equilibrium; these rules secure it, others may as well",
      terminal.columns,
    ),
  );
  for (const rule of rules) terminal.out(`\n${ruleText(diagram, rule, terminal)}`);
  return 0;
}

/** Joint rules printed; the rest is announced. */
const MOST_DRAWS = 32;

export async function printCorrelated(invocation: Invocation, opened: Opened): Promise<ExitCode> {
  const { terminal } = invocation;
  const { diagram, source } = opened;
  const found = await runLongTask("correlated", modelOf(opened), terminal);
  const names = found.agents.map((agent) => diagram.agents[agent]?.name ?? String(agent));
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        kind: "correlated",
        value: Object.fromEntries(names.map((name, i) => [name, found.values[i] ?? null])),
        regret: found.regret,
        regretTolerance: found.regretTolerance,
        draws: found.draws.map(({ probability, policy }) => ({
          probability,
          policies: plainRules(diagram, policy).map((rule) => ruleJson(diagram, rule)),
        })),
      }),
    );
    return 0;
  }
  const { paint } = terminal;
  const title = `a correlated equilibrium of ${diagram.header.title ?? source.name}`;
  terminal.out(heading(terminal, title));
  terminal.out(
    wrapped(
      "joint rules are drawn with these probabilities and each agent is told its own; nobody gains by doing something else. Of all such equilibria one with the largest sum of utilities",
      terminal.columns,
    ),
  );
  const each = names.map((name, i) => `${name} ${number(found.values[i] ?? 0)}`).join(", ");
  terminal.out(`\n${each}  ${paint.dim(regretText(found.regret, found.regretTolerance))}\n`);
  const lines = found.draws
    .slice(0, MOST_DRAWS)
    .map(({ probability, rules }) => [numberText(probability), ...rules]);
  terminal.out(table(terminal, ["probability", ...names], lines, { indent: 2 }));
  if (found.draws.length > MOST_DRAWS)
    terminal.out(`    … and ${found.draws.length - MOST_DRAWS} more (all of them with --json)\n`);
  return 0;
}

function modelOf({ diagram, parameters }: Opened) {
  return { parts: diagram.parts, ...(parameters === undefined ? {} : { parameters }) };
}
