/**
 * Who walks the corridor, as minds: something that acts, and becomes another by what it sees. What a mind comes to is
 * counted over all the ways an episode may go, by a recursion that knows nothing of how it decides.
 */
import type { Random } from "@cidery/core";
import type { Behaviour, BeliefNode, Objective, TabulatedWorld } from "@cidery/core/learn";
import { beliefTreePlan } from "@cidery/core/learn";
import type { CorridorState } from "./world.ts";

export type Corridor = TabulatedWorld<CorridorState>;

interface Mind {
  readonly action: number;
  readonly sees: (observation: string) => Mind;
}

/** By what is seen first. */
export type Start = (observation: string) => Mind;

/** How likely each state is. */
type Belief = ReadonlyMap<number, number>;

interface Seen {
  readonly observation: string;
  readonly probability: number;
  readonly belief: Belief;
}

const IDLE: Mind = { action: -1, sees: () => IDLE };

/** Plans over beliefs: what it will have learnt by then is part of the plan. */
export function bayesian(table: Corridor): { readonly value: number; readonly start: Start } {
  const { value, roots } = beliefTreePlan(table);
  const of = (node: BeliefNode | undefined): Mind =>
    node === undefined
      ? IDLE
      : {
          action: node.action,
          sees: (observation) =>
            of(node.branches.find((branch) => branch.observation === observation)?.node),
        };
  const start: Start = (first) => of(roots.find(({ observation }) => observation === first)?.node);
  return { value, start };
}

/** Believes the same, and plans at every step as if nothing more were to be seen. */
export function passive(table: Corridor): Start {
  const of = (belief: Belief): Mind => ({
    action: withoutLooking(table, belief).action,
    sees(observation) {
      const all = observed(table, advanced(table, belief, withoutLooking(table, belief).action));
      const found = all.find((one) => one.observation === observation);
      return found === undefined ? IDLE : of(found.belief);
    },
  });
  return (first) => {
    const found = observed(table, started(table)).find(({ observation }) => observation === first);
    return found === undefined ? IDLE : of(found.belief);
  };
}

/** What was learnt to do by what is seen. @param view of a state */
export function learnt(
  behaviour: Behaviour,
  view: (observation: string) => string,
  actions: (observation: string) => number,
  random: Random,
): Start {
  const of = (observation: string): Mind => {
    const count = actions(observation);
    return {
      action: count === 0 ? -1 : behaviour.choose(view(observation), count, random),
      sees: of,
    };
  };
  return of;
}

/** Expected totals of objectives when a mind walks. Cost: what it may see, times the states it may be in then. */
export function comesTo(
  table: Corridor,
  start: Start,
  objectives: readonly Objective<CorridorState>[],
): number[] {
  const totals = objectives.map(() => 0);
  const walk = (mind: Mind, belief: Belief, weight: number): void => {
    if (mind.action < 0 || countOf(table, belief) === 0) return;
    for (const [s, p] of belief)
      for (const [next, chance] of outcomes(table, s, mind.action))
        for (const [i, worth] of objectives.entries())
          totals[i] =
            (totals[i] as number) +
            weight *
              p *
              chance *
              worth(
                table.states[s] as CorridorState,
                mind.action,
                table.states[next] as CorridorState,
              );
    for (const seen of observed(table, advanced(table, belief, mind.action)))
      walk(mind.sees(seen.observation), seen.belief, weight * seen.probability);
  };
  for (const { observation, probability, belief } of observed(table, started(table)))
    walk(start(observation), belief, probability);
  return totals;
}

/** The best sequence of actions that does not look, and what it is worth. Cost: 3^(steps left). */
function withoutLooking(
  table: Corridor,
  belief: Belief,
): { readonly action: number; readonly value: number } {
  const count = countOf(table, belief);
  let best = { action: -1, value: 0 };
  for (let action = 0; action < count; action++) {
    let value = withoutLooking(table, advanced(table, belief, action)).value;
    for (const [s, p] of belief)
      for (const [next, chance] of outcomes(table, s, action))
        value +=
          p *
          chance *
          table.world.reward(
            table.states[s] as CorridorState,
            action,
            table.states[next] as CorridorState,
          );
    if (best.action < 0 || value > best.value + 1e-12) best = { action, value };
  }
  return best;
}

function started({ initial }: Corridor): Belief {
  return new Map([...initial].map((p, s) => [s, p] as const).filter(([, p]) => p > 0));
}

function countOf({ firstRow }: Corridor, belief: Belief): number {
  const [s = 0] = belief.keys();
  return (firstRow[s + 1] as number) - (firstRow[s] as number);
}

function* outcomes(
  { firstRow, firstOutcome, next, probability }: Corridor,
  s: number,
  action: number,
): Generator<readonly [next: number, probability: number]> {
  const row = (firstRow[s] as number) + action;
  for (let o = firstOutcome[row] as number; o < (firstOutcome[row + 1] as number); o++)
    yield [next[o] as number, probability[o] as number];
}

function advanced(table: Corridor, belief: Belief, action: number): Belief {
  const reached = new Map<number, number>();
  for (const [s, p] of belief)
    for (const [next, chance] of outcomes(table, s, action))
      reached.set(next, (reached.get(next) ?? 0) + p * chance);
  return reached;
}

function observed({ states, world }: Corridor, mass: Belief): readonly Seen[] {
  const observe = world.observe ?? world.key;
  const groups = new Map<string, Map<number, number>>();
  for (const [s, p] of mass) {
    const observation = observe(states[s] as CorridorState);
    const group = groups.get(observation) ?? new Map<number, number>();
    groups.set(observation, group.set(s, p));
  }
  return [...groups].map(([observation, group]) => {
    const probability = [...group.values()].reduce((sum, p) => sum + p, 0);
    const belief = new Map([...group].map(([s, p]) => [s, p / probability]));
    return { observation, probability, belief };
  });
}
