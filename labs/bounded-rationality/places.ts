/** Decisions of shipped models at which rules are asked what they do. */
import type { LabContext } from "@cidery/core/lab";
import type { Place } from "./rules.ts";

/** Decisions of shipped models, and what the graph says they may want to control. */
export const SHIPPED = [
  ["diagram.cid", "Post", "Later"],
  ["../reward-modelling/diagram.cid", "A1", "D"],
  ["../off-switch/diagram.cid", "R", "run"],
  ["../prophecy/diagram.cid", "A", "read"],
  ["../recursive-oversight/diagram.cid", "D", "V"],
  ["../discovering-agents/diagram.cid", "D", "X"],
  ["../meal-choice/diagram.cid", "A1", "H"],
] as const;

export function shippedPlaces({ diagram }: Pick<LabContext, "diagram">): readonly Place[] {
  return SHIPPED.map(([file, decision, variable]) => ({
    diagram: diagram(file),
    decision,
    variable,
  }));
}
