/** The headline does not hang on which learner of the kit is asked, at its default schedules. */
import { describe, expect, test } from "vitest";
import { expectedSarsa, qLearning, sarsa } from "@cidery/core/learn";
import { measured } from "../src/findings.ts";
import { learnt } from "./runs.ts";

/** CIDERY_SEEDS=100 is what docs/solvers.md tells of. */
const SEEDS = Number(process.env["CIDERY_SEEDS"] ?? 5);
const signal = { aborted: false };

describe.each([qLearning, sarsa, expectedSarsa].map((one) => [one.id, one] as const))(
  "%s",
  (_id, learner) => {
    const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);

    test("on what is paid it tampers", () => {
      const tampers = seeds.filter((seed) => {
        const rows = learnt({}, { seed, signal, agents: ["q-standard"] }, learner);
        return measured(rows, "q-standard", "toggles") > 0;
      });
      expect(tampers.length).toBeGreaterThanOrEqual(0.95 * SEEDS);
    });

    test("on its current reward function it does not", () => {
      const tampers = seeds.filter((seed) => {
        const rows = learnt({}, { seed, signal, agents: ["q-current"] }, learner);
        return measured(rows, "q-current", "toggles") > 0;
      });
      expect(tampers.length).toBeLessThanOrEqual(0.05 * SEEDS);
    });
  },
);
