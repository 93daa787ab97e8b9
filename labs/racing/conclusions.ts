/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "nothing-safest",
    claim: "information",
    statement: "Teams that know nothing leave at most the risk that teams leave that know all.",
    agents: ["none", "all"],
    when: (of) => of("none", "risk") <= of("all", "risk") + 1e-9,
  }),
  concludes({
    id: "own-all",
    claim: "information",
    statement:
      "Teams that know their own capability leave at most the risk of those that know all.",
    agents: ["own", "all"],
    when: (of) => of("own", "risk") <= of("all", "risk") + 1e-9,
  }),
  concludes({
    id: "learnt",
    claim: "learnt",
    statement: "Teams that learn while they know all come within 0.06 of the risk at equilibrium.",
    agents: ["all", "learn-all"],
    when: (of) => Math.abs(of("all", "risk") - of("learn-all", "risk")) <= 0.06,
  }),
  concludes({
    id: "warned",
    claim: "warned",
    statement:
      "Where all know all, holding one team up buys more time if they know of it beforehand than by surprise: who leads spends the lead on safety.",
    agents: ["all", "warned"],
    when: (of) => of("warned", "bought") >= of("all", "bought") - 1e-9,
  }),
];
