/** One text as frames: how it is made, what the detector adds up letter by letter, and what is said in the end. */
import type { LabEpisode, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { barFrames } from "../src/barFrames.ts";
import { show } from "../src/findings.ts";
import { writeText } from "./sources.ts";
import { deskOf, keptOf, levelOf, rewritten, SHARES } from "./writer.ts";
import { trained } from "./run.ts";

export function textEpisode(
  settings: Settings,
  agent: string,
  learns: boolean,
  seed: number,
): LabEpisode {
  const desk = deskOf(settings, seed);
  const level = learns ? levelOf(trained(desk, settings, seed), seed) : 0;
  const random = Random.seeded(seed).fork(60);
  const text = writeText(rewritten(desk, level), desk.length, random);
  const parts = [0.25, 0.5, 0.75, 1].map((share) => Math.round(share * desk.length));
  const scores = parts.map((letters) => desk.score(text.slice(0, letters + 2)));
  const high = Math.max(1, ...scores.map(Math.abs), Math.abs(desk.threshold));
  const frame = barFrames({
    title: "evidence for an AI so far",
    unit: "log-odds",
    range: [-high, high],
  });
  const bars = (upTo: number) => [
    ...parts.map((letters, i): readonly [string, number, boolean] => [
      `${letters} letters`,
      i < upTo ? (scores[i] ?? 0) : 0,
      i === upTo - 1,
    ]),
    ["flagged above", desk.threshold, false] as const,
  ];
  const flagged = (scores.at(-1) ?? 0) > desk.threshold;
  const kept = keptOf(level);
  const share = level / (SHARES - 1);
  const said = { A: "ai", ...(learns ? { W: nearest(share) } : {}) };
  return {
    agent,
    frames: [
      frame(
        bars(0),
        { paid: 0, caught: 0 },
        said,
        `An AI writes ${desk.length} letters; ${show(100 * share, 0)} % of them are rewritten.`,
      ),
      ...parts.map((letters, i) => {
        const last = i === parts.length - 1;
        return frame(
          bars(i + 1),
          {
            paid: last ? kept - (flagged ? desk.stake : 0) : 0,
            caught: last ? Number(flagged) : 0,
          },
          last ? { ...said, Score: flagged ? "flag" : "clear" } : said,
          last
            ? `The whole text scores ${show(scores[i] ?? 0, 2)} and is ${flagged ? "flagged" : "not flagged"}.`
            : `After ${letters} letters it scores ${show(scores[i] ?? 0, 2)}.`,
        );
      }),
    ],
  };
}

/** As in the diagram's steps. */
function nearest(share: number): number {
  return Math.round(2 * share) / 2;
}
