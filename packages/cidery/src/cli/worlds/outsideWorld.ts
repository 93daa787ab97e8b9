/**
 * A world outside as what learners and planners know: an environment, many episodes side by side, and a table
 * where the world can write itself out. One line each way carries a step of every episode that is under way.
 */
import { Random } from "@cidery/core";
import type { Behaviour, Environment, Episode, LabWorld, View } from "@cidery/core/learn";
import type { WorldAbout, WorldOrder, WorldStep, WorldTable } from "./worldProtocol.ts";
import { BadInput } from "../terminal.ts";
import { contradiction } from "./tableAgainstSteps.ts";
import { worldProcess } from "./worldProcess.ts";
import { readAbout, readSteps, readTable } from "./worldProtocol.ts";

/** Episodes that are played side by side. */
const SIDE_BY_SIDE = 64;

export interface OutsideWorld {
  readonly about: WorldAbout;
  /** Begins anew with other parameters; those that are not named keep their initial values. */
  readonly set: (parameters: Readonly<Record<string, number>>) => void;
  /** For one of its agents; the others choose uniformly among their actions. */
  readonly environment: (agent: string) => Environment;
  /** Returns of a behaviour, one for each episode. */
  readonly returns: (
    agent: string,
    behaviour: Behaviour,
    episodes: number,
    random: Random,
  ) => number[];
  /** The world written out for an exact planner; undefined where it cannot say. */
  readonly table: () => LabWorld<number> | undefined;
  /** @throws BadInput when the table, if there is one, is not that of the steps; asked once for each setting */
  readonly compareTable: () => void;
  readonly close: () => void;
}

/** @throws BadInput when the program does not start or does not keep to the protocol */
export function outsideWorld(
  command: readonly string[],
  folder: string,
  limit?: number,
): OutsideWorld {
  const process = worldProcess(command, folder, limit);
  const greet = (parameters: Readonly<Record<string, number>>): string =>
    process.ask({ cidery: 1, parameters });
  const about = readAbout(greet({}));
  const speak = within(about, (orders) =>
    readSteps(process.ask({ steps: orders }), orders.length, about.agents),
  );
  let last = "{}";
  let table: WorldTable | undefined;
  let isCompared = false;
  return {
    about,
    set(parameters) {
      const now = JSON.stringify(parameters);
      if (now === last) return;
      greet(parameters);
      last = now;
      table = undefined;
      isCompared = false;
    },
    environment: (agent) => ({
      horizon: about.horizon,
      cuts: true,
      begin: (random) => new OutsideEpisode(speak, agent, random),
    }),
    returns: (agent, behaviour, episodes, random) =>
      sideBySide(speak, { agent, behaviour, episodes, random }),
    table() {
      if (!about.table) return undefined;
      table ??= readTable(process.ask({ table: true }));
      return worldOf(table, about.horizon);
    },
    compareTable() {
      if (table === undefined || isCompared) return;
      compare(table, about, speak);
      isCompared = true;
    },
    close: process.close,
  };
}

type Speak = (orders: readonly WorldOrder[]) => readonly WorldStep[];

/** Holds a world to its horizon: an episode that went on for ever would be waited for as long. */
function within({ name, horizon, agents }: WorldAbout, speak: Speak): Speak {
  const turns = new Map<number, number>();
  return (orders) => {
    for (const order of orders) {
      const turn = "seed" in order ? 0 : (turns.get(order.env) ?? 0) + 1;
      turns.set(order.env, turn);
      if (turn > horizon * agents.length)
        throw new BadInput(
          `an episode of ${name} went on after its horizon of ${horizon}`,
          'a world says "over": "truncated" where it stops watching',
        );
    }
    return speak(orders);
  };
}

/** One episode, in the first place; between two of its turns the others choose uniformly. */
class OutsideEpisode implements Episode {
  readonly #speak: Speak;
  readonly #agent: string;
  readonly #random: Random;
  #now: WorldStep;

  constructor(speak: Speak, agent: string, random: Random) {
    this.#speak = speak;
    this.#agent = agent;
    this.#random = random;
    this.#now = this.#ask({ env: 0, seed: random.below(2 ** 31) });
    // What comes before the first turn belongs to nothing that was chosen.
    this.#others();
  }

  get actionCount(): number {
    return this.#now.over === undefined ? this.#now.actions.length : 0;
  }

