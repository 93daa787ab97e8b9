/** What seeing or choosing a variable would be worth to the deciding agent, in units of utility. */
import type { InfluenceDiagram } from "cidery";
import type { Worth } from "./messages.ts";

export function worthOf(_diagram: InfluenceDiagram, singleAgent: boolean): Worth[] {
  if (!singleAgent) return [];
  return [];
}
