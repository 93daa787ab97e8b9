/**
 * What a piece of work comes to when its thread had to be ended: put together from the parts that it
 * told by then, and marked as stopped where the result has a mark. For carriers; work that hears its
 * signal answers for itself.
 */
import type { LabTasks } from "./kinds/labKinds.ts";
import type { TaskInput, TaskKind, TaskOutput, TaskPart } from "./protocol.ts";

type Gather<K extends TaskKind> = (
  parts: readonly TaskPart<K>[],
  input: TaskInput<K>,
  seconds: number,
) => TaskOutput<K> | undefined;

const GATHER: { readonly [K in TaskKind]?: Gather<K> } = {
  numbers: (parts) => parts.at(-1),
  solve: (parts) => parts.at(-1),
  equilibria: (parts) => parts.at(-1),
  gameEquilibria: (parts) => parts.at(-1),
  zeroSum: (parts) => parts.at(-1),
  correlated: (parts) => parts.at(-1),
  sweepPoints: (parts) => ({ rows: parts.flat(), stopped: true }),
  claims: (results) => ({ results, stopped: true }),
  checkSource: (parts) => ({
    readable: true,
    results: parts.map(({ result }) => result),
    places: [],
    faults: [],
    diagnostics: [],
    stopped: true,
  }),
  labRuns: (runs, _, seconds) => ({ runs, seconds, stopped: true }),
  labSweep: sweepSoFar,
  labEpisodes: (episodes) => episodes,
  labTraining: (points) => points,
  labClaims: (claims, _, seconds) => ({ claims, seconds, stopped: true }),
  labContract: (contracts, _, seconds) => ({ contracts, seconds, stopped: true }),
};

/** The result so far, after `seconds`; undefined where nothing was told, or parts are not an answer. */
export function gathered<K extends TaskKind>(
  kind: K,
  input: TaskInput<K>,
  parts: readonly TaskPart<K>[],
  seconds: number,
): TaskOutput<K> | undefined {
  return parts.length === 0 ? undefined : GATHER[kind]?.(parts, input, seconds);
}

/** Places that have all their runs. */
function sweepSoFar(
  parts: readonly LabTasks["labSweep"]["part"][],
  { sweep, seeds }: LabTasks["labSweep"]["input"],
  seconds: number,
): LabTasks["labSweep"]["output"] {
  const whole = parts.slice(0, parts.length - (parts.length % seeds));
  const points = whole
    .filter((_, at) => at % seeds === 0)
    .map(({ rows: _, seed: _s, ...place }, at) => ({
      ...place,
      runs: whole.slice(at * seeds, (at + 1) * seeds).map(({ seed, rows }) => ({ seed, rows })),
    }));
  const { parameter, against } = sweep;
  return {
    parameter,
    ...(against === undefined ? {} : { against: against.parameter }),
    points,
    seconds,
    stopped: true,
  };
}
