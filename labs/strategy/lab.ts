/** Which stage of "align a system that helps align the next" fails first as capability grows? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { strategyEpisode } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { PARTS, rowOf } from "./rows.ts";
import { LEVELS } from "./stages.ts";
import { ties } from "./ties.ts";

export const strategy: Lab = {
  id: "strategy",
  title: "Align a system that helps align the next: all stages joined",
  question: "Worker, review, certificate, window: which stage fails first as capability grows?",
  headline: {
    conclusion:
      "As soon as an AI worker is right at least as often as its overseer alone, more of the next systems pass their certificate and tamper in use than are tolerated; paid for right reports and judged by the reward function it had at the start, far fewer do.",
    claim: "useful-fails",
    agents: ["as-is", "mended"],
    edit: "paid for right reports; judged by the reward function it had at the start",
    measures: ["right", "taken", "safe", "falsely"],
    curve: { parameter: "capability", measure: "falsely" },
  },
  system: "mdp",
  sources: [
    "OpenAI 2022, Our approach to alignment research (AI that does alignment research, reviewed by people)",
    "Everitt et al. 2021, arXiv:1908.04734 (reward tampering; current reward functions)",
    "Wen et al. 2024, arXiv:2409.12822 (evaluators told what they want to hear; disputed by a replication of 2026)",
    "Davidson & Houlden 2025, How Quick and Big Would a Software Intelligence Explosion Be? (doubling times)",
  ],
  assumptions: [
    "one axis of capability: as many leaves as a worker can look up, so many steps a system plans ahead",
    "the report of a test is a ledger like any other in the queue, and taken for what it is as often as those",
    "worker, queue and systems play what pays best, found by enumeration; how they learn it is in the labs of the ledger and of certificates",
    "a reader's critic looks up as many leaves as a worker can, and says what it finds; that critics can be fooled is in the lab of the ledger",
    "a stage is asked only from the level on at which a worker paid for right answers is right as often as the overseer alone",
    "a doubling of ability doubles the steps that are planned; people's research goes on at the recent pace",
    "what is tolerated, how long a decision takes and how far ahead is deployed are policies, not findings",
  ],
  diagrams: [
    { file: "diagram.cid", title: "as it is" },
    {
      file: "helped.cid",
      title: "readers helped by a critic",
      edit: "a critic looks leaves up, and what it finds false is read first",
    },
    {
      file: "mended.cid",
      title: "mended",
      edit: "reports are paid for being right, and the next system judges by the intended reward function",
    },
  ],
  parameters: PARAMETERS,
  agents: PARTS.map(({ id, title, objective, diagram, stage }) => ({
    id,
    title,
    objective,
    diagram,
    metered: stage !== "queue" && stage !== "window",
  })),
  measures: MEASURES,
  run: (settings, context) =>
    PARTS.filter(({ id }) => context.agents?.includes(id) ?? true).map((part) =>
      rowOf(part, settings, context),
    ),
  episode: (settings, { seed }, agent) => strategyEpisode(settings, agent, seed),
  sweeps: [
    {
      parameter: "capability",
      values: LEVELS,
      measures: ["falsely", "right", "taken", "certified", "months", "works"],
      agents: ["as-is", "helped", "mended"],
    },
    {
      parameter: "bandwidth",
      values: [0, 1, 2, 3, 4],
      measures: ["fails_from", "taken"],
      agents: ["as-is", "mended"],
    },
    {
      parameter: "tolerated",
      values: [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5],
      measures: ["fails_from"],
      agents: ["as-is", "mended"],
    },
    {
      parameter: "delay",
      values: [0, 0.5, 1, 2, 4, 8],
      measures: ["fails_from"],
      agents: ["window", "mended"],
    },
  ],
  ties,
  claims,
  conclusions,
};
