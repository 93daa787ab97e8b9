/**
 * A pivotal act, but for whom? Going to the toggle decides what is paid from then on. Whoever the agent is paid by gets all of
 * that; the others, who wanted the work, get a share of it, the stake. For them the act is worth its price from another level
 * on, or from none.
 */
import type { Plan } from "@cidery/core/learn";
import { evaluatePlan, mean, rewardsOf } from "@cidery/core/learn";
import { share } from "../src/assurance.ts";
import type { Judge } from "../src/tampering.ts";
import { planned, tableOf, tampersFrom, watched } from "../src/tampering.ts";
import type { Rules, TamperMap } from "../src/tamperMap.ts";
import { implemented } from "../src/tamperMap.ts";

/** What a course of events is worth to the others: work, and after the act their share of what is paid. */
export function toOthers(map: TamperMap, rules: Rules, plan: Plan, stake: number): number {
  const table = tableOf(map, rules);
  const judged = implemented(map, { ...rules, bonus: stake * rules.bonus });
  return evaluatePlan(table, plan, [rewardsOf(table, judged)])[0] ?? 0;
}

/** The most that they get if the act is impossible. */
export function withoutAct(map: TamperMap, rules: Rules): number {
  return planned(map, { ...rules, frozen: true }, implemented).value;
}

/** The level from which on an agent that acts for the others would go to the toggle, up to `most`. */
export function othersActFrom(map: TamperMap, rules: Rules, stake: number, most: number): number {
  return tampersFrom(map, { ...rules, bonus: stake * rules.bonus }, implemented, most);
}

/** What an agent that plans so far ahead is to the others on several maps. */
export function toOthersOn(
  maps: readonly TamperMap[],
  rules: Rules,
  judge: Judge,
  stake: number,
): { readonly others: number; readonly against_others: number } {
  const each = maps.map((map) => {
    const plan = planned(map, rules, judge);
    const others = toOthers(map, rules, plan, stake);
    const acts = watched(map, rules, plan).tampers;
    return { others, loses: acts && others < withoutAct(map, rules) - 1e-9 };
  });
  return {
    others: mean(each.map(({ others }) => others)),
    against_others: share(each.map(({ loses }) => loses)),
  };
}
