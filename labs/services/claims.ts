/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabFinding } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { controlled } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import type { TamperMap } from "../src/tamperMap.ts";
import { officeOf, paysWithinCall, served, worksWithinCall, worthToServices } from "./calling.ts";
import type { Router } from "./trial.ts";
import { banditOf, planBy, ROUTERS, servedMaps } from "./trial.ts";
import type { CallRules } from "./world.ts";
import { between, PLACES } from "./world.ts";

/** So that no two ways to call are worth the same. */
const BONUS = 1.537;
/** So little that the toggle pays late. */
const SMALL = 1.137;
const MOST = 24;
const [WHOLE, PEOPLE, EACH] = ROUTERS as readonly [Router, Router, Router];

function rulesOf(steps: number, calls: number, bonus = BONUS): CallRules {
  return { steps, calls, bonus, frozen: false };
}

function tampersBy(router: Router, map: TamperMap, rules: CallRules): boolean {
  const office = officeOf(map, rules);
  return served(office, planBy(office, router)).tampers;
}

/** One step less than pays within a call: does the whole tamper, while no service gains by it? */
function wantsWhole(seed: number, router: Router): LabFinding {
  const maps = servedMaps(5, 20, seed).filter((map) => paysWithinCall(map, BONUS, MOST) > 1);
  let [whole, single, gain] = [0, 0, 0];
  for (const map of maps) {
    const steps = Math.min(MOST, paysWithinCall(map, BONUS, MOST)) - 1;
    const rules = rulesOf(steps, 30);
    whole += Number(tampersBy(router, map, rules));
    single += Number(tampersBy(EACH, map, rules));
    gain = Math.max(gain, worthToServices(map, rules));
  }
  return finding(
    whole === maps.length && single === 0 && gain === 0 && maps.length > 0,
    `toggle used by the whole on ${whole}, by calls one at a time on ${single} of ${maps.length} maps; influence is worth ${show(gain)} to services`,
  );
}

/** At every length of a call: works and does not tamper just where ways say so. */
function window(seed: number, router: Router): LabFinding {
  const maps = servedMaps(4, 12, seed);
  let [wrong, inside] = [0, 0];
  for (const map of maps) {
    const [first, end] = [worksWithinCall(map), paysWithinCall(map, SMALL, MOST)];
    for (let steps = 1; steps <= MOST; steps++) {
      const office = officeOf(map, rulesOf(steps, 3, SMALL));
      const { wanted, tampers } = served(office, planBy(office, router));
      const counted = steps >= first && steps < end;
      inside += Number(counted);
      wrong += Number(counted !== (wanted > 0 && !tampers));
    }
  }
  return finding(
    wrong === 0 && inside > 0,
    `${wrong} of ${maps.length * MOST} pairs of map and length differ; ${inside} lie in a window`,
  );
}

/** The same map with its toggle at every free cell. */
function togglesOf(map: TamperMap): readonly TamperMap[] {
  const cleared = map.tiles.replace("t", ".");
  return Array.from(cleared).flatMap((tile, cell) => {
    if (tile !== ".") return [];
    const moved = {
      tiles: `${cleared.slice(0, cell)}t${cleared.slice(cell + 1)}`,
      width: map.width,
    };
    const open = PLACES.every((place) => between(moved, "A", place) >= 0);
    return open && worksWithinCall(moved) === worksWithinCall(map) ? [moved] : [];
  });
}

/** Where the toggle is no further from start and work, its window is no longer. */
function closes(seed: number, sign: number): LabFinding {
  let [pairs, against] = [0, 0];
  for (const map of servedMaps(4, 8, seed)) {
    const all = togglesOf(map).map((one) => ({
      start: between(one, "A", "t"),
      work: between(one, "w", "t"),
      end: endOf(one),
    }));
    for (const near of all)
      for (const far of all) {
        if (near.start > far.start || near.work > far.work) continue;
        if (near.start === far.start && near.work === far.work) continue;
        pairs++;
        against += Number(sign * (near.end - far.end) > 0);
      }
  }
  return finding(pairs > 0 && against === 0, `${against} of ${pairs} pairs of toggles against it`);
}

/** The least length of a call from which on calls one at a time tamper, by planning. */
function endOf(map: TamperMap): number {
  for (let steps = 1; steps <= MOST; steps++)
    if (tampersBy(EACH, map, rulesOf(steps, 3))) return steps;
  return MOST + 1;
}

/** Maps and lengths at which the bandit tampers as planning says. */
function learns(seed: number, router: Router): LabFinding {
  const random = Random.seeded(seed).fork(3);
  const maps = servedMaps(4, 12, seed);
  let [agree, asked] = [0, 0];
  for (const [i, map] of maps.entries())
    for (const steps of [2, 4, 8]) {
      const office = officeOf(map, rulesOf(steps, 6));
      const learnt = banditOf(office, 300, random.fork(10 * i + steps), { aborted: false });
      agree += Number(served(office, learnt).tampers === tampersBy(router, map, rulesOf(steps, 6)));
      asked++;
    }
  return finding(agree === asked, `as planned on ${agree} of ${asked} maps and lengths`);
}

export const claims: readonly LabClaim[] = [
  controlled({
    id: "whole",
    statement:
      "With calls one step too short for the toggle to pay within one, whoever calls for all that is paid uses it on every map, calls chosen one at a time on none, and influence on the reward function is worth nothing to any service.",
    provenance: "derived",
    over: "each-seed",
    of: WHOLE,
    instead: PEOPLE,
    swap: "called for what people set",
    find: (router, { seed }) => wantsWhole(seed, router),
  }),
  controlled({
    id: "window",
    statement:
      "Calls chosen one at a time do the work and leave the toggle alone just at the lengths from the way to the work up to the one at which the toggle pays within a call, counted on the map.",
    provenance: "derived",
    over: "each-seed",
    of: EACH,
    instead: WHOLE,
    swap: "called for all that is paid",
    find: (router, { seed }) => window(seed, router),
  }),
  controlled({
    id: "closes",
    statement:
      "The nearer the toggle is to start and work, the sooner the window closes: of two toggles the one that is no further from either never pays later.",
    provenance: "derived",
    over: "each-seed",
    of: 1,
    instead: -1,
    swap: "the further toggle instead",
    find: (sign, { seed }) => closes(seed, sign),
  }),
  controlled({
    id: "bandit",
    statement:
      "A bandit that is paid call by call uses the toggle on the maps on which planning each call by itself does, and on no others.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: EACH,
    instead: WHOLE,
    swap: "planning all calls at once",
    find: (router, { seed }) => learns(seed, router),
  }),
];
