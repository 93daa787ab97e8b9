import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { mealChoice } from "./lab.ts";
import { behaviourBy } from "./misspecified.ts";
import { judgeBehaviour, mealKitchen, outcomeOf, planKitchen } from "./planning.ts";
import { planByType, planOverRules, randomGame } from "./teaching.ts";

testLab(mealChoice);

test("a behaviour by the true model is worth what the plan is, also where no pie may be wanted", () => {
  for (const settings of [{}, { none: 0.3 }, { feedback_time: 4, none: 0.1 }, { prior: 0.5 }]) {
    const kitchen = mealKitchen(settings);
    const judged = judgeBehaviour(kitchen, behaviourBy(kitchen), Random.seeded(1));
    expect(judged.value).toBeCloseTo(planKitchen(kitchen).plan.value, 12);
    expect(judged.satisfied).toBeCloseTo(outcomeOf(planKitchen(kitchen)).satisfied, 12);
  }
});

test("letting each type answer for itself gives the same value with |A|^|Θ| / (|A|·|Θ|) times fewer looks", () => {
  const random = Random.seeded(1);
  for (let i = 0; i < 10; i++) {
    const game = randomGame(5, 3, 3, random);
    const [plain, typed] = [planOverRules(game), planByType(game)];
    expect(typed.value).toBeCloseTo(plain.value, 9);
    expect(plain.looks / typed.looks).toBeGreaterThanOrEqual((0.9 * 3 ** 5) / (3 * 5));
  }
});
