/**
 * A corridor of three cells. The middle pays something safe at every step; one end pays 1 and the other 0 (or each now
 * and then). Which end pays is hidden, and so is which way the moves go. Whoever walks sees where it stands and what it
 * is paid. The end that pays may move. Rules only.
 */
import type { LabWorld, Outcome } from "@cidery/core/learn";

export interface CorridorState {
  readonly turn: number;
  /** 0 left end, 1 middle, 2 right end. */
  readonly cell: number;
  /** Moves go the other way. */
  readonly flipped: boolean;
  /** The end that pays: 0 or 2. */
  readonly pays: number;
  /** What was paid on arriving here. */
  readonly paid: number;
  /** Known of the direction: 0 nothing yet, 1 as named, −1 the other way. */
  readonly direction: number;
  /** Payments that speak for the right end less those for the left; where the end moves, the last one only. */
  readonly lean: number;
  /** Steps since the last of them; 0 where nothing moves. */
  readonly age: number;
}

export interface CorridorOptions {
  readonly horizon: number;
  /** What the middle pays a step. */
  readonly safe: number;
  /** How likely the right end pays. */
  readonly prior: number;
  /** How likely moves go the other way. */
  readonly flip: number;
  /** How likely the end that pays pays 1 in a step, and the other 0. */
  readonly sure: number;
  /** How likely the other end pays from the next step on. */
  readonly drift: number;
  /** Nothing is seen but the time. */
  readonly deaf?: boolean;
  /** Neither time nor memory is part of a state, and nothing ends (for comparison with a diagram of some steps). */
  readonly timeless?: boolean;
}

export const MIDDLE = 1;
/** Left, stay, right, as they are named. */
export const MOVES = ["left", "stay", "right"] as const;

export function corridorWorld(options: CorridorOptions): LabWorld<CorridorState> {
  const { horizon, safe, prior, flip, drift, deaf = false, timeless = false } = options;
  return {
    horizon,
    initial: () =>
      [false, true].flatMap((flipped) =>
        [0, 2].map((pays) => ({
          state: {
            turn: 0,
            cell: MIDDLE,
            flipped,
            pays,
            paid: safe,
            direction: 0,
            lean: 0,
            age: 0,
          },
          probability: (flipped ? flip : 1 - flip) * (pays === 2 ? prior : 1 - prior),
        })),
      ),
    key: (state) =>
      `${timeless ? "" : state.turn} ${state.cell} ${state.flipped} ${state.pays} ${memoryOf(state)} ${state.paid}`,
    actionCount: ({ turn }) => (!timeless && turn >= horizon ? 0 : MOVES.length),
    step(state, action) {
      const move = (action - 1) * (state.flipped ? -1 : 1);
      const cell = Math.max(0, Math.min(2, state.cell + move));
      return movesOf(state.pays, drift).flatMap(({ state: pays, probability }) =>
        paymentsAt(cell, pays, options).map(({ state: paid, probability: chance }) => ({
          state: after(state, { action, cell, pays, paid }, options),
          probability: probability * chance,
        })),
      );
    },
    reward: (_before, _action, { paid }) => paid,
    observe: (state) => (deaf ? `${state.turn}` : viewOf(state)),
  };
}

/** Where it stands, the time, and what it has to remember. */
export function viewOf(state: CorridorState): string {
  return `${state.turn} ${state.cell} ${memoryOf(state)}`;
}

/** Where it stands and the time. */
export function presentOf({ turn, cell }: CorridorState): string {
  return `${turn} ${cell}`;
}

function memoryOf({ direction, lean, age }: CorridorState): string {
  return `${direction} ${lean} ${age}`;
}

function movesOf(pays: number, drift: number): readonly Outcome<number>[] {
  return [
    { state: pays, probability: 1 - drift },
    ...(drift > 0 ? [{ state: 2 - pays, probability: drift }] : []),
  ];
}

function paymentsAt(
  cell: number,
  pays: number,
  { safe, sure }: CorridorOptions,
): readonly Outcome<number>[] {
  if (cell === MIDDLE) return [{ state: safe, probability: 1 }];
  const one = cell === pays ? sure : 1 - sure;
  return [
    ...(one > 0 ? [{ state: 1, probability: one }] : []),
    ...(one < 1 ? [{ state: 0, probability: 1 - one }] : []),
  ];
}

interface Came {
  readonly action: number;
  readonly cell: number;
  readonly pays: number;
  readonly paid: number;
}

function after(
  before: CorridorState,
  { action, cell, pays, paid }: Came,
  { sure, drift, timeless = false }: CorridorOptions,
): CorridorState {
  const went = cell - before.cell;
  const direction = went === 0 ? before.direction : went === action - 1 ? 1 : -1;
  const moves = drift > 0;
  const looked = cell !== MIDDLE && sure > 0.5;
  const speaks = (cell - 1) * (paid === 1 ? 1 : -1);
  // Where payments never err and nothing moves, one is as good as many.
  const forgets = moves || sure === 1;
  if (timeless) return { ...before, cell, pays, paid };
  return {
    turn: before.turn + 1,
    cell,
    flipped: before.flipped,
    pays,
    paid,
    direction,
    lean: !looked ? before.lean : forgets ? speaks : before.lean + speaks,
    age: !moves || looked || before.lean === 0 ? 0 : before.age + 1,
  };
}
