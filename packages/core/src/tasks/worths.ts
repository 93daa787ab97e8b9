/**
 * What information, control and influence are worth to one agent, in units of utility. Command and
 * workbench show these rows.
 */
import { AbortedError, withSignal } from "../base/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type { Gain, OthersWanted, Policy, SolveOptions } from "../solve/index.ts";
import type { TaskHooks } from "./hooks.ts";
import type { NamedOthers } from "./others.ts";
import { descendants } from "../graph/index.ts";
import { allVerdicts } from "../incentives/index.ts";
import {
  coarseSolution,
  compileDiagram,
  greatestWorth,
  incentiveMeter,
  othersPlay,
  SolveError,
  valueOfControl,
  valueOfInformation,
} from "../solve/index.ts";
import { analyse } from "../structure/index.ts";
import { namedOthers } from "./others.ts";

/** What knowing, setting and influencing one variable is worth at one decision. */
export interface WorthRow {
  readonly decision: string;
  readonly node: string;
  /** Absent where the decision cannot see the variable. */
  readonly information?: Gain;
  readonly control: Gain;
  readonly meter: Gain;
}

/** The worths of one agent, and what they assume. */
export interface WorthTable {
  readonly agent: string;
  readonly memory: "local" | "no-forgetting";
  readonly others: NamedOthers;
  readonly values: readonly WorthRow[];
  /** Told to stop before all were worked out. */
  readonly stopped?: StoppedShort;
}

/** What is known of numbers that were not worked out. */
export interface StoppedShort {
  /** How many there are. */
  readonly left: number;
  /** None of them is larger, and no meter is below minus that; absent where formulas tell no bound. */
  readonly atMost?: number;
}

/** Whose worths, of which node, under which assumptions. */
export interface WorthQuestion {
  readonly agent: AgentId;
  readonly memory?: "local" | "no-forgetting";
  /** What the other agents do; `uniform` unless told. */
  readonly others?: OthersWanted;
  /** Rules of other agents that stand above that. */
  readonly policy?: Policy;
  /** Only this variable. */
  readonly node?: string;
}

/** Every chance variable at every decision of the agent. @throws SolveError as solving does */
export function worthTable(
  diagram: InfluenceDiagram,
  question: WorthQuestion,
  hooks: TaskHooks = {},
): WorthTable {
  const { agent, memory = "local", node: wanted } = question;
  const { structure } = diagram;
  const ready = preparedOrNot(diagram, question, hooks);
  const { options, others } = ready;
  const chance = diagram.nodes
    .filter(({ kind, name }) => kind === "chance" && (wanted === undefined || name === wanted))
    .map(({ id }) => id);
  const decisions = structure.decisionsOf(agent);
  const control = new Map<number, Gain>();
  const values: WorthRow[] = [];
  const name = diagram.agents[agent]?.name ?? "";
  try {
    if (ready.stopped) throw new AbortedError();
    work();
    return { agent: name, memory, others, values };
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
    const left = decisions.length * chance.length - values.length;
    const stopped = stoppedShort(diagram, agent, left);
    return { agent: name, memory, others, values, stopped };
  }

  function work(): void {
    for (const [index, decision] of decisions.entries()) {
      const below = descendants(diagram.graph, [decision]);
      for (const [at, node] of chance.entries()) {
        const [d, x] = [diagram.node(decision).name, diagram.node(node).name];
        hooks.onProgress?.(`${x} at ${d}`, (index + at / chance.length) / decisions.length);
        const mine =
          control.get(node) ?? gain(valueOfControl(diagram, node, { agent, ...options }));
        control.set(node, mine);
        values.push({
          decision: d,
          node: x,
          ...(below[node] === 1
            ? {}
            : { information: information(diagram, decision, node, { memory, ...options }) }),
          control: mine,
          meter: gain(incentiveMeter(diagram, { decision }, node, options)),
        });
      }
    }
  }
}

/** What is said of the rest, whatever time it is. */
export function stoppedShort(
  diagram: InfluenceDiagram,
  agent: AgentId,
  left: number,
): StoppedShort {
  const atMost = withSignal(undefined, () => greatestWorth(diagram, agent));
  return { left, ...(atMost < Infinity ? { atMost } : {}) };
}

