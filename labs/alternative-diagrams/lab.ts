/** How much of a verdict belongs to whoever drew the diagram? All diagrams they might have drawn. */
import type { RobustVerdict, VerdictRobustness } from "@cidery/core";
import type {
  BarsScene,
  Lab,
  LabContext,
  LabEpisode,
  LabFrame,
  LabRow,
  Settings,
} from "@cidery/core/lab";
import {
  alternative,
  alternatives,
  analyse,
  Random,
  judge,
  verdictRobustness,
  verdictsKept,
} from "@cidery/core";
import { mean } from "@cidery/core/learn";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import type { Drawing } from "./drawings.ts";
import { CAP, choiceInWords, drawingAt, OTHER_LABS } from "./drawings.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

const AGENTS = ["literal", "cautious"] as const;

function robustnessOf({ diagram, options }: Drawing, context: LabContext): VerdictRobustness {
  return verdictRobustness(diagram, { ...options, signal: context.signal });
}

/** The literal reader asks for nothing, the cautious one for a share of the alternatives. */
function demandOf(agent: string, { quorum = 0.9 }: Settings): number {
  return agent === "cautious" ? quorum : 0;
}

function statedAt(demand: number, verdicts: readonly RobustVerdict[]): readonly RobustVerdict[] {
  return verdicts.filter(({ share }) => share >= demand);
}

/** Of what is stated, how much holds in an alternative drawn at random; nothing stated is not wrong. */
function rightness(stated: readonly RobustVerdict[]): number {
  if (stated.length === 0) return 1;
  return stated.reduce((sum, { share }) => sum + share, 0) / stated.length;
}

function row(agent: string, found: VerdictRobustness, settings: Settings): LabRow {
  const { verdicts, robustness, least, diagrams, changes } = found;
  const stated = statedAt(demandOf(agent, settings), verdicts);
  return {
    agent,
    values: {
      stated: verdicts.length === 0 ? 1 : stated.length / verdicts.length,
      right: rightness(stated),
      robustness,
      least,
      diagrams,
      looked: changes,
    },
  };
}

function chosen(settings: Settings, context: LabContext): Drawing {
  const { drawing = 0, changes = 1 } = settings;
  return drawingAt(drawing, changes, context);
}

function verdictInWords({ diagram }: Drawing, { verdict: found }: RobustVerdict): string {
  const name = (v: number | undefined): string => diagram.nodes[v ?? -1]?.name ?? "";
  const short: Readonly<Record<string, string>> = {
    "value-of-information": "info",
    "response-incentive": "response",
    "value-of-control": "voc",
    "instrumental-control-incentive": "control",
  };
  const asked = [found.decision, found.node].flatMap((v) => (v === undefined ? [] : [name(v)]));
  const no = found.kind === "absent" ? "no " : "";
  return `${no}${short[found.criterion] ?? found.criterion}(${asked.join(", ")})`;
}

const FRAMES = 20;
const BARS = 6;

/** Alternatives drawn at random, one after another: the shares settle on the enumerated ones. */
function episode(settings: Settings, context: LabContext, agent: string): LabEpisode {
  const drawing = chosen(settings, context);
  const { verdicts } = robustnessOf(drawing, context);
  const all = alternatives(drawing.diagram.structure, drawing.options).diagrams;
  const stated = statedAt(demandOf(agent, settings), verdicts);
  const watched = [...verdicts].sort((a, b) => a.share - b.share).slice(0, BARS);
  const random = Random.seeded(context.seed);
  const drawn = verdicts.map((one) => one.verdict);
  const holds = drawn.map(() => 0);
  const frames: LabFrame[] = [];
  const frame = (caption: string, count: number): LabFrame => {
    const share = (one: RobustVerdict): number =>
      count === 0 ? 1 : (holds[verdicts.indexOf(one)] ?? 0) / count;
    const scene: BarsScene = {
      kind: "bars",
      title: "Share of the diagrams drawn so far in which the verdict holds",
      unit: "share",
      range: [0, 1],
      bars: watched.map((one) => ({
        label: verdictInWords(drawing, one),
        value: share(one),
        marked: stated.includes(one),
      })),
    };
    const right =
      stated.length === 0 ? 1 : stated.reduce((s, v) => s + share(v), 0) / stated.length;
    const totals = { stated: verdicts.length === 0 ? 1 : stated.length / verdicts.length, right };
    return { caption, scene, totals, variables: {} };
  };
  frames.push(frame(`The ${drawing.title} as drawn; marked verdicts are stated.`, 0));
  for (let count = 1; count <= FRAMES; count++) {
    const one = random.pick(all);
    for (const [i, agrees] of verdictsKept(drawn, one).entries())
      if (agrees) holds[i] = (holds[i] ?? 0) + 1;
    const changes = one.choices.map((choice) => choiceInWords(drawing.diagram, choice));
    frames.push(frame(`Drawn: ${changes.join(", ") || "as it was"}.`, count));
  }
  return { agent, frames };
}

