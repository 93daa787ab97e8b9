/**
 * What the answers put on the diagram and into the text: badges of present incentives, and the
 * path of the verdict under the pointer (or pinned). Witnesses and sentences are made when asked.
 */
import {
  badgeOf,
  type Explanation,
  explainVerdict,
  type InfluenceDiagram,
  type Verdict,
  judge,
} from "@cidery/core";
import type { Tone } from "@cidery/core/draw";
import { type AnsweredDiagram, answersOf, verdictKey } from "@cidery/core/session";
import { useMemo } from "react";
import { session, useDocumentPart } from "./document.ts";
import { heldIn, useHolding } from "./holding.ts";
import { answersHidden, useStory } from "./story.ts";
import { useUi } from "./ui.ts";
import { BADGE_CRITERIA, chosenCriteria } from "./criteria.ts";

export interface NodeBadge {
  readonly key: string;
  readonly text: string;
  readonly title: string;
  readonly tone: Tone;
  /** In the preview of a repair: it goes, or it comes. */
  readonly change?: "goes" | "comes";
}

export interface Highlight {
  readonly nodes: ReadonlySet<number>;
  /** `from to`, ids with a space between. */
  readonly edges: ReadonlySet<string>;
}

const NO_BADGES: ReadonlyMap<number, readonly NodeBadge[]> = new Map();

/** Badges of the incentives that are present, by node. */
export function useBadges(
  diagram: InfluenceDiagram | undefined,
): ReadonlyMap<number, readonly NodeBadge[]> {
  const overlay = useUi((state) => state.overlay);
  const criterion = useUi((state) => state.criterion);
  const agent = useUi((state) => state.agent);
  const holding = useHolding(diagram);
  const hidden = useStory(answersHidden);
  return useMemo(() => {
    if (diagram === undefined || !overlay || hidden) return NO_BADGES;
    const badges = new Map<number, NodeBadge[]>();
    const seen = new Set<string>();
    const criteria = chosenCriteria(criterion, BADGE_CRITERIA);
    for (const verdict of answersOf(diagram).verdictsOf(criteria, holding)) {
      if (verdict.kind !== "present") continue;
      if (agent !== undefined && verdict.agent !== agent) continue;
      const badge = badgeOf(verdict);
      if (badge === undefined || isTrivial(diagram, verdict)) continue;
      // The same incentive of several decisions is one badge.
      const mark = `${badge.node} ${badge.text}`;
      if (seen.has(mark)) continue;
      seen.add(mark);
      const entry = {
        key: verdictKey(diagram, verdict),
        text: badge.text,
        tone: badge.tone,
        title: briefTitle(diagram, verdict),
      };
      badges.set(badge.node, [...(badges.get(badge.node) ?? []), entry]);
    }
    return badges;
  }, [diagram, overlay, criterion, agent, holding, hidden]);
}

/** The verdict under the pointer, else the pinned one, explained. */
export function shownVerdict(diagram: InfluenceDiagram): Explanation | undefined {
  const key = useUi.getState().hoveredVerdict ?? session.state().selection.pinnedVerdict;
  return key === undefined ? undefined : explainKey(diagram, key);
}

export function useShownVerdict(diagram: InfluenceDiagram | undefined): Explanation | undefined {
  const hovered = useUi((state) => state.hoveredVerdict);
  const pinned = useDocumentPart(({ selection }) => selection.pinnedVerdict);
  const key = hovered ?? pinned;
  return useMemo(
    () => (diagram === undefined || key === undefined ? undefined : explainKey(diagram, key)),
    [diagram, key],
  );
}

function explainKey(diagram: InfluenceDiagram, key: string): Explanation | undefined {
  const answers = answersOf(diagram);
  const criterion = key.split("|")[0] as string;
  const holding = heldIn(diagram, useUi.getState().holding);
  const found = answers
    .verdictsOf([criterion], holding)
    .find((one) => verdictKey(diagram, one) === key);
  return found === undefined ? undefined : explainFully(diagram, answers, found);
}

/** With its witness, which the list of all verdicts leaves out. */
export function explainFully(
  diagram: InfluenceDiagram,
  { analysis }: AnsweredDiagram,
  { criterion, decision, node, agent, target, pattern, holding }: Verdict,
): Explanation {
  const question = {
    ...(decision !== undefined && { decision }),
    ...(node !== undefined && { node }),
    ...(agent !== undefined && { agent }),
    ...(target !== undefined && { target }),
    ...(pattern !== undefined && { pattern }),
    ...(holding !== undefined && { holding }),
  };
  return explainVerdict(diagram, judge(analysis, criterion, question));
}

export function useHighlight(diagram: InfluenceDiagram | undefined): Highlight | undefined {
  const explanation = useShownVerdict(diagram);
  const shown = useStory(({ show }) => show);
  const followed = useUi((state) => state.followed);
  const told = followed.length > 0 ? followed : shown;
  return useMemo(() => {
    if (diagram === undefined || (explanation === undefined && told.length === 0)) return undefined;
    const { nodes, edges } = toldIn(diagram, told);
    if (explanation === undefined) return { nodes, edges };
    for (const path of explanation.highlights.paths) {
      for (const [index, node] of path.nodes.entries()) {
        nodes.add(node);
        const next = path.nodes[index + 1];
        if (next === undefined) continue;
        edges.add(diagram.graph.hasEdge(node, next) ? `${node} ${next}` : `${next} ${node}`);
      }
    }
    for (const badge of explanation.highlights.badges) nodes.add(badge.node);
    return { nodes, edges };
  }, [diagram, explanation, told]);
}

/** What a step of the story is about, or what has happened, with the arrows between. */
function toldIn(
  diagram: InfluenceDiagram,
  names: readonly string[],
): { readonly nodes: Set<number>; readonly edges: Set<string> } {
  const nodes = new Set(names.flatMap((name) => diagram.idOf(name) ?? []));
  const edges = new Set<string>();
  for (const node of nodes)
    for (const parent of diagram.node(node).parents)
      if (nodes.has(parent)) edges.add(`${parent} ${node}`);
  return { nodes, edges };
}

/** The decision itself and utilities are left out, as in the published figures. */
export function isTrivial(diagram: InfluenceDiagram, { node, decision }: Verdict): boolean {
  return node !== undefined && (node === decision || diagram.nodes[node]?.kind === "utility");
}

function briefTitle(diagram: InfluenceDiagram, verdict: Verdict): string {
  const about = verdict.node === undefined ? "" : ` on ${diagram.titleOf(verdict.node)}`;
  const by = verdict.decision === undefined ? "" : ` for ${diagram.titleOf(verdict.decision)}`;
  return `${verdict.criterion.replaceAll("-", " ")}${about}${by}: present`;
}
