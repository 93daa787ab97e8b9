/**
 * Who judges: a network with one hidden layer that has learnt to tell digits from a few pixels drawn at random among
 * those that are not empty (Irving, Christiano & Amodei 2018, section 3.1). It sees which pixels are shown, and how dark they are.
 */
import type { Random } from "@cidery/core";
import { fitNetwork } from "@cidery/core/learn";
import { WORDS } from "./images.ts";

const PIXELS = 64;
export const DIGITS = 10;
const DARKEST = 16;

export interface Image {
  readonly digit: number;
  /** How dark each pixel is, from 0 to 1. */
  readonly darkness: Float64Array;
  /** The pixels that are not empty. */
  readonly drawn: readonly number[];
}

const IMAGES: readonly Image[] = WORDS.trim().split(/\s+/u).map(readImage);

/** The last quarter, of writers most of whom the judge has not learnt from. */
const LEARNT = Math.floor(IMAGES.length * 0.75);
export const TRAINING = IMAGES.slice(0, LEARNT);
export const TEST = IMAGES.slice(LEARNT);

function readImage(word: string): Image {
  const darkness = Float64Array.from(
    word.slice(1),
    (level) => Number.parseInt(level, 17) / DARKEST,
  );
  const drawn = Array.from(darkness.keys()).filter((pixel) => (darkness[pixel] as number) > 0);
  return { digit: Number(word[0]), darkness, drawn };
}

export interface Teaching {
  /** Pixels that are shown. */
  readonly shown: number;
  readonly width: number;
  readonly steps: number;
}

/** First layer pixel by pixel, so that showing another pixel is one addition. */
export interface Judge {
  readonly width: number;
  /** What an image adds to the hidden units for a pixel: [image's pixel] → units. */
  readonly added: (image: Image, pixel: number, into: Float64Array, before: Float64Array) => void;
  readonly bias: Float64Array;
  /** Scores of the ten digits, from what the hidden units were given; they stay in one array. */
  readonly scores: (given: Float64Array) => Float64Array;
}

/** Masks drawn of every image to learn from. */
const MASKS = 30;

export function trainJudge({ shown, width, steps }: Teaching, random: Random): Judge {
  const examples = TRAINING.length * MASKS;
  const inputs = new Float64Array(examples * 2 * PIXELS);
  const classes = new Int32Array(examples);
  for (let n = 0; n < examples; n++) {
    const image = TRAINING[n % TRAINING.length] as Image;
    classes[n] = image.digit;
    for (const pixel of drawnAtRandom(image, shown, random)) {
      inputs[n * 2 * PIXELS + pixel] = 1;
      inputs[n * 2 * PIXELS + PIXELS + pixel] = image.darkness[pixel] as number;
    }
  }
  const { weights } = fitNetwork(
    inputs,
    examples,
    { kind: "classes", classes, count: DIGITS },
    { random, hidden: width, unit: "relu", steps, rate: 0.002, batch: 128, penalty: 1e-5 },
  );
  return judgeOf(weights, width);
}

function judgeOf(weights: Float64Array, width: number): Judge {
  const second = (2 * PIXELS + 1) * width;
  const last = second + width * DIGITS;
  const result = new Float64Array(DIGITS);
  return {
    width,
    bias: weights.slice(2 * PIXELS * width, second),
    added({ darkness }, pixel, into, before) {
      const [place, level] = [pixel * width, (PIXELS + pixel) * width];
      const dark = darkness[pixel] as number;
      for (let k = 0; k < width; k++)
        into[k] =
          (before[k] as number) +
          (weights[place + k] as number) +
          dark * (weights[level + k] as number);
    },
    scores(given) {
      for (let j = 0; j < DIGITS; j++) result[j] = weights[last + j] as number;
      for (let k = 0; k < width; k++) {
        const level = given[k] as number;
        if (level <= 0) continue;
        const from = second + k * DIGITS;
        for (let j = 0; j < DIGITS; j++)
          result[j] = (result[j] as number) + level * (weights[from + j] as number);
      }
      return result;
    },
  };
}

export function drawnAtRandom({ drawn }: Image, count: number, random: Random): number[] {
  const left = [...drawn];
  const taken: number[] = [];
  while (taken.length < count && left.length > 0) {
    const at = random.below(left.length);
    taken.push(left[at] as number);
    left[at] = left[left.length - 1] as number;
    left.pop();
  }
  return taken;
}

/** Scores of the digits where these pixels are shown. */
export function scoresOf(judge: Judge, image: Image, pixels: readonly number[]): Float64Array {
  const given = judge.bias.slice();
  for (const pixel of pixels) judge.added(image, pixel, given, given);
  return judge.scores(given);
}