/** Tables that take too long to read leave the others' play known where it is even or given. */
function preparedOrNot(
  diagram: InfluenceDiagram,
  question: WorthQuestion,
  hooks: TaskHooks,
): ReturnType<typeof prepared> & { readonly stopped: boolean } {
  try {
    return { ...prepared(diagram, question, hooks), stopped: false };
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
    const { agent, others, policy } = question;
    const asked = {
      ...(others === undefined ? {} : { others }),
      ...(policy === undefined ? {} : { policy }),
    };
    const coarse = withSignal(undefined, () => coarseSolution(diagram, agent, asked, SMALL));
    if (coarse === undefined) throw error;
    return { options: asked, others: namedOthers(diagram, coarse.others), stopped: true };
  }
}

/** Entries of tables that are read even when time is up. */
const SMALL = 2 ** 8;

/** One worth that the graph admits. */
export interface AdmittedWorth {
  readonly kind: "information" | "control";
  readonly agent: string;
  /** Empty for control. */
  readonly decision: string;
  readonly node: string;
  readonly gain: Gain;
}

/**
 * What the incentives that the graph admits are worth to one agent, and how many were left out.
 */
export interface AdmittedWorths {
  readonly agent: string;
  readonly others: NamedOthers;
  /** Greatest first. */
  readonly values: readonly AdmittedWorth[];
  /** How many more the graph admits that were not worked out. */
  readonly left: number;
}

/** The worths of an agent that the graph admits, at most so many. @throws SolveError as solving does */
export function admittedWorths(
  diagram: InfluenceDiagram,
  question: WorthQuestion & { readonly most: number },
  hooks: TaskHooks = {},
): AdmittedWorths {
  const { agent, memory = "local" } = question;
  const { options, others } = prepared(diagram, question, hooks);
  const name = diagram.agents[agent]?.name ?? "";
  const pairs = allVerdicts(analyse(diagram.structure), {
    criteria: ["value-of-information", "value-of-control"],
  }).filter(
    (one) =>
      one.agent === agent &&
      one.kind === "present" &&
      one.node !== undefined &&
      one.node !== one.decision &&
      diagram.node(one.node).kind === "chance",
  );
  const values: AdmittedWorth[] = [];
  let done = 0;
  for (const { criterion, node, decision } of pairs.slice(0, question.most)) {
    if (hooks.signal?.aborted === true) break;
    if (node === undefined) continue;
    const x = diagram.node(node).name;
    hooks.onProgress?.(x, done / pairs.length);
    try {
      if (criterion === "value-of-control") {
        const worth = gain(valueOfControl(diagram, node, { agent, ...options }));
        values.push({ kind: "control", agent: name, node: x, decision: "", gain: worth });
      } else if (decision !== undefined) {
        const worth = information(diagram, decision, node, { memory, ...options });
        const d = diagram.node(decision).name;
        values.push({ kind: "information", agent: name, node: x, decision: d, gain: worth });
      }
    } catch (error) {
      if (error instanceof AbortedError) break;
      throw error;
    }
    done++;
  }
  values.sort((a, b) => b.gain.value - a.gain.value);
  return { agent: name, others, values, left: pairs.length - done };
}

function prepared(
  diagram: InfluenceDiagram,
  { agent, others, policy }: WorthQuestion,
  { signal }: TaskHooks,
): { readonly options: SolveOptions; readonly others: NamedOthers } {
  const play = othersPlay(compileDiagram(diagram), agent, {
    ...(others === undefined ? {} : { others }),
    ...(policy === undefined ? {} : { policy }),
    ...(signal === undefined ? {} : { signal }),
  });
  return {
    options: { others: play, ...(signal === undefined ? {} : { signal }) },
    others: namedOthers(diagram, play),
  };
}

function information(
  diagram: InfluenceDiagram,
  decision: number,
  node: number,
  options: SolveOptions & { readonly memory: "local" | "no-forgetting" },
): Gain {
  try {
    return gain(valueOfInformation(diagram, decision, node, options));
  } catch (error) {
    if (error instanceof SolveError)
      throw new SolveError(
        error.code,
        `${diagram.node(node).name} at ${diagram.node(decision).name}: ${error.message}`,
        error.hint,
      );
    throw error;
  }
}

/** The numbers alone; what the others do is said once for all of them. */
function gain({ value, without, with: after, exact, bounds }: Gain): Gain {
  return { value, without, with: after, exact, bounds };
}
