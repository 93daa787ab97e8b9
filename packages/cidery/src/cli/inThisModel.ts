/** The number beside a verdict: what the graph allows, and what this model makes of it. */
import type { InfluenceDiagram, Verdict } from "@cidery/core";
import type { WorthHere } from "@cidery/core/tasks";
import { worthHere } from "@cidery/core/tasks";
import { bounded, number } from "./print.ts";

/** Milliseconds after which the number is left out, or an interval. */
const LONGEST = 5_000;

export function inThisModel(diagram: InfluenceDiagram, verdict: Verdict): WorthHere | undefined {
  const end = Date.now() + LONGEST;
  const signal = {
    get aborted(): boolean {
      return Date.now() > end;
    },
  };
  return worthHere(diagram, verdict, { signal });
}

/** `In this model, at its numbers: value of information 0, so not here.` */
export function inThisModelWords({ of, gain, others }: WorthHere): string {
  const { value, exact, bounds } = gain;
  const shown = exact
    ? bounded(value, bounds)
    : `between ${number(bounds[0])} and ${number(bounds[1])}`;
  const none = exact && value === 0 ? ": possible on this graph, but not here" : "";
  const assumed = others.words === undefined ? "" : ` (${others.words})`;
  return `In this model, at its numbers: ${of} ${shown}${none}${assumed}.`;
}
