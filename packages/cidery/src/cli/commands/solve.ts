/** `cidery solve`: optimal policies (one agent, or a team) or a subgame-perfect equilibrium. */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { InfluenceDiagram } from "@cidery/core";
import type { Method, Solution } from "@cidery/core/solve";
import type { Source } from "../sources.ts";
import type { ExitCode } from "../terminal.ts";
import type { ModelInput, TaskInput } from "@cidery/core/tasks";
import { actingAgents, namedOthers } from "@cidery/core/tasks";
import { agentCalled, OTHERS_HELP, othersLine, othersOption } from "../agents.ts";
import { flag, textOption } from "../command.ts";
import { solveGameFile } from "../gameEquilibria.ts";
import { openModelOrGame } from "../loading.ts";
import { runLongTask } from "../longWork.ts";
import { plainRules, ruleJson, ruleText } from "../policyText.ts";
import { bounded, heading, json, number, wrapped } from "../print.ts";
import { equilibriaHeadline, equilibriaRemarks } from "@cidery/core/games";
import { beliefs, compileDiagram, showCount } from "@cidery/core/solve";
import { roundedUp } from "@cidery/core/text";
import { coverageJson, equilibriumJson, jsonCount, printNearest } from "../equilibriaText.ts";
import {
  analysePolicy,
  analysisJson,
  analysisText,
  ATTITUDE_HELP,
  attitudeOption,
} from "../policyAnalysis.ts";
import { BadInput } from "../terminal.ts";
import { oneOf } from "./draw.ts";

const METHODS: readonly Method[] = [
  "auto",
  "enumerate",
  "policy-updating",
  "branch-and-bound",
  "multiple-policy-updating",
];

export const solve: CommandDefinition = {
  name: "solve",
  limited: "task",
  summary: "optimal policies and their value; several agents: an equilibrium",
  examples: [
    { line: "cidery solve textbooks/umbrella", does: "the optimal rule and what it is worth" },
    { line: "cidery solve games/taxi-competition", does: "a subgame-perfect equilibrium" },
    {
      line: "cidery solve textbooks/umbrella --risk",
      does: "the whole distribution of outcomes, not only the mean",
    },
    {
      line: "cidery solve textbooks/oil-wildcatter --tree",
      does: "the strategy as a tree of what can happen",
    },
    {
      line: "cidery solve textbooks/oil-wildcatter --attitude exponential=50 --dominance",
      does: "the best policy for a cautious judge, and which options are dominated",
    },
    { line: "cidery solve frameworks/modifiable-reward --param T=6 --json", does: "for scripts" },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .option("--agent <name>", "optimise this agent alone")
      .option("--others <play>", OTHERS_HELP)
      .option(
        "--risk",
        "also print the distribution of outcomes and what it is worth to a cautious judge",
      )
      .option("--tolerance <x>", "risk tolerance of that judge (default: the standard deviation)")
      .option("--tree", "print the strategy as a tree of reachable branches")
      .option("--write <file>", "write that tree, as .svg, .csv or .json")
      .option("--dominance", "print which options are dominated, and in which sense")
      .option("--attitude <kind=x>", ATTITUDE_HELP)
      .option("--method <method>", METHODS.join(", "), "auto")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print {value, policies, optimal, bounds, …}"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const opened = await openModelOrGame(invocation);
    if (opened === undefined) return 2;
    if ("game" in opened) return await solveGameFile(opened, invocation);
    const { source, diagram, parameters } = opened;
    const model = { parts: diagram.parts, ...(parameters === undefined ? {} : { parameters }) };
    const named = textOption(invocation, "agent");
    const agent = named === undefined ? undefined : agentCalled(diagram, named);
    const others = othersOption(invocation, diagram, agent);
    const attitude = attitudeOption(invocation);
    if (agent === undefined && actingAgents(diagram).length > 1 && !isTeam(diagram)) {
      if (attitude !== undefined)
        throw new BadInput(
          "--attitude applies to one agent, but several decide here",
          "say which one: --agent NAME",
        );
      return await solveGame(diagram, source, model, invocation);
    }
    if (attitude !== undefined) {
      const asked = { ...model, attitude, others, ...(agent === undefined ? {} : { agent }) };
      return await solveCautiously(diagram, source, asked, invocation);
    }
    const { until } = terminal;
    const solution = await runLongTask(
      "solve",
      {
        ...model,
        method: oneOf(textOption(invocation, "method") ?? "auto", METHODS, "--method"),
        others,
        ...(agent === undefined ? {} : { agent }),
        ...(until === undefined ? {} : { timeLimit: Math.max(0, until - Date.now()) }),
      },
      terminal,
    );
    const analysis = analysePolicy(diagram, solution.policy, model, invocation, agent);
    if (flag(invocation, "json")) {
      const more = analysisJson(diagram, analysis, invocation);
      terminal.out(json({ ...solutionJson(diagram, solution), ...more }));
    } else {
      printSolution(diagram, solution, source, invocation);
      terminal.out(analysisText(diagram, analysis, invocation));
    }
    return 0;
  },
};

