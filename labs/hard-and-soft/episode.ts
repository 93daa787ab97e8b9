/** A chooser at work: a few draws of options, what looks best, what is taken and what it was worth. */
import type { LabEpisode, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { barFrames } from "../src/barFrames.ts";
import { show } from "../src/findings.ts";
import type { Chooser } from "./choosers.ts";
import { choice } from "./choosers.ts";
import { mannerOf, rulesOf } from "./run.ts";
import { drawOptions } from "./world.ts";

const DRAWS = 8;
/** As many of the best-looking options are shown. */
const SHOWN = 8;

export function chooserEpisode(chooser: Chooser, settings: Settings, seed: number): LabEpisode {
  const rules = rulesOf(settings);
  const manner = mannerOf(settings);
  const random = Random.seeded(seed);
  const chance = random.fork(1);
  const draws = Array.from({ length: DRAWS }, () => {
    const options = drawOptions(rules, random);
    const { judged, chances } = choice(chooser, options, rules, manner);
    const taken = drawIndex(chances, chance);
    const looks = options.estimates[taken] ?? 0;
    return { options, taken, looks, thinks: judged[taken] ?? 0, worth: options.values[taken] ?? 0 };
  });
  const all = draws.flatMap(({ options, thinks, worth, looks }) => [
    ...options.estimates.slice(0, SHOWN),
    thinks,
    worth,
    looks,
  ]);
  const range = [Math.floor(Math.min(0, ...all)), Math.ceil(Math.max(1, ...all))] as const;
  const frame = barFrames({ title: `${rules.count} options`, unit: "value", range });
  let expects = 0;
  let value = 0;
  const frames = [
    frame(
      [["an average option", 0]],
      { expects, value },
      {},
      `${rules.count} options will be drawn, ${DRAWS} times.`,
    ),
  ];
  for (const [n, { options, taken, thinks, worth, looks }] of draws.entries()) {
    const best = Array.from(options.estimates.slice(0, SHOWN));
    const seen = { "Est[1]": rounded(best[0]), "Est[2]": rounded(best[1]) };
    frames.push(
      frame(
        best.map((estimate, i) => [`looks ${ordinal(i + 1)}`, estimate, i === taken]),
        { expects, value },
        seen,
        `Draw ${n + 1}: the best-looking option is estimated at ${show(best[0] ?? 0, 2)}; it takes the ${ordinal(taken + 1)} best-looking one.`,
      ),
    );
    expects += thinks;
    value += worth;
    frames.push(
      frame(
        [
          ["estimate", looks],
          ["it expects", thinks],
          ["true value", worth, true],
        ],
        { expects, value },
        { ...seen, C: taken + 1, True: rounded(worth), U: rounded(thinks) },
        `It expects ${show(thinks, 2)} of it; its true value is ${show(worth, 2)}.`,
      ),
    );
  }
  return { agent: chooser.id, frames };
}

function drawIndex(chances: Float64Array, random: Random): number {
  let left = random.unit();
  let last = 0;
  for (let i = 0; i < chances.length; i++) {
    const chance = chances[i] as number;
    if (chance === 0) continue;
    last = i;
    left -= chance;
    if (left < 0) break;
  }
  return last;
}

function rounded(value = 0): number {
  return Number(value.toFixed(2));
}

function ordinal(n: number): string {
  const ending = n % 100 > 10 && n % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
}
