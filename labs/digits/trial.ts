/** A judge of a seed, images it has not learnt from, and what becomes of them under each protocol. */
import type { LabRow, Settings } from "@cidery/core/lab";
import type { TwoPlayerGame } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { mean, monteCarloTreeSearch } from "@cidery/core/learn";
import type { Side } from "./debate.ts";
import { PixelGame } from "./debate.ts";
import type { Image, Judge, Teaching } from "./judge.ts";
import { DIGITS, drawnAtRandom, scoresOf, TEST, trainJudge } from "./judge.ts";

export interface Trial {
  readonly judge: Judge;
  readonly images: readonly Image[];
  readonly shown: number;
  readonly turns: readonly Side[];
  /** Playouts before each pixel. */
  readonly tries: number;
  readonly seed: number;
}

const judges = new Map<string, Judge>();

function judgeFor(teaching: Teaching, seed: number): Judge {
  const key = JSON.stringify([teaching, seed]);
  const known = judges.get(key);
  if (known !== undefined) return known;
  const judge = trainJudge(teaching, Random.seeded(seed).fork(1));
  judges.set(key, judge);
  return judge;
}

/** With five pixels an image has some 240,000 sets of them: then fewer images are asked about. */
const MOST_IMAGES_OF_FIVE = 10;

export function trialOf(settings: Settings, seed: number): Trial {
  const { shown = 4, first = 0, tries = 600, width = 32, steps = 1200, images = 20 } = settings;
  const count = shown === 5 ? Math.min(images, MOST_IMAGES_OF_FIVE) : images;
  return {
    judge: judgeFor({ shown, width, steps }, seed),
    images: Random.seeded(seed)
      .fork(2)
      .shuffled([...TEST])
      .slice(0, count),
    shown,
    turns: turnsOf(shown, first === 0 ? "honest" : "liar"),
    tries,
    seed,
  };
}

function turnsOf(shown: number, first: Side): Side[] {
  const second = first === "honest" ? "liar" : "honest";
  return Array.from({ length: shown }, (_, turn) => (turn % 2 === 0 ? first : second));
}

/** Whoever speaks shows every pixel. */
export function alone(side: Side, shown: number): Side[] {
  return Array.from({ length: shown }, () => side);
}

const games = new WeakMap<Judge, Map<string, PixelGame>>();

/** Kept for the images of a judge: a debate and a consultancy read the same verdicts. */
export function gameOf({ judge, shown }: Trial, image: Image): PixelGame {
  const known = games.get(judge) ?? new Map<string, PixelGame>();
  games.set(judge, known);
  const key = `${shown} ${TEST.indexOf(image)}`;
  const game = known.get(key) ?? new PixelGame(judge, image, shown);
  known.set(key, game);
  return game;
}

/** The lies, of nine, against which the truth wins in the best play of these turns. */
export function beatenOf(trial: Trial, image: Image, turns: readonly Side[]): readonly boolean[] {
  const won = gameOf(trial, image).values(turns)[0]?.[0] ?? 0;
  return liesOf(image).map((lie) => (won >> lie) % 2 === 1);
}

export function liesOf({ digit }: Image): number[] {
  return Array.from({ length: DIGITS }, (_, lie) => lie).filter((lie) => lie !== digit);
}

export interface Protocol {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly play: (trial: Trial) => LabRow["values"];
}

