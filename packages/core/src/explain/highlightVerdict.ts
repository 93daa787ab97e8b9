/**
 * What a drawing should point out about a verdict, as plain data in the form `draw` takes. (The
 * two layers do not know each other; the forms agree.)
 */
import type { NodeId } from "../graph/index.ts";
import type { Verdict, VerdictKind, Witness } from "../incentives/index.ts";
import { criterionNamed } from "../incentives/index.ts";

/** What to point out in the drawing for a verdict: paths, and badges at nodes. */
export interface VerdictHighlights {
  readonly paths: readonly { readonly nodes: readonly NodeId[]; readonly label?: string }[];
  readonly badges: readonly VerdictBadge[];
}

/**
 * What a present verdict is about: what an agent may do to the world, what it needs to know, what
 * it reacts to, or what would merely be worth something. Each has a colour of its own, the same in
 * every picture.
 */
export type Concern = "control" | "information" | "response" | "value";

/** A badge at a node: its letters, what it is about, and a sentence to show on hovering. */
export interface VerdictBadge {
  readonly node: NodeId;
  readonly text: string;
  readonly tone: Concern | "firm" | "calm" | "unsure" | "plain";
  readonly title?: string;
}

const TONES: Readonly<Record<VerdictKind, VerdictBadge["tone"]>> = {
  present: "firm",
  absent: "calm",
  unknown: "unsure",
  "not-applicable": "plain",
};

const CONCERNS: Readonly<Record<string, Concern>> = {
  "instrumental-control-incentive": "control",
  intent: "control",
  deception: "control",
  impact: "control",
  "value-of-information": "information",
  requisite: "information",
  "response-incentive": "response",
  "value-of-control": "value",
  "direct-value-of-control": "value",
  "indirect-value-of-control": "value",
};

/** What a criterion is about; undefined for those about neither, such as reachability. */
function concernOf(criterion: string): Concern | undefined {
  return CONCERNS[criterion];
}

export function highlightVerdict(
  verdict: Verdict,
  title: string,
  label: string,
): VerdictHighlights {
  const paths = pathsIn(verdict.witness).map((nodes, i) =>
    i === 0 ? { nodes, label } : { nodes },
  );
  const badge = badgeOf(verdict, title);
  return { paths, badges: badge === undefined ? [] : [badge] };
}

/** The badge of a verdict about a node; undefined when it is about no node. */
export function badgeOf(verdict: Verdict, title?: string): VerdictBadge | undefined {
  const node = verdict.node ?? verdict.decision;
  if (node === undefined) return undefined;
  return {
    node,
    text: criterionNamed(verdict.criterion)?.badge ?? verdict.criterion.slice(0, 3),
    tone: toneOf(verdict),
    ...(title === undefined ? {} : { title }),
  };
}

function toneOf({ criterion, kind }: Verdict): VerdictBadge["tone"] {
  return kind === "present" ? (concernOf(criterion) ?? "firm") : TONES[kind];
}

/** All node lists of a witness that run along arrows. */
function pathsIn(witness: Witness | undefined): (readonly NodeId[])[] {
  if (witness === undefined) return [];
  switch (witness.kind) {
    case "directed-path":
    case "trail":
    case "mechanism-trail":
      return [witness.nodes];
    case "parts":
      return witness.parts.flatMap(pathsIn);
    default:
      return [];
  }
}
