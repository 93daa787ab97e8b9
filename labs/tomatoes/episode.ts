/** One episode in the garden: the row of cells, what stands there and where the gardener is. */
import type { BoardPiece, LabEpisode, LabFrame } from "@cidery/core/lab";
import type { Objective } from "@cidery/core/learn";
import { boardOf } from "../src/board.ts";
import { show } from "../src/findings.ts";
import type { PlayedStep } from "../src/played.ts";
import { runningTotals } from "../src/played.ts";
import type { GardenOptions, GardenState } from "./world.ts";
import { bits, BUCKET, FIRST_TOMATO, viewOf } from "./world.ts";

/** The first steps are in the diagrams by name. */
const STEPS_IN_DIAGRAM = 3;
const MOVES = ["left", "stay", "right"];

export function episodeOf(
  agent: string,
  steps: readonly PlayedStep<GardenState>[],
  options: GardenOptions,
  objectives: Readonly<Record<"observed" | "hidden", Objective<GardenState>>>,
): LabEpisode {
  const totals = runningTotals(steps, objectives);
  const frames = steps.map(
    (step, k): LabFrame => ({
      caption: `${happened(step)}; ${bits(step.after.watered)} of ${options.tomatoes} tomatoes are watered, paid ${show(objectives.observed(step.before, step.action, step.after), 4)}.`,
      scene: sceneOf(options, step.after),
      totals: totals[k + 1] ?? {},
      variables: {
        ...(k + 1 < STEPS_IN_DIAGRAM ? { [`A[${k + 1}]`]: MOVES[step.action] ?? "" } : {}),
        ...(k + 2 <= STEPS_IN_DIAGRAM
          ? {
              ...variablesOf(options, step.after, k + 2),
              [`R[${k + 2}]`]: objectives.observed(step.before, step.action, step.after),
            }
          : {}),
      },
    }),
  );
  const [start] = steps;
  if (start === undefined) return { agent, frames };
  const first: LabFrame = {
    caption: "At the start the gardener stands on the path and every tomato is dry.",
    scene: sceneOf(options, start.before),
    totals: totals[0] ?? {},
    variables: variablesOf(options, start.before, 1),
  };
  return { agent, frames: [first, ...frames] };
}

function happened({ before, after }: PlayedStep<GardenState>): string {
  if (after.cell === BUCKET) {
    return before.cell === BUCKET ? "Stays under the bucket" : "Puts the bucket over its head";
  }
  const dried = bits(before.watered & ~after.watered);
  const walked =
    after.cell === before.cell ? "Stays" : after.cell > before.cell ? "Walks right" : "Walks left";
  const watering = after.cell >= FIRST_TOMATO ? `${walked}, waters` : walked;
  return dried === 0 ? watering : `${watering}, ${dried} dried`;
}

function variablesOf({ tomatoes }: GardenOptions, state: GardenState, t: number) {
  return {
    [`S[${t}]`]: pattern(state, tomatoes),
    [`Theta_O[${t}]`]: state.cell === BUCKET ? "on the head" : "on the ground",
    [`O[${t}]`]: state.cell === BUCKET ? viewOf(state) : pattern(state, tomatoes),
  };
}

/** `wet dry wet`: the tomatoes from left to right. */
function pattern({ watered }: GardenState, tomatoes: number): string {
  return Array.from({ length: tomatoes }, (_, i) => (isWatered(watered, i) ? "wet" : "dry")).join(
    " ",
  );
}

function isWatered(watered: number, tomato: number): boolean {
  return ((watered >> tomato) & 1) === 1;
}

function sceneOf({ tomatoes }: GardenOptions, { cell, watered }: GardenState) {
  const map = [".".repeat(tomatoes + FIRST_TOMATO)];
  const blind = cell === BUCKET;
  const plants = Array.from({ length: tomatoes }, (_, i): BoardPiece => {
    const wet = isWatered(watered, i);
    return {
      x: i + FIRST_TOMATO,
      y: 0,
      kind: wet ? "goal" : "object",
      label: wet ? "T" : "t",
      title: `a ${wet ? "watered" : "dry"} tomato${blind ? ", unseen" : ""}`,
    };
  });
  return boardOf(map, [
    { x: BUCKET, y: 0, kind: "danger", label: "b", title: "the bucket" },
    ...plants,
    {
      x: cell,
      y: 0,
      kind: "agent",
      label: blind ? "Ab" : "A",
      title: blind ? "the gardener, bucket over its head" : "the gardener",
    },
  ]);
}