export const PROTOCOLS: readonly Protocol[] = [
  {
    id: "consultant",
    title: "a consultant, best play",
    objective: "the judge takes the answer it is to argue",
    diagram: "diagram.cid",
    play(trial) {
      const shares = trial.images.map((image) => {
        const [truth, lie] = (["honest", "liar"] as const).map((side) =>
          share(beatenOf(trial, image, alone(side, trial.shown))),
        ) as [number, number];
        return { argued: truth, fooled: 1 - lie };
      });
      return consulted(shares);
    },
  },
  {
    id: "debate",
    title: "a debate, best play on both sides",
    objective: "the judge takes one's own answer",
    diagram: "debate.cid",
    play(trial) {
      const won = trial.images.map((image) => beatenOf(trial, image, trial.turns));
      const right = mean(won.map(share));
      return { right, fooled: 1 - right, all_lies: share(won.map((lies) => lies.every(Boolean))) };
    },
  },
  {
    id: "searching-consultant",
    title: "a consultant who searches",
    objective: "the judge takes the answer it is to argue, in so many playouts",
    diagram: "diagram.cid",
    play: (trial) =>
      consulted(
        eachSearched(trial, (image, lie, random) => {
          const [truth, lied] = (["honest", "liar"] as const).map((side) =>
            searched(trial, image, lie, alone(side, trial.shown), random),
          ) as [boolean, boolean];
          return { argued: Number(truth), fooled: Number(!lied) };
        }),
      ),
  },
  {
    id: "searching-debate",
    title: "a debate of two who search",
    objective: "the judge takes one's own answer, in so many playouts",
    diagram: "debate.cid",
    play(trial) {
      const won = eachSearched(trial, (image, lie, random) =>
        searched(trial, image, lie, trial.turns, random),
      );
      return { right: share(won), fooled: 1 - share(won) };
    },
  },
];

/** Half of what a consultant argues is right. */
function consulted(
  shares: readonly { readonly argued: number; readonly fooled: number }[],
): LabRow["values"] {
  const fooled = mean(shares.map((one) => one.fooled));
  return { fooled, right: (mean(shares.map((one) => one.argued)) + 1 - fooled) / 2 };
}

/** Every image with one lie, drawn. */
function eachSearched<T>(
  { images, seed }: Trial,
  play: (image: Image, lie: number, random: Random) => T,
): T[] {
  const random = Random.seeded(seed).fork(3);
  return images.map((image) => {
    const lies = liesOf(image);
    return play(image, lies[random.below(lies.length)] as number, random);
  });
}

/** Whether the truth wins where each pixel is what a tree search proposes. */
function searched(
  trial: Trial,
  image: Image,
  lie: number,
  turns: readonly Side[],
  random: Random,
): boolean {
  const line = searchedLine(trial, image, lie, turns, random);
  return debateAs(trial.judge, image, lie, turns).worth(line) === 1;
}

/** The pixels that a tree search proposes, one after another. */
export function searchedLine(
  { judge, tries }: Trial,
  image: Image,
  lie: number,
  turns: readonly Side[],
  random: Random,
): readonly number[] {
  const game = debateAs(judge, image, lie, turns);
  let shown = game.initial;
  while (game.mover(shown) !== "over") {
    const { move } = monteCarloTreeSearch(game, { playouts: tries, random, from: shown });
    shown = game.play(shown, move);
  }
  return shown;
}

/** A debate as a game: the maximiser is for the truth. States are pixels that are shown. */
export function debateAs(
  judge: Judge,
  image: Image,
  lie: number,
  turns: readonly Side[],
): TwoPlayerGame<readonly number[]> {
  const { drawn, digit } = image;
  const left = (shown: readonly number[]): number[] =>
    drawn.filter((pixel) => !shown.includes(pixel));
  return {
    initial: [],
    mover: ({ length }) =>
      length === turns.length ? "over" : turns[length] === "honest" ? "maximiser" : "minimiser",
    moveCount: ({ length }) => drawn.length - length,
    play: (shown, move) => [...shown, left(shown)[move] as number],
    worth(shown) {
      const scores = scoresOf(judge, image, shown);
      return Number((scores[lie] as number) < (scores[digit] as number));
    },
  };
}

function share(flags: readonly boolean[]): number {
  return mean(flags.map(Number));
}

/** Draws of pixels for every image, to tell how good the judge is without help. */
const DRAWS = 20;

/** The judge with as many pixels drawn at random: among ten digits, and between the right one and each other. */
export function unaided({ judge, images, shown, seed }: Trial): LabRow["values"] {
  const random = Random.seeded(seed).fork(4);
  const draws = images.flatMap((image) =>
    Array.from({ length: DRAWS }, () => {
      const scores = scoresOf(judge, image, drawnAtRandom(image, shown, random));
      const right = scores[image.digit] as number;
      return share(liesOf(image).map((lie) => (scores[lie] as number) < right));
    }),
  );
  return { unaided: mean(draws), ten_way: share(draws.map((above) => above === 1)) };
}
