/**
 * What a world outside says, line by line: see docs/own-world.md. Everything that is read is checked here, so
 * that a world that speaks otherwise is refused in words and not misunderstood.
 */
import { BadInput } from "../terminal.ts";

/** A parameter that a world has, and can be started anew with. */
interface WorldParameter {
  readonly name: string;
  readonly title: string;
  readonly initial: number;
  readonly range: readonly [number, number];
}

/** What a world says of itself, in answer to the first line. */
export interface WorldAbout {
  readonly name: string;
  /** Those who act, in no order; one where a world says nothing. */
  readonly agents: readonly string[];
  /** Turns after which an episode certainly is over. */
  readonly horizon: number;
  readonly parameters: readonly WorldParameter[];
  /** It can say what every step leads to, with which probability. */
  readonly table: boolean;
}

/** An order in a batch: begin anew, or act. */
export type WorldOrder =
  | { readonly env: number; readonly seed: number }
  | { readonly env: number; readonly action: number };

/** Where an episode stands after an order. */
export interface WorldStep {
  /** Who acts now. */
  readonly agent: string;
  /** What they see, as a key. */
  readonly observation: string;
  /** Which actions they have, by the world's own numbers. */
  readonly actions: readonly number[];
  /** What the last step was worth to each agent. */
  readonly reward: Readonly<Record<string, number>>;
  readonly over: "ended" | "cut" | undefined;
}

/** A world written out: where each action of each state leads; a state without actions is the end. */
export interface WorldTable {
  readonly initial: readonly (readonly [state: number, probability: number])[];
  readonly states: readonly (readonly (readonly WorldOutcome[])[])[];
  /** What is seen of each state, as a key. */
  readonly observations: readonly string[];
}

type WorldOutcome = readonly [probability: number, next: number, reward: number];

type Json = Readonly<Record<string, unknown>>;

/** @throws BadInput for a line that is not what was asked for */
export function readAbout(line: string): WorldAbout {
  const said = read(line);
  const horizon = said["horizon"];
  if (!isWhole(horizon) || horizon < 1)
    throw wrong("its horizon should be the number of turns after which an episode is over", line);
  const agents = said["agents"] ?? ["agent"];
  if (!Array.isArray(agents) || agents.length === 0 || !agents.every(isText) || twice(agents))
    throw wrong("its agents should be a list of names, each once", line);
  const given = said["parameters"] ?? [];
  if (!Array.isArray(given)) throw wrong("its parameters should be a list", line);
  const parameters = given.map((one) => readParameter(one, line));
  // The lab of a world has one of that name already: how much is trained.
  if (twice(["episodes", ...parameters.map(({ name }) => name)]))
    throw wrong("each parameter should have a name of its own, and none is called episodes", line);
  return {
    name: isText(said["name"]) ? said["name"] : "the world",
    agents,
    horizon,
    parameters,
    table: said["table"] === true,
  };
}

function readParameter(given: unknown, line: string): WorldParameter {
  const { name, title = name, initial, range } = (given ?? {}) as Json;
  const [low, high] = Array.isArray(range) ? range : [];
  if (!isText(name) || !isText(title) || ![initial, low, high].every(Number.isFinite))
    throw wrong("a parameter should have a name, an initial number and a range [low, high]", line);
  if (!(Number(low) <= Number(initial) && Number(initial) <= Number(high)))
    throw wrong(`the initial value of ${name} should lie in its range`, line);
  return { name, title, initial: Number(initial), range: [Number(low), Number(high)] };
}

/** The answers to a batch, one for each order. */
export function readSteps(line: string, count: number, agents: readonly string[]): WorldStep[] {
  const { steps } = read(line);
  if (!Array.isArray(steps) || steps.length !== count)
    throw wrong(`it should answer ${count} steps with as many`, line);
  return steps.map((one) => readStep((one ?? {}) as Json, agents, line));
}

const OVER: ReadonlyMap<unknown, WorldStep["over"]> = new Map<unknown, WorldStep["over"]>([
  [undefined, undefined],
  [null, undefined],
  [false, undefined],
  ["terminated", "ended"],
  ["truncated", "cut"],
]);

function readStep(said: Json, agents: readonly string[], line: string): WorldStep {
  const { agent = agents[0], observation = null, actions, reward = 0, over } = said;
  if (!OVER.has(over)) throw wrong('"over" should be "terminated" or "truncated"', line);
  if (!isText(agent) || !agents.includes(agent))
    throw wrong(`who acts should be one of ${agents.join(", ")}`, line);
  const paid = typeof reward === "number" ? { [agents[0] ?? ""]: reward } : reward;
  if (typeof paid !== "object" || paid === null || !Object.values(paid).every(Number.isFinite))
    throw wrong("a reward should be a number, or a number for each agent", line);
  const nobody = Object.keys(paid).find((name) => !agents.includes(name));
  if (nobody !== undefined)
    throw wrong(`a reward goes to ${nobody}, but its agents are ${agents.join(", ")}`, line);
  const ended = OVER.get(over) === "ended";
  const open = isWhole(actions) ? Array.from({ length: actions }, (_, i) => i) : actions;
  if (!ended && !(Array.isArray(open) && open.length > 0 && open.every(isWhole)))
    throw wrong("actions should be their number, or a list of those there are now", line);
  return {
    agent,
    observation: JSON.stringify(observation),
    actions: ended ? [] : (open as readonly number[]),
    reward: paid as Readonly<Record<string, number>>,
    over: OVER.get(over),
  };
}

export function readTable(line: string): WorldTable {
  const { table } = read(line);
  const { initial, states, observations } = (table ?? {}) as Json;
  if (!Array.isArray(initial) || !Array.isArray(states))
    throw wrong("its table should have initial states and states", line);
  const isOutcome = (one: unknown): boolean =>
    Array.isArray(one) &&
    one.length === 3 &&
    one.every(Number.isFinite) &&
    isWhole(one[1]) &&
    one[1] < states.length;
  const outcomes = states.flat(2);
  if (!initial.every((one) => Array.isArray(one) && isWhole(one[0]) && one[0] < states.length))
    throw wrong("an initial state should be [state, probability]", line);
  if (!outcomes.every(isOutcome))
    throw wrong("an outcome should be [probability, next state, reward]", line);
  const seen: unknown = observations ?? states.map((_, s) => s);
  if (!Array.isArray(seen) || seen.length !== states.length)
    throw wrong("its table should have an observation for each state, or none", line);
  return { initial, states, observations: seen.map((one) => JSON.stringify(one)) };
}

function read(line: string): Json {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    throw wrong("it should answer with a line of JSON", line);
  }
  const { error } = (said ?? {}) as Json;
  if (isText(error)) throw new BadInput(`the world says: ${error}`);
  if (typeof said !== "object" || said === null) throw wrong("it should answer an object", line);
  return said as Json;
}

function wrong(why: string, line: string): BadInput {
  const short = line.length > 200 ? `${line.slice(0, 200)}…` : line;
  return new BadInput(`the world does not keep to the protocol: ${why}; it said ${short}`, HINT);
}

const HINT = "see docs/own-world.md, Worlds in other languages";

function twice(names: readonly unknown[]): boolean {
  return new Set(names).size < names.length;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
