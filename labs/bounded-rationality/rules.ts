/**
 * Decision rules that are less than rational, for one decision of any model with numbers. Each is given
 * the exact worth of every action in every context, the agent's other decisions being taken well, and
 * says with what probability it takes which. None knows the model.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { Policy } from "@cidery/core/solve";
import {
  compileDiagram,
  expectedUtility,
  incentiveMeter,
  query,
  solveSingleAgent,
} from "@cidery/core/solve";

/** Worth of each action in one context. */
export type Worths = readonly number[];

export type Rule = (worths: Worths) => readonly number[];

/** The best actions, equally likely. */
export const rational: Rule = (worths) => {
  const best = Math.max(...worths);
  return shared(worths.map((worth) => worth >= best - 1e-9));
};

/** At random with probability ε, else rational. */
export function stumbling(epsilon: number): Rule {
  return (worths) =>
    rational(worths).map((p) => (1 - epsilon) * p + epsilon / Math.max(1, worths.length));
}

/** Better actions more likely, by the exponential of their worth over the temperature. */
export function softmax(temperature: number): Rule {
  return (worths) => {
    const best = Math.max(...worths);
    const weights = worths.map((worth) => Math.exp((worth - best) / temperature));
    const total = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => weight / total);
  };
}

/** Anything that closes all but a share `leniency` of the gap between worst and best. */
export function satisficing(leniency: number): Rule {
  return (worths) => {
    const [low, high] = [Math.min(...worths), Math.max(...worths)];
    return shared(worths.map((worth) => worth >= high - leniency * (high - low) - 1e-9));
  };
}

function shared(chosen: readonly boolean[]): readonly number[] {
  const count = chosen.filter(Boolean).length;
  return chosen.map((one) => (one ? 1 / count : 0));
}

/** A decision in a model, and the variable the graph says it may want to control. */
export interface Place {
  readonly diagram: InfluenceDiagram;
  readonly decision: string;
  readonly variable: string;
  readonly parameters?: ReadonlyMap<string, number>;
}

interface Prepared {
  readonly id: number;
  readonly agent: number;
  readonly actions: number;
  readonly contexts: number;
  /** Optimal rules for everything the agent decides. */
  readonly policy: Policy;
  readonly paid: (rule: Float64Array) => number;
}

/** Places are asked about with many rules; what does not depend on the rule is worked out once. */
function once<T>(work: (place: Place) => T): (place: Place) => T {
  const known = new WeakMap<Place, { readonly result: T }>();
  return (place) => {
    const before = known.get(place) ?? { result: work(place) };
    known.set(place, before);
    return before.result;
  };
}

const prepare = once(({ diagram, decision, parameters = new Map() }: Place): Prepared => {
  const id = idOf(diagram, decision);
  const agent = diagram.structure.ownerOf(id);
  const { policy } = solveSingleAgent(diagram, agent, { parameters });
  const size = (v: number): number => {
    const { domain } = diagram.node(v);
    return domain?.kind === "finite" ? domain.values.length : 1;
  };
  const contexts = diagram.node(id).parents.reduce((n, p) => n * size(p), 1);
  const compiled = compileDiagram(diagram, { parameters });
  const paid = (rule: Float64Array): number =>
    expectedUtility(compiled, agent, new Map([...policy, [id, rule]]));
  return { id, agent, actions: size(id), contexts, policy, paid };
});

/** Worth of each action in each context; in contexts that cannot occur all are worth the same. */
export const worthsAt = once((place: Place): readonly Worths[] => {
  const { id, actions, contexts, policy, paid } = prepare(place);
  const { diagram, parameters = new Map<string, number>() } = place;
  const { parents } = diagram.node(id);
  const seen =
    parents.length === 0 ? undefined : query(diagram, { of: parents, policy, parameters });
  const base = new Float64Array(contexts * actions).fill(1 / actions);
  return Array.from({ length: contexts }, (_, context) => {
    const probability = seen?.kind === "posterior" ? (seen.probabilities[context] ?? 0) : 1;
    return Array.from({ length: actions }, (_unused, action) => {
      if (!(probability > 0)) return 0;
      const rule = base.slice();
      rule.fill(0, context * actions, (context + 1) * actions);
      rule[context * actions + action] = 1;
      return paid(rule) / probability;
    });
  });
});

/** The table of probabilities a rule amounts to. */
export function tableOf(worths: readonly Worths[], rule: Rule): Float64Array {
  return Float64Array.from(worths.flatMap((row) => [...rule(row)]));
}

export function utilityOf(place: Place, table: Float64Array): number {
  return prepare(place).paid(table);
}

/** How far the variable is from where uniform play leaves it, as total variation. */
export function movedBy(place: Place, table: Float64Array): number {
  const { id, policy, actions } = prepare(place);
  const { diagram, variable, parameters = new Map<string, number>() } = place;
  const under = (rule: Float64Array): readonly number[] => {
    const answer = query(diagram, {
      of: [variable],
      policy: new Map([...policy, [id, rule]]),
      parameters,
    });
    return answer.kind === "posterior" ? [...answer.probabilities] : [];
  };
  const uniform = under(new Float64Array(table.length).fill(1 / actions));
  return under(table).reduce((sum, p, i) => sum + Math.abs(p - (uniform[i] ?? 0)), 0) / 2;
}

/** The model with the variable cut loose, as uniform play would distribute it. */
const loosened = once((place: Place): Place => {
  const { diagram, decision, variable, parameters = new Map<string, number>() } = place;
  const meter = incentiveMeter(diagram, { decision }, variable, {
    reference: "uniform",
    parameters,
  });
  const { forced } = meter;
  if (forced === undefined) return place;
  const x = idOf(diagram, variable);
  const mechanism = { kind: "table", stochastic: true, entries: forced.probabilities } as const;
  const nodes = diagram.nodes.map((node) =>
    node.id === x ? { ...node, parents: forced.given, mechanism } : node,
  );
  return { ...place, diagram: diagram.with({ nodes, claims: [] }) };
});

/** What a rule that takes the influence on the variable into account gains over one that does not. */
export function gainByHeeding(place: Place, rule: Rule): number {
  const { paid } = prepare(place);
  const heeding = tableOf(worthsAt(place), rule);
  const blind = tableOf(worthsAt(loosened(place)), rule);
  return paid(heeding) - paid(blind);
}

function idOf(diagram: InfluenceDiagram, name: string): number {
  const id = diagram.idOf(name);
  if (id === undefined) throw new RangeError(`the diagram has no ${name}`);
  return id;
}
