/**
 * What can be watched of a lab: one episode of an agent, drawn step by step; how an agent's
 * performance changes while it trains; and the published numbers its curves are held against.
 * All of it is data, so that a page, a test and a file can show the same thing.
 */

/** Something that stands in a cell of a board. */
export interface BoardPiece {
  /** Column and row, from 0 at the top left. */
  readonly x: number;
  readonly y: number;
  readonly kind: "agent" | "object" | "goal" | "danger" | "switch" | "person" | "mark";
  /** At most three characters, drawn in the cell. */
  readonly label: string;
  /** What it is, in words. */
  readonly title: string;
}

/** A map of cells, for worlds with places. */
export interface BoardScene {
  readonly kind: "board";
  readonly width: number;
  readonly height: number;
  /** Cells nothing can enter, as [x, y]. */
  readonly walls: readonly (readonly [x: number, y: number])[];
  readonly pieces: readonly BoardPiece[];
}

/** Quantities side by side, for worlds without places: beliefs, forecasts, worths of moves. */
export interface BarsScene {
  readonly kind: "bars";
  readonly title: string;
  readonly unit: string;
  /** The same in every frame of an episode, so that bars can be compared. */
  readonly range: readonly [low: number, high: number];
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    /** What was chosen or came to pass. */
    readonly marked?: boolean;
  }[];
}

/** What one frame shows: a board with pieces, or bars. */
export type LabScene = BoardScene | BarsScene;

/** A moment of an episode. The first frame is the start, before anything was done. */
export interface LabFrame {
  /** What just happened, in one sentence. */
  readonly caption: string;
  readonly scene: LabScene;
  /** Totals so far, by the names of the lab's observed and hidden measures. */
  readonly totals: Readonly<Record<string, number>>;
  /** Values that variables of the agent's diagram took in this step, by the diagram's names. */
  readonly variables: Readonly<Record<string, string | number | boolean>>;
}

/** One run to watch, frame by frame. */
export interface LabEpisode {
  readonly agent: string;
  readonly frames: readonly LabFrame[];
}

/** How well an agent would do, were its training stopped here. */
export interface LabTrainingPoint {
  readonly agent: string;
  /** Episodes, labels, or whatever it learns from, so far. */
  readonly done: number;
  /** By the names of the lab's measures; at least one observed and one hidden. */
  readonly values: Readonly<Record<string, number>>;
}

/** A number that was printed somewhere, drawn as a reference over the lab's own. */
export interface PublishedNumber {
  /** The measure it belongs to. */
  readonly measure: string;
  readonly value: number;
  /** Where along the sweep of this parameter; a level for all of it when absent. */
  readonly at?: { readonly parameter: string; readonly value: number };
  readonly title: string;
  readonly source: string;
}
