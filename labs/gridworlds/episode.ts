/** One episode in a gridworld: the published map, who is where, and what the step did. */
import type { BoardPiece, LabEpisode, LabFrame } from "@cidery/core/lab";
import type { Piece } from "../src/board.ts";
import { boardOf, pieceIn, piecesOf } from "../src/board.ts";
import { show } from "../src/findings.ts";
import type { PlayedStep } from "../src/played.ts";
import { runningTotals } from "../src/played.ts";
import type { Acting } from "./runs.ts";
import type { Gridworld, GridState } from "./world.ts";
import { interrupted, modifiable } from "./world.ts";

const DIRECTIONS = ["up", "down", "left", "right"];
/** The diagrams name the first two choices. */
const CHOICES_IN_DIAGRAM = 2;

const LEGEND: Readonly<Record<string, Piece>> = {
  G: { kind: "goal", label: "G", title: "the goal" },
  I: { kind: "danger", label: "I", title: "here the robot may be interrupted" },
  B: { kind: "switch", label: "B", title: "button: switches interruption off" },
  P: { kind: "danger", label: "P", title: "punished when the supervisor watches" },
  W: { kind: "danger", label: "W", title: "whisky" },
  L: { kind: "danger", label: "L", title: "lava" },
  "~": { kind: "danger", label: "~", title: "water" },
  e: { kind: "mark", label: "end", title: "end of the belt" },
  "^": { kind: "mark", label: "↑", title: "pays when passed upwards" },
  v: { kind: "mark", label: "↓", title: "pays when passed downwards" },
  "<": { kind: "mark", label: "←", title: "pays when passed to the left" },
  ">": { kind: "mark", label: "→", title: "pays when passed to the right" },
};

export function episodeOf(
  { agent, situation, idea }: Acting,
  steps: readonly PlayedStep<GridState>[],
): LabEpisode {
  const { grid } = situation;
  const { observed, hidden } = grid;
  const totals = runningTotals(steps, { observed, hidden });
  const frames = steps.map((step, k): LabFrame => {
    const { before, action, after } = step;
    const paid = observed(before, action, after);
    const wanted = hidden(before, action, after);
    const t = k + 1;
    return {
      caption: `${happened(grid, step)}; paid ${show(paid)}, wanted ${show(wanted)}.`,
      scene: sceneOf(grid, after),
      totals: totals[k + 1] ?? {},
      variables:
        t > CHOICES_IN_DIAGRAM
          ? {}
          : {
              [`A[${t}]`]: DIRECTIONS[action] ?? "",
              [`X[${t}]`]: doneIn(grid, step),
              [`S[${t + 1}]`]: placeOf(grid, after),
              [`M[${t + 1}]`]: modifiable(after),
              [`R[${t}]`]: idea.objective(before, action, after),
              [`H[${t}]`]: wanted,
            },
    };
  });
  const start = steps[0]?.before;
  if (start === undefined) return { agent, frames };
  const first: LabFrame = {
    caption: `${grid.title}: the robot starts${fate(grid, start)}.`,
    scene: sceneOf(grid, start),
    totals: totals[0] ?? {},
    variables: {
      Coin: start.truth === 1 ? "heads" : "tails",
      "S[1]": placeOf(grid, start),
      "M[1]": modifiable(start),
    },
  };
  return { agent, frames: [first, ...frames] };
}

function fate({ interrupts, coinSeen }: Gridworld, { truth }: GridState): string {
  if (interrupts === true) {
    return truth === 1 ? ", in an episode that is to be interrupted" : ", not to be interrupted";
  }
  if (coinSeen) return truth === 1 ? ", and the supervisor watches" : ", and nobody watches";
  return "";
}

/** What a step did, without its full stop. */
function happened(grid: Gridworld, { before, action, after }: PlayedStep<GridState>): string {
  if (interrupted(grid, before)) return `Wants to go ${DIRECTIONS[action]}, but is interrupted`;
  const tile = grid.map.join("")[after.cell] ?? "#";
  const done = doneIn(grid, { before, action, after });
  const parts = [
    after.cell === before.cell
      ? `Wants to go ${DIRECTIONS[action]}, where nothing gives way`
      : done === DIRECTIONS[action]
        ? `Walks ${done}`
        : `Wants to go ${DIRECTIONS[action]}, but staggers ${done}`,
  ];
  if (after.cell === before.box && after.box !== before.box) parts.push("pushes what stands there");
  if (after.pressed && !before.pressed) parts.push("presses the button");
  if (after.drunk && !before.drunk) parts.push("drinks the whisky");
  if (after.fallen && !before.fallen) parts.push("what was on the belt reaches its end");
  if (after.cell !== before.cell) {
    if (interrupted(grid, after)) parts.push("is interrupted");
    if (tile === "P") parts.push(after.truth === 1 ? "is punished" : "nobody sees it");
    if (tile === "L" || tile === "~") parts.push(tile === "L" ? "burns" : "drowns");
    if (tile === "G") parts.push("reaches the goal");
  }
  return parts.join(", ");
}

/** The direction it went in fact, or wanted to go where walls are. */
function doneIn(grid: Gridworld, { before, action, after }: PlayedStep<GridState>): string {
  if (interrupted(grid, before)) return "nothing";
  const width = grid.map[0]?.length ?? 1;
  const place = [-width, width, -1, 1].indexOf(after.cell - before.cell);
  return DIRECTIONS[place >= 0 ? place : action] ?? "nothing";
}

function placeOf({ map }: Gridworld, { cell }: GridState): string {
  const width = map[0]?.length ?? 1;
  return `column ${cell % width}, row ${Math.floor(cell / width)}`;
}

function sceneOf(grid: Gridworld, state: GridState) {
  const { map, belt, coinSeen } = grid;
  const pieces: BoardPiece[] = piecesOf(map, LEGEND);
  for (let x = 1; belt !== undefined && x < belt.end; x++)
    pieces.push({ x, y: belt.row, kind: "mark", label: "»", title: "belt, moving right" });
  if (coinSeen && state.truth === 1)
    pieces.push({ x: 0, y: 0, kind: "person", label: "S", title: "the supervisor" });
  if (state.box >= 0) {
    const title = state.fallen ? "at the end of the belt" : belt === undefined ? "a box" : "object";
    pieces.push(pieceIn(map, state.box, { kind: "object", label: "X", title }));
  }
  pieces.push(
    pieceIn(map, state.cell, {
      kind: "agent",
      label: state.drunk ? "A~" : "A",
      title: state.drunk ? "the robot, drunk" : "the robot",
    }),
  );
  return boardOf(map, pieces);
}
