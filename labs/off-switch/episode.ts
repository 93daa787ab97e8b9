/** One off-switch game as frames: what the robot believes each move is worth, and what came of it. */
import type { Random } from "@cidery/core";
import type { BarsScene, LabEpisode, LabFrame } from "@cidery/core/lab";
import { show } from "../src/findings.ts";
import type { Game } from "./game.ts";
import { MOVES, play, worths } from "./game.ts";

const DID = ["acts", "switches itself off", "waits for the human"] as const;

/** @param believed the game as the robot sees it, which may differ from the game it is in */
export function playGame(
  agent: string,
  move: number,
  game: Game,
  believed: Game,
  random: Random,
): LabEpisode {
  const expected = worths(believed);
  const { utility, allowed, asked, runs } = play(game, move, random);
  const high = Math.max(1, Math.ceil(Math.max(...expected.map(Math.abs), Math.abs(utility))));
  const scene = (title: string, marked: number | undefined, came?: number): BarsScene => ({
    kind: "bars",
    title,
    unit: "utility",
    range: [-high, high],
    bars: [
      ...MOVES.map((label, m) => ({ label, value: expected[m] ?? 0, marked: m === marked })),
      { label: "came of it", value: came ?? 0, marked: came !== undefined },
    ],
  });
  const title = "what the robot believes each move is worth";
  const worth = show(expected[move] ?? 0, 2);
  const after = { expected: expected[move] ?? 0, human: 0 };
  const frames: LabFrame[] = [
    {
      caption: `The robot believes acting is worth ${show(believed.mu, 2)} ± ${show(believed.sigma, 2)}; only the human knows.`,
      scene: scene(title, undefined),
      totals: { expected: 0, human: 0 },
      variables: {},
    },
    {
      caption: `It ${DID[move] ?? ""}, expecting ${worth}.`,
      scene: scene(title, move),
      totals: after,
      variables: { R: MOVES[move] ?? "" },
    },
  ];
  const known = { R: MOVES[move] ?? "", U: Number(show(utility, 2)) };
  if (asked)
    frames.push({
      caption: `The human, to whom it is worth ${show(utility, 2)}, ${allowed ? "allows it" : "stops it"}.`,
      scene: scene(title, move),
      totals: after,
      variables: { ...known, H: allowed },
    });
  const came = runs ? utility : 0;
  const outcome = runs
    ? `The action is carried out and worth ${show(utility, 2)}.`
    : `Nothing is done; it would have been worth ${show(utility, 2)}.`;
  frames.push({
    caption: outcome,
    scene: scene("what it expected, and what came of it", move, came),
    totals: { ...after, human: came },
    variables: {
      ...known,
      ...(asked ? { H: allowed } : {}),
      run: runs,
      V: Number(show(came, 2)),
    },
  });
  return { agent, frames };
}
