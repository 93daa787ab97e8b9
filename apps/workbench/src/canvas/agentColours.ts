/**
 * Whose a thing is, as colour: an element with `data-agent` gets `--fill` and `--own` from the
 * palette that exported pictures use, so that page and picture never differ.
 */
import { PALETTES } from "@cidery/core/draw";

export const AGENT_COLOURS = PALETTES.light.agents.length;

/** Puts the rules on the page; once, before anything is shown. */
export function styleAgents(): void {
  const sheet = document.createElement("style");
  sheet.textContent = [
    ...PALETTES.light.agents.map((colour, agent) => rule(":root", agent, colour)),
    ...PALETTES.dark.agents.map((colour, agent) => rule(':root[data-theme="dark"]', agent, colour)),
  ].join("\n");
  document.head.append(sheet);
}

function rule(
  root: string,
  agent: number,
  { fill, line }: { readonly fill: string; readonly line: string },
): string {
  return `${root} [data-agent="${agent}"] { --fill: ${fill}; --own: ${line}; }`;
}
