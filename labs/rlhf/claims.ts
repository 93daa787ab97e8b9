/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabContext, LabFinding } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, percent, show } from "../src/findings.ts";
import { remembered } from "../src/remembered.ts";
import type { Curve, Outcome } from "./policies.ts";
import { drawsCurve } from "./policies.ts";
import type { Proxy } from "./proxy.ts";
import { learntProxy } from "./proxy.ts";
import { reinforced } from "./reinforcement.ts";
import { mostAt, trailOf, trialOf } from "./trial.ts";
import type { World } from "./world.ts";
import { drawWorld } from "./world.ts";

/** Comparisons and hidden units. */
type Cell = readonly [labels: number, width: number];

const FEW: Cell = [50, 8];
const NARROW: Cell = [2000, 2];
const WIDE: Cell = [2000, 32];
const MANY: Cell = [20_000, 32];

interface Points {
  readonly world: World;
  readonly random: Random;
}

const worlds = remembered<Points>(2);
const kept = remembered<readonly Curve[]>(400);

function pointsOf(seed: number): Points {
  return worlds(String(seed), () => {
    const random = Random.seeded(seed);
    const world = drawWorld("points", 0, random.fork(1));
    return { world, random: random.fork(2) };
  });
}

/** Networks about one gold function, each with comparisons of its own. */
const NETWORKS = [0, 1, 2];

function networkOf({ world, random }: Points, [labels, width]: Cell, i: number): Proxy {
  return learntProxy(world, { labels, width }, random.fork(100 * width + i));
}

/** How far each network of a cell can be optimised. */
function cellCurves(seed: number, cell: Cell): readonly Curve[] {
  const points = pointsOf(seed);
  return kept(`${seed} ${cell.join(" ")}`, () =>
    NETWORKS.map((i) => drawsCurve(networkOf(points, cell, i).rewards, points.world.gold)),
  );
}

/** Gold of the best of 16,384 by each of two cells; means of three networks. */
function ends(seed: number, [better, worse]: readonly [Cell, Cell]): LabFinding {
  const [high, low] = [better, worse].map((cell) =>
    mean(cellCurves(seed, cell).map(({ end }) => end)),
  ) as [number, number];
  return finding(
    high > low,
    `${nameOf(better)}: ${show(high, 2)}; ${nameOf(worse)}: ${show(low, 2)}`,
  );
}

function falls(seed: number, [deep, shallow]: readonly [Cell, Cell]): LabFinding {
  const [more, less] = [deep, shallow].map((cell) =>
    mean(cellCurves(seed, cell).map(({ fall }) => fall)),
  ) as [number, number];
  return finding(
    more > less,
    `from the peak to n = 16,384 lost with ${nameOf(deep)} ${show(more, 2)}, with ${nameOf(shallow)} ${show(less, 2)}`,
  );
}

function nameOf([labels, width]: Cell): string {
  return `${labels} labels and ${width} units`;
}

const PRICES = [0.1, 0.2, 0.5, 1];
const BELOW = [0.05, 0.02];

/** Of the most learnt reward at its distance, what a trained policy over strings gets. */
function nearFrontier({ seed, signal }: LabContext, episodes: number): LabFinding {
  const trial = trialOf({ space: 0, episodes }, seed);
  const shares = [...PRICES, ...BELOW].map((price) => {
    const { end } = trailOf(trial, price, signal);
    return end.proxy / mostAt(end, trial.proxy);
  });
  const asked = shares.slice(0, PRICES.length);
  return finding(
    asked.every((share) => share >= 0.95),
    `${PRICES.map((price, i) => `λ = ${price}: ${percent(asked[i])}`).join(", ")}; below, ${BELOW.map((price, i) => `λ = ${price}: ${percent(shares[PRICES.length + i])}`).join(", ")}`,
  );
}

const TAUGHT: Cell = [2000, 8];
const TRAINING = 40_000;
/** A fall that counts, in standard deviations of worth. */
const LOST = 0.1;

/** Reinforcement learning on points, means over networks: how far worth has fallen since its peak, and what became of the learnt reward. */
function pastThePeak({ seed, signal }: LabContext, price: number): LabFinding {
  const points = pointsOf(seed);
  const runs = NETWORKS.map((i) => {
    const training = { price, episodes: TRAINING, random: points.random.fork(10 + i), signal };
    const { looks, end } = reinforced(points.world, networkOf(points, TAUGHT, i), training);
    const all = [...looks.map(({ outcome }) => outcome), end];
    return { end, peak: all.reduce((best, one) => (one.gold > best.gold ? one : best), end) };
  });
  const of = (when: "peak" | "end", measure: keyof Outcome): number =>
    mean(runs.map((run) => run[when][measure]));
  const below = runs.filter(({ peak, end }) => end.gold <= peak.gold - LOST).length;
  return finding(
    of("end", "gold") <= of("peak", "gold") - LOST && of("end", "proxy") > of("peak", "proxy"),
    `worth ${show(of("peak", "gold"), 2)} at ${show(of("peak", "nats"), 1)} nats, ${show(of("end", "gold"), 2)} at ${show(of("end", "nats"), 1)} (${below} of ${runs.length} networks below); learnt reward ${show(of("peak", "proxy"), 2)}, then ${show(of("end", "proxy"), 2)}`,
  );
}

export const claims: readonly LabClaim[] = [
  pairClaim({
    id: "labels",
    statement:
      "The best of 16,384 points is worth more to people by a network of 32 units and 20,000 labels than by one of 8 units and 50 labels.",
    provenance: "published",
    place:
      "Gao et al. 2022, §3.3: gold scores rise with the data, about 2,000 comparisons being the least",
    over: "each-seed",
    pair: [MANY, FEW],
    named: "the two networks",
    find: (pair, { seed }) => ends(seed, pair),
  }),
  pairClaim({
    id: "width",
    statement:
      "The best of 16,384 points is worth more to people by a network of 32 units and 20,000 labels than by one of 2 units and 2,000 labels.",
    provenance: "published",
    place: "Gao et al. 2022, §3.2: gold scores rise with the reward model's size",
    over: "each-seed",
    pair: [MANY, NARROW],
    named: "the two networks",
    find: (pair, { seed }) => ends(seed, pair),
  }),
  pairClaim({
    id: "narrow",
    statement:
      "For at least 60 % of the gold functions more worth is lost from the peak to the best of 16,384 by networks of 2 units than of 32, with 2,000 labels each (mean of three networks).",
    provenance: "derived",
    over: "each-seed",
    share: 0.6,
    pair: [NARROW, WIDE],
    named: "the two widths",
    find: (pair, { seed }) => falls(seed, pair),
  }),
  controlled({
    id: "frontier",
    statement:
      "Over strings the trained policy gets at least 95 % of the most learnt reward that any policy gets at its distance from the base, at λ = 0.1, 0.2, 0.5 and 1; what it gets below is measured beside it.",
    provenance: "derived",
    over: "each-seed",
    of: 60_000,
    instead: 600,
    swap: "a hundredth of the training",
    find: (episodes, context) => nearFrontier(context, episodes),
  }),
  controlled({
    id: "peak",
    statement:
      "Reinforcement learning on points without a price ends at least 0.1 s.d. of worth below its peak, with more learnt reward than there (means of three networks).",
    provenance: "published",
    place: "Gao et al. 2022, §3.1 and Figure 1b: gold rises and falls while the proxy rises",
    over: "each-seed",
    seeds: 100,
    of: 0,
    instead: 0.5,
    swap: "a price of λ = 0.5",
    find: (price, context) => pastThePeak(context, price),
  }),
];
