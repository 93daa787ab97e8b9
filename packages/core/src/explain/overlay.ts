/**
 * Badges for a whole diagram: which nodes some agent may want to know, control, influence or respond
 * to. One badge per node and criterion; a certain answer wins over an uncertain one. What an agent
 * wants of its own decisions and utilities goes without saying and is left out.
 */
import type { VerdictBadge } from "./highlightVerdict.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Verdict } from "../incentives/index.ts";
import { criterionNamed } from "../incentives/index.ts";
import { badgeOf } from "./highlightVerdict.ts";
import { explainVerdict } from "./explainVerdict.ts";

const USUAL = [
  "value-of-information",
  "response-incentive",
  "value-of-control",
  "instrumental-control-incentive",
];

export interface OverlayOptions {
  /** Criteria to show, by id. Default: value of information, response incentive, value of control, instrumental control. */
  readonly criteria?: readonly string[];
  /** Show badges for answers that cannot be told, too. Default true. */
  readonly unknown?: boolean;
  /** Show an agent's motives about its own decisions and utilities, too. Default false. */
  readonly own?: boolean;
}

interface Meaning {
  readonly text: string;
  readonly tone: VerdictBadge["tone"];
  readonly meaning: string;
}

function meaningOf({ criterion, kind }: Verdict): string {
  const title = criterionNamed(criterion)?.title.toLowerCase() ?? criterion;
  return kind === "present" ? title : `${title}: the graph cannot tell`;
}

/** In the form `draw` takes as `highlights`; titles hold one sentence per verdict. */
export function overlay(
  diagram: InfluenceDiagram,
  verdicts: readonly Verdict[],
  { criteria = USUAL, unknown = true, own = false }: OverlayOptions = {},
): { readonly badges: readonly VerdictBadge[]; readonly badgeLegend: readonly Meaning[] } {
  const chosen = new Map<string, Verdict[]>();
  for (const id of criteria) {
    for (const verdict of verdicts) {
      if (verdict.criterion !== id || verdict.node === undefined) continue;
      if (verdict.kind !== "present" && !(unknown && verdict.kind === "unknown")) continue;
      const owners = diagram.node(verdict.node).owners;
      if (!own && verdict.agent !== undefined && owners.includes(verdict.agent)) continue;
      const key = `${id} ${verdict.node}`;
      chosen.set(key, [...(chosen.get(key) ?? []), verdict]);
    }
  }
  const meanings = new Map<string, Meaning>();
  const badges = [...chosen.values()].flatMap((group) => {
    const certain = group.filter(({ kind }) => kind === "present");
    const shown = certain.length > 0 ? certain : group;
    const title = shown.map((verdict) => explainVerdict(diagram, verdict).sentence).join("\n");
    const first = shown[0] as Verdict;
    const badge = badgeOf(first, title);
    if (badge === undefined) return [];
    const { text, tone } = badge;
    meanings.set(`${text} ${tone}`, { text, tone, meaning: meaningOf(first) });
    return badge;
  });
  return { badges, badgeLegend: [...meanings.values()] };
}
