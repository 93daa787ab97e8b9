/** A walk as frames: the grid, what each tile is worth, what the reward model makes of it. */
import type { Random } from "@cidery/core";
import type { BoardPiece, LabEpisode, LabFrame } from "@cidery/core/lab";
import { show } from "../src/findings.ts";
import type { Grid, Planned } from "./preferences.ts";
import { BILLBOARD, countsOf, follow, SIDE } from "./preferences.ts";
import type { Rating } from "./taste.ts";
import { POOL } from "./taste.ts";

const LETTERS = "abcde";

/** A walk by a plan for the fitted reward. */
export function walkEpisode(
  agent: string,
  grid: Grid,
  { fitted, choice }: Planned,
  steps: number,
  random: Random,
  /** What `fitted` is: a reward, or how often a walk that was shown steps on each kind. */
  word: "fitted" | "shown" = "fitted",
): LabEpisode {
  const { tiles, truth } = grid;
  const best = indexOfLargest(truth);
  const fittedBest = fitted.indexOf(Math.max(...fitted));
  const cells = follow(grid, choice, steps, random);
  const known = { Theta: kindOf(best), D: kindOf(fittedBest) };
  let totals = { observed: 0, wanted: 0 };
  const scene = sceneOf(
    grid,
    (kind) => `truly ${show(truth[kind] ?? 0, 2)}, ${word} ${show(fitted[kind] ?? 0, 2)}`,
  );
  const frames: LabFrame[] = [
    {
      caption: `${word === "shown" ? "Shown most often is" : "By what the user said the best is"} tile ${nameOf(fittedBest)}; truly it is ${nameOf(best)}. The worker starts on ${nameOf(tiles[cells[0] ?? 0] ?? 0)}.`,
      scene: scene(cells[0] ?? 0),
      totals,
      variables: known,
    },
  ];
  for (const [step, cell] of cells.slice(1).entries()) {
    const kind = tiles[cell] ?? 0;
    const [paid, worth] = [fitted[kind] ?? 0, truth[kind] ?? 0];
    totals = { observed: totals.observed + paid, wanted: totals.wanted + worth };
    frames.push({
      caption: `Step ${step + 1}: onto ${nameOf(kind)}. ${word === "shown" ? `A walk that was shown steps there ${show(paid, 2)} times` : `The fitted reward is ${show(paid, 2)}`}, the true one is ${show(worth, 2)}.`,
      scene: scene(cell),
      totals,
      variables: { ...known, P: kindOf(kind), right: kind === best, U: Number(show(paid, 2)) },
    });
  }
  return { agent, frames };
}

/** The walk that was rated best of many, by what the rating and the user make of it so far. */
export function ratedEpisode(
  agent: string,
  grid: Grid,
  cells: readonly number[],
  rating: Rating,
  worth: Rating,
): LabEpisode {
  const { tiles, truth } = grid;
  const best = indexOfLargest(truth);
  const scene = sceneOf(grid, (kind) => `first step truly ${show(truth[kind] ?? 0, 2)}`);
  const start = rating(countsOf(grid, cells.slice(0, 1)));
  const frames = cells.map((cell, step): LabFrame => {
    const kind = tiles[cell] ?? 0;
    const counts = countsOf(grid, cells.slice(0, step + 1));
    const totals = { observed: rating(counts) - start, wanted: worth(counts) };
    const caption =
      step === 0
        ? `Of ${POOL} random walks this one is rated best. It starts on ${nameOf(kind)}.`
        : `Step ${step}: onto ${nameOf(kind)}, for the ${ordinal(counts[kind] ?? 1)} time. So far it is truly worth ${show(totals.wanted, 2)}.`;
    const variables =
      step === 0
        ? { Theta: kindOf(best) }
        : { Theta: kindOf(best), P: kindOf(kind), right: kind === best };
    return { caption, scene: scene(cell), totals, variables };
  });
  return { agent, frames };
}

function sceneOf(
  { tiles, truth }: Grid,
  worthOf: (kind: number) => string,
): (cell: number) => LabFrame["scene"] {
  const best = indexOfLargest(truth);
  const worst = truth.indexOf(Math.min(...truth));
  const ground: BoardPiece[] = tiles.map((kind, cell) => ({
    x: cell % SIDE,
    y: Math.floor(cell / SIDE),
    kind:
      kind === best ? "goal" : kind === BILLBOARD ? "switch" : kind === worst ? "danger" : "mark",
    label: LETTERS[kind] ?? "",
    title: `tile ${nameOf(kind)}: ${worthOf(kind)}`,
  }));
  return (cell) => ({
    kind: "board",
    width: SIDE,
    height: SIDE,
    walls: [],
    pieces: [
      ...ground,
      {
        x: cell % SIDE,
        y: Math.floor(cell / SIDE),
        kind: "agent",
        label: "W",
        title: "the worker",
      },
    ],
  });
}

function indexOfLargest(numbers: readonly number[]): number {
  return numbers.indexOf(Math.max(...numbers));
}

function kindOf(kind: number): string {
  return kind === BILLBOARD ? "billboard" : "plain";
}

function ordinal(n: number): string {
  return ["", "first", "second", "third"][n] ?? `${n}th`;
}

function nameOf(kind: number): string {
  return `${LETTERS[kind] ?? ""}${kind === BILLBOARD ? " (the billboard)" : ""}`;
}