  get observation(): string | undefined {
    return this.#now.over === undefined ? this.#now.observation : undefined;
  }

  get cut(): View | undefined {
    const { over, observation, actions, agent } = this.#now;
    // What another sees says nothing of what is to come for this one.
    return over === "cut" && agent === this.#agent
      ? { observation, actionCount: actions.length }
      : undefined;
  }

  act(action: number): number {
    const chosen = this.observation === undefined ? undefined : this.#now.actions[action];
    if (chosen === undefined)
      throw new RangeError(`action ${action} is not one of 0…${this.actionCount - 1}`);
    this.#now = this.#ask({ env: 0, action: chosen });
    return (this.#now.reward[this.#agent] ?? 0) + this.#others();
  }

  #ask(order: WorldOrder): WorldStep {
    return this.#speak([order])[0] as WorldStep;
  }

  /** Lets the others act until it is the learner's turn. @returns what that paid */
  #others(): number {
    let paid = 0;
    while (this.#now.over === undefined && this.#now.agent !== this.#agent) {
      this.#now = this.#ask({ env: 0, action: this.#random.pick(this.#now.actions) });
      paid += this.#now.reward[this.#agent] ?? 0;
    }
    return paid;
  }
}

interface Playing {
  readonly agent: string;
  readonly behaviour: Behaviour;
  readonly episodes: number;
  readonly random: Random;
}

function sideBySide(speak: Speak, { agent, behaviour, episodes, random }: Playing): number[] {
  const returns: number[] = [];
  // Each episode has chance of its own, so that what came of it does not depend on its neighbours.
  const begun = (env: number, n: number) => {
    const chance = random.fork(n);
    return { env, n, chance, order: { env, seed: chance.below(2 ** 31) } as WorldOrder };
  };
  let running = Array.from({ length: Math.min(SIDE_BY_SIDE, episodes) }, (_, i) => begun(i, i));
  let next = running.length;
  while (running.length > 0) {
    const steps = speak(running.map(({ order }) => order));
    running = running.flatMap((one, i) => {
      const step = steps[i] as WorldStep;
      returns[one.n] = (returns[one.n] ?? 0) + (step.reward[agent] ?? 0);
      if (step.over !== undefined) return next < episodes ? [begun(one.env, next++)] : [];
      const at =
        step.agent === agent
          ? behaviour.choose(step.observation, step.actions.length, one.chance)
          : one.chance.below(step.actions.length);
      return [{ ...one, order: { env: one.env, action: step.actions[at] ?? 0 } }];
    });
  }
  return returns;
}

/** @throws BadInput when the table is not that of the steps */
function compare(table: WorldTable, { name, horizon, agents }: WorldAbout, speak: Speak): void {
  // Others who choose at random may stand between two steps of the one who learns.
  if (agents.length > 1) return;
  const play = { horizon, episodes: SIDE_BY_SIDE, rounds: 4, random: Random.seeded(1) };
  const wrong = contradiction(table, play, speak);
  if (wrong === undefined) return;
  throw new BadInput(
    `the table of ${name} contradicts its steps: ${wrong}`,
    "an optimum of the table would say nothing about who learns from the steps",
  );
}

function worldOf({ initial, states, observations }: WorldTable, horizon: number): LabWorld<number> {
  const of = (s: number, action: number) => states[s]?.[action] ?? [];
  return {
    horizon,
    initial: () => initial.map(([state, probability]) => ({ state, probability })),
    key: String,
    observe: (s) => observations[s] ?? String(s),
    actionCount: (s) => states[s]?.length ?? 0,
    step: (s, action) =>
      merged(of(s, action)).map(([probability, state]) => ({ state, probability })),
    reward: (s, action, next) =>
      merged(of(s, action)).find(([, state]) => state === next)?.[2] ?? 0,
  };
}

/** Outcomes that lead to the same state as one, with the mean of what they pay. */
function merged(
  outcomes: WorldTable["states"][number][number],
): (readonly [number, number, number])[] {
  const by = new Map<number, { probability: number; paid: number }>();
  for (const [probability, next, reward] of outcomes) {
    const before = by.get(next) ?? { probability: 0, paid: 0 };
    before.probability += probability;
    before.paid += probability * reward;
    by.set(next, before);
  }
  return [...by].flatMap(([next, { probability, paid }]) =>
    probability > 0 ? [[probability, next, paid / probability] as const] : [],
  );
}