/** The best policy for a judge who is not neutral to risk. */
async function solveCautiously(
  diagram: InfluenceDiagram,
  source: Source,
  asked: TaskInput<"cautious">,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation;
  if (textOption(invocation, "method") !== "auto")
    throw new BadInput("--method and --attitude exclude each other", "omit one of them");
  const found = await runLongTask("cautious", asked, terminal);
  const { policy, certaintyEquivalent, profile, optimal } = found;
  const analysis = analysePolicy(diagram, policy, asked, invocation, asked.agent);
  const { parameters } = asked;
  const believed = beliefs(
    compileDiagram(diagram, parameters === undefined ? {} : { parameters }),
    { policy },
  );
  const contexts = believed.kind === "impossible" ? undefined : believed.contexts;
  const rules = plainRules(diagram, policy, contexts);
  const others = namedOthers(diagram, found.others);
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        attitude: asked.attitude,
        certaintyEquivalent,
        mean: profile.mean,
        optimal,
        others,
        policies: rules.map((rule) => ruleJson(diagram, rule)),
        ...analysisJson(diagram, analysis, invocation),
      }),
    );
    return 0;
  }
  const { paint } = terminal;
  terminal.out(heading(terminal, diagram.header.title ?? source.name));
  terminal.out(othersLine(others));
  terminal.out(`certainty equivalent: ${paint.bold(number(certaintyEquivalent))}\n`);
  terminal.out(`mean of this policy: ${number(profile.mean)}\n`);
  terminal.out(
    optimal ? "no policy is better for this judge\n" : `${paint.yellow("not proved best")}\n`,
  );
  for (const rule of rules) terminal.out(`\n${ruleText(diagram, rule, terminal)}`);
  terminal.out(analysisText(diagram, analysis, invocation));
  return 0;
}

/** All who decide share all their utilities. */
function isTeam(diagram: InfluenceDiagram): boolean {
  const acting = actingAgents(diagram);
  return diagram.structure.utilities.every((u) => {
    const owners = diagram.structure.owners[u] ?? [];
    const inside = acting.filter((agent) => owners.includes(agent)).length;
    return inside === 0 || inside === acting.length;
  });
}

function byAgent(
  diagram: InfluenceDiagram,
  value: (agent: number) => number | undefined,
): Record<string, number | null> {
  return Object.fromEntries(diagram.agents.map(({ name }, id) => [name, value(id) ?? null]));
}

function solutionJson(diagram: InfluenceDiagram, solution: Solution): Record<string, unknown> {
  const name = (id: number): string => diagram.node(id).name;
  return {
    value: byAgent(diagram, (agent) => solution.value.get(agent)),
    others: namedOthers(diagram, solution.others),
    policies: solution.policies.map((rule) => ruleJson(diagram, rule)),
    optimal: solution.optimal,
    ...(solution.stopped === true ? { stopped: true } : {}),
    ...(solution.coarse === undefined
      ? {}
      : {
          coarse: {
            ignored: solution.coarse.ignored.map(({ from, decision }) => [
              name(from),
              name(decision),
            ]),
            boundedOnly: solution.coarse.boundedOnly.map(name),
          },
        }),
    shortfall: solution.shortfall,
    bounds: solution.bounds,
    method: solution.method,
    soluble: solution.soluble,
    reduction: solution.reduction.map(({ from, decision }) => [name(from), name(decision)]),
    ...(solution.countOptimal === undefined
      ? {}
      : { countOptimal: jsonCount(solution.countOptimal) }),
  };
}

function printSolution(
  diagram: InfluenceDiagram,
  solution: Solution,
  source: Source,
  { terminal }: Invocation,
): void {
  const { paint } = terminal;
  terminal.out(heading(terminal, diagram.header.title ?? source.name));
  terminal.out(othersLine(namedOthers(diagram, solution.others)));
  for (const [agent, value] of solution.value) {
    // The bounds are those of the solving agent's optimum.
    const text =
      solution.optimal && value >= solution.bounds[0] && value <= solution.bounds[1]
        ? bounded(value, solution.bounds)
        : number(value);
    terminal.out(`value for ${diagram.agents[agent]?.name ?? agent}: ${paint.bold(text)}\n`);
  }
  const [low, high] = solution.bounds;
  const proof = solution.optimal
    ? `${proved(solution)} (${howFound(solution)})`
    : `${paint.yellow("not proved optimal")}: the optimum lies between ${number(low)} and ${number(high)} (${howFound(solution)})`;
  terminal.out(`${proof}\n`);
  if (solution.stopped === true)
    terminal.out(wrapped("stopped: this is the best so far", terminal.columns));
  for (const remark of coarseRemarks(diagram, solution))
    terminal.out(wrapped(remark, terminal.columns));
  if (solution.countOptimal !== undefined && solution.countOptimal > 1) {
    const what = solution.shortfall > 0 ? "tied for the best within rounding" : "optimal";
    const shown = randomises(solution) ? "shown is a mixture of them" : "this is one of them";
    terminal.out(
      `${showCount(solution.countOptimal)} deterministic policies are ${what}; ${shown}\n`,
    );
  }
  if (solution.reduction.length > 0) {
    const links = solution.reduction.map(
      ({ from, decision }) => `${diagram.node(from).name} → ${diagram.node(decision).name}`,
    );
    terminal.out(paint.dim(wrapped(`not needed to decide: ${links.join(", ")}`, terminal.columns)));
  }
  for (const rule of solution.policies) terminal.out(`\n${ruleText(diagram, rule, terminal)}`);
}

