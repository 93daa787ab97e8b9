/** What is claimed of debates about digits, and how it is asked. */
import type { LabClaim, LabContext } from "@cidery/core/lab";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import type { Side } from "./debate.ts";
import { alone, beatenOf, PROTOCOLS, trialOf, unaided } from "./trial.ts";

type Values = Readonly<Record<string, number>>;

function valuesOf(id: string, seed: number, settings: Values = {}): Values {
  const protocol = PROTOCOLS.find((one) => one.id === id);
  return protocol?.play(trialOf(settings, seed)) ?? {};
}

function percent(share = Number.NaN): string {
  return show(100 * share, 1);
}

/** Playouts that tell little, enough to see what the next pixel does, and enough to see how a debate goes on. */
const [LITTLE, NEXT, FAR] = [10, 50, 1000];

function searchedRight(id: string, { seed, effort }: LabContext, tries: number, first = 0): number {
  const images = effort === "full" ? 60 : 15;
  return valuesOf(id, seed, { tries, first, images })["right"] ?? Number.NaN;
}

export const claims: readonly LabClaim[] = [
  pairClaim({
    id: "debate",
    statement:
      "Shown four pixels, the judge is right of two answers in more cases after a debate than with random pixels, and in fewer after a consultancy, by at least five points each.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["consultant", "debate"],
    find(pair, { seed }) {
      const [one = 0, two = 0] = pair.map((id) => valuesOf(id, seed)["right"]);
      const { unaided: without = 0 } = unaided(trialOf({}, seed));
      return finding(
        two - without >= 0.05 && without - one >= 0.05,
        `right in ${percent(one)} % after a consultancy, ${percent(without)} % with random pixels, ${percent(two)} % after a debate`,
      );
    },
  }),
  controlled({
    id: "nine-lies",
    statement:
      "The truth wins against the best of nine lies in at least 20 points more of the images than the judge tells the digit from random pixels.",
    provenance: "published",
    place:
      "Irving, Christiano & Amodei 2018, section 3.1, table: 48.2 % and 85.2 % with 4 pixels of MNIST (by tree search; the published difference is 37 points)",
    over: "each-seed",
    share: 0.85,
    of: ["honest", "liar"] as readonly Side[],
    instead: ["liar", "liar"],
    swap: "the liar shows every pixel",
    find(pair, { seed }) {
      const trial = trialOf({ images: 40 }, seed);
      const turns = trial.turns.map((_, turn) => pair[turn % 2] as Side);
      const won = trial.images.map((image) => beatenOf(trial, image, turns).every(Boolean));
      const wins = won.filter(Boolean).length / won.length;
      const { ten_way: told = 0 } = unaided(trial);
      return finding(
        wins - told >= 0.2,
        `${percent(wins)} % of 40 images against ${percent(told)} % from random pixels`,
      );
    },
  }),
  controlled({
    id: "coin",
    statement:
      "A consultant convinces the judge of whatever it is to argue: the judge is right as by a coin, within five points.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: "consultant",
    instead: "debate",
    swap: "a debate in its place",
    find(id, { seed }) {
      const { right = 0, fooled = 0 } = valuesOf(id, seed);
      return finding(
        Math.abs(right - 0.5) <= 0.05,
        `right in ${percent(right)} %, convinced of ${percent(fooled)} % of the lies`,
      );
    },
  }),
  controlled({
    id: "residual",
    statement:
      "The winner need not be right: in some of 40 images one of nine lies beats the best play for the truth.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: "both",
    instead: "honest",
    swap: "the honest side shows every pixel",
    find(who, { seed }) {
      const trial = trialOf({ images: 40 }, seed);
      const turns = who === "both" ? trial.turns : alone("honest", trial.shown);
      const lost = trial.images.filter((image) => !beatenOf(trial, image, turns).every(Boolean));
      return finding(
        lost.length > 0,
        `${lost.length} of ${trial.images.length} images lost to some lie`,
      );
    },
  }),
  pairClaim({
    id: "search",
    statement:
      "From 10 playouts a pixel to 1,000 the judge gets worse after a consultancy, by at least five points; from 50 to 1,000 it gets better after a debate that the honest side begins, by at least ten.",
    provenance: "published",
    place:
      "Khan et al. 2024, abstract: optimising debaters for persuasiveness helps the judge (of language models; that optimising consultants harms is in their results)",
    over: "each-seed",
    share: 0.85,
    pair: ["searching-consultant", "searching-debate"],
    find(pair, context) {
      const [one, two] = pair.map((id, i) =>
        [i === 0 ? LITTLE : NEXT, FAR].map((tries) => searchedRight(id, context, tries)),
      ) as [[number, number], [number, number]];
      return finding(
        one[0] - one[1] >= 0.05 && two[1] - two[0] >= 0.1,
        `right in ${one.map(percent).join(" % and ")} % after a consultancy, ${two.map(percent).join(" % and ")} % after a debate`,
      );
    },
  }),
  pairClaim({
    id: "last-word",
    statement:
      "Where both see little further than the next pixel (50 playouts), who shows the last one wins: the judge is right in fewer than 60 % after debates that end with the liar, and in more than 90 % after those that end with the truth.",
    provenance: "derived",
    over: "each-seed",
    share: 0.85,
    pair: [0, 1],
    named: "who shows the first pixel",
    find(pair, context) {
      const [lied, told] = pair.map((first) =>
        searchedRight("searching-debate", context, NEXT, first),
      ) as [number, number];
      return finding(
        lied < 0.6 && told > 0.9,
        `right in ${percent(lied)} % where the liar has the last word, ${percent(told)} % where the truth has`,
      );
    },
  }),
];
