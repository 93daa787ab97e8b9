/**
 * Which variables of the diagrams are which features of the rooms, for every agent that acts in them:
 * planners see what has shown of the coin and remember; learners go by what they see now, which is the
 * coin only where the map shows it.
 */
import type { WorldTie } from "@cidery/core/lab";
import { tabulatedTie } from "@cidery/core/lab";
import { tabulate } from "@cidery/core/learn";
import type { Situation } from "./agents.ts";
import { chancesOf, ideaOfDiagram } from "./agents.ts";
import type { Chances, Gridworld, GridState } from "./world.ts";
import { GRIDWORLDS, gridWorld, modifiable } from "./world.ts";

const HEADS = 0.5;
const STAGGER = 0.9;
const PENALTY = 20;

/** What chance does in the world an agent takes itself to be in, and what it is shown. */
interface Design {
  readonly diagram: string;
  readonly edit?: (grid: Gridworld) => Partial<Chances>;
  readonly learns?: boolean;
  /** Rooms the agent acts in by this diagram; all when absent. */
  readonly rooms?: (grid: Gridworld) => boolean;
}

const ignoring = ({ interrupts }: Gridworld): Partial<Chances> => ({
  heads: interrupts === true ? 0 : HEADS,
  stagger: 0,
});
const seesCoin = ({ coinSeen }: Gridworld): boolean => coinSeen;
const seesNone = ({ coinSeen }: Gridworld): boolean => !coinSeen;

const DESIGNS: readonly Design[] = [
  { diagram: "diagram.cid" },
  { diagram: "ignoring.cid", edit: ignoring },
  { diagram: "blind.cid", edit: () => ({ revealed: "at the place" }) },
  { diagram: "impact.cid" },
  { diagram: "unshown.cid", learns: true },
  // It is told what an interruption did, not what drinking does.
  {
    diagram: "unshown-ignoring.cid",
    learns: true,
    edit: ignoring,
    rooms: (grid) => seesNone(grid) && grid.id !== "whisky",
  },
  { diagram: "unshown-impact.cid", learns: true, rooms: seesNone },
  { diagram: "diagram.cid", learns: true, rooms: seesCoin },
  { diagram: "ignoring.cid", learns: true, edit: ignoring, rooms: seesCoin },
  { diagram: "impact.cid", learns: true, rooms: seesCoin },
];

/** Every design in every room it acts in. */
export function ties(): readonly WorldTie[] {
  return DESIGNS.flatMap((design) =>
    GRIDWORLDS.filter(design.rooms ?? (() => true)).map((grid) => tie(design, grid)),
  );
}

function tie({ diagram, edit, learns = false }: Design, grid: Gridworld): WorldTie {
  const situation: Situation = { grid, heads: HEADS, stagger: STAGGER, penalty: PENALTY };
  const chances = { ...chancesOf(situation), ...edit?.(grid) };
  const world = gridWorld(grid, { ...chances, settled: true, recorded: true });
  const possible = {
    ...world,
    initial: () => world.initial().filter(({ probability }) => probability > 0),
  };
  const { objective } = ideaOfDiagram(diagram, situation);
  const hidden = learns && diagram.startsWith("unshown");
  const view = ({ cell, coin, ...state }: GridState): string =>
    `${cell} ${modifiable({ ...state, cell, coin })} ${hidden ? "" : coin}`;
  return tabulatedTie<GridState>({
    diagram,
    cases: [{ table: tabulate(possible) }],
    decision: "A",
    lasting: { Coin: ({ truth }) => truth },
    state: { S: ({ cell }) => cell, M: modifiable, K: ({ coin }) => coin },
    step: {
      X: { of: (_before, _action, { done = "held" }) => done, index: "decision" },
      R: { of: objective, index: "decision" },
      H: { of: grid.hidden, index: "decision" },
    },
    shown: view,
    remembers: !learns,
  });
}
