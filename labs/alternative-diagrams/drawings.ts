/**
 * The diagrams whose verdicts are asked about, and what a modeller might have drawn differently: for
 * this lab's own diagram a list, for the first diagrams of the other labs whatever the graph allows.
 */
import type { AlternativeOptions, InfluenceDiagram, ModellerChoice } from "@cidery/core";
import type { LabContext } from "@cidery/core/lab";

/** In the order of the parameter `drawing`, after this lab's own. */
export const OTHER_LABS = [
  "reward-tampering",
  "tomatoes",
  "gridworlds",
  "reward-modelling",
  "meal-choice",
  "recursive-oversight",
  "off-switch",
  "tool-ai",
  "prophecy",
  "hard-and-soft",
  "discovering-agents",
  "bounded-rationality",
  "ledger",
  "rlhf",
  "certify",
  "racing",
  "growth",
  "detection",
  "services",
  "probes",
  "explore",
  "shards",
  "strategy",
  "deception",
  "tasting",
  "nested-oversight",
  "powering",
  "digits",
] as const;

/** More combinations than this are not looked at. */
export const CAP = 5000;

export interface Drawing {
  readonly title: string;
  readonly diagram: InfluenceDiagram;
  readonly options: AlternativeOptions;
}

/** @throws RangeError for a number without a drawing */
export function drawingAt(
  at: number,
  changes: number,
  { diagram }: Pick<LabContext, "diagram">,
): Drawing {
  if (at === 0) {
    const own = diagram("diagram.cid");
    return { title: "recommender", diagram: own, options: { choices: ownChoices(own) } };
  }
  const lab = OTHER_LABS[at - 1];
  if (lab === undefined) throw new RangeError(`there are ${OTHER_LABS.length} drawings, not ${at}`);
  const options = { largest: changes, cap: CAP };
  return { title: lab, diagram: diagram(`../${lab}/diagram.cid`), options };
}

/** What two people might reasonably draw differently. */
function ownChoices(diagram: InfluenceDiagram): ModellerChoice[] {
  const id = (name: string): number => diagram.idOf(name) ?? -1;
  const arrow = (from: string, to: string): ModellerChoice => ({
    kind: "arrow",
    link: [id(from), id(to)],
  });
  return [
    arrow("Later", "Clicks"),
    arrow("Opinion", "Clicks"),
    arrow("Post", "Later"),
    arrow("Clicks", "Later"),
    { kind: "merge", nodes: [id("Opinion"), id("Profile")] },
  ];
}

export function choiceInWords({ nodes }: InfluenceDiagram, choice: ModellerChoice): string {
  const name = (v: number): string => nodes[v]?.name ?? "?";
  if (choice.kind === "merge")
    return `${name(choice.nodes[0])} and ${name(choice.nodes[1])} as one`;
  const [from, to] = choice.link;
  const there = nodes[to]?.parents.includes(from) === true;
  return `${there ? "no " : ""}${name(from)} → ${name(to)}`;
}
