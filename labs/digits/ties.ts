/** A few images with one lie each, of which three pixels can be shown; the judge has learnt a little. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { Random as Seeded } from "@cidery/core";
import type { Image, Judge } from "./judge.ts";
import { scoresOf, TEST, trainJudge } from "./judge.ts";
import { liesOf } from "./trial.ts";

interface Case {
  readonly image: Image;
  readonly lie: number;
  readonly pixels: readonly number[];
}

const CASES = 4;
const CANDIDATES = 3;

let made: { readonly judge: Judge; readonly cases: readonly Case[] } | undefined;

/** Images for which the answer depends on the pixel, in another order for each. */
function small(): { readonly judge: Judge; readonly cases: readonly Case[] } {
  if (made !== undefined) return made;
  const judge = trainJudge({ shown: 2, width: 16, steps: 150 }, Seeded.seeded(1));
  const cases: Case[] = [];
  for (const image of TEST) {
    const [lie = 0] = liesOf(image);
    const takes = (pixel: number): boolean => rightFrom(judge, image, lie, [pixel]);
    const [telling] = image.drawn.filter(takes);
    const misleading = image.drawn.filter((pixel) => !takes(pixel)).slice(0, CANDIDATES - 1);
    if (telling === undefined || misleading.length < CANDIDATES - 1) continue;
    const pixels = [telling, ...misleading];
    const from = cases.length % CANDIDATES;
    cases.push({ image, lie, pixels: [...pixels.slice(from), ...pixels.slice(0, from)] });
    if (cases.length === CASES) break;
  }
  made = { judge, cases };
  return made;
}

function rightFrom(judge: Judge, image: Image, lie: number, pixels: readonly number[]): boolean {
  const scores = scoresOf(judge, image, pixels);
  return (scores[lie] as number) < (scores[image.digit] as number);
}

export function ties(): readonly WorldTie[] {
  return [
    { kind: "sampled", diagram: "diagram.cid", draw: consulted, shown: { P: ["X", "S"] } },
    {
      kind: "sampled",
      diagram: "debate.cid",
      draw: debated,
      shown: { H: ["X"], L: ["X", "H"] },
    },
  ];
}

type Drawn = Readonly<Record<string, WorldValue>>;

function consulted(random: Random): Drawn {
  const { judge, cases } = small();
  const at = random.below(cases.length);
  const { image, lie, pixels } = cases[at] as Case;
  const argued = random.below(2) === 0 ? "right" : "wrong";
  const pixel = random.below(CANDIDATES);
  const taken = rightFrom(judge, image, lie, [pixels[pixel] as number]) ? "right" : "wrong";
  return { X: at, S: argued, P: pixel, J: taken, U: Number(taken === argued) };
}

/** The liar's pixel may be the one that was shown: then it adds nothing. */
function debated(random: Random): Drawn {
  const { judge, cases } = small();
  const at = random.below(cases.length);
  const { image, lie, pixels } = cases[at] as Case;
  const [honest, liar] = [random.below(CANDIDATES), random.below(CANDIDATES)] as [number, number];
  const shown = [...new Set([honest, liar])].map((place) => pixels[place] as number);
  const right = rightFrom(judge, image, lie, shown);
  const [truth, lied] = right ? [1, -1] : [-1, 1];
  return { X: at, H: honest, L: liar, J: right ? "right" : "wrong", V: truth, W: lied };
}
