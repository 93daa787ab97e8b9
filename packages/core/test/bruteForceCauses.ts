/**
 * Harm, causes and path-specific effects by walking through all noise, for models whose randomness
 * sits in roots: a world is then its roots, and every node a function of them, of the rules and of
 * what is set. Shares nothing with the solvers.
 */
import type { CausalQuestion } from "../src/check/index.ts";
import type { InfluenceDiagram, Value } from "../src/model/index.ts";
import { eventHolds } from "../src/check/claimEvents.ts";
import { topologicalOrder } from "../src/graph/index.ts";
import { indexInDomain, mechanismReader } from "../src/model/index.ts";

/** The action of a decision at a context (`1,0`: positions of its parents); undefined: any is as good. */
export type RuleOf = (decision: number, context: string) => number | undefined;

/** What every node is: positions, and for utilities what they pay. */
interface World {
  readonly positions: readonly number[];
  readonly payoffs: readonly number[];
}

/** Undefined when what is taken for granted never happens. @throws RangeError for noise elsewhere */
export function causalByForce(
  diagram: InfluenceDiagram,
  ruleOf: RuleOf,
  question: CausalQuestion,
): number | undefined {
  const action = settingIn(diagram, question.action);
  const baseline = settingIn(diagram, question.baseline);
  let mass = 0;
  let sum = 0;
  for (const [noise, weight] of allNoise(diagram)) {
    const run = (set: ReadonlyMap<number, number>): World => worldOf(diagram, ruleOf, noise, set);
    const [there, here] = [run(baseline), run(action)];
    const [counted, amount] = contribution(diagram, question, { noise, ruleOf, run, here, there });
    if (!counted) continue;
    mass += weight;
    sum += weight * amount;
  }
  return mass > 0 ? sum / mass : undefined;
}

interface Runs {
  readonly noise: ReadonlyMap<number, number>;
  readonly ruleOf: RuleOf;
  readonly run: (set: ReadonlyMap<number, number>) => World;
  /** Under the action, and under the baseline. */
  readonly here: World;
  readonly there: World;
}

/** Whether the question is about this noise, and what it adds. */
function contribution(
  diagram: InfluenceDiagram,
  question: CausalQuestion,
  { noise, ruleOf, run, here, there }: Runs,
): [boolean, number] {
  switch (question.kind) {
    case "harm":
    case "benefit": {
      const gain = paid(diagram, here, question.agent) - paid(diagram, there, question.agent);
      const amount = Math.max(0, question.kind === "harm" ? -gain : gain);
      return [agrees(here, settingIn(diagram, question.given)), amount];
    }
    case "path-effect": {
      const open = new Set(question.along.map(([from, to]) => `${from}>${to}`));
      const set = settingIn(diagram, question.action);
      const reads = { from: there, isOpen: (p: number, v: number) => open.has(`${p}>${v}`) };
      const along = worldOf(diagram, ruleOf, noise, set, reads);
      const of = (world: World): number => {
        const { kind, domain } = diagram.node(question.of);
        if (kind === "utility") return world.payoffs[question.of] as number;
        const at = world.positions[question.of] as number;
        return (domain?.kind === "finite" ? domain.values[at] : NaN) as number;
      };
      return [true, of(along) - of(there)];
    }
    default: {
      const holds = (world: World): boolean =>
        eventHolds(question.effect, (node) => valueIn(diagram, world, node));
      if (question.kind === "both") return [true, holds(here) && !holds(there) ? 1 : 0];
      const actual = run(new Map());
      const isNecessity = question.kind === "necessity";
      const done = isNecessity ? question.action : question.baseline;
      const counted = agrees(actual, settingIn(diagram, done)) && holds(actual) === isNecessity;
      return [counted, (isNecessity ? !holds(there) : holds(here)) ? 1 : 0];
    }
  }
}

export function worldOf(
  diagram: InfluenceDiagram,
  ruleOf: RuleOf,
  noise: ReadonlyMap<number, number>,
  set: ReadonlyMap<number, number>,
  reads?: { readonly from: World; readonly isOpen: (parent: number, node: number) => boolean },
): World {
  const positions: number[] = diagram.nodes.map(() => -1);
  const payoffs: number[] = diagram.nodes.map(() => 0);
  for (const v of topologicalOrder(diagram.graph) ?? []) {
    const node = diagram.node(v);
    const at = node.parents.map((p) =>
      reads === undefined || reads.isOpen(p, v)
        ? (positions[p] as number)
        : (reads.from.positions[p] as number),
    );
    const given = set.get(v) ?? noise.get(v);
    if (given !== undefined) positions[v] = given;
    else if (node.kind === "decision") positions[v] = ruleOf(v, at.join()) ?? 0;
    else {
      const reader = mechanismReader(diagram, v);
      const row = new Float64Array(node.kind === "utility" ? 1 : reader.rowSize);
      reader.read(at, row);
      if (node.kind === "utility") payoffs[v] = row[0] as number;
      else positions[v] = row.indexOf(1);
      if (node.kind !== "utility" && positions[v] === -1)
        throw new RangeError("noise that is not in a root");
    }
  }
  return { positions, payoffs };
}

export function* allNoise(diagram: InfluenceDiagram): Generator<[Map<number, number>, number]> {
  const roots = diagram.nodes.filter(
    ({ kind, parents }) => kind === "chance" && parents.length === 0,
  );
  const rows = roots.map(({ id }) => {
    const reader = mechanismReader(diagram, id);
    const row = new Float64Array(reader.rowSize);
    reader.read([], row);
    return row;
  });
  const walk = function* (i: number, weight: number): Generator<[number[], number]> {
    const row = rows[i];
    if (row === undefined) return yield [[], weight];
    for (const [x, p] of row.entries())
      if (p > 0) for (const [rest, w] of walk(i + 1, weight * p)) yield [[x, ...rest], w];
  };
  for (const [values, weight] of walk(0, 1))
    yield [new Map(roots.map(({ id }, i) => [id, values[i] as number])), weight];
}

function settingIn(
  diagram: InfluenceDiagram,
  setting: readonly { readonly node: number; readonly value: Value }[],
): Map<number, number> {
  return new Map(
    setting.map(({ node, value }) => {
      const { domain } = diagram.node(node);
      return [node, domain?.kind === "finite" ? indexInDomain(domain, value) : -1];
    }),
  );
}

function agrees({ positions }: World, setting: ReadonlyMap<number, number>): boolean {
  return [...setting].every(([node, at]) => positions[node] === at);
}

function valueIn(diagram: InfluenceDiagram, world: World, node: number): Value | undefined {
  const { kind, domain } = diagram.node(node);
  if (kind === "utility") return world.payoffs[node];
  return domain?.kind === "finite" ? domain.values[world.positions[node] as number] : undefined;
}

function paid(diagram: InfluenceDiagram, { payoffs }: World, agent: number): number {
  return diagram.structure.utilitiesOf(agent).reduce((sum, u) => sum + (payoffs[u] as number), 0);
}
