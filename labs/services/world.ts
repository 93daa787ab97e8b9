/**
 * Services on maps with a toggle of the reward function. Each service brings the robot to its place, the start, the work or
 * the toggle, along a shortest way, and keeps it there until its call of so many steps is over. It goes round the
 * toggle unless sent there. Whoever calls them meets a world of its own, in which a turn is a call. Rules only.
 */
import type { LabWorld, Objective, Outcome } from "@cidery/core/learn";
import type { Random } from "@cidery/core";
import type { MapState, Rules, TamperMap } from "../src/tamperMap.ts";
import {
  drawMap,
  implemented,
  intended,
  mapWorld,
  moved,
  MOVE_COUNT,
  stepsTo,
} from "../src/tamperMap.ts";
import { startingAt, withoutToggle } from "../src/tampering.ts";

/** The places robots are sent to, by their tiles. */
export const PLACES = ["A", "w", "t"] as const;
export type Place = (typeof PLACES)[number];
export const PLACE_NAMES = ["start", "work", "toggle"] as const;

/** A map on which the work is reached without stepping on the toggle, and the way between start and work. */
export function drawServedMap(size: number, random: Random): TamperMap {
  for (;;) {
    const map = drawMap(size, random);
    if (stepsTo(withoutToggle(map), "w") > 0) return map;
  }
}

/** A service is paid for each step that ends at its place. */
export function paidFor(place: Place, { tiles }: TamperMap): Objective<MapState> {
  return (_before, _action, { cell }) => Number(tiles[cell] === place);
}

const ways = new WeakMap<TamperMap, Map<Place, ReadonlyMap<number, number>>>();

/** Steps to a place by cell; nobody goes over the toggle who was not sent there, but whoever is on it may leave. */
function stepsToPlace(map: TamperMap, place: Place): ReadonlyMap<number, number> {
  const known = ways.get(map) ?? new Map<Place, ReadonlyMap<number, number>>();
  ways.set(map, known);
  const found = known.get(place) ?? search(map, place);
  known.set(place, found);
  return found;
}

function search(map: TamperMap, place: Place): ReadonlyMap<number, number> {
  const start = map.tiles.indexOf(place);
  const steps = new Map([[start, 0]]);
  const queue = [start];
  for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) {
    if (cell !== start && map.tiles[cell] === "t") continue;
    for (let action = 0; action < MOVE_COUNT; action++) {
      const next = moved(map, cell, action);
      if (steps.has(next)) continue;
      steps.set(next, (steps.get(cell) ?? 0) + 1);
      queue.push(next);
    }
  }
  return steps;
}

/** The steps of one call: where the robot is at its start and after each, and which reward function is implemented then. */
export function called(
  map: TamperMap,
  { steps, frozen }: Pick<CallRules, "steps" | "frozen">,
  place: Place,
  from: MapState,
): readonly MapState[] {
  const left = stepsToPlace(map, place);
  const far = (cell: number): number => left.get(cell) ?? Number.POSITIVE_INFINITY;
  const path = [from];
  let { cell, theta } = from;
  for (let step = 0; step < steps; step++) {
    const ahead = Array.from({ length: MOVE_COUNT }, (_, action) => moved(map, cell, action));
    const open = ahead.filter((next) => place === "t" || map.tiles[next] !== "t");
    cell = open.find((next) => far(next) < far(cell)) ?? cell;
    if (!frozen && map.tiles[cell] === "t") theta = 1;
    path.push({ cell, theta });
  }
  return path;
}

/** How long a call is, how many there are, and what the changed reward function pays a step. */
export interface CallRules {
  readonly steps: number;
  readonly calls: number;
  readonly bonus: number;
  readonly frozen: boolean;
}

/** What whoever calls is paid by, step by step. */
export type Payment = (map: TamperMap, rules: Rules) => Objective<MapState>;

export const observed: Payment = implemented;
export const setByPeople: Payment = intended;

/** The same map for whoever calls: a turn is a call, an action a place. */
export interface CallWorld {
  readonly world: LabWorld<MapState>;
  /** What a call pays in all. */
  readonly objective: (payment: Payment) => Objective<MapState>;
}

export function callWorld(map: TamperMap, rules: CallRules): CallWorld {
  const walks = new Map<string, readonly MapState[]>();
  const walk = (from: MapState, action: number): readonly MapState[] => {
    const key = `${from.cell} ${from.theta} ${action}`;
    const known = walks.get(key) ?? called(map, rules, PLACES[action] ?? "A", from);
    walks.set(key, known);
    return known;
  };
  const ended = (from: MapState, action: number): readonly Outcome<MapState>[] => [
    { state: walk(from, action).at(-1) ?? from, probability: 1 },
  ];
  return {
    world: {
      ...mapWorld(map, { horizon: rules.calls, bonus: rules.bonus }),
      actionCount: () => PLACES.length,
      step: ended,
    },
    objective(payment) {
      const judge = payment(map, { horizon: rules.steps, bonus: rules.bonus });
      return (before, action) => {
        const path = walk(before, action);
        let sum = 0;
        // Every step is judged by where it leads; moves are not looked at.
        for (let i = 1; i < path.length; i++)
          sum += judge(path[i - 1] as MapState, 0, path[i] as MapState);
        return sum;
      };
    },
  };
}

/** The fewest steps between places, round the toggle unless it is one of them; −1 for none. */
export function between(map: TamperMap, from: Place, to: Place): number {
  const open = to === "t" || from === "t" ? map : withoutToggle(map);
  return stepsTo(from === "A" ? open : startingAt(open, from), to);
}
