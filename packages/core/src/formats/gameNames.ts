/** How a game's players, moves and payoffs are called once it is a diagram. */
import type { FiniteDomain } from "../model/index.ts";
import { finiteDomain } from "../model/index.ts";
import { stateDomain } from "./kit/stateValues.ts";

/** Different, non-empty names for the players. */
export function playerNames(players: readonly string[]): string[] {
  const used = new Set<string>();
  return players.map((given, i) => {
    const plain = given.trim() === "" ? `player ${i + 1}` : given;
    let name = plain;
    for (let n = 2; used.has(name); n++) name = `${plain} (${n})`;
    used.add(name);
    return name;
  });
}

/** Labels as they are where they tell the actions apart, else 1, 2, …. */
export function actionDomain(labels: readonly string[]): FiniteDomain {
  const distinct =
    new Set(labels).size === labels.length && labels.every((one) => one.trim() !== "");
  return distinct ? stateDomain(labels) : finiteDomain(labels.map((_, i) => i + 1));
}
