/**
 * Wormy apples (rules after the game of the assistance-games project, Shah et al. 2020): apples are
 * fetched, some with worms; wormy ones go to the compost or the trash, then a pie is made. Somebody
 * cares where wormy apples go. A question costs something and is answered one step later. What is
 * wanted is hidden; whether there are worms is seen once the apples are there.
 */
import type { LabWorld } from "@cidery/core/learn";

type Bin = "compost" | "trash";
type Apples = "none" | "clean" | "wormy" | Bin | "pie";

export interface WormyState {
  readonly time: number;
  readonly wanted: Bin;
  readonly apples: Apples;
  /** The last answer, if there was one. */
  readonly heard: Bin | "nothing";
  readonly misplaced: boolean;
}

export interface WormyOptions {
  /** How likely compost is wanted. */
  readonly prior: number;
  readonly worms: number;
  readonly queryCost: number;
  readonly pie: number;
  readonly wrong: number;
  readonly horizon: number;
  /** Do questions end once apples were fetched? */
  readonly phased?: boolean;
  readonly deaf?: boolean;
}

export const WORMY_MOVES = [
  "wait",
  "get apples",
  "use the compost",
  "use the trash",
  "make a pie",
  "ask",
] as const;

export function wormyWorld(options: WormyOptions): LabWorld<WormyState> {
  return {
    horizon: options.horizon,
    initial: () =>
      (["compost", "trash"] as const).map((wanted) => ({
        state: { time: 0, wanted, apples: "none", heard: "nothing", misplaced: false },
        probability: wanted === "compost" ? options.prior : 1 - options.prior,
      })),
    key: ({ time, wanted, apples, heard, misplaced }) =>
      `${time},${wanted},${apples},${heard},${misplaced}`,
    actionCount: ({ time, apples }) =>
      apples === "pie" || time >= options.horizon ? 0 : WORMY_MOVES.length,
    step(state, action) {
      const move = WORMY_MOVES[action] ?? "wait";
      if (state.apples !== "none" || move !== "get apples")
        return [{ state: after(state, move, options), probability: 1 }];
      return (["clean", "wormy"] as const).map((apples) => ({
        state: { ...state, time: state.time + 1, apples },
        probability: apples === "wormy" ? options.worms : 1 - options.worms,
      }));
    },
    reward(state, action, next) {
      const asked = WORMY_MOVES[action] === "ask" ? options.queryCost : 0;
      const pie = next.apples === "pie" && state.apples !== "pie" ? options.pie : 0;
      return pie + (next.misplaced && !state.misplaced ? options.wrong : 0) - asked;
    },
    observe: ({ time, apples, heard }) =>
      `${time},${apples},${options.deaf === true ? "nothing" : heard}`,
  };
}

function after(
  state: WormyState,
  move: (typeof WORMY_MOVES)[number],
  { phased }: WormyOptions,
): WormyState {
  const { wanted, apples } = state;
  const next = { ...state, time: state.time + 1 };
  if (move === "ask") {
    const answered = phased !== true || apples === "none";
    return answered ? { ...next, heard: wanted } : next;
  }
  if (apples === "wormy" && (move === "use the compost" || move === "use the trash")) {
    const bin: Bin = move === "use the compost" ? "compost" : "trash";
    return { ...next, apples: bin, misplaced: bin !== wanted };
  }
  const ready = apples === "clean" || apples === "compost" || apples === "trash";
  return ready && move === "make a pie" ? { ...next, apples: "pie" } : next;
}
