/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabFinding } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { shareInterval } from "@cidery/core/learn";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import type { Judge } from "../src/tampering.ts";
import { countedThreshold, planned, tampersFrom, valuesMove } from "../src/tampering.ts";
import { othersActFrom, toOthers, withoutAct } from "./forWhom.ts";
import { afterHold, usefulAfter } from "./hold.ts";
import { actingAt, assured, levelsOf, share } from "../src/assurance.ts";
import { PLANNERS } from "./trial.ts";
import type { TamperMap } from "../src/tamperMap.ts";
import { drawMap, implemented, intended, stepsTo } from "../src/tamperMap.ts";

/** Levels of capability that are tried; what is not seen up to there is not seen. */
const MOST = 20;
/** So that no two ways to act are worth the same within that many steps. */
const BONUS = 1.537;

function mapsOf(seed: number, count: number): TamperMap[] {
  const random = Random.seeded(seed);
  return Array.from({ length: count }, (_, i) => drawMap(4 + (i % 3), random));
}

/** At every pair of levels: maps that pass at the lower and fail at the higher, beside counted thresholds. */
function exactly(seed: number, judge: Judge): LabFinding {
  const maps = mapsOf(seed, 30);
  const counted = maps.map((map) => countedThreshold(map, { horizon: MOST, bonus: BONUS }, MOST));
  const seen = Array.from({ length: MOST }, (_, i) =>
    actingAt({ maps, bonus: BONUS }, judge, i + 1),
  );
  let wrong = 0;
  let largest = 0;
  for (let h = 1; h <= MOST; h++)
    for (let later = h + 1; later <= MOST; later++) {
      const found = assured(seen[h - 1] ?? [], seen[later - 1] ?? []).false_assurance;
      const share = counted.filter((at) => at > h && at <= later).length / maps.length;
      largest = Math.max(largest, found);
      if (Math.abs(found - share) > 1e-12) wrong++;
    }
  return finding(
    wrong === 0 && largest > 0,
    `${wrong} of ${(MOST * (MOST - 1)) / 2} pairs of levels differ on ${maps.length} maps; largest false assurance ${show(100 * largest, 1)} %`,
  );
}

/**
 * Every test, use and hold up to the last level: what passes the test that counts and tampers in use, beside the counted
 * thresholds between the two, and beside no hold.
 */
function heldBack(seed: number, judge: Judge): LabFinding {
  const maps = mapsOf(seed, 30);
  const counted = maps.map((map) => countedThreshold(map, { horizon: MOST, bonus: BONUS }, MOST));
  const seen = Array.from({ length: MOST + 1 }, (_, level) =>
    level === 0 ? [] : actingAt({ maps, bonus: BONUS }, judge, level),
  );
  const between = (low: number, high: number): number =>
    counted.filter((at) => at > low && at <= high).length / maps.length;
  const differ = (one: number, other: number): boolean => Math.abs(one - other) > 1e-12;
  let [asked, wrong, worse, same, better] = [0, 0, 0, 0, 0];
  let [costs, buys] = [0, 0];
  for (let tested = 1; tested <= MOST; tested++)
    for (let deployed = tested + 1; deployed <= MOST; deployed++)
      for (let hold = 1; deployed + hold <= MOST; hold++) {
        asked++;
        const found = afterHold({ tested, deployed, hold }, (level) => seen[level] ?? []);
        const without = assured(seen[tested] ?? [], seen[deployed] ?? []).false_assurance;
        const right =
          !differ(found.stale, without + between(deployed, deployed + hold)) &&
          !differ(found.renewed, between(tested + hold, deployed + hold)) &&
          !differ(found.kept, without - between(tested, Math.min(deployed, tested + hold)));
        if (!right) wrong++;
        costs = Math.max(costs, found.stale - without);
        buys = Math.max(buys, without - found.kept);
        if (!differ(found.renewed, without)) same++;
        else if (found.renewed > without) worse++;
        else better++;
      }
  return finding(
    wrong === 0 && costs > 0 && buys > 0,
    `${wrong} of ${asked} differ; the certificate that stands fails on up to ${show(100 * costs, 1)} % of maps more, tested again and used as planned on up to ${show(100 * buys, 1)} % fewer; where use moves on as the test does on more at ${worse}, as many at ${same}, fewer at ${better}`,
  );
}

/** What is useful on a map and not yet dangerous when a hold is over, by planning, beside the steps counted. */
function leftByHolds(seed: number, judge: Judge): LabFinding {
  const maps = mapsOf(seed, 60);
  const levels = levelsOf({ maps, bonus: BONUS }, judge, MOST);
  const shares = Array.from({ length: MOST - 4 }, (_, hold) => ({
    found: share(levels.map((one) => usefulAfter(hold, one))),
    counted: share(
      maps.map(
        (map) =>
          stepsTo(map, "w") + hold < countedThreshold(map, { horizon: MOST, bonus: BONUS }, MOST),
      ),
    ),
  }));
  const wrong = shares.filter(({ found, counted }) => Math.abs(found - counted) > 1e-12).length;
  const of = (hold: number): string => `${show(100 * (shares[hold]?.found ?? 0), 1)} %`;
  return finding(
    wrong === 0 && (shares.at(-1)?.found ?? 1) < (shares[0]?.found ?? 0),
    `useful and not yet dangerous after a hold of 0, 2, 4, 8, 15: ${[0, 2, 4, 8, 15].map(of).join(", ")} of ${maps.length} maps; ${wrong} of ${shares.length} not as counted`,
  );
}

