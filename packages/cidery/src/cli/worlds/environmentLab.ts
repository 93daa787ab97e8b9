/**
 * A world outside as a lab: its parameters, a planner where it can write itself out, learners, and somebody
 * who chooses uniformly. With that it runs over seeds, is swept, drawn and compared as every lab is.
 */
import type { Lab, LabContext, LabParameter, LabRow, Settings } from "@cidery/core/lab";
import type { Behaviour, LabWorld, Plan, TabulatedWorld } from "@cidery/core/learn";
import type { OutsideWorld } from "./outsideWorld.ts";
import { Random } from "@cidery/core";
import {
  evaluatePlan,
  finiteHorizonPlan,
  learnerCalled,
  mean,
  rewardsOf,
  tabulate,
} from "@cidery/core/learn";
import { BadInput } from "../terminal.ts";
import { outsideWorld } from "./outsideWorld.ts";

/** What a lab of somebody else's world is made from. */
export interface WorldLab {
  readonly id: string;
  readonly command: readonly string[];
  readonly folder: string;
  readonly title?: string | undefined;
  readonly question?: string | undefined;
  /** Who learns, where several act; the first when absent. */
  readonly agent?: string | undefined;
  readonly learners: readonly string[];
  readonly episodes: number;
  /** Values to sweep over, by parameter. */
  readonly sweeps?: Readonly<Record<string, readonly number[]>> | undefined;
}

/** Episodes that are watched where returns are counted; none where they are computed. */
const WATCHED = 500;

const UNIFORM: Behaviour = { choose: (_seen, actions, random) => random.below(actions) };

/** @throws BadInput when the program does not start or does not keep to the protocol */
export function environmentLab(given: WorldLab, limit?: number): Lab {
  const world = outsideWorld(given.command, given.folder, limit);
  const { about } = world;
  const agent = given.agent ?? about.agents[0] ?? "agent";
  if (!about.agents.includes(agent)) {
    world.close();
    throw new BadInput(
      `${about.name} has no agent ${agent}`,
      `there ${about.agents.length === 1 ? "is" : "are"} ${about.agents.join(", ")}`,
    );
  }
  const planned = about.table ? [{ id: "planner", title: "exact planner" }] : [];
  const learners = given.learners.flatMap((id) => learnerCalled(id) ?? []);
  const { sweeps = {} } = given;
  const lab: Lab = {
    id: given.id,
    title: given.title ?? about.name,
    question: given.question ?? "What does a learner do in this world?",
    system: "mdp",
    sources: [],
    assumptions: [
      about.table
        ? "the planner knows the world's table; returns are computed, not counted"
        : `returns are counted over ${WATCHED} episodes; nobody has planned exactly`,
      ...(about.agents.length > 1 ? [`${agent} learns; the others choose uniformly`] : []),
    ],
    diagrams: [],
    parameters: [
      ...about.parameters.map(
        ({ name, title, initial, range }): LabParameter => ({
          name,
          title,
          unit: "",
          initial,
          range,
          provenance: "assumption",
        }),
      ),
      {
        name: "episodes",
        title: "training",
        unit: "episodes",
        initial: given.episodes,
        range: [1, 10_000_000],
        whole: true,
        effort: true,
        provenance: "assumption",
      },
    ],
    agents: [...planned, ...learners, { id: "uniform", title: "chooses uniformly" }].map(
      ({ id, title }) => ({ id, title, objective: "Σ reward", diagram: "" }),
    ),
    measures: [
      { name: "return", title: "mean return", unit: "reward", kind: "observed" },
      { name: "short", title: "falls short of the planner by", unit: "reward", kind: "other" },
    ],
    run: (settings, context) => runs(lab, world, agent, settings, context),
    sweeps: Object.entries(sweeps).map(([parameter, values]) => ({
      parameter,
      values,
      measures: ["return"],
    })),
    claims: [],
  };
  return lab;
}

function runs(
  { agents }: Lab,
  world: OutsideWorld,
  agent: string,
  { episodes = 0, ...parameters }: Settings,
  { seed, signal, agents: wanted, onProgress }: LabContext,
): LabRow[] {
  world.set(parameters);
  const rules = world.table();
  const table = rules === undefined ? undefined : tabulate(rules);
  world.compareTable();
  const best = table === undefined ? undefined : finiteHorizonPlan(table, rewardsOf(table));
  const behaviourOf = (id: string, random: Random): Behaviour =>
    learnerCalled(id)?.train(world.environment(agent), {
      episodes,
      random,
      signal,
      onProgress: (done) => onProgress(`${id}: episode ${done} of ${episodes}`),
    }).behaviour ?? UNIFORM;
  const returned = (id: string): number => {
    if (id === "planner") return best?.value ?? Number.NaN;
    const random = Random.seeded(seed);
    const behaviour = behaviourOf(id, random);
    if (table !== undefined && id === "uniform") return uniformWorth(table);
    return table === undefined
      ? mean(world.returns(agent, behaviour, WATCHED, random.fork(1)))
      : worthOf(table, behaviour, random);
  };
  return agents
    .filter(({ id }) => wanted?.includes(id) ?? true)
    .map(({ id }) => {
      const total = returned(id);
      const short = best === undefined ? {} : { short: best.value - total };
      return { agent: id, values: { return: total, ...short } };
    });
}

/** What a rule by observation is worth, exactly; where it chose by chance, what it chose this time. */
function worthOf(table: TabulatedWorld<number>, behaviour: Behaviour, random: Random): number {
  const { world, states } = table;
  const seen = world.observe ?? String;
  const chosen = Int32Array.from(states, (s) => {
    const actions = world.actionCount(s);
    return actions === 0 ? -1 : behaviour.choose(seen(s), actions, random);
  });
  const plan: Plan = { choice: Array.from({ length: world.horizon }, () => chosen) };
  return evaluatePlan(table, plan, [rewardsOf(table)])[0] ?? Number.NaN;
}

/** What choosing uniformly is worth, exactly: the one action of a world in which chance chooses. */
function uniformWorth({ world }: TabulatedWorld<number>): number {
  const shared: LabWorld<number> = {
    ...world,
    actionCount: (s) => Math.min(1, world.actionCount(s)),
    step: (s) =>
      eachOf(world, s).flatMap(({ action, share }) =>
        world
          .step(s, action)
          .map(({ state, probability }) => ({ state, probability: share * probability })),
      ),
    reward: (s) =>
      eachOf(world, s).reduce(
        (sum, { action, share }) =>
          sum +
          world
            .step(s, action)
            .reduce(
              (paid, { state, probability }) =>
                paid + share * probability * world.reward(s, action, state),
              0,
            ),
        0,
      ),
  };
  const table = tabulate(shared);
  return finiteHorizonPlan(table, rewardsOf(table)).value;
}

function eachOf(
  world: LabWorld<number>,
  s: number,
): { readonly action: number; readonly share: number }[] {
  const actions = world.actionCount(s);
  return Array.from({ length: actions }, (_, action) => ({ action, share: 1 / actions }));
}
