/**
 * Whether a world's table is that of its steps: a planner believes the table, a learner lives in the
 * steps, and comparing them says nothing where the two are different worlds. Episodes are played at
 * random; at each step the states of the table that may be the true one are kept. None left: the table
 * cannot be right. Where there is one alone, shares are compared, too.
 */
import type { Random } from "@cidery/core";
import type { WorldOrder, WorldStep, WorldTable } from "./worldProtocol.ts";

/** Of right tables, not one in so many is taken for a wrong one by its shares (Hoeffding's bound). */
const RARELY = 1e9;

interface Played {
  readonly env: number;
  readonly states: readonly number[];
  readonly step: WorldStep;
  readonly turn: number;
}

/** How often what was done led where, from a state that was certain. */
interface Tally {
  readonly state: number;
  readonly action: number;
  readonly to: Map<number, number>;
  total: number;
}

/** How much is played. */
interface Plays {
  readonly horizon: number;
  /** Side by side, in each of the rounds. */
  readonly episodes: number;
  readonly rounds: number;
  readonly random: Random;
}

type Speak = (orders: readonly WorldOrder[]) => readonly WorldStep[];

/** In words what is wrong with the table; undefined where nothing was found. */
export function contradiction(table: WorldTable, plays: Plays, speak: Speak): string | undefined {
  const tallies = new Map<string, Tally>();
  for (let round = 0; round < plays.rounds; round++) {
    const wrong = inRound(table, plays, speak, tallies);
    if (wrong !== undefined) return wrong;
  }
  return unlikelyShare(table, [...tallies.values()]);
}

function inRound(
  table: WorldTable,
  { horizon, episodes, random }: Plays,
  speak: Speak,
  tallies: Map<string, Tally>,
): string | undefined {
  const starts = Array.from({ length: episodes }, (_, env) => ({
    env,
    seed: random.below(2 ** 31),
  }));
  const initial = table.initial.flatMap(([state, p]) => (p > 0 ? [state] : []));
  let running: Played[] = [];
  for (const [env, step] of speak(starts).entries()) {
    const states = initial.filter((s) => isSeen(table, s, step));
    if (states.length === 0)
      return `an episode begins with ${said(step)}, which no initial state has`;
    if (step.over === undefined) running.push({ env, states, step, turn: 1 });
  }
  while (running.length > 0) {
    const acts = running.map(({ env, step }) => {
      const action = random.below(step.actions.length);
      return { action, order: { env, action: step.actions[action] as number } };
    });
    const next: Played[] = [];
    for (const [i, step] of speak(acts.map(({ order }) => order)).entries()) {
      const { env, states, turn, step: before } = running[i] as Played;
      const { action, order } = acts[i] as (typeof acts)[number];
      const after = followers(table, states, action, step);
      if (after.length === 0)
        return `after ${said(before)}, action ${order.action} led to ${said(step)} and paid ${paidIn(step)}, which it does nowhere in the table`;
      if (states.length === 1 && after.length === 1)
        count(tallies, states[0] as number, action, after[0] as number);
      if (step.over === undefined && turn < horizon)
        next.push({ env, states: after, step, turn: turn + 1 });
    }
    running = next;
  }
  return undefined;
}

function isSeen({ observations, states }: WorldTable, state: number, step: WorldStep): boolean {
  const actions = states[state]?.length ?? 0;
  if (step.over === "ended") return actions === 0;
  return actions === step.actions.length && observations[state] === step.observation;
}

function followers(
  table: WorldTable,
  states: readonly number[],
  action: number,
  step: WorldStep,
): number[] {
  const paid = paidIn(step);
  const after = states.flatMap((s) =>
    (table.states[s]?.[action] ?? []).flatMap(([p, to, reward]) =>
      p > 0 && isEqual(reward, paid) && isSeen(table, to, step) ? [to] : [],
    ),
  );
  return [...new Set(after)];
}

function paidIn({ reward }: WorldStep): number {
  return Object.values(reward)[0] ?? 0;
}

/** Worlds may compute in single precision. */
function isEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a), Math.abs(b));
}

function count(tallies: Map<string, Tally>, state: number, action: number, to: number): void {
  const key = `${state} ${action}`;
  const tally = tallies.get(key) ?? { state, action, to: new Map<number, number>(), total: 0 };
  tally.to.set(to, (tally.to.get(to) ?? 0) + 1);
  tally.total++;
  tallies.set(key, tally);
}

/** The share of an outcome that is further from its probability than chance explains. */
function unlikelyShare(table: WorldTable, tallies: readonly Tally[]): string | undefined {
  for (const { state, action, to, total } of tallies) {
    const width = Math.sqrt(Math.log(2 * RARELY * Math.max(1, tallies.length)) / (2 * total));
    const outcomes = table.states[state]?.[action] ?? [];
    const all = outcomes.reduce((sum, [p]) => sum + p, 0);
    for (const next of new Set(outcomes.map(([, one]) => one))) {
      const p = outcomes.reduce((sum, [q, one]) => (one === next ? sum + q : sum), 0) / all;
      const share = (to.get(next) ?? 0) / total;
      if (Math.abs(share - p) <= width) continue;
      return `from state ${state}, action ${action} led to state ${next} in ${to.get(next) ?? 0} of ${total} steps, not with probability ${Number(p.toPrecision(4))}`;
    }
  }
  return undefined;
}

function said({ over, observation }: WorldStep): string {
  return over === "ended" ? "its end" : `observation ${observation}`;
}
