/**
 * A `.cid` model as an environment for one of its agents. Nature and the other agents (whose rules
 * are given, or uniform) are sampled in causal order; the learner's turns are its decisions, its
 * observations are exactly what those decisions see, its rewards are its utilities. A replicated
 * model is an episode: decisions that were declared once (`A[t]`) share one set of observations
 * when what they see has the same shape, unless the steps are asked to be kept apart.
 */
import type { Random } from "../../base/index.ts";
import type { NodeId } from "../../graph/index.ts";
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { Policy } from "../../solve/index.ts";
import type { Behaviour, Environment, Episode } from "./environment.ts";
import { topologicalOrder } from "../../graph/index.ts";
import { mechanismReader, parameterValues } from "../../model/index.ts";
import { contextPositions, SolveError, valueCount } from "../../solve/index.ts";
import { ByContext } from "./contexts.ts";
import { sample } from "./sample.ts";

export interface DiagramEnvironmentOptions {
  /** Rules of the other agents' decisions; uniform where absent. */
  readonly others?: Policy;
  /** Let a replicated decision learn one rule for each step. Default: one for all steps. */
  readonly separateSteps?: boolean;
  readonly parameters?: ReadonlyMap<string, number>;
}

/** One agent's decisions of a diagram as an environment; an episode is one run of the model. */
export interface DiagramEnvironment extends Environment {
  readonly diagram: InfluenceDiagram;
  readonly agent: AgentId;
  /** The learner's decisions in causal order. */
  readonly decisions: readonly NodeId[];
  /** The rule of each of the agent's decisions that a behaviour amounts to (asked row by row). */
  policyOf(behaviour: Behaviour, random: Random): Policy;
  /** Positions of all nodes' values after the last finished episode of `begin`; utilities as 0. */
  lastValues(): Int32Array;
}

/**
 * @throws MechanismError for a node without numbers
 * @throws SolveError for a decision without a finite domain, or an agent without decisions
 */
export function diagramEnvironment(
  diagram: InfluenceDiagram,
  agent: AgentId,
  options: DiagramEnvironmentOptions = {},
): DiagramEnvironment {
  const decisions = new Set(diagram.structure.decisionsOf(agent));
  if (decisions.size === 0) {
    const name = diagram.agents[agent]?.name ?? `agent ${agent}`;
    throw new SolveError(
      "no-decision",
      `${name} takes no decision, so there is nothing to learn`,
      "name an agent that decides",
    );
  }
  const order = [...(topologicalOrder(diagram.graph) ?? [])];
  const groups =
    options.separateSteps === true
      ? new Map<NodeId, string>()
      : sharedGroups(diagram, [...decisions]);
  const groupOf = (id: NodeId): string => groups.get(id) ?? diagram.node(id).name;
  const values = new Int32Array(diagram.nodes.length);
  const ordered = order.filter((id) => decisions.has(id));

  const keyOf = (id: NodeId, positions: ArrayLike<number>): string => {
    let key = groupOf(id);
    for (let i = 0; i < positions.length; i++) key += `|${positions[i]}`;
    return key;
  };

  const program = order.map((id) => step(diagram, id, { agent, own: decisions, keyOf }, options));

  return {
    diagram,
    agent,
    decisions: ordered,
    horizon: decisions.size,
    begin: (random) => new DiagramEpisode(program, values, random),
    lastValues: () => values.slice(),
    policyOf(behaviour, random) {
      const policy = new Map<number, Float64Array>();
      for (const id of ordered) {
        const actions = valueCount(diagram, id);
        const sizes = diagram.node(id).parents.map((p) => valueCount(diagram, p));
        const rows = sizes.reduce((n, size) => n * size, 1);
        const rule = new Float64Array(rows * actions);
        for (let row = 0; row < rows; row++) {
          const action = behaviour.choose(keyOf(id, contextPositions(sizes, row)), actions, random);
          rule[row * actions + action] = 1;
        }
        policy.set(id, rule);
      }
      return policy;
    },
  };
}

/** Rows and observations are remembered: expressions are slow and episodes are many. */
type Step =
  | {
      readonly kind: "turn";
      readonly id: NodeId;
      readonly observations: ByContext<string>;
      readonly actions: number;
    }
  | { readonly kind: "sample"; readonly id: NodeId; readonly rows: ByContext<Float64Array> }
  | {
      readonly kind: "reward";
      readonly id: NodeId;
      readonly worths: ByContext<Worth>;
      readonly owned: boolean;
    };

/** What a utility is, and the position of its value where others may see it. */
interface Worth {
  readonly utility: number;
  readonly position: number;
}

interface Learner {
  readonly agent: AgentId;
  readonly own: ReadonlySet<NodeId>;
  readonly keyOf: (id: NodeId, positions: ArrayLike<number>) => string;
}

