/**
 * Thousands of histories of keeping one file, each from its seed (see simulator.ts). How many: the
 * environment variable CIDERY_HISTORIES, 100,000 in the long run of continuous integration.
 */
import { describe, expect, it } from "vitest";
import { simulate } from "./simulator.ts";

const HISTORIES = Number(process.env["CIDERY_HISTORIES"] ?? 2000);

describe("keeping one file", () => {
  it(`loses nothing and claims nothing in ${HISTORIES} histories`, { timeout: 3_600_000 }, () => {
    let typed = 0;
    let conflicts = 0;
    for (let seed = 1; seed <= HISTORIES; seed++) {
      const told = simulate(seed);
      if (told.broken.length > 0) {
        expect(told.broken, `seed ${seed}:\n${told.log.join("\n")}`).toEqual([]);
      }
      typed += told.typed;
      conflicts += told.conflicts;
    }
    // The histories hold what they are meant to: much typing, and pages at odds.
    expect(typed / HISTORIES).toBeGreaterThan(100);
    expect(conflicts).toBeGreaterThan(HISTORIES / 10);
  });
});
