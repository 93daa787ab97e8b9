/** One walk: the corridor, where the walker stands, what it was paid. */
import type { BoardPiece, LabContext, LabEpisode, LabFrame, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { drawOutcome } from "@cidery/core/learn";
import { boardOf } from "../src/board.ts";
import { show } from "../src/findings.ts";
import { tableFor, walkerCalled } from "./walkers.ts";
import type { CorridorState } from "./world.ts";
import { MIDDLE, MOVES } from "./world.ts";

/** Steps that are in the diagrams by name. */
const STEPS_IN_DIAGRAM = 3;

export function walk(
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  agent: string,
): LabEpisode {
  const walker = walkerCalled(agent);
  const { world } = tableFor(walker, settings);
  const observe = world.observe ?? world.key;
  const random = Random.seeded(seed).fork(1);
  let state = drawOutcome(world.initial(), random);
  let mind = walker.mind(tableFor(walker, settings), settings, { seed, signal })(observe(state));
  let total = 0;
  const frames: LabFrame[] = [
    {
      caption: `It stands in the middle; the ${end(state.pays)} pays and moves go ${state.flipped ? "the other way" : "as they are named"}, which it does not know.`,
      scene: sceneOf(state),
      totals: { paid: 0 },
      variables: { "S[1]": placeOf(state), "P[1]": state.paid },
    },
  ];
  while (mind.action >= 0 && world.actionCount(state) > 0) {
    const { action } = mind;
    const t = state.turn + 1;
    state = drawOutcome(world.step(state, action), random);
    total += state.paid;
    mind = mind.sees(observe(state));
    frames.push({
      caption: `Step ${t}: ${MOVES[action] ?? ""}; it is at the ${placeOf(state)} and is paid ${show(state.paid, 2)}.`,
      scene: sceneOf(state),
      totals: { paid: total },
      variables: {
        ...(t < STEPS_IN_DIAGRAM ? { [`A[${t}]`]: MOVES[action] ?? "" } : {}),
        ...(t < STEPS_IN_DIAGRAM
          ? {
              [`S[${t + 1}]`]: placeOf(state),
              [`P[${t + 1}]`]: state.paid,
              [`R[${t + 1}]`]: state.paid,
            }
          : {}),
      },
    });
  }
  return { agent, frames };
}

function end(pays: number): string {
  return pays === 0 ? "left end" : "right end";
}

function placeOf({ cell }: CorridorState): string {
  return cell === MIDDLE ? "middle" : end(cell);
}

function sceneOf({ cell, pays, direction, lean }: CorridorState) {
  const pieces: BoardPiece[] = [
    { x: MIDDLE, y: 0, kind: "object", label: "s", title: "pays something safe" },
    { x: pays, y: 0, kind: "goal", label: "1", title: "the end that pays" },
    {
      x: cell,
      y: 0,
      kind: "agent",
      label: "A",
      title: `the walker; it ${direction === 0 ? "does not know" : "knows"} which way moves go${lean === 0 ? "" : `, and what it was paid speaks for the ${lean > 0 ? "right" : "left"} end`}`,
    },
  ];
  return boardOf(["..."], pieces);
}
