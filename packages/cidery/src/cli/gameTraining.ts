/** What `cidery train` prints when all agents of a model learned at once. */
import type { GameLearner, GameTrainingReport, PlayedSeed, TreeLearner } from "@cidery/core/learn";
import type { InfluenceDiagram } from "@cidery/core";
import type { Terminal } from "./terminal.ts";
import { mean, meanInterval } from "@cidery/core/learn";
import { analyse } from "@cidery/core";
import { perfectRecall } from "@cidery/core/structure";
import { plainRules, ruleJson, ruleText } from "./policyText.ts";
import { count, heading, intervalText, number, percent, share, wrapped } from "./print.ts";
import { table } from "./table.ts";
import { decimalText } from "@cidery/core/text";

export function gameReportJson(
  diagram: InfluenceDiagram,
  learner: GameLearner | TreeLearner,
  report: GameTrainingReport,
): Record<string, unknown> {
  const { agents, allowed, meanRegret, interval, successShare, successInterval } = report;
  const byAgent = (values: readonly number[]): Record<string, number> =>
    Object.fromEntries(agents.map((id, i) => [nameOf(diagram, id), values[i] ?? 0]));
  const { equilibria } = report;
  return {
    learner: learner.id,
    allowedRegret: allowed,
    meanRegret,
    interval,
    successShare,
    successInterval,
    equilibria:
      equilibria.kind === "not-found"
        ? { found: null, reason: equilibria.reason }
        : {
            found: equilibria.found.equilibria.map(({ policy, utilities }) => ({
              value: byAgent(agents.map((id) => utilities[id] ?? 0)),
              policies: plainRules(diagram, policy).map((rule) => ruleJson(diagram, rule)),
            })),
            completeness: equilibria.found.completeness,
          },
    ...(report.stopped === true ? { stopped: true } : {}),
    ...(report.cutShort === undefined
      ? {}
      : { cutShort: { seed: report.cutShort.seed, rounds: report.cutShort.rounds } }),
    seeds: report.seeds.map((one) => ({
      seed: one.seed,
      paid: byAgent(one.paid),
      value: byAgent(one.values),
      regret: byAgent(one.regrets),
      hindsightRegret: byAgent(one.hindsightRegrets),
      isEquilibrium: one.isEquilibrium,
      nearest: one.nearest ?? null,
      policies: plainRules(diagram, one.policy).map((rule) => ruleJson(diagram, rule)),
    })),
  };
}

export function printGameReport(
  diagram: InfluenceDiagram,
  learner: GameLearner | TreeLearner,
  report: GameTrainingReport,
  terminal: Terminal,
): void {
  const { paint } = terminal;
  const { seeds, agents } = report;
  terminal.out(heading(terminal, `${learner.title}, all agents at once`));
  for (const remark of stoppedRemarks(report, "round", report.cutShort?.rounds))
    terminal.out(paint.yellow(wrapped(remark, terminal.columns)));
  const unfinished = report.cutShort;
  if (seeds.length === 0 && unfinished !== undefined)
    terminal.out(
      `  so far an agent could still gain ${number(Math.max(...unfinished.regrets))} (${number(report.allowed)} is allowed)\n`,
    );
  if (seeds.length === 0) return;
  const reached = seeds.filter((one) => one.isEquilibrium).length;
  const all = reached === seeds.length;
  const show = roundedTo(report.allowed / 20);
  const rows = [
    [
      "most an agent could still gain",
      `${show(report.meanRegret)} on average  (${intervalText(report.interval, show)}; ${number(report.allowed)} is allowed)`,
    ],
    [
      "reached an equilibrium",
      `${(all ? paint.green : paint.yellow)(`${reached} of ${seeds.length} seeds`)}  (within ${number(report.allowed)}; 95 % interval ${report.successInterval.map(percent).join(" to ")})`,
    ],
    ["equilibria computed", computedText(report)],
  ];
  terminal.out(table(terminal, ["", ""], rows, { indent: 2 }).replace(/^\s*\n/, ""));
  terminal.out("\nMeans over seeds, with 95 % intervals:\n");
  terminal.out(
    table(
      terminal,
      [
        "agent",
        "paid per round",
        "value of averages",
        "gain of best response",
        "regret in hindsight",
      ],
      agents.map((id, i) => [
        nameOf(diagram, id),
        ...[
          (one: PlayedSeed) => one.paid[i] ?? 0,
          (one: PlayedSeed) => one.values[i] ?? 0,
          (one: PlayedSeed) => one.regrets[i] ?? 0,
          (one: PlayedSeed) => one.hindsightRegrets[i] ?? 0,
        ].map((of) => withInterval(seeds.map(of), show)),
      ]),
      { indent: 2 },
    ),
  );
  const worst = Math.max(0, ...seeds.flatMap((one) => one.hindsightRegrets));
  if (!all) {
    const correlated =
      worst <= report.allowed
        ? "What was played is a coarse correlated equilibrium: nobody regrets not having done one thing always. The averages, played independently, are not an equilibrium in every seed."
        : "Play has not settled: some agent still regrets what it did. More rounds (--episodes) may help.";
    terminal.out(wrapped(correlated, terminal.columns));
  }
  const [first] = seeds;
  if (first === undefined) return;
  terminal.out(`\nAverage rules of seed ${first.seed}:\n`);
  const analysis = analyse(diagram.structure);
  const forgetful = agents.filter((id) => !perfectRecall(analysis, id));
  if (forgetful.length > 0) {
    const names = forgetful.map((id) => nameOf(diagram, id)).join(" and ");
    terminal.out(
      wrapped(
        `(${names} cannot see all that was seen and done before, so rules that choose anew at each decision only come close to the mixture that was played.)`,
        terminal.columns,
      ),
    );
  }
  for (const rule of plainRules(diagram, shortened(first)))
    terminal.out(ruleText(diagram, rule, terminal));
}

