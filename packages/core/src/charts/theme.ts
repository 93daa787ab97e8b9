/** Colours of charts. The page has its own, which follow its theme; a file is read on paper. */
/** The colours a chart is drawn in, as CSS colours. */
export interface ChartTheme {
  readonly ink: string;
  readonly inkSoft: string;
  /** Of frames and grids. */
  readonly line: string;
  readonly lineStrong: string;
  /** Behind everything, also around letters that stand on curves. */
  readonly surface: string;
  /** Behind what is said of a point. */
  readonly raised: string;
  /** Of a single curve or bar. */
  readonly accent: string;
  /** Of a line, by its place in the list; lines differ by dash as well. */
  readonly series: (slot: number) => string;
  /** A cell of a map: how far from the middle, from 0 to 1, and on which side. */
  readonly heat: (share: number, side: "below" | "above" | "most") => string;
}

/** As many colours as can be told apart. */
export const SLOTS = 8;

const DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "6 2 1 2 1 2"] as const;

/** Lines differ by dash as well, so that colour is never the only cue. */
export function dashOf(slot: number): string {
  // Lines that share a colour differ by dash.
  return DASHES[(slot + Math.floor(slot / SLOTS)) % DASHES.length] ?? "";
}

const SERIES = [
  "#1b5fa6",
  "#b25800",
  "#1f7a3d",
  "#733b9c",
  "#ac2450",
  "#0f7076",
  "#6b6100",
  "#5a6470",
] as const;

/** Orange below 0 and blue above, which people who see few colours tell apart too. */
const HEAT = {
  middle: [0xf4, 0xf4, 0xf2],
  below: [0xb2, 0x58, 0x00],
  above: [0x1b, 0x5f, 0xa6],
  most: [0x12, 0x3f, 0x70],
} as const;

/** Dark on white, for files. */
export const PRINTED: ChartTheme = {
  ink: "#111",
  inkSoft: "#666677",
  line: "#d5dae1",
  lineStrong: "#666677",
  surface: "#ffffff",
  raised: "#ffffff",
  accent: "#2563a8",
  series: (slot) => SERIES[slot % SLOTS] ?? SERIES[0],
  heat(share, side) {
    const channel = (at: 0 | 1 | 2): string =>
      Math.round(HEAT.middle[at] + share * (HEAT[side][at] - HEAT.middle[at]))
        .toString(16)
        .padStart(2, "0");
    return `#${channel(0)}${channel(1)}${channel(2)}`;
  },
};
