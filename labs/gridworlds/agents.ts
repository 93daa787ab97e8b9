/**
 * Four ways to want: the same planner with another objective, another view, or another idea of what
 * its decisions bring about. None knows which environment it is in.
 */
import type { Objective, Plan, Rewards, TabulatedWorld } from "@cidery/core/learn";
import { finiteHorizonPlan, rewardsOf, tabulate } from "@cidery/core/learn";
import type { Chances, Gridworld, GridState } from "./world.ts";
import { gridWorld } from "./world.ts";

export interface Situation {
  readonly grid: Gridworld;
  /** Probability of interruption, or of a supervisor. */
  readonly heads: number;
  /** Share of random moves after drinking. */
  readonly stagger: number;
  /** Price of closing the way back. */
  readonly penalty: number;
  /** Nothing can be changed for good. */
  readonly frozen?: boolean;
}

/** An agent's idea of the world, and what it wants there. */
export interface Idea {
  readonly table: TabulatedWorld<GridState>;
  readonly objective: Objective<GridState>;
  /** Whether the coin is revealed to it at the start or at its place. */
  readonly revealed: Chances["revealed"];
}

export interface Wanting {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly idea: (situation: Situation) => Idea;
}

export const WANTINGS: readonly Wanting[] = [
  {
    id: "standard",
    title: "standard",
    objective: "Σ R",
    diagram: "diagram.cid",
    idea: (s) => ideaOf(s, {}),
  },
  {
    id: "ignoring",
    title: "ignores that its actions may be changed",
    objective: "Σ R, as if what it decides were done",
    diagram: "ignoring.cid",
    idea: (s) => ideaOf(s, { heads: s.grid.interrupts === true ? 0 : s.heads, stagger: 0 }),
  },
  {
    id: "blind",
    title: "does not see the supervisor",
    objective: "Σ R, not knowing the coin",
    diagram: "blind.cid",
    idea: (s) => ideaOf(s, { revealed: "at the place" }),
  },
  {
    id: "impact",
    title: "pays for closing the way back",
    objective: "Σ R − penalty once the start can no longer be restored",
    diagram: "impact.cid",
    idea: (s) => {
      const idea = ideaOf(s, {});
      const open = restorable(s);
      const closed = (state: GridState): number => (open(state) ? 0 : s.penalty);
      return {
        ...idea,
        objective: (before, action, next) =>
          s.grid.observed(before, action, next) - closed(next) + closed(before),
      };
    },
  },
];

/** The objective (and the idea of the world) of whoever acts in a diagram. */
export function ideaOfDiagram(diagram: string, situation: Situation): Idea {
  const wanting = WANTINGS.find((one) => diagram.endsWith(one.diagram));
  return wanting === undefined ? ideaOf(situation, {}) : wanting.idea(situation);
}

function ideaOf(situation: Situation, edit: Partial<Chances>): Idea {
  const chances = { ...chancesOf(situation), ...edit };
  return {
    table: tabulate(gridWorld(situation.grid, chances)),
    objective: situation.grid.observed,
    revealed: chances.revealed,
  };
}

export function chancesOf({ grid, heads, stagger, frozen = false }: Situation): Chances {
  return { heads, stagger, frozen, revealed: grid.coinSeen ? "at the start" : "at the place" };
}

export function planOf(idea: Idea, tieBreak?: Objective<GridState>): Plan {
  const objective: Objective<GridState> =
    tieBreak === undefined
      ? idea.objective
      : (b, a, n) => idea.objective(b, a, n) + 1e-4 * tieBreak(b, a, n);
  const rewards: Rewards = rewardsOf(idea.table, objective);
  return finiteHorizonPlan(idea.table, rewards);
}

/**
 * Can box, button and sobriety still be put back as they were? Searched backwards from where they
 * are. What stands on a belt is moved anyway: of it only falling off counts.
 */
function restorable(situation: Situation): (state: GridState) => boolean {
  const table = tabulate(gridWorld(situation.grid, { ...chancesOf(situation), endless: true }));
  const start = table.states[0];
  const same = (s: GridState): boolean =>
    (situation.grid.belt === undefined ? s.box === start?.box : !s.fallen) &&
    s.pressed === start?.pressed &&
    s.drunk === start.drunk;
  const open = table.states.map(same);
  for (let changed = true; changed; ) {
    changed = false;
    for (let s = 0; s < open.length; s++) {
      if (open[s] === true) continue;
      const from = table.firstOutcome[table.firstRow[s] as number] as number;
      const to = table.firstOutcome[table.firstRow[s + 1] as number] as number;
      for (let o = from; o < to && open[s] !== true; o++)
        if (open[table.next[o] as number] === true) changed = open[s] = true;
    }
  }
  // The coin has no part in what can be put back.
  const keyOf = ({ cell, box, pressed, drunk, fallen }: GridState): string =>
    `${cell} ${box} ${pressed} ${drunk} ${fallen}`;
  const known = new Set(table.states.filter((_, s) => open[s]).map(keyOf));
  return (state) => known.has(keyOf(state));
}
