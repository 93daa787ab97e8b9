/** Pieces of work under a human alone, under a tree, and under a tree whose blind spots the worker knows. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { judged, SOUND } from "./worker.ts";
import type { OversightTree } from "./world.ts";
import { drawHelpers, foundAt } from "./world.ts";

const EFFORT = 0.3;
/** A small tree, so that every blind spot comes up; without mistaken alarms, of which the diagram keeps a rate. */
const TREE: OversightTree = {
  claims: 4,
  branching: 2,
  hitRate: 0.6,
  falseAlarm: 0,
  systematic: 0.5,
};
const PARTS = ["a", "b", "c", "d"];

export function ties(): readonly WorldTie[] {
  return [
    { kind: "sampled", diagram: "diagram.cid", draw: alone, shown: { D: [] } },
    { kind: "sampled", diagram: "helped.cid", draw: helped, shown: { D: [] } },
    { kind: "sampled", diagram: "adversary.cid", draw: helped, shown: { D: ["B"] } },
  ];
}

/** Sound, or a flaw in one of the parts. */
function work(random: Random): number {
  return random.below(PARTS.length + 1) - 1;
}

function alone(random: Random): Readonly<Record<string, WorldValue>> {
  const flaw = work(random);
  const oversight = { helpers: undefined, tree: TREE, effort: EFFORT };
  const { approved, paid } = judged(oversight, flaw, random);
  return { D: flaw === SOUND ? "sound" : "flawed", V: approved, U: paid };
}

function helped(random: Random): Readonly<Record<string, WorldValue>> {
  const helpers = drawHelpers(TREE, random);
  const flaw = work(random);
  const { approved, paid } = judged({ helpers, tree: TREE, effort: EFFORT }, flaw, random);
  const unseen = PARTS.filter((_, place) => foundAt(helpers, place) === 0);
  return {
    B: unseen.length === 0 ? "none" : unseen.join(""),
    D: flaw === SOUND ? "sound" : (PARTS[flaw] ?? ""),
    V: approved,
    U: paid,
  };
}
