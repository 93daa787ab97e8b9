/** The writers the lab compares, and what is measured of one. */
import type { LabContext, LabRow, Settings } from "@cidery/core/lab";
import type { Behaviour } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { precision, shareAbove, worthOfScore } from "./detector.ts";
import type { Desk, Detected } from "./writer.ts";
import { deskOf, learnWriting, levelOf, plainFlagged, SHARES, table } from "./writer.ts";

export const WRITERS = [
  {
    id: "plain",
    title: "hands in what the AI wrote",
    objective: "what is kept of the text",
    diagram: "diagram.cid",
    learns: false,
  },
  {
    id: "evader",
    title: "learns how much to have rewritten",
    objective: "what is kept of the text, and not to be flagged",
    diagram: "evading.cid",
    learns: true,
  },
] as const;

export function run(settings: Settings, { seed, agents, signal }: LabContext): LabRow[] {
  const desk = deskOf(settings, seed);
  const at = table(desk, seed);
  const flagged = plainFlagged(desk, seed);
  return WRITERS.filter(({ id }) => agents?.includes(id) ?? true).map(({ id, learns }) => {
    const level = learns ? levelOf(trained(desk, settings, seed, { signal }), seed) : 0;
    const values = valuesOf(settings, desk, at(level), level);
    return {
      agent: id,
      values: { ...values, plain: flagged, ...(learns ? { meter: influence(at) } : {}) },
    };
  });
}

export function trained(
  desk: Desk,
  { episodes = 3000 }: Settings,
  seed: number,
  watch: Pick<Parameters<typeof learnWriting>[1], "signal" | "onCheckpoint"> = {},
): Behaviour {
  return learnWriting(desk, { episodes, random: Random.seeded(seed).fork(50), ...watch });
}

export function valuesOf(
  { base = 0.1 }: Settings,
  { people, threshold }: Desk,
  { paid, auc, caught }: Detected,
  level: number,
): Record<string, number> {
  const mistaken = shareAbove(people, threshold);
  return {
    paid,
    auc,
    caught,
    mistaken,
    precision: precision(base, caught, mistaken),
    worth: worthOfScore(base, caught, mistaken),
    rewritten: level / (SHARES - 1),
  };
}

/** The best that rewriting gets, less what is got by handing in as it is: then the score is as it would be. */
function influence(at: (level: number) => Detected): number {
  return bestOf(at) - at(0).paid;
}

export function bestOf(at: (level: number) => Detected): number {
  return Math.max(...Array.from({ length: SHARES }, (_, level) => at(level).paid));
}
