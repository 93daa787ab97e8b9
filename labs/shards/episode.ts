/** One way through the house: where it is, which value is awake there, and what has come of it. */
import type { LabContext, LabEpisode, LabFrame, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { boardOf, pieceIn, piecesOf } from "../src/board.ts";
import { played, runningTotals } from "../src/played.ts";
import { houseOf } from "./parameters.ts";
import { houseAt, planOf, selfCalled } from "./selves.ts";
import type { HouseState } from "./world.ts";
import { awakeIn, byAll, houseWorld, MAP, MOVES, START, tileOf } from "./world.ts";

/** Steps that are in the diagrams by name. */
const STEPS_IN_DIAGRAM = 3;
const AWAKE = ["the friend", "work", "sweets", "the bottle"] as const;
const PLACES: Readonly<Record<string, string>> = {
  A: "in the hall",
  F: "with the friend",
  S: "in the study",
  K: "in the kitchen",
  b: "at the bottle",
};

export function stroll(
  settings: Settings,
  running: Pick<LabContext, "seed" | "signal">,
  agent: string,
): LabEpisode {
  const self = selfCalled(agent);
  const options = houseOf(settings);
  const house = houseAt(options);
  const steps = played(house, planOf(self, settings, running), Random.seeded(running.seed));
  const totals = runningTotals(steps, { judged: self.judge(options), all: byAll(options) });
  const [start = { state: { turn: 0, cell: START, theta: 0 } }] = houseWorld(options).initial();
  return {
    agent,
    frames: [
      frame(start.state, "It starts", totals[0] ?? {}, variablesOf(start.state, 1)),
      ...steps.map(({ action, after }, k) =>
        frame(
          after,
          `It goes ${MOVES[action] ?? ""}`.replace("goes stay", "stays"),
          totals[k + 1] ?? {},
          {
            ...(k + 1 < STEPS_IN_DIAGRAM ? { [`A[${k + 1}]`]: MOVES[action] ?? "" } : {}),
            ...(k + 2 <= STEPS_IN_DIAGRAM ? variablesOf(after, k + 2) : {}),
          },
        ),
      ),
    ],
  };
}

function frame(
  state: HouseState,
  did: string,
  totals: LabFrame["totals"],
  variables: LabFrame["variables"],
): LabFrame {
  const awake = AWAKE[awakeIn(state)] ?? "";
  const where = PLACES[tileOf(state)] ?? "in the garden";
  return {
    caption: `${did}; it is ${where}, where ${awake} counts most.`,
    scene: boardOf(MAP, [
      ...piecesOf(MAP, {
        F: { kind: "goal", label: "F", title: "the friend" },
        S: { kind: "object", label: "S", title: "the study" },
        K: { kind: "object", label: "K", title: "the kitchen" },
        b: { kind: "danger", label: "b", title: "the bottle" },
      }),
      pieceIn(MAP, state.cell, {
        kind: "agent",
        label: "A",
        title: `it; what counts most here: ${awake}`,
      }),
    ]),
    totals,
    variables,
  };
}

function variablesOf(state: HouseState, t: number): LabFrame["variables"] {
  return {
    [`S[${t}]`]: PLACES[tileOf(state)] ?? "in the garden",
    [`Theta[${t}]`]: state.theta === 1 ? "the bottle's" : "its own",
  };
}
