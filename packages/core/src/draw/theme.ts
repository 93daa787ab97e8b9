/**
 * Colours. Colour says whose a node is, shape says what it is; every colour has a darker outline
 * of the same hue, and from two agents on a pattern and a tag, so that nothing is lost in print.
 */
import type { Tone } from "./highlights.ts";

/** The colours of one agent's nodes. */
export interface AgentColour {
  readonly fill: string;
  readonly line: string;
}

/** The colours of one theme, as CSS colours. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  /** Arrows. */
  readonly arrow: string;
  /** Secondary text. */
  readonly soft: string;
  readonly chanceFill: string;
  readonly chanceLine: string;
  readonly agents: readonly AgentColour[];
  readonly paths: readonly string[];
  readonly badges: Readonly<Record<Tone, BadgeColour>>;
}

/** The colours of one badge. */
export interface BadgeColour {
  readonly fill: string;
  readonly line: string;
  readonly text: string;
}

export const LIGHT: Palette = {
  ground: "#ffffff",
  ink: "#16191d",
  arrow: "#3b4148",
  soft: "#5b636d",
  chanceFill: "#f6f7f8",
  chanceLine: "#4a5159",
  agents: [
    { fill: "#d8e8f8", line: "#1b5fa6" },
    { fill: "#fde4c8", line: "#b25800" },
    { fill: "#d9f0dc", line: "#1f7a3d" },
    { fill: "#ebdff5", line: "#733b9c" },
    { fill: "#fadbe3", line: "#ac2450" },
    { fill: "#d5eff0", line: "#0f7076" },
  ],
  paths: ["#c8102e", "#6a3fb5", "#00788a", "#a86400"],
  badges: {
    control: { fill: "#c8102e", line: "#c8102e", text: "#ffffff" },
    information: { fill: "#1b5fa6", line: "#1b5fa6", text: "#ffffff" },
    response: { fill: "#6d3aa0", line: "#6d3aa0", text: "#ffffff" },
    value: { fill: "#5b636d", line: "#5b636d", text: "#ffffff" },
    strong: { fill: "#c8102e", line: "#c8102e", text: "#ffffff" },
    firm: { fill: "#3d4650", line: "#3d4650", text: "#ffffff" },
    calm: { fill: "#ffffff", line: "#2f7d4a", text: "#1e6337" },
    unsure: { fill: "#fff6d9", line: "#8a6a00", text: "#6a5000" },
    plain: { fill: "#eef0f2", line: "#5b636d", text: "#2c3238" },
  },
};

export const DARK: Palette = {
  ground: "#14171b",
  ink: "#eef1f4",
  arrow: "#b4bcc6",
  soft: "#98a2ad",
  chanceFill: "#22272d",
  chanceLine: "#a3acb6",
  agents: [
    { fill: "#17344f", line: "#7db5ee" },
    { fill: "#4a2d10", line: "#f0a860" },
    { fill: "#173d24", line: "#79cf92" },
    { fill: "#382548", line: "#c79be8" },
    { fill: "#4a1c2a", line: "#f08aa6" },
    { fill: "#123b3e", line: "#6fcdd3" },
  ],
  paths: ["#ff6b7d", "#b79bf2", "#5cc8d8", "#e8b25a"],
  badges: {
    control: { fill: "#ff6b7d", line: "#ff6b7d", text: "#1b0508" },
    information: { fill: "#7db5ee", line: "#7db5ee", text: "#06131f" },
    response: { fill: "#c79be8", line: "#c79be8", text: "#190a26" },
    value: { fill: "#98a2ad", line: "#98a2ad", text: "#14171b" },
    strong: { fill: "#ff6b7d", line: "#ff6b7d", text: "#1b0508" },
    firm: { fill: "#c3ccd6", line: "#c3ccd6", text: "#14171b" },
    calm: { fill: "#14171b", line: "#79cf92", text: "#9fe0b2" },
    unsure: { fill: "#3a3010", line: "#e0bd55", text: "#f0d98a" },
    plain: { fill: "#2b3138", line: "#98a2ad", text: "#dbe1e7" },
  },
};

/** The colours of both themes. */
export const PALETTES: { readonly light: Palette; readonly dark: Palette } = {
  light: LIGHT,
  dark: DARK,
};

/** Agents beyond the palette start over; their patterns and tags still differ. */
export function agentColour(palette: Palette, agent: number): AgentColour {
  return palette.agents[agent % palette.agents.length] as AgentColour;
}

export function pathColour(palette: Palette, index: number): string {
  return palette.paths[index % palette.paths.length] as string;
}
