/**
 * Those that ask learn in the diagrams themselves; feedback and comparisons are drawn from their
 * worlds. Of a fitted reward the diagrams keep only which kind of tile it makes the best.
 */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import type { Channel } from "./feedback.ts";
import { ask } from "./feedback.ts";
import type { Form } from "./forms.ts";
import { learnFrom } from "./forms.ts";
import type { Grid, Planned } from "./preferences.ts";
import { BILLBOARD, compareWalks, drawGrid, planFromLabels } from "./preferences.ts";

type Drawn = Readonly<Record<string, WorldValue>>;

export function ties(): readonly WorldTie[] {
  return [
    ...["diagram.cid", "cirl.cid", "unheard.cid", "cirl-unheard.cid"].map(
      (diagram): WorldTie => ({ kind: "itself", diagram }),
    ),
    feedback("coupled.cid", { decoupled: false, told: "answer" }),
    feedback("decoupled.cid", { decoupled: true, told: "answer" }),
    feedback("informed.cid", { decoupled: false, told: "true worth" }),
    fitted("comparisons.cid", comparing(0)),
    fitted("swayed.cid", comparing(0.5)),
    fitted("comparisons.cid", telling("ratings")),
    fitted("comparisons.cid", telling("cloned")),
  ];
}

const EVEN = Float64Array.of(1 / 3, 1 / 3, 1 / 3);

function feedback(diagram: string, channel: Channel): WorldTie {
  return {
    kind: "sampled",
    diagram,
    coarse: true,
    draw(random) {
      const { about, carriedOut, corrupted, worth, answer, told } = ask(channel, EVEN, random);
      return { B: about, A: carriedOut, W: corrupted, T: worth, D: answer, U: told };
    },
    shown: { B: [] },
  };
}

/** Fitting takes its time; so few labels leave the fit in doubt, and it is often wrong. */
const GRIDS = 400;
const OPTIONS = { labels: 15, error: 0.1, segment: 6 };

type Made = (grid: Grid, random: Random) => Planned;

function comparing(sway: number): Made {
  return (grid, random) =>
    planFromLabels(grid, compareWalks(grid, { ...OPTIONS, sway }, random), OPTIONS.error);
}

/** So few and so noisy that they are often wrong, too. */
function telling(form: Form): Made {
  return (grid, random) =>
    learnFrom(form, grid, { labels: 3, segment: 6, spread: 2, price: 2 }, random);
}

function fitted(diagram: string, made: Made): WorldTie {
  const draw = (random: Random): Drawn => {
    const grid = drawGrid(random);
    const best = kindOf(indexOfLargest([...made(grid, random).fitted]));
    const wanted = kindOf(indexOfLargest(grid.truth));
    const plan = random.pick(["plain", "billboard"]);
    return {
      Theta: wanted,
      D: best,
      P: plan,
      U: Number(plan === best),
      right: plan === wanted,
    };
  };
  return { kind: "sampled", diagram, draw, draws: GRIDS, shown: { P: ["D"] } };
}

function indexOfLargest(numbers: readonly number[]): number {
  return numbers.indexOf(Math.max(...numbers));
}

function kindOf(kind: number): string {
  return kind === BILLBOARD ? "billboard" : "plain";
}
