/** A tree and the diagram made of it: the same payoffs under uniform play, and the same to gain. */
import { expect } from "vitest";
import { readModelFile } from "../src/formats/index.ts";
import { loadModel, printModel } from "../src/language/index.ts";
import {
  behaviourPayoffs,
  behaviourRegrets,
  compileDiagram,
  expectedUtility,
  policyRegrets,
  uniformBehaviour,
  uniformPolicy,
} from "../src/solve/index.ts";

export function compareGame(text: string, name = "x.efg"): void {
  const { result } = readModelFile({ name, text });
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  const { diagram, game } = result.value;
  if (diagram === undefined || game?.form !== "extensive") throw new Error("no diagram");
  const compiled = compileDiagram(diagram);
  const policy = uniformPolicy(diagram);
  const behaviour = uniformBehaviour(game.game);
  const payoffs = behaviourPayoffs(game.game, behaviour);
  const regrets = behaviourRegrets(game.game, behaviour);
  const own = policyRegrets(compiled, policy);
  for (const [player, payoff] of payoffs.entries()) {
    expect(expectedUtility(compiled, player, policy)).toBeCloseTo(payoff, 9);
    expect(own[player]).toBeCloseTo(regrets[player] ?? 0, 9);
  }
  // And what is written of it loads.
  expect(loadModel(printModel(diagram)).diagnostics).toEqual([]);
}
