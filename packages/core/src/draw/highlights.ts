/**
 * What a caller may ask to be pointed out in a drawing, as plain data. Nothing here knows what an
 * incentive is: whoever does says which nodes to badge and which paths to light up.
 */
import type { NodeId } from "../graph/index.ts";

/**
 * How a badge reads: `control`, `information`, `response` and `value` it is so, and about what;
 * `strong` it is so, and matters; `firm` it is so; `calm` it is not; `unsure` it cannot be told;
 * `plain` neutral.
 */
export type Tone =
  | "control"
  | "information"
  | "response"
  | "value"
  | "strong"
  | "firm"
  | "calm"
  | "unsure"
  | "plain";

export interface PathHighlight {
  /** Consecutive nodes; the arrow between two may point either way (a trail). */
  readonly nodes: readonly NodeId[];
  /** Shown in the legend. */
  readonly label?: string;
  /** A CSS colour; one of the theme's path colours when absent. */
  readonly color?: string;
  /** Light up the arrows alone: no rings around the nodes, no step numbers. */
  readonly arrowsOnly?: boolean;
}

export interface Badge {
  readonly node: NodeId;
  /** Two to four letters: `ICI`, `VoI`. */
  readonly text: string;
  readonly tone: Tone;
  /** Shown on hovering, read by screen readers. */
  readonly title?: string;
}

/** What badges of one kind mean, for the legend. */
export interface BadgeMeaning {
  readonly text: string;
  readonly tone: Tone;
  readonly meaning: string;
}

/** What is pointed out in a drawing: paths, badges, and what steps back. */
export interface Highlights {
  readonly paths?: readonly PathHighlight[];
  readonly badges?: readonly Badge[];
  readonly badgeLegend?: readonly BadgeMeaning[];
  readonly dimmed?: readonly NodeId[];
  readonly dimmedEdges?: readonly (readonly [NodeId, NodeId])[];
}
