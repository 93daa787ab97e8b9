/** One meal after the other: what is proposed, served and tasted, and what the eater expects of the new dish. */
import type { LabContext, LabEpisode, LabFrame, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { drawOutcome } from "@cidery/core/learn";
import { barFrames } from "../src/barFrames.ts";
import { tableOf } from "./parameters.ts";
import type { Served } from "./servers.ts";
import { serverCalled } from "./servers.ts";
import type { Dish, Meal, Table } from "./world.ts";
import { after, expectedOfNew, firstMeals } from "./world.ts";

const DISHES = ["the house's dish", "the new dish"] as const;
/** Rounds that are in the diagrams by name. */
const IN_DIAGRAM = 2;
const frame = barFrames({
  title: "how often each dish pleases",
  unit: "probability",
  range: [0, 1],
});

export function meals(
  settings: Settings,
  running: Pick<LabContext, "seed" | "signal">,
  agent: string,
): LabEpisode {
  const table = tableOf(settings);
  const serving = serverCalled(agent).serving(table, settings, running);
  // The same tastes for all who serve.
  const random = Random.seeded(running.seed).fork(1);
  let meal = drawOutcome(firstMeals(table), random);
  const before: Served[] = [];
  let pleased = 0;
  const totals = () => ({
    pleased: pleased / table.rounds,
    missed: (before.length * bestOf(table, meal.isGood) - pleased) / table.rounds,
  });
  const variables: Record<string, string | number | boolean> = { G: meal.isGood };
  const opening = `The new dish is ${meal.isGood ? "a good one" : "not a good one"}; nobody knows${table.eater === "told" ? " but the eater" : ""}.`;
  const frames: LabFrame[] = [frame(barsOf(table, meal), totals(), { ...variables }, opening)];
  while (before.length < table.rounds) {
    const served = serving(before, meal.proposed);
    before.push({ proposed: meal.proposed, served });
    const next = drawOutcome(after(table, meal, served), random);
    pleased += Number(next.pleased);
    const round = before.length;
    if (round <= IN_DIAGRAM) {
      Object.assign(variables, named("H", round, meal.proposed), named("A", round, served));
      Object.assign(variables, named("R", round, next.pleased));
      Object.assign(variables, named("U", round, Number(next.pleased)));
    }
    const says = `${DISHES[meal.proposed]} is proposed, ${meal.proposed === served ? "and served" : `${DISHES[served]} is served`}; ${next.pleased ? "it pleases." : "it does not please."}`;
    meal = next;
    frames.push(
      frame(
        barsOf(table, meal, served),
        totals(),
        { ...variables },
        says[0]?.toUpperCase() + says.slice(1),
      ),
    );
  }
  return { agent, frames };
}

function named(
  letter: string,
  round: number,
  value: number | boolean,
): Record<string, number | boolean> {
  return { [`${letter}[${round}]`]: value };
}

function bestOf({ house, good, bad }: Table, isGood: boolean): number {
  return Math.max(house, isGood ? good : bad);
}

function barsOf(
  table: Table,
  { memory, isGood }: Meal,
  served?: Dish,
): (readonly [string, number, boolean])[] {
  const knows = table.eater === "told";
  const expected = knows ? (isGood ? table.good : table.bad) : expectedOfNew(table, memory);
  return [
    [DISHES[0], table.house, served === 0],
    [`${DISHES[1]}, ${knows ? "as the eater knows" : "as far as tasted"}`, expected, served === 1],
  ];
}
