/**
 * The style sheet and paint servers of an SVG drawing. Plain colours in classes, no CSS
 * variables, so that every viewer shows them; every rule starts with the class of the drawing's
 * theme, so that drawings inlined into one page do not paint each other.
 */
import type { Palette } from "./theme.ts";
import { DARK, LIGHT } from "./theme.ts";

export type Theme = "light" | "dark" | "auto";

const WORD_FONT = '"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif';
const SYMBOL_FONT =
  '"STIX Two Text","Latin Modern Roman","Times New Roman",Times,"Liberation Serif",serif';

/** The rules for the classes that occur in the drawing's body. */
export function styleSheet(theme: Theme, body: string): string {
  const root = `.cidery-${theme}`;
  const isUsed = (rule: string): boolean => {
    const name = /\.(cid-[\w-]+)\{/u.exec(rule)?.[1];
    return name === undefined || new RegExp(`${name}[ "]`, "u").test(body);
  };
  const rules = [...shapeRules(root), ...colourRules(root, theme === "dark" ? DARK : LIGHT)];
  const used = rules.filter(isUsed);
  if (theme === "auto") {
    const dark = colourRules(root, DARK).filter(isUsed);
    used.push(`@media (prefers-color-scheme:dark){\n${dark.join("\n")}\n}`);
  }
  return `<style>${used.join("\n")}</style>`;
}

function shapeRules(root: string): string[] {
  return [
    `${root} text{font-family:${WORD_FONT};stroke:none}`,
    `${root} .cid-symbol{font-family:${SYMBOL_FONT};font-style:italic}`,
    `${root} .cid-upright{font-style:normal}`,
    `${root} .cid-strong-text{font-weight:bold}`,
    `${root} .cid-shape{stroke-width:1.6;stroke-linejoin:round}`,
    `${root} .cid-line{fill:none;stroke-width:1.5;stroke-linecap:butt}`,
    `${root} .cid-information{stroke-dasharray:5.5 3.5}`,
    `${root} .cid-on-path{stroke-width:2.6}`,
    `${root} .cid-halo{fill:none;stroke-width:10;stroke-opacity:.22;stroke-linecap:round}`,
    `${root} .cid-ring{fill:none;stroke-width:2.4}`,
    `${root} .cid-dimmed{opacity:.28}`,
  ];
}

function colourRules(root: string, palette: Palette): string[] {
  const rules = [
    `${root} .cid-ground{fill:${palette.ground}}`,
    `${root} .cid-ink{fill:${palette.ink}}`,
    `${root} .cid-soft{fill:${palette.soft}}`,
    `${root} .cid-line{stroke:${palette.arrow}}`,
    `${root} .cid-head{fill:${palette.arrow};stroke:none}`,
    `${root} .cid-chance{fill:${palette.chanceFill};stroke:${palette.chanceLine}}`,
    `${root} .cid-number{fill:${palette.ground}}`,
  ];
  for (const [i, { fill, line }] of palette.agents.entries()) {
    rules.push(
      `${root} .cid-agent-${i}{fill:${fill};stroke:${line}}`,
      `${root} .cid-stop-${i}{stop-color:${fill}}`,
      `${root} .cid-hatch-${i}{stroke:${line};fill:${line}}`,
      `${root} .cid-tag-${i}{fill:${line}}`,
    );
  }
  for (const [i, colour] of palette.paths.entries()) {
    rules.push(
      `${root} .cid-path-${i}{stroke:${colour}}`,
      `${root} .cid-path-fill-${i}{fill:${colour}}`,
    );
  }
  for (const [tone, { fill, line, text }] of Object.entries(palette.badges)) {
    rules.push(
      `${root} .cid-badge-${tone}{fill:${fill};stroke:${line}}`,
      `${root} .cid-badge-text-${tone}{fill:${text}}`,
    );
  }
  return rules;
}

/** Patterns by agent: the first is plain, so that a single agent's nodes are. */
const PATTERNS: readonly string[] = [
  "",
  '<path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5"/>',
  '<circle cx="3" cy="3" r="0.9" stroke="none"/>',
  '<path d="M0 3H6"/>',
  '<path d="M-1 -1L7 7M-1 5L1 7M5 -1L7 1"/>',
  '<path d="M3 0V6"/>',
];

/** The pattern for an agent, or undefined for the plain one. */
export function patternOf(agent: number): string | undefined {
  return PATTERNS[agent % PATTERNS.length] || undefined;
}

export function patternDefinition(id: string, agent: number, colours: number): string {
  return (
    `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse">` +
    `<g class="cid-hatch-${agent % colours}" stroke-width="0.8" opacity="0.28">${patternOf(agent) ?? ""}</g></pattern>`
  );
}

/** Equal vertical bands, one per owner of a shared utility. */
export function sharedFill(id: string, owners: readonly number[], colours: number): string {
  const stops = owners.flatMap((owner, i) =>
    [i, i + 1].map(
      (edge) => `<stop class="cid-stop-${owner % colours}" offset="${edge / owners.length}"/>`,
    ),
  );
  return `<linearGradient id="${id}">${stops.join("")}</linearGradient>`;
}
