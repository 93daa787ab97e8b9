import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { mealChoice } from "./lab.ts";
import { planByType, planOverRules, randomGame } from "./teaching.ts";

testLab(mealChoice);

test("letting each type answer for itself gives the same value with |A|^|Θ| / (|A|·|Θ|) times fewer looks", () => {
  const random = Random.seeded(1);
  for (let i = 0; i < 10; i++) {
    const game = randomGame(5, 3, 3, random);
    const [plain, typed] = [planOverRules(game), planByType(game)];
    expect(typed.value).toBeCloseTo(plain.value, 9);
    expect(plain.looks / typed.looks).toBeGreaterThanOrEqual((0.9 * 3 ** 5) / (3 * 5));
  }
});
