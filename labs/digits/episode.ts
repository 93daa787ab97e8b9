/** One image, pixel by pixel: what is shown, by whom, and which answer the judge leans to. */
import type { BoardPiece, BoardScene, LabEpisode, LabFrame } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { show } from "../src/findings.ts";
import type { Side } from "./debate.ts";
import type { Image } from "./judge.ts";
import { scoresOf } from "./judge.ts";
import type { Trial } from "./trial.ts";
import { alone, gameOf, liesOf, searchedLine } from "./trial.ts";

const EDGE = 8;

export function imageEpisode(trial: Trial, agent: string, diagram: string): LabEpisode {
  const random = Random.seeded(trial.seed).fork(5);
  const image = trial.images[random.below(trial.images.length)] as Image;
  const lies = liesOf(image);
  const lie = lies[random.below(lies.length)] as number;
  const consults = diagram === "diagram.cid";
  const argued: Side = random.below(2) === 0 ? "honest" : "liar";
  const turns = consults ? alone(argued, trial.shown) : trial.turns;
  const line = agent.startsWith("searching")
    ? searchedLine(trial, image, lie, turns, random)
    : playedLine(trial, image, lie, turns);
  const { digit } = image;
  const leads = (shown: number): number => {
    const scores = scoresOf(trial.judge, image, line.slice(0, shown));
    return (scores[digit] as number) - (scores[lie] as number);
  };
  const right = leads(line.length) > 0;
  const answer = { honest: digit, liar: lie };
  const begun = consults ? { S: argued === "honest" ? "right" : "wrong" } : {};
  const before = consults
    ? `A consultant is to argue that this ${digit} is a ${answer[argued]}; the other answer is ${answer[argued === "honest" ? "liar" : "honest"]}. The judge sees nothing yet.`
    : `One side says truly that this is a ${digit}, the other that it is a ${lie}. The judge sees nothing yet.`;
  const end = { fooled: Number(!right), right: Number(right) };
  const frames: LabFrame[] = [
    {
      caption: before,
      scene: boardOf(image, line, turns, 0),
      totals: { fooled: 0, right: 0 },
      variables: begun,
    },
    ...line.map((_, turn): LabFrame => {
      const last = turn === line.length - 1;
      const lead = leads(turn + 1);
      const leaning = `The judge leans to ${lead > 0 ? digit : lie} (by ${show(Math.abs(lead), 1)} nats)`;
      return {
        caption: `${speaker(consults, turns[turn] as Side)} shows a pixel. ${last ? `The judge takes ${right ? digit : lie}, and is ${right ? "right" : "wrong"}` : leaning}.`,
        scene: boardOf(image, line, turns, turn + 1),
        totals: last ? end : { fooled: 0, right: 0 },
        variables: last ? { ...begun, J: right ? "right" : "wrong" } : begun,
      };
    }),
  ];
  return { agent, frames };
}

function playedLine(trial: Trial, image: Image, lie: number, turns: readonly Side[]): number[] {
  const game = gameOf(trial, image);
  return game.line(game.values(turns), turns, lie);
}

function speaker(consults: boolean, side: Side): string {
  if (consults) return "The consultant";
  return side === "honest" ? "The honest side" : "The liar";
}

/** What is drawn but not shown says how dark it is; what is shown says by whom, and when. */
function boardOf(
  { darkness, drawn }: Image,
  line: readonly number[],
  turns: readonly Side[],
  shown: number,
): BoardScene {
  const seen = line.slice(0, shown);
  // In the order in which they were shown, as the legend lists them.
  const ordered = [...seen, ...drawn.filter((pixel) => !seen.includes(pixel))];
  const pieces = ordered.map((pixel): BoardPiece => {
    const turn = seen.indexOf(pixel);
    const place = { x: pixel % EDGE, y: Math.floor(pixel / EDGE) };
    if (turn < 0) {
      const dark = (darkness[pixel] as number) > 0.5;
      const title = `${dark ? "dark" : "pale"}, not shown to the judge`;
      return { ...place, kind: "mark", label: dark ? "█" : "░", title };
    }
    const truth = turns[turn] === "honest";
    return {
      ...place,
      kind: truth ? "goal" : "danger",
      label: String(turn + 1),
      title: `${["1st", "2nd", "3rd"][turn] ?? `${turn + 1}th`} shown, for the ${truth ? "truth" : "lie"}`,
    };
  });
  return { kind: "board", width: EDGE, height: EDGE, walls: [], pieces };
}
