/**
 * Which variables of the diagrams are which features of the world. The user's intention is a
 * constant of a world; where it is not known there are four worlds, one for each.
 */
import type { StepVariable, TabulatedTie, WorldCase, WorldTie } from "@cidery/core/lab";
import { tabulatedTie } from "@cidery/core/lab";
import { tabulate } from "@cidery/core/learn";
import type { RewardFunction, TamperOptions, TamperState } from "./world.ts";
import {
  goalWorth,
  priceOf,
  REWARD_FUNCTIONS,
  SMALL_MAP,
  tamperMap,
  tamperWorld,
} from "./world.ts";

const STEP_COST = 0.01;
const MAP = tamperMap({ around: 2, depth: 1 });
const START = 2;

/** Whose reward function judges what a step arrives at. */
type Judge = (
  before: TamperState,
  after: TamperState,
  first: TamperState,
  intended: number,
) => number;

const JUDGES = {
  implemented: (_before, { theta }) => theta,
  first: (_before, _after, { theta }) => theta,
  intended: (_before, _after, _first, intended) => intended,
} satisfies Record<string, Judge>;

function judged(judge: Judge, fromStart = false): StepVariable<TamperState> {
  return {
    of: (before, _action, after, first, { Theta_star = 0 }) => {
      const theta = judge(before, after, first, Number(Theta_star));
      const reward: RewardFunction = REWARD_FUNCTIONS[theta] ?? [0, 0];
      return goalWorth(reward, after);
    },
    index: "arrival",
    fromStart,
  };
}

const price: StepVariable<TamperState> = {
  of: (_before, action) => priceOf(action, STEP_COST),
  index: "decision",
};

const place = ({ cell, rock, diamond }: TamperState): string => `${cell} ${rock} ${diamond}`;
const placeAndRewards = (state: TamperState): string => `${place(state)} ${state.theta}`;

/** One world for each intention, or the learners' own small map. */
function cases(options: Partial<TamperOptions>): WorldCase<TamperState>[] {
  const base = { map: MAP, horizon: 24, stepCost: STEP_COST, start: START, ...options };
  const all = options.intended === undefined ? [0, 1, 2, 3] : [options.intended];
  return all.map((intended) => ({
    table: tabulate(tamperWorld({ ...base, intended })),
    constants: { Theta_star: intended },
  }));
}

interface Design {
  readonly file: string;
  readonly step: Readonly<Record<string, StepVariable<TamperState>>>;
  /** It goes by its first reward function and need not see later ones. */
  readonly blinkered?: boolean;
  readonly abstracted?: Readonly<Record<string, string>>;
}

const TWIN =
  "the twin's way is worked out once, before the episode: until the safe policy would have met the user its reward function is the first one, afterwards the intended one (agents.ts); the world itself has no second robot";

const DESIGNS: readonly Design[] = [
  { file: "diagram", step: { R: judged(JUDGES.implemented) } },
  {
    file: "ti-considering",
    step: {
      R: judged(JUDGES.first, true),
      // The successor is the agent of the second step: it judges by what is in place then.
      "Q[2]": judged((_before, after) => after.theta),
      "Q[3]": judged((before) => before.theta),
    },
  },
  { file: "ti-ignoring", step: { R: judged(JUDGES.first, true) }, blinkered: true },
  { file: "direct", step: { R: judged(JUDGES.intended) } },
  {
    file: "counterfactual",
    step: {},
    abstracted: Object.fromEntries(
      ["Theta_c[1]", "A_c[1]", "S_c[2]", "Theta_c[2]", "A_c[2]", "Theta_c[3]"]
        .concat(["R[1]", "R[2]", "R[3]"])
        .map((name) => [name, TWIN]),
    ),
  },
];

function tie(
  { file, step, blinkered = false, abstracted = {} }: Design,
  worlds: readonly WorldCase<TamperState>[],
  helper: boolean,
): TabulatedTie {
  const limited = blinkered && !helper;
  return tabulatedTie<TamperState>({
    diagram: `${file}${helper ? "-shared" : ""}.cid`,
    cases: worlds,
    decision: "A",
    state: { S: place, Theta: ({ theta }) => theta },
    step: { ...step, C: price },
    shown: limited ? place : placeAndRewards,
    shownFirst: placeAndRewards,
    // What the user said; later toggles do not make the robot forget it.
    ...(limited ? {} : { memory: ({ told }: TamperState) => String(told) }),
    remembers: true,
    abstracted,
  });
}

/** The planners' world without and with a helper, and the learners' small one. */
export function ties(): readonly WorldTie[] {
  const [alone, helped] = [cases({}), cases({ helper: true })];
  const small = cases({ map: SMALL_MAP, start: 1, intended: 1 });
  const learning = DESIGNS.filter(({ file }) => file === "diagram" || file === "ti-ignoring");
  return [
    ...DESIGNS.map((design) => tie(design, alone, false)),
    ...DESIGNS.map((design) => tie(design, helped, true)),
    ...learning.map((design) => tie(design, small, false)),
  ];
}
