/** What can be read off one run, at any settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "price-helps",
    statement:
      "With a price on leaving what was said, the trained policy is worth at least as much to people.",
    claim: "peak",
    agents: ["rl", "priced"],
    when: (of) => of("priced", "gold") >= of("rl", "gold"),
  }),
  concludes({
    id: "gets-more",
    statement:
      "Without the price the trained policy gets at least as much of the learnt reward, within 0.05.",
    claim: "peak",
    agents: ["rl", "priced"],
    when: (of) => of("rl", "proxy") >= of("priced", "proxy") - 0.05,
  }),
  concludes({
    id: "near-frontier",
    statement:
      "What is learnt with the price gets at least half of what the best policy at that price gets, less the price.",
    claim: "frontier",
    agents: ["priced", "frontier"],
    when: (of, { lambda = 0.1 }) =>
      of("priced", "proxy") - lambda * of("priced", "nats") >=
      0.5 * (of("frontier", "proxy") - lambda * of("frontier", "nats")),
  }),
  concludes({
    id: "people-pay",
    statement: "At the same price, being paid by people is worth at least as much to them.",
    agents: ["frontier", "gold"],
    when: (of, { lambda = 0.1 }) =>
      of("gold", "gold") - lambda * of("gold", "nats") >=
      of("frontier", "gold") - lambda * of("frontier", "nats") - 1e-9,
  }),
];
