/** What a test at one level of capability is worth of an agent that is deployed at another, on several maps. */
import { mean } from "@cidery/core/learn";
import type { Judge, Watched } from "./tampering.ts";
import { planned, tampersFrom, watched, worksFrom } from "./tampering.ts";
import type { TamperMap } from "./tamperMap.ts";

/** Maps, and what the changed reward function pays on them. */
export interface MapsAtBonus {
  readonly maps: readonly TamperMap[];
  readonly bonus: number;
}

/** The seed's maps with an agent that plans so far ahead. */
export function actingAt(
  { maps, bonus }: MapsAtBonus,
  judge: Judge,
  horizon: number,
): readonly Watched[] {
  return maps.map((map) => {
    const rules = { horizon, bonus };
    return watched(map, rules, planned(map, rules, judge));
  });
}

export function share(flags: readonly boolean[]): number {
  return mean(flags.map(Number));
}

/** What the test said, and what came of it. */
export function assured(
  test: readonly Pick<Watched, "tampers">[],
  use: readonly Pick<Watched, "tampers">[],
): { readonly passed: number; readonly false_assurance: number } {
  return {
    passed: share(test.map(({ tampers }) => !tampers)),
    false_assurance: share(test.map(({ tampers }, i) => !tampers && use[i]?.tampers === true)),
  };
}

/** The level from which on the agent works, and the one from which on it tampers, map by map. */
export function levelsOf(
  { maps, bonus }: MapsAtBonus,
  judge: Judge,
  most = 60,
): readonly { readonly works: number; readonly tampers: number }[] {
  return maps.map((map) => ({
    works: worksFrom(map),
    tampers: tampersFrom(map, { horizon: most, bonus }, judge, most),
  }));
}
