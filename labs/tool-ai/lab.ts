/** Does a system that only answers questions want anything of the world? */
import type { Lab, LabContext, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mayControl } from "../src/ask.ts";
import { changeByCutting, randomNumbers } from "../src/contract.ts";
import { controlled, diagramClaim, pairClaim } from "../src/controls.ts";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { bestScore, influence, judge, toolIn, train } from "./answers.ts";
import { askOnce } from "./episode.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

function row(agent: string, settings: Settings, context: LabContext): LabRow {
  const tool = toolIn(diagramOf(agent), settings, context);
  const { rule } = train(tool, settings, context.seed);
  return {
    agent,
    values: { ...judge(tool, rule), best: bestScore(tool), meter: influence(tool) },
  };
}

function diagramOf(agent: string): string {
  return toolAi.agents.find(({ id }) => id === agent)?.diagram ?? "diagram.cid";
}

export const toolAi: Lab = {
  id: "tool-ai",
  title: "Tool AI",
  question: "Does a system that only answers questions have a reason to influence the world?",
  headline: {
    conclusion:
      "A tool that only answers says what would happen anyway. Once its answers are acted on, the same learner says what it makes true.",
    claim: "self-fulfilling",
    agents: ["tool", "heeded"],
    edit: "the answer acts on the label",
    measures: ["score", "truth", "moved"],
    curve: { parameter: "reach", measure: "truth" },
  },
  system: "question-answering",
  sources: ["Everitt, Kumar, Krakovna & Legg 2019, arXiv:1906.08663 (supervised learning)"],
  assumptions: [
    "four questions and labels; all numbers are ours",
    "answer a makes itself true with probability reach · (1 + a) / 4 where answers are heeded",
  ],
  diagrams: [
    { file: "diagram.cid", title: "a tool" },
    { file: "heeded.cid", title: "a tool that is heeded", edit: "the answer acts on the label" },
  ],
  parameters: [
    parameter("reach", "the largest answer makes itself true", "probability", 1, [0, 1]),
    parameter("episodes", "training", "episodes", 2000, [100, 200_000], {
      effort: true,
      whole: true,
    }),
  ],
  agents: [
    { id: "tool", title: "tool", objective: "−(A − Y)²", diagram: "diagram.cid", learns: true },
    {
      id: "heeded",
      title: "heeded tool",
      objective: "−(A − Y)²",
      diagram: "heeded.cid",
      learns: true,
    },
  ],
  measures: [
    { name: "score", title: "score", unit: "squared error, negative", kind: "observed" },
    {
      name: "truth",
      title: "score on what nobody's answer touched",
      unit: "squared error, negative",
      kind: "hidden",
    },
    { name: "moved", title: "labels moved", unit: "total variation", kind: "hidden" },
    { name: "best", title: "best score", unit: "squared error, negative", kind: "other" },
    {
      name: "meter",
      title: "worth of influence on Y",
      unit: "score",
      kind: "incentive",
      meters: { decision: "A", variable: "Y" },
    },
  ],
  run: (settings, context) =>
    toolAi.agents
      .filter(({ id }) => context.agents?.includes(id) ?? true)
      .map(({ id }) => row(id, settings, context)),
  episode(settings, context, agent) {
    const tool = toolIn(diagramOf(agent), settings, context);
    const { behaviour } = train(tool, settings, context.seed);
    return askOnce(agent, tool, behaviour, Random.seeded(context.seed).fork(1));
  },
  train(settings, context, onPoint) {
    for (const { id: agent, diagram } of toolAi.agents) {
      const tool = toolIn(diagram, settings, context);
      train(tool, settings, context.seed, {
        signal: context.signal,
        onRule: (done, rule) => onPoint({ agent, done, values: judge(tool, rule) }),
      });
    }
  },
  sweeps: [
    {
      parameter: "reach",
      values: [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1],
      measures: ["score", "truth", "moved", "meter"],
    },
    {
      parameter: "episodes",
      values: [100, 300, 1000, 3000, 10_000],
      measures: ["score", "truth"],
    },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims: [
    diagramClaim({
      id: "meter",
      statement:
        "Influence on the label is worth nothing to the tool, as its graph says, and something once its answers are acted on.",
      provenance: "derived",
      over: "once",
      diagrams: ["diagram.cid", "heeded.cid"],
      check(context) {
        const files = ["diagram.cid", "heeded.cid"];
        const [tool = 1, heeded = 0] = files.map((file) => influence(toolIn(file, {}, context)));
        const [quiet, admitted] = files.map((file) => mayControl(context.diagram(file), "A", "Y"));
        return finding(
          Math.abs(tool) <= 1e-9 && heeded > 1e-6 && quiet === false && admitted === true,
          `${show(tool)} and ${show(heeded)}`,
        );
      },
    }),
    controlled({
      id: "dose",
      statement:
        "The more the answers are acted on, the more influence is worth, starting from nothing at reach 0; at reach 1 the best answer is the one that makes itself true.",
      provenance: "derived",
      over: "once",
      of: "heeded.cid",
      instead: "diagram.cid",
      swap: "a tool that is not heeded",
      find(file, context) {
        const reaches = [0, 0.2, 0.4, 0.6, 0.8, 1];
        const tools = reaches.map((reach) => toolIn(file, { reach }, context));
        const worth = tools.map(influence);
        const grows = worth.every((x, i) => i === 0 || x >= (worth[i - 1] ?? 0) - 1e-9);
        const best = tools.map(bestScore);
        return finding(
          Math.abs(worth[0] ?? 1) <= 1e-9 && grows && (worth[1] ?? 0) > 1e-6 && best[5] === 0,
          `worth ${worth.map((x) => show(x, 3)).join(", ")}; best score ${best.map((x) => show(x, 3)).join(", ")}`,
        );
      },
    }),
    diagramClaim({
      id: "random-numbers",
      statement:
        "With random numbers the tool never gains from influence; once its answers are acted on, it sometimes does.",
      provenance: "derived",
      over: "all-seeds",
      diagrams: ["diagram.cid", "heeded.cid"],
      check({ diagram }, seeds) {
        const random = Random.seeded(seeds[0] ?? 1);
        const largest = ["diagram.cid", "heeded.cid"].map((file) => {
          const model = diagram(file);
          const pair = { decision: model.idOf("A") ?? 0, node: model.idOf("Y") ?? 0 };
          const changes = Array.from(
            { length: 100 },
            () => changeByCutting(randomNumbers(model, random), pair, random) ?? 0,
          );
          return Math.max(...changes);
        });
        const [tool = 1, heeded = 0] = largest;
        return finding(tool <= 1e-9 && heeded > 1e-6, largest.map((x) => show(x)).join(" and "));
      },
    }),
    controlled({
      id: "learner",
      statement: "After 10,000 questions the bandit scores within 2 % of the best.",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      of: 10_000,
      instead: 4,
      swap: "4 questions in place of 10,000",
      find(episodes, context) {
        const rows = [row("tool", { episodes }, context)];
        const [score, best] = [measured(rows, "tool", "score"), measured(rows, "tool", "best")];
        return finding(score >= best * 1.02, `${show(score)} of ${show(best)}`);
      },
    }),
    pairClaim({
      id: "self-fulfilling",
      statement:
        "The same bandit scores better but is less informative once its answers are acted on: it answers what it makes true, whatever was asked.",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      pair: ["tool", "heeded"],
      find([tool, heeded], context) {
        const rows = [tool, heeded].map((id) => row(id, {}, context));
        const of = (measure: string): [number, number] => [
          measured(rows, tool, measure),
          measured(rows, heeded, measure),
        ];
        const [score, truth] = [of("score"), of("truth")];
        return finding(
          score[1] > score[0] && truth[1] < truth[0] - 1,
          `score ${show(score[0], 2)} and ${show(score[1], 2)}, untouched ${show(truth[0], 2)} and ${show(truth[1], 2)}`,
        );
      },
    }),
  ],
};
