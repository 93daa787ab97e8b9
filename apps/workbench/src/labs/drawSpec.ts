/** Draws the library's charts into the page, in its colours. Loaded when a chart is first shown. */
import { type ChartTheme, drawn, type PlotSpec, SLOTS } from "@cidery/core/charts";
import * as library from "@observablehq/plot";

/** The page's colours, light and dark. */
export const PAGE: ChartTheme = {
  ink: "var(--ink)",
  inkSoft: "var(--ink-soft)",
  line: "var(--line)",
  lineStrong: "var(--line-strong)",
  surface: "var(--surface)",
  raised: "var(--raised)",
  accent: "var(--series-0)",
  series: (slot) => `var(--series-${slot % SLOTS})`,
  // A mixture of the page's colours, so that light and dark each have their own.
  heat: (share, side) =>
    `color-mix(in srgb, var(--heat-${side}) ${(100 * share).toFixed(2)}%, var(--heat-middle))`,
};

export function drawSpec(specOf: (width: number) => PlotSpec, width: number): Element {
  return withoutNames(drawn(specOf(width), library, {}, true) as Element);
}

/** The chart as a whole is described by whoever shows it; its marks are not elements to be named. */
function withoutNames(element: Element): Element {
  const strip = (): void => {
    for (const one of element.querySelectorAll("[aria-label], [aria-description]")) {
      one.removeAttribute("aria-label");
      one.removeAttribute("aria-description");
    }
  };
  strip();
  // What is pointed at has its tip drawn anew.
  new MutationObserver(strip).observe(element, { childList: true, subtree: true });
  return element;
}