/** What an answer that was stopped early leaves out. */
function coarseRemarks(diagram: InfluenceDiagram, { coarse, bounds }: Solution): string[] {
  if (coarse === undefined) return [];
  const named = (ids: readonly number[]): string =>
    ids.length > MOST_NAMED
      ? `${ids.length} of them`
      : ids.map((id) => diagram.node(id).name).join(", ");
  const remarks: string[] = [];
  for (const decision of new Set(coarse.ignored.map((link) => link.decision))) {
    const from = coarse.ignored.filter((link) => link.decision === decision);
    const name = diagram.node(decision).name;
    remarks.push(
      `its rule for ${name} leaves observations aside: ${named(from.map((l) => l.from))}`,
    );
  }
  if (coarse.boundedOnly.length > 0)
    remarks.push(
      `the policy earns at least ${number(bounds[0])}; utilities that were not summed up, only bounded: ${named(coarse.boundedOnly)}`,
    );
  return remarks;
}

/** Longer lists of names are counted. */
const MOST_NAMED = 24;

/** What is not told apart by floating point is not called proved. */
function proved({ shortfall }: Solution): string {
  return shortfall > 0 ? `optimal within ${roundedUp(shortfall)}, the rounding` : "proved optimal";
}

/** Does the policy leave something to chance where it matters? */
function randomises({ policies }: Solution): boolean {
  return policies.some(({ rows }) =>
    rows.some((row) => row.possible && row.distribution.every((p) => p < 1)),
  );
}

function howFound(solution: Solution): string {
  if (solution.coarse !== undefined) return "solved in part";
  switch (solution.method) {
    case "fixed":
      return "there was nothing to decide";
    case "one-pass":
      return "soluble: one pass of policy updating is exact";
    case "policy-updating":
      return "policy updating with restarts";
    case "enumerate":
      return "every policy was tried";
    case "branch-and-bound":
      return "branch and bound";
    case "multiple-policy-updating":
      return "multiple policy updating";
  }
}

async function solveGame(
  diagram: InfluenceDiagram,
  source: Source,
  model: ModelInput,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation;
  const found = await runLongTask(
    "equilibria",
    { ...model, kind: "subgame-perfect", all: true, limit: 20 },
    terminal,
  );
  const [first] = found.equilibria;
  const analysis =
    first === undefined ? undefined : analysePolicy(diagram, first.policy, model, invocation);
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        value: byAgent(diagram, (agent) => first?.utilities[agent]),
        policies:
          first === undefined
            ? []
            : plainRules(diagram, first.policy).map((rule) => ruleJson(diagram, rule)),
        optimal: false,
        bounds: null,
        equilibrium: "subgame-perfect",
        count: jsonCount(found.count),
        complete: found.completeness,
        coverage: coverageJson(found.coverage),
        remarks: equilibriaRemarks(found),
        regret: first?.regret ?? null,
        regretTolerance: first?.regretTolerance ?? null,
        warnings: found.warnings.map(({ code, message }) => ({ code, message })),
        ...(found.nearest === undefined
          ? {}
          : { nearest: equilibriumJson(diagram, found.nearest) }),
        ...(analysis === undefined ? {} : analysisJson(diagram, analysis, invocation)),
      }),
    );
    return first === undefined ? 1 : 0;
  }
  const { paint } = terminal;
  terminal.out(heading(terminal, diagram.header.title ?? source.name));
  for (const warning of found.warnings)
    terminal.out(paint.yellow(wrapped(`warning: ${warning.message}`, terminal.columns)));
  if (first === undefined) {
    terminal.out("no subgame-perfect equilibrium was found\n");
    printNearest(terminal, diagram, found.nearest);
    return 1;
  }
  terminal.out(
    wrapped(
      `several agents: one equilibrium, shown here, of ${equilibriaHeadline(found)} (\`cidery equilibria\` lists what was found)`,
      terminal.columns,
    ),
  );
  for (const remark of equilibriaRemarks(found)) terminal.out(wrapped(remark, terminal.columns));
  for (const [agent, value] of first.utilities.entries()) {
    terminal.out(
      `value for ${diagram.agents[agent]?.name ?? agent}: ${paint.bold(number(value))}\n`,
    );
  }
  for (const rule of plainRules(diagram, first.policy))
    terminal.out(`\n${ruleText(diagram, rule, terminal)}`);
  if (analysis !== undefined) terminal.out(analysisText(diagram, analysis, invocation));
  return 0;
}