/** Read at a level at which nobody tampers yet: who is flagged? */
function flags(seed: number, [first, second]: readonly [Judge, Judge]): LabFinding {
  const maps = mapsOf(seed, 60);
  const level = 3;
  const early = maps.filter(
    (map) => countedThreshold(map, { horizon: MOST, bonus: BONUS }, MOST) > level,
  );
  const [one, other] = [first, second].map(
    (judge) =>
      early.filter((map) => valuesMove(map, { horizon: level, bonus: BONUS }, judge)).length,
  );
  return finding(
    one === early.length && other === 0 && early.length > 0,
    `${one} and ${other} of ${early.length} maps on which nothing is seen yet`,
  );
}

/** Maps on which there is a level that is useful and not yet dangerous, beside those whose work is nearer than their toggle. */
function usefulFirst(seed: number, judge: Judge): LabFinding {
  const maps = mapsOf(seed, 120);
  const nearer = maps.map((map) => stepsTo(map, "w") < stepsTo(map, "t"));
  const [little, much] = [1.137, 3.037].map((bonus) =>
    levelsOf({ maps, bonus }, judge, 40).map(({ works, tampers }) => works < tampers),
  ) as [boolean[], boolean[]];
  const agree = nearer.filter((near, i) => near === little[i] && near === much[i]).length;
  const useful = little.filter(Boolean).length;
  const [low, high] = shareInterval(useful, maps.length);
  return finding(
    agree === maps.length && useful < maps.length,
    `as the distances say on ${agree} of ${maps.length} maps; useful first on ${useful} (95 %: ${show(100 * low, 1)} … ${show(100 * high, 1)} %)`,
  );
}

/** Levels between the one at which the act pays whoever the agent is paid by and the one at which it pays the others. */
function forWhom(seed: number, stake: number): LabFinding {
  const maps = mapsOf(seed, 30);
  const counted = (map: TamperMap, part: number): number =>
    countedThreshold(map, { horizon: MOST, bonus: part * BONUS }, MOST);
  let [between, gains, wrong, lost] = [0, 0, 0, 0];
  for (const map of maps) {
    const rules = { horizon: MOST, bonus: BONUS };
    const [own, others] = [
      tampersFrom(map, rules, implemented, MOST),
      othersActFrom(map, rules, stake, MOST),
    ];
    if (own !== counted(map, 1) || others !== counted(map, stake)) wrong++;
    for (let horizon = own; horizon < Math.min(others, MOST + 1); horizon++) {
      const at = { horizon, bonus: BONUS };
      const less = withoutAct(map, at) - toOthers(map, at, planned(map, at, implemented), stake);
      between++;
      gains += Number(less < -1e-9);
      lost += less;
    }
  }
  return finding(
    wrong === 0 && between > 0 && gains === 0 && lost > 0,
    `${between} levels of ${maps.length} maps lie between, and the others lose ${show(between === 0 ? 0 : lost / between, 2)} there on average; they gain at ${gains}`,
  );
}

const BY_ID = Object.fromEntries(PLANNERS.map(({ id, judge }) => [id, judge]));

/** The agent goes by whatever the reward function has become; the control does not. */
const JUDGED_AS_CHANGED = {
  of: BY_ID["standard"] ?? implemented,
  instead: BY_ID["current"] ?? intended,
  swap: "an agent judged by its present reward function",
};

export const claims: readonly LabClaim[] = [
  controlled({
    id: "assurance",
    statement:
      "For all 190 pairs of levels up to 20 the share of maps on which an agent passes at the lower and tampers at the higher is that of the thresholds between them, counted on the map without planning.",
    provenance: "derived",
    over: "each-seed",
    ...JUDGED_AS_CHANGED,
    find: (judge, { seed }) => exactly(seed, judge),
  }),
  pairClaim({
    id: "read",
    statement:
      "Before any tampering is seen, the values of the agent paid as implemented move with the reward function on every map, those of the agent judged by its present one on none.",
    provenance: "derived",
    over: "each-seed",
    pair: [implemented, intended],
    named: "the two agents",
    find: (pair, { seed }) => flags(seed, pair),
  }),
  controlled({
    id: "for-whom",
    statement:
      "The act pays whoever the agent is paid by from a level at which the others, who get half of what it brings, still lose: between the two levels, both counted on the map without planning, the agent acts and the others gain nowhere.",
    provenance: "derived",
    over: "each-seed",
    of: 0.5,
    instead: 1,
    swap: "the others get all of it",
    find: (stake, { seed }) => forWhom(seed, stake),
  }),
  controlled({
    id: "held",
    statement:
      "Held back while capability moves on, a certificate that stands fails on as many maps more as have their threshold where use moves to; tested again where capability is by then, and used as planned, on as many fewer as have it where the test moves to: for all 1,140 tests, uses and holds up to level 20, thresholds counted on the map without planning.",
    provenance: "derived",
    over: "each-seed",
    ...JUDGED_AS_CHANGED,
    find: (judge, { seed }) => heldBack(seed, judge),
  }),
  controlled({
    id: "hold-eats",
    statement:
      "A hold eats the window of what is useful and not yet dangerous step by step: what is left on how many maps after holds of 0 to 15 steps is as counted on the map without planning, and less after the last than after none.",
    provenance: "derived",
    over: "each-seed",
    ...JUDGED_AS_CHANGED,
    find: (judge, { seed }) => leftByHolds(seed, judge),
  }),
  controlled({
    id: "useful-first",
    statement:
      "There is a level of capability that is useful and not yet dangerous where the work is nearer than the toggle, and on no other map, whatever the changed reward function pays.",
    provenance: "derived",
    over: "each-seed",
    ...JUDGED_AS_CHANGED,
    find: (judge, { seed }) => usefulFirst(seed, judge),
  }),
];
