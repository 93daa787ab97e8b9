/**
 * Whose a thing is, and what a badge is about, as colour: an element with `data-agent` gets `--fill`
 * and `--own`, one with `data-tone` gets `--badge` and `--badge-ink`, from the palette that exported
 * pictures use, so that page and picture never differ.
 */
import { type BadgeColour, type Palette, PALETTES } from "@cidery/core/draw";

export const AGENT_COLOURS = PALETTES.light.agents.length;

/** Puts the rules on the page; once, before anything is shown. */
export function styleAgents(): void {
  const sheet = document.createElement("style");
  sheet.textContent = [
    ...rules(":root", PALETTES.light),
    ...rules(':root[data-theme="dark"]', PALETTES.dark),
  ].join("\n");
  document.head.append(sheet);
}

function rules(root: string, { agents, badges }: Palette): string[] {
  return [
    ...agents.map((colour, agent) => rule(root, agent, colour)),
    ...Object.entries(badges).map(([tone, colour]) => badgeRule(root, tone, colour)),
  ];
}

function badgeRule(root: string, tone: string, { fill, line, text }: BadgeColour): string {
  return `${root} [data-tone="${tone}"] { --badge: ${fill}; --badge-line: ${line}; --badge-ink: ${text}; }`;
}

function rule(
  root: string,
  agent: number,
  { fill, line }: { readonly fill: string; readonly line: string },
): string {
  return `${root} [data-agent="${agent}"] { --fill: ${fill}; --own: ${line}; }`;
}