/**
 * Stating only what holds in a share of half of the alternatives, drawn at random: how much more of it
 * holds in the other half than of everything the drawing says?
 */
function gainElsewhere({ diagram, options }: Drawing, demand: number, random: Random): number {
  const drawn = verdictRobustness(diagram, options).verdicts.map((one) => one.verdict);
  const halves: boolean[][][] = [[], []];
  const all = alternatives(diagram.structure, options).diagrams;
  for (const [at, one] of random.shuffled(all).entries())
    halves[at % 2]?.push(verdictsKept(drawn, one));
  const [seen = [], unseen = []] = halves.map((half) =>
    drawn.map((_, v) => mean(half.map((kept) => Number(kept[v])))),
  );
  const stated = unseen.filter((_, v) => (seen[v] ?? 0) >= demand);
  return mean(stated) - mean(unseen);
}

export const alternativeDiagrams: Lab = {
  id: "alternative-diagrams",
  title: "Alternative diagrams",
  question: "How much of what a diagram says was put there by whoever drew it?",
  headline: {
    conclusion:
      "A fifth of what the recommender’s diagram says depends on modelling choices that could have been made differently. A reader who states only what nearly all alternatives share is right.",
    claim: "caution",
    agents: ["literal", "cautious"],
    edit: "states only what holds in most alternatives",
    measures: ["stated", "right"],
    curve: { parameter: "quorum", measure: "right" },
  },
  system: "mdp",
  sources: [
    "Everitt, Carey, Langlois, Ortega & Legg 2021, arXiv:2102.01685 (content recommendation)",
    "the objection that the modeller has too many degrees of freedom; the measure is ours",
  ],
  assumptions: [
    "all admissible diagrams count the same",
    "what a decision sees is design, not a choice of the modeller",
  ],
  diagrams: [
    { file: "diagram.cid", title: "paid by clicks" },
    {
      file: "before.cid",
      title: "clicks from earlier opinions",
      edit: "another arrow into Clicks",
    },
  ],
  parameters: [
    parameter("drawing", "whose diagram", "", 0, [0, OTHER_LABS.length], {
      choices: ["the recommender's", ...OTHER_LABS],
    }),
    parameter("changes", "changes at once, for other labs", "choices", 1, [1, 2], { whole: true }),
    parameter("quorum", "alternatives that must agree", "share", 0.9, [0, 1]),
  ],
  agents: [
    {
      id: "literal",
      title: "literal reader",
      objective: "states what the drawing says",
      diagram: "diagram.cid",
    },
    {
      id: "cautious",
      title: "cautious reader",
      objective: "states what holds in a quorum of alternatives",
      diagram: "diagram.cid",
    },
  ],
  measures: [
    { name: "stated", title: "verdicts stated", unit: "share", kind: "observed" },
    { name: "right", title: "stated and right elsewhere", unit: "share", kind: "hidden" },
    { name: "robustness", title: "verdict robustness", unit: "share", kind: "other" },
    { name: "least", title: "least robust verdict", unit: "share", kind: "other" },
    { name: "diagrams", title: "admissible diagrams", unit: "diagrams", kind: "other" },
    { name: "looked", title: "changes at once looked at", unit: "choices", kind: "other" },
  ],
  run(settings, context) {
    const found = robustnessOf(chosen(settings, context), context);
    return AGENTS.map((agent) => row(agent, found, settings));
  },
  episode,
  sweeps: [
    {
      parameter: "drawing",
      values: Array.from({ length: OTHER_LABS.length + 1 }, (_, i) => i),
      measures: ["robustness", "least"],
    },
    { parameter: "quorum", values: [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1], measures: ["stated", "right"] },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims: [
    controlled({
      id: "enumeration",
      statement:
        "The recommender's shares equal those found by asking each of the 2⁵ combinations separately.",
      provenance: "derived",
      over: "once",
      of: 0,
      instead: 1,
      swap: "one of the choices left out of the listing",
      find(left, context) {
        const { diagram, options } = drawingAt(0, 1, context);
        const choices = (options.choices ?? []).slice(left);
        const [post, later] = ["Post", "Later"].map((name) => diagram.idOf(name) ?? -1);
        const all = Array.from({ length: 2 ** choices.length }, (_, bits) =>
          alternative(
            diagram.structure,
            choices.filter((_choice, i) => (bits >> i) % 2 === 1),
          ),
        ).filter((one) => one !== undefined);
        const question = { decision: post ?? -1, node: later ?? -1 };
        const wanted = all.filter(
          ({ structure }) =>
            judge(analyse(structure), "instrumental-control-incentive", question).kind ===
            "present",
        ).length;
        const found = verdictRobustness(diagram, options);
        const control = found.verdicts.find(
          ({ verdict: one }) =>
            one.criterion === "instrumental-control-incentive" &&
            one.decision === post &&
            one.node === later,
        );
        return finding(
          found.complete &&
            found.diagrams === all.length &&
            Math.abs((control?.share ?? 0) - wanted / all.length) < 1e-12 &&
            wanted < all.length,
          `control(Post, Later) holds in ${wanted} of ${all.length} admissible diagrams; ${found.inadmissible} of 32 have a cycle`,
        );
      },
    }),
    controlled({
      id: "upstream",
      statement:
        "In none of them does the recommender have an incentive to control what its post was based on.",
      provenance: "derived",
      over: "once",
      of: ["Opinion", "Profile"],
      instead: ["Later", "Profile"],
      swap: "later opinions in place of earlier ones",
      find(names, context) {
        const { diagram, options } = drawingAt(0, 1, context);
        const upstream = names.map((name) => diagram.idOf(name));
        const shares = verdictRobustness(diagram, options)
          .verdicts.filter(
            ({ verdict: one }) =>
              one.criterion === "instrumental-control-incentive" && upstream.includes(one.node),
          )
          .map(({ verdict: one, share }) => (one.kind === "absent" ? share : 0));
        return finding(
          shares.length === 2 && shares.every((share) => share === 1),
          `absent in ${shares.map((share) => `${show(100 * share, 1)} %`).join(" and ")}`,
        );
      },
    }),
    controlled({
      id: "held-out",
      statement:
        "A reader who sees a random half of the alternatives and states only what holds in nine out of ten of them is right more often about the other half than a reader who states what is drawn, for the recommender and on average over all drawings (for a drawing with few alternatives it may be less often).",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      of: 0.9,
      instead: 0,
      swap: "a reader who states everything",
      find(demand, context) {
        const random = Random.seeded(context.seed);
        const gains = Array.from({ length: OTHER_LABS.length + 1 }, (_, at) =>
          gainElsewhere(drawingAt(at, 1, context), demand, random),
        );
        return finding(
          mean(gains) > 0 && (gains[0] ?? 0) > 0,
          `more right by ${show(mean(gains), 3)} on average: ${gains.map((gain) => show(gain, 3)).join(", ")}`,
        );
      },
    }),
    controlled({
      id: "sampled",
      statement:
        "Alternatives drawn at random give the enumerated robustness, within four standard errors.",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      of: Number.POSITIVE_INFINITY,
      instead: 1,
      swap: "the same diagram every time",
      find(most, context) {
        const drawing = drawingAt(0, 1, context);
        const { verdicts, robustness } = robustnessOf(drawing, context);
        const all = alternatives(drawing.diagram.structure, drawing.options).diagrams;
        const random = Random.seeded(context.seed);
        const drawn = verdicts.map((one) => one.verdict);
        const shares = Array.from({ length: 200 }, () => {
          const kept = verdictsKept(drawn, random.pick(all.slice(0, most)));
          return kept.filter(Boolean).length / kept.length;
        });
        const average = shares.reduce((a, b) => a + b, 0) / shares.length;
        const variance = shares.reduce((sum, s) => sum + (s - average) ** 2, 0) / shares.length;
        const error = Math.sqrt(variance / shares.length);
        return finding(
          Math.abs(average - robustness) <= 4 * error,
          `${show(average)} of 200 drawn, ${show(robustness)} enumerated`,
        );
      },
    }),
    pairClaim({
      id: "caution",
      statement:
        "The cautious reader of the recommender states fewer verdicts and more right ones.",
      provenance: "derived",
      over: "once",
      pair: ["literal", "cautious"],
      find([literal, cautious], context) {
        const rows = alternativeDiagrams.run({ drawing: 0, changes: 1, quorum: 0.9 }, context);
        const of = (agent: string, name: string): number => measured(rows, agent, name);
        return finding(
          of(cautious, "stated") < of(literal, "stated") &&
            of(cautious, "right") > of(literal, "right"),
          `states ${show(of(cautious, "stated"))}, right ${show(of(cautious, "right"))} against ${show(of(literal, "right"))} (cap ${CAP})`,
        );
      },
    }),
  ],
};
