/**
 * The smallest of these worlds: two letters, strings of two, the reward linear in the letters. That ab and ba are better
 * than aa people always compare; bb with ab one time in four, and then thrice.
 */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import type { SegmentComparison } from "@cidery/core/learn";
import { Random as Seeded } from "@cidery/core";
import { fitRewardNetwork } from "@cidery/core/learn";
import type { Automaton } from "./world.ts";
import { inputOf, readBy } from "./world.ts";

type Drawn = Readonly<Record<string, WorldValue>>;

/** Every b is worth 1. */
const PLAIN: Automaton = { next: [[0, 0]], worth: [[0, 1]] };
/** So it is, but for one after another. */
const EXCEPTION: Automaton = {
  next: [
    [0, 1],
    [1, 1],
  ],
  worth: [
    [0, 1],
    [0, -2],
  ],
};

const AA = [0, 0];
const AB = [0, 1];
const BA = [1, 0];
const BB = [1, 1];

function better(preferred: readonly number[], other: readonly number[]): SegmentComparison {
  return { preferred: [inputOf(preferred, 2)], other: [inputOf(other, 2)] };
}

const fits = new Map<string, boolean>();

/** Does a network fitted to these comparisons rate bb above ab? The fit has no chance in it. */
function ratesHigh(comparisons: readonly SegmentComparison[]): boolean {
  const key = JSON.stringify(
    comparisons.map(({ preferred, other }) => [...preferred, ...other].map((x) => Array.from(x))),
  );
  const known = fits.get(key);
  if (known !== undefined) return known;
  const { reward } = fitRewardNetwork(comparisons, {
    random: Seeded.seeded(1),
    hidden: [],
    steps: 100,
    rate: 0.1,
  });
  const high = reward(inputOf(BB, 2)) > reward(inputOf(AB, 2));
  fits.set(key, high);
  return high;
}

interface Taught {
  readonly drawn: Drawn;
  readonly comparisons: readonly SegmentComparison[];
  readonly worth: (word: readonly number[]) => number;
}

function taught(random: Random): Taught {
  const [name, automaton] = random.pick([
    ["plain", PLAIN] as const,
    ["exception", EXCEPTION] as const,
  ]);
  const worth = (word: readonly number[]): number => readBy(automaton, word);
  const isBetter = worth(BB) > worth(AB);
  const seen = random.below(4) === 0;
  const about = isBetter ? better(BB, AB) : better(AB, BB);
  return {
    drawn: { G: name, L: seen ? (isBetter ? "better" : "worse") : "none" },
    comparisons: [better(AB, AA), better(BA, AA), ...(seen ? [about, about, about] : [])],
    worth,
  };
}

/** Something is said, whatever the network makes of it. */
function said(random: Random, paidFor: "network" | "people"): Drawn {
  const { drawn, comparisons, worth } = taught(random);
  const high = ratesHigh(comparisons);
  const word = random.pick([AB, BB]);
  const Q = worth(word);
  const U = paidFor === "people" ? Q : rewardOf(word, high);
  return { ...drawn, W: high ? "high" : "low", X: nameOf(word), Q, U };
}

function nameOf(word: readonly number[]): string {
  return word === BB ? "bb" : "ab";
}

/** How far ahead of ab a string is by the network: its sign. */
function rewardOf(word: readonly number[], high: boolean): number {
  return word === BB ? (high ? 1 : -1) : 0;
}

/** What was said before: ab three times out of four; a nat of leaving it costs 1. */
function priced(random: Random): Drawn {
  const drawn = said(random, "network");
  return { ...drawn, P: Math.log(drawn["X"] === "bb" ? 0.25 : 0.75) };
}

/** One of two draws is taken. @param members networks, each fitted to its own draw of the comparisons when there are two */
function taken(random: Random, members: 1 | 2): Drawn {
  const { drawn, comparisons, worth } = taught(random);
  const own = (): readonly SegmentComparison[] =>
    members === 1 ? comparisons : comparisons.map(() => random.pick(comparisons));
  const networks = Array.from({ length: members }, () => ratesHigh(own()));
  const words = [0, 1].map(() => (random.below(4) === 0 ? BB : AB));
  const first = random.below(2) === 0;
  const word = words[first ? 0 : 1] ?? AB;
  const [W, W2] = networks.map((high) => (high ? "high" : "low"));
  return {
    ...drawn,
    W: W ?? "",
    ...(W2 === undefined ? {} : { W2 }),
    C1: nameOf(words[0] ?? AB),
    C2: nameOf(words[1] ?? AB),
    X: first ? "first" : "second",
    S: nameOf(word),
    Q: worth(word),
    U: rewardOf(word, networks.every(Boolean)),
  };
}

export function ties(): readonly WorldTie[] {
  const sampled = { kind: "sampled" } as const;
  return [
    {
      ...sampled,
      diagram: "diagram.cid",
      draw: (random) => said(random, "network"),
      shown: { X: ["W"] },
    },
    {
      ...sampled,
      diagram: "gold.cid",
      draw: (random) => said(random, "people"),
      shown: { X: ["W"] },
    },
    { ...sampled, diagram: "priced.cid", draw: priced, shown: { X: ["W"] } },
    {
      ...sampled,
      diagram: "best-of-n.cid",
      draw: (random) => taken(random, 1),
      shown: { X: ["W", "C1", "C2"] },
    },
    {
      ...sampled,
      diagram: "ensemble.cid",
      draw: (random) => taken(random, 2),
      shown: { X: ["W", "W2", "C1", "C2"] },
    },
  ];
}
