/** What a chart shows, as data. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** Interval, where there were several runs. */
  readonly low?: number;
  readonly high?: number;
}

interface ChartSeries {
  readonly title: string;
  /** Position in the lab's list of agents: colour. */
  readonly slot: number;
  readonly dash: string;
  readonly points: readonly ChartPoint[];
}

/** A published number: a level, or a point where `x` is given. */
interface ChartMark {
  readonly x?: number;
  readonly y: number;
  readonly title: string;
}

export interface ChartOf {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly ChartSeries[];
  readonly marks?: readonly ChartMark[];
  /** The present setting, as an upright line. */
  readonly here?: number;
  readonly xDomain?: readonly [number, number];
  /** For numbers from 1 on that grow by shares, as those of a training do. */
  readonly xScale?: "log";
  readonly yDomain?: readonly [number, number];
}

export const SLOTS = 8;
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "6 2 1 2 1 2"] as const;

/** Lines differ by dash as well, so that colour is never the only cue. */
export function dashOf(slot: number): string {
  // Agents that share a colour differ by dash.
  return DASHES[(slot + Math.floor(slot / SLOTS)) % DASHES.length] ?? "";
}

/** Least and largest of some numbers with a little room; undefined of none. */
export function spanOf(values: readonly number[]): readonly [number, number] | undefined {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const room = high > low ? 0.06 * (high - low) : Math.max(1, Math.abs(high)) * 0.1;
  return [low - room, high + room];
}