function computedText({ equilibria, seeds, closeness }: GameTrainingReport): string {
  if (equilibria.kind === "not-found") return `none: ${equilibria.reason}`;
  const { found } = equilibria;
  const complete =
    found.completeness === "all" && !found.degenerate
      ? ""
      : found.degenerate
        ? ", extreme points of continua"
        : ", there may be more";
  const distances = seeds.flatMap(({ nearest }) => (nearest === undefined ? [] : nearest.distance));
  if (distances.length === 0) return `${found.equilibria.length}${complete}`;
  const near = distances.filter((x) => x <= closeness).length;
  const between =
    found.degenerate && near < distances.length ? "; what lies between them is not listed" : "";
  return `${found.equilibria.length}${complete}; ${near} of ${count(seeds.length, "seed")} play one of them within ${closeness} (total variation; ${share(mean(distances))} from the nearest on average)${between}`;
}

function withInterval(values: readonly number[], show: (x: number) => string): string {
  const interval = meanInterval(values);
  const shown = show(mean(values));
  return interval === undefined ? shown : `${shown}  (${interval.map(show).join(" to ")})`;
}

/** Numbers to the power of ten below a resolution: digits beyond what matters here are noise. */
function roundedTo(resolution: number): (x: number) => string {
  const digits = Math.ceil(-Math.log10(Math.max(resolution, 1e-9)));
  return (x) => decimalText(x, Math.max(0, digits));
}

/** Shares with three digits, which is more than the rounds can tell. */
function shortened({ policy }: PlayedSeed): ReadonlyMap<number, Float64Array> {
  return new Map([...policy].map(([id, rule]) => [id, rule.map((p) => Math.round(p * 1e3) / 1e3)]));
}

function nameOf(diagram: InfluenceDiagram, agent: number): string {
  return diagram.agents[agent]?.name ?? String(agent);
}

/** What is said when not all seeds were played. */
export function stoppedRemarks(
  {
    stopped,
    seeds,
    cutShort,
  }: {
    readonly stopped?: true;
    readonly seeds: readonly unknown[];
    readonly cutShort?: { readonly seed: number };
  },
  unit: "episode" | "round",
  done: number | undefined,
): string[] {
  if (stopped !== true) return [];
  const within =
    cutShort === undefined
      ? ""
      : `; seed ${cutShort.seed} was cut short after ${count(done ?? 0, unit)} and is not counted`;
  return [`stopped with ${count(seeds.length, "seed")} done${within}`];
}
