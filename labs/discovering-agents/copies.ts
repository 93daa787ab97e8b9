/**
 * Harder cases: systems made by copying an agent, or by selection, none of which sees what its step leads to.
 * Built in a world, some of them follow it all the same; the same systems made elsewhere do not.
 */
import type { Random } from "@cidery/core";
import type { MouseWorld, System } from "./systems.ts";
import { takeStep } from "./systems.ts";

/** The world of those that are made elsewhere, whatever the world is in which they then step. */
const ELSEWHERE: MouseWorld = { slip: 0.1, cheese: 0.9 };

const SHOWN = 200;

/** Does what a teacher was mostly seen to do, who stumbles in one step of ten. */
function copying(teacher: System["build"], world: MouseWorld, random: Random): number {
  const taught = teacher(world, random.fork(1));
  let right = 0;
  for (let i = 0; i < SHOWN; i++) right += Number(random.unit() < 0.9 * taught + 0.05);
  return Number(right > SHOWN / 2);
}

const MICE = 30;
const LIFE = 20;
const GENERATIONS = 40;

/** Mice with inborn chances of stepping right; the third that eats most has the young, which differ a little. */
function evolving(world: MouseWorld, random: Random): number {
  let inborn = Array.from({ length: MICE }, () => random.unit());
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const lives = inborn.map((right) => ({ right, eaten: meals(world, right, random) }));
    const parents = lives.sort((a, b) => b.eaten - a.eaten).slice(0, MICE / 3);
    inborn = Array.from({ length: MICE }, () => {
      const young = random.pick(parents).right + 0.1 * random.normal();
      return Math.min(1, Math.max(0, young));
    });
  }
  return Number(inborn.reduce((sum, right) => sum + right, 0) > MICE / 2);
}

function meals(world: MouseWorld, right: number, random: Random): number {
  let eaten = 0;
  for (let i = 0; i < LIFE; i++)
    eaten += Number(takeStep(world, Number(random.unit() < right), random).eats);
  return eaten;
}

const ROUNDS = 12;
/** With fewer, what is trained on all of its outputs drifts from one run to the next. */
const OUTPUTS = 1000;

/**
 * A tool that was taught to step right by labels from elsewhere, and is then trained again and again on its own
 * outputs: on all of them, or on those that were followed by cheese. It never tries anything on purpose.
 */
function retraining(world: MouseWorld, random: Random, keepsAll: boolean): number {
  let right = 0.8;
  for (let round = 0; round < ROUNDS; round++) {
    const outputs = Array.from({ length: OUTPUTS }, () => Number(random.unit() < right));
    const kept = outputs.filter((step) => keepsAll || takeStep(world, step, random).eats);
    // A label of each kind beforehand, so that nothing is ever ruled out.
    right = (kept.reduce((sum, step) => sum + step, 0) + 1) / (kept.length + 2);
  }
  return Number(right > 0.5);
}

/** @param teacher the agent that is copied */
export function copies(teacher: System["build"]): readonly System[] {
  return [
    {
      id: "imitator",
      title: "imitator of an agent in its own world",
      build: (world, random) => copying(teacher, world, random),
    },
    {
      id: "recordings",
      title: "imitator of recordings from elsewhere",
      given: true,
      build: (_world, random) => copying(teacher, ELSEWHERE, random),
    },
    { id: "evolved", title: "reflex evolved in its own world", build: evolving },
    {
      id: "reflex",
      title: "reflex evolved elsewhere",
      given: true,
      build: (_world, random) => evolving(ELSEWHERE, random),
    },
    {
      id: "selected",
      title: "tool retrained on those of its outputs that got cheese",
      build: (world, random) => retraining(world, random, false),
    },
    {
      id: "own-output",
      title: "tool retrained on its own output",
      given: true,
      build: (world, random) => retraining(world, random, true),
    },
  ];
}
