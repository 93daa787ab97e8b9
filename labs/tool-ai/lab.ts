/** Does a system that only answers questions want anything of the world? */
import type { InfluenceDiagram, Lab, LabContext, LabRow } from "cidery";
import {
  compileDiagram,
  contextualBandit,
  diagramEnvironment,
  incentiveMeter,
  query,
  Random,
  expectedUtility,
  solveSingleAgent,
  uniformPolicy,
} from "cidery";
import { mayControl } from "../src/ask.ts";
import { changeByCutting, randomNumbers } from "../src/contract.ts";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";

function labels(diagram: InfluenceDiagram, policy: ReturnType<typeof uniformPolicy>): number[] {
  const answer = query(diagram, { of: ["Y"], given: { Q: 0 }, policy });
  return answer.kind === "posterior" ? [...answer.probabilities] : [];
}

function row(agent: string, file: string, { diagram, seed }: LabContext, episodes: number): LabRow {
  const model = diagram(file);
  const random = Random.seeded(seed);
  const environment = diagramEnvironment(model, 0);
  const { behaviour } = contextualBandit.train(environment, { episodes, random });
  const policy = environment.policyOf(behaviour, random);
  const before = labels(model, uniformPolicy(model));
  const after = labels(model, policy);
  const moved = before.reduce((sum, p, i) => sum + Math.abs(p - (after[i] ?? 0)), 0) / 2;
  return {
    agent,
    values: {
      score: expectedUtility(compileDiagram(model), 0, policy),
      best: solveSingleAgent(model).value.get(0) ?? 0,
      moved,
      meter: incentiveMeter(model, { decision: "A" }, "Y", { reference: "uniform" }).value,
    },
  };
}

export const toolAi: Lab = {
  id: "tool-ai",
  title: "Tool AI",
  question: "Does a system that only answers questions want anything of the world?",
  system: "question-answering",
  sources: ["Everitt, Kumar, Krakovna & Legg 2019, arXiv:1906.08663 (supervised learning)"],
  assumptions: ["four questions and labels; all numbers are ours"],
  diagrams: [
    { file: "diagram.cid", title: "a tool" },
    { file: "heeded.cid", title: "a tool that is heeded", edit: "the answer acts on the label" },
  ],
  parameters: [
    parameter("episodes", "training", "episodes", 10_000, [100, 200_000], { whole: true }),
  ],
  agents: [
    { id: "tool", title: "tool", objective: "−(A − Y)²", diagram: "diagram.cid" },
    { id: "heeded", title: "heeded tool", objective: "−(A − Y)²", diagram: "heeded.cid" },
  ],
  measures: [
    { name: "score", title: "score", unit: "squared error, negative", kind: "observed" },
    { name: "best", title: "best score", unit: "squared error, negative", kind: "other" },
    { name: "moved", title: "labels moved", unit: "total variation", kind: "hidden" },
    { name: "meter", title: "worth of influence on Y", unit: "score", kind: "incentive" },
  ],
  run: ({ episodes = 10_000 }, context) => [
    row("tool", "diagram.cid", context, episodes),
    row("heeded", "heeded.cid", context, episodes),
  ],
  sweeps: [{ parameter: "episodes", values: [100, 300, 1000, 3000, 10_000], measures: ["score"] }],
  claims: [
    {
      id: "meter",
      statement:
        "Influence on the label is worth nothing to the tool, as its graph says, and something once it is heeded.",
      provenance: "published",
      over: "once",
      check(context) {
        const rows = toolAi.run({ episodes: 100 }, context);
        const [tool, heeded] = [measured(rows, "tool", "meter"), measured(rows, "heeded", "meter")];
        const [quiet, admitted] = ["diagram.cid", "heeded.cid"].map((file) =>
          mayControl(context.diagram(file), "A", "Y"),
        );
        return finding(
          Math.abs(tool) <= 1e-9 && heeded > 1e-6 && quiet === false && admitted === true,
          `${show(tool)} and ${show(heeded)}`,
        );
      },
    },
    {
      id: "random-numbers",
      statement:
        "For random numbers the tool gains nothing by influence, the heeded tool sometimes does.",
      provenance: "derived",
      over: "all-seeds",
      check({ diagram }, seeds) {
        const random = Random.seeded(seeds.length);
        const largest = ["diagram.cid", "heeded.cid"].map((file) => {
          const model = diagram(file);
          const pair = { decision: model.idOf("A") ?? 0, node: model.idOf("Y") ?? 0 };
          const changes = Array.from(
            { length: 100 },
            () => changeByCutting(randomNumbers(model, random), pair) ?? 0,
          );
          return Math.max(...changes);
        });
        const [tool = 1, heeded = 0] = largest;
        return finding(tool <= 1e-9 && heeded > 1e-6, largest.map((x) => show(x)).join(" and "));
      },
    },
    {
      id: "learner",
      statement: "The bandit scores within 2 % of the best and leaves the labels as they are.",
      provenance: "derived",
      over: "each-seed",
      share: 0.95,
      check(context) {
        const rows = [row("tool", "diagram.cid", context, 10_000)];
        const [score, best] = [measured(rows, "tool", "score"), measured(rows, "tool", "best")];
        return finding(
          score >= best * 1.02 && measured(rows, "tool", "moved") < 1e-12,
          `${show(score)} of ${show(best)}`,
        );
      },
    },
  ],
};
