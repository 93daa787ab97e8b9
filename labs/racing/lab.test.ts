import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { testLab } from "../test/labPromises.ts";
import { deviationGain } from "./deviation.ts";
import { ownSafety, risk } from "./equilibrium.ts";
import { racing } from "./lab.ts";
import { plannedPlay, teamsCalled } from "./playing.ts";
import { drawCapabilities, finish } from "./race.ts";

testLab(racing, 2);

test("the risk in closed form is that of drawn races, within 4 standard errors", () => {
  for (const teams of [2, 3, 5])
    for (const mu of [0.5, 2, 4])
      for (const enmity of [0.3, 1])
        for (const information of ["none", "own", "all"] as const) {
          const race = { teams, mu, enmity };
          const play = plannedPlay(race, teamsCalled(information));
          const random = Random.seeded(5);
          const unsafe = Array.from({ length: 3000 }, () => {
            const all = drawCapabilities(race, random);
            return 1 - finish(all, play(all, [], random), random).safety;
          });
          const mean = unsafe.reduce((sum, one) => sum + one, 0) / unsafe.length;
          const spread = unsafe.reduce((sum, one) => sum + (one - mean) ** 2, 0) / unsafe.length;
          const off = Math.abs(mean - risk(race, information));
          expect(off, JSON.stringify({ race, information })).toBeLessThan(
            4 * Math.sqrt(spread / unsafe.length) + 1e-6,
          );
        }
});

test("a team alone is as safe as it can be, and a lead is worth safety only up to the enmity", () => {
  expect(risk({ teams: 1, mu: 2, enmity: 0.5 }, "none")).toBe(0);
  expect(risk({ teams: 2, mu: 1, enmity: 1 }, "own")).toBeCloseTo(2 / 3, 12);
  expect(risk({ teams: 2, mu: 1, enmity: 1 }, "all")).toBeCloseTo(2 / 3, 12);
});

test("a rule that is not an equilibrium is found out", () => {
  const race = { teams: 3, mu: 2, enmity: 1 };
  expect(deviationGain(race, "own", (c) => ownSafety(race, c))).toBeLessThan(2e-3);
  expect(deviationGain(race, "own", () => 1)).toBeGreaterThan(0.05);
});
