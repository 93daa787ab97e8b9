/** A walk by a plan as frames: the grid, what each tile is worth, what the fit makes of it. */
import type { BoardPiece, LabEpisode, LabFrame, Random } from "cidery";
import { show } from "../src/findings.ts";
import type { Grid, Planned } from "./preferences.ts";
import { BILLBOARD, follow, SIDE } from "./preferences.ts";

const LETTERS = "abcde";

export function walkEpisode(
  agent: string,
  grid: Grid,
  { fitted, choice }: Planned,
  steps: number,
  random: Random,
): LabEpisode {
  const { tiles, truth } = grid;
  const best = truth.indexOf(Math.max(...truth));
  const worst = truth.indexOf(Math.min(...truth));
  const ground: BoardPiece[] = tiles.map((kind, cell) => ({
    x: cell % SIDE,
    y: Math.floor(cell / SIDE),
    kind:
      kind === best ? "goal" : kind === BILLBOARD ? "switch" : kind === worst ? "danger" : "mark",
    label: LETTERS[kind] ?? "",
    title: `tile ${nameOf(kind)}: truly ${show(truth[kind] ?? 0, 2)}, fitted ${show(fitted[kind] ?? 0, 2)}`,
  }));
  const cells = follow(grid, choice, steps, random);
  const scene = (cell: number): LabFrame["scene"] => ({
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
  const kindOf = (kind: number): string => (kind === BILLBOARD ? "billboard" : "plain");
  const known = { Theta: kindOf(best), D: kindOf(fitted.indexOf(Math.max(...fitted))) };
  let totals = { observed: 0, wanted: 0 };
  const frames: LabFrame[] = [
    {
      caption: `By the labels tile ${nameOf(fitted.indexOf(Math.max(...fitted)))} is best; truly it is ${nameOf(best)}. The worker starts on ${nameOf(tiles[cells[0] ?? 0] ?? 0)}.`,
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
      caption: `Step ${step + 1}: onto ${nameOf(kind)}. The fitted reward is ${show(paid, 2)}, the true one ${show(worth, 2)}.`,
      scene: scene(cell),
      totals,
      variables: { ...known, P: kindOf(kind), right: kind === best, U: Number(show(paid, 2)) },
    });
  }
  return { agent, frames };
}

function nameOf(kind: number): string {
  return `${LETTERS[kind] ?? ""}${kind === BILLBOARD ? " (the billboard)" : ""}`;
}