function step(
  diagram: InfluenceDiagram,
  id: NodeId,
  { agent, own, keyOf }: Learner,
  options: DiagramEnvironmentOptions,
): Step {
  const { kind, parents, owners, domain } = diagram.node(id);
  const sizes = parents.map((p) => {
    const seen = diagram.node(p).domain;
    return seen?.kind === "finite" ? seen.values.length : 1;
  });
  const byContext = <T>(make: (positions: Int32Array) => T): ByContext<T> =>
    new ByContext(parents, sizes, make);
  if (own.has(id)) {
    const observations = byContext((positions) => keyOf(id, positions));
    return { kind: "turn", id, observations, actions: valueCount(diagram, id) };
  }
  if (kind === "decision") {
    const rows = byContext(ruleRows(diagram, id, options.others?.get(id)));
    return { kind: "sample", id, rows };
  }
  const reader = mechanismReader(diagram, id, parameterValues(diagram, options.parameters));
  const read = (positions: Int32Array): Float64Array => {
    const row = new Float64Array(reader.rowSize);
    reader.read(positions, row);
    return row;
  };
  if (kind !== "utility") return { kind: "sample", id, rows: byContext(read) };
  const values = domain?.kind === "finite" ? domain.values.map(Number) : undefined;
  const worths = byContext((positions): Worth => {
    const utility = read(positions)[0] as number;
    return { utility, position: values === undefined ? 0 : nearest(values, utility) };
  });
  return { kind: "reward", id, worths, owned: owners.includes(agent) };
}

function ruleRows(
  diagram: InfluenceDiagram,
  id: NodeId,
  rule: Float64Array | undefined,
): (positions: Int32Array) => Float64Array {
  const actions = valueCount(diagram, id);
  const sizes = diagram.node(id).parents.map((p) => valueCount(diagram, p));
  const uniform = new Float64Array(actions).fill(1 / actions);
  return (positions) => {
    if (rule === undefined) return uniform;
    let index = 0;
    for (let i = 0; i < sizes.length; i++)
      index = index * (sizes[i] as number) + (positions[i] as number);
    return rule.subarray(index * actions, (index + 1) * actions);
  };
}

class DiagramEpisode implements Episode {
  observation: string | undefined;
  actionCount = 0;
  readonly #program: readonly Step[];
  readonly #values: Int32Array;
  readonly #random: Random;
  #next = 0;
  #turn: NodeId = -1;
  #reward = 0;

  constructor(program: readonly Step[], values: Int32Array, random: Random) {
    this.#program = program;
    this.#values = values;
    this.#random = random;
    this.#run();
  }

  act(action: number): number {
    if (this.observation === undefined) throw new RangeError("the episode is over");
    if (!(action >= 0 && action < this.actionCount)) {
      throw new RangeError(`action ${action} is not one of 0…${this.actionCount - 1}`);
    }
    this.#values[this.#turn] = action;
    this.#run();
    const reward = this.#reward;
    this.#reward = 0;
    return reward;
  }

  /** Samples nature up to the learner's next turn. Rewards before its first turn go to that turn. */
  #run(): void {
    const values = this.#values;
    for (; this.#next < this.#program.length; this.#next++) {
      const current = this.#program[this.#next] as Step;
      if (current.kind === "sample") {
        values[current.id] = sample(current.rows.at(values), this.#random);
      } else if (current.kind === "reward") {
        const { utility, position } = current.worths.at(values);
        if (current.owned) this.#reward += utility;
        values[current.id] = position;
      } else {
        this.#next++;
        this.#turn = current.id;
        this.observation = current.observations.at(values);
        this.actionCount = current.actions;
        return;
      }
    }
    this.observation = undefined;
    this.actionCount = 0;
  }
}

function nearest(values: readonly number[], worth: number): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs((values[i] as number) - worth) < Math.abs((values[best] as number) - worth))
      best = i;
  }
  return best;
}

/**
 * Decisions of one declaration whose observations have the same shape: the same templates at the
 * same distance in time, over the same domains, and the same actions.
 */
function sharedGroups(
  diagram: InfluenceDiagram,
  decisions: readonly NodeId[],
): ReadonlyMap<NodeId, string> {
  const byShape = new Map<string, NodeId[]>();
  for (const id of decisions) {
    const { instance, parents } = diagram.node(id);
    if (instance === undefined) continue;
    const seen = parents.map((p) => {
      const parent = diagram.node(p);
      const offsets = parent.instance?.indices.map(
        (index, i) => index - (instance.indices[i] ?? 0),
      );
      return `${parent.instance?.template ?? parent.name}@${offsets?.join(",") ?? ""}:${valueCount(diagram, p)}`;
    });
    const shape = `${instance.template}(${seen.join(";")})${valueCount(diagram, id)}`;
    byShape.set(shape, [...(byShape.get(shape) ?? []), id]);
  }
  const groups = new Map<NodeId, string>();
  for (const [shape, members] of byShape) {
    if (members.length > 1) for (const id of members) groups.set(id, shape);
  }
  return groups;
}
