/**
 * Random influence diagrams with numbers, for properties that must hold for every model: domains
 * of two or three values of every kind, probabilities that are multiples of 1/8, integer
 * utilities, mechanisms as tables and as expressions, parameters, several agents, replicated
 * names. Every diagram is lawful and is one the language can write.
 */
/* oxlint-disable unicorn/no-thenable -- `then` is the branch of an `if` in the data model */
import type { Random } from "../base/index.ts";
import type {
  DiagramNode,
  Expression,
  FiniteDomain,
  Mechanism,
  Parameter,
  Value,
} from "../model/index.ts";
import { BOOLEAN_DOMAIN, finiteDomain, InfluenceDiagram } from "../model/index.ts";

/** How large a random diagram is, and what is in it. */
export interface RandomDiagramOptions {
  readonly nodes: number;
  readonly agents?: number;
  readonly maxParents?: number;
  /** Share of chance and utility nodes whose mechanism is an expression; 0.5 unless told. */
  readonly expressions?: number;
  /** Leave all numbers out. */
  readonly structureOnly?: boolean;
}

const PARAMETERS: readonly Parameter[] = [
  { name: "p", value: 0.25, low: 0, high: 1, structural: false },
  { name: "bonus", value: -3, structural: false },
];
const AGENT_NAMES = ["alice", "bob", "carol", "dave"];

/** A random diagram that loads, with tables or formulas; the same for the same stream. */
export function randomDiagram(random: Random, options: RandomDiagramOptions): InfluenceDiagram {
  const { nodes: count, agents = 1, maxParents = 3, expressions = 0.5 } = options;
  const nodes: DiagramNode[] = [];
  for (let id = 0; id < count; id++) {
    const kind = random.pick(["chance", "chance", "decision", "utility"] as const);
    const candidates = random.shuffled(nodes.filter((n) => n.kind !== "utility").map((n) => n.id));
    const parents = candidates.slice(0, random.below(Math.min(maxParents, candidates.length) + 1));
    const owners = kind === "chance" ? [] : [random.below(agents)];
    const isReplicated = random.below(4) === 0;
    const template = `${{ chance: "X", decision: "D", utility: "U" }[kind]}${isReplicated ? "s" : id}`;
    const name = isReplicated ? `${template}[${id}]` : template;
    const domain =
      kind === "utility" || options.structureOnly === true ? undefined : randomDomain(random);
    nodes.push({
      id,
      name,
      kind,
      owners,
      parents,
      mechanism:
        options.structureOnly === true
          ? structure(kind)
          : randomMechanism(
              random,
              kind,
              domain,
              parents.map((p) => nodes[p] as DiagramNode),
              expressions,
            ),
      ...(domain === undefined ? {} : { domain }),
      ...(isReplicated ? { instance: { template, indices: [id] } } : {}),
      ...(random.below(6) === 0 ? { label: `the "${name}"` } : {}),
    });
  }
  return InfluenceDiagram.of({
    header: { title: "random", citations: [], notes: ["made\nby a generator"], topics: [] },
    agents: AGENT_NAMES.slice(0, agents).map((name) => ({ name })),
    nodes,
    parameters: PARAMETERS,
  });
}

function structure(kind: DiagramNode["kind"]): Mechanism {
  return kind === "decision" ? { kind: "decision" } : { kind: "unspecified" };
}

function randomDomain(random: Random): FiniteDomain {
  return random.pick([
    BOOLEAN_DOMAIN,
    finiteDomain(["left", "right"], "Side"),
    finiteDomain(["low", "middle", "high"]),
    finiteDomain([0, 1, 2]),
    finiteDomain([-1, 0.5]),
    finiteDomain([
      ["left", 0],
      ["left", 1],
      ["right", 0],
    ]),
  ]);
}

function randomMechanism(
  random: Random,
  kind: DiagramNode["kind"],
  domain: FiniteDomain | undefined,
  parents: readonly DiagramNode[],
  expressions: number,
): Mechanism {
  if (kind === "decision") return { kind: "decision" };
  if (random.unit() < expressions) {
    const stochastic = kind === "chance" && random.below(2) === 0;
    const scope: Scope = { random, parents, domain, locals: { count: 0 } };
    const body =
      domain === undefined
        ? numberExpression(scope, 3)
        : stochastic
          ? distributionExpression(scope, domain, 3)
          : valueExpression(scope, domain, 3);
    return { kind: "expression", stochastic, body };
  }
  const rows = parents.reduce((n, p) => n * (p.domain as FiniteDomain).values.length, 1);
  if (domain === undefined) {
    return {
      kind: "table",
      stochastic: false,
      entries: Float64Array.from({ length: rows }, () => random.below(11) - 5),
    };
  }
  const size = domain.values.length;
  if (random.below(4) === 0) {
    return {
      kind: "table",
      stochastic: false,
      entries: Float64Array.from({ length: rows }, () => random.below(size)),
    };
  }
  const entries = Array.from({ length: rows }, () => eighths(random, size)).flat();
  return { kind: "table", stochastic: true, entries: Float64Array.from(entries) };
}

/** Multiples of 1/8 that sum to one. */
function eighths(random: Random, size: number): number[] {
  const row = Array.from({ length: size }, () => 0);
  for (let i = 0; i < 8; i++) {
    const at = random.below(size);
    row[at] = (row[at] as number) + 1 / 8;
  }
  return row;
}

interface Scope {
  readonly random: Random;
  readonly parents: readonly DiagramNode[];
  readonly domain: FiniteDomain | undefined;
  /** Locals named so far; shared, so that names are unique in a mechanism. */
  readonly locals: { count: number };
}

const literal = (value: Value): Expression => ({ kind: "literal", value });

function numberExpression(scope: Scope, depth: number): Expression {
  const { random } = scope;
  const again = (): Expression => numberExpression(scope, depth - 1);
  const choice = depth === 0 ? random.below(3) : random.below(11);
  switch (choice) {
    case 0:
      return literal(random.below(9) - 4);
    case 1:
      return { kind: "parameter", name: random.pick(["p", "bonus"]) };
    case 2:
      return numberFromParent(scope) ?? literal(0.5);
    case 3:
    case 4:
      return {
        kind: "binary",
        operator: random.pick(["+", "-", "*"] as const),
        left: again(),
        right: again(),
      };
    case 5:
      return { kind: "unary", operator: "-", operand: again() };
    case 6:
      return {
        kind: "call",
        name: random.pick(["min", "max"] as const),
        arguments: [again(), again(), again()],
      };
    case 7:
      return { kind: "call", name: "number", arguments: [truthExpression(scope, depth - 1)] };
    case 8:
      return {
        kind: "if",
        condition: truthExpression(scope, depth - 1),
        then: again(),
        otherwise: again(),
      };
    case 9:
      return {
        kind: "component",
        tuple: { kind: "list", items: [again(), again()] },
        index: { kind: "call", name: "number", arguments: [truthExpression(scope, depth - 1)] },
      };
    default: {
      const name = `v${scope.locals.count++}`;
      const body = again();
      const sum: Expression = {
        kind: "binary",
        operator: "+",
        left: { kind: "local", name },
        right: body,
      };
      return { kind: "let", name, value: again(), body: sum };
    }
  }
}

/** A parent that has numbers, or undefined. */
function numberFromParent({ random, parents }: Scope): Expression | undefined {
  const positions = parents.flatMap((p, i) =>
    typeof p.domain !== "undefined" &&
    p.domain.kind === "finite" &&
    typeof p.domain.values[0] === "number"
      ? [i]
      : [],
  );
  return positions.length === 0 ? undefined : { kind: "parent", position: random.pick(positions) };
}

function truthExpression(scope: Scope, depth: number): Expression {
  const { random, parents } = scope;
  if (depth > 0 && random.below(3) === 0) {
    const left = truthExpression(scope, depth - 1);
    if (random.below(3) === 0) return { kind: "unary", operator: "not", operand: left };
    const operator = random.pick(["and", "or", "xor", "implies"] as const);
    return { kind: "binary", operator, left, right: truthExpression(scope, depth - 1) };
  }
  if (parents.length === 0) return literal(random.below(2) === 0);
  const position = random.below(parents.length);
  const { values } = (parents[position] as DiagramNode).domain as FiniteDomain;
  const parent: Expression = { kind: "parent", position };
  if (typeof values[0] === "number" && random.below(2) === 0) {
    const operator = random.pick(["<", "<=", ">", ">="] as const);
    return {
      kind: "binary",
      operator,
      left: parent,
      right: numberExpression(scope, Math.min(depth, 1)),
    };
  }
  if (random.below(4) === 0) {
    return {
      kind: "binary",
      operator: "in",
      left: parent,
      right: { kind: "list", items: values.slice(1).map(literal) },
    };
  }
  return {
    kind: "binary",
    operator: random.pick(["==", "!="] as const),
    left: parent,
    right: literal(random.pick(values)),
  };
}

/** An expression whose value always lies in the domain. */
function valueExpression(scope: Scope, domain: FiniteDomain, depth: number): Expression {
  const { random, parents } = scope;
  const again = (): Expression => valueExpression(scope, domain, depth - 1);
  const same = parents.flatMap((p, i) => (p.domain === domain ? [i] : []));
  if (same.length > 0 && random.below(3) === 0) {
    const parent: Expression = { kind: "parent", position: random.pick(same) };
    const [first, second, third] = domain.values;
    if (
      first !== undefined &&
      second !== undefined &&
      third === undefined &&
      random.below(2) === 0
    ) {
      return { kind: "other", operand: parent, values: [first, second] };
    }
    return parent;
  }
  if (depth === 0 || parents.length === 0) return literal(random.pick(domain.values));
  if (random.below(2) === 0)
    return {
      kind: "if",
      condition: truthExpression(scope, depth - 1),
      then: again(),
      otherwise: again(),
    };
  return matchOn(scope, again);
}

function matchOn({ random, parents }: Scope, body: () => Expression): Expression {
  const position = random.below(parents.length);
  const { values } = (parents[position] as DiagramNode).domain as FiniteDomain;
  const [first, ...rest] = values;
  return {
    kind: "match",
    subject: { kind: "parent", position },
    cases: [
      { patterns: [{ kind: "value", value: first as Value }], body: body() },
      random.below(2) === 0
        ? { patterns: [{ kind: "any" }], body: body() }
        : { patterns: rest.map((value) => ({ kind: "value", value })), body: body() },
    ],
  };
}

function distributionExpression(scope: Scope, domain: FiniteDomain, depth: number): Expression {
  const { random, parents } = scope;
  const again = (): Expression => distributionExpression(scope, domain, depth - 1);
  const choice = depth > 0 && parents.length > 0 ? random.below(7) : random.below(5);
  const [first, second] = domain.values as readonly [Value, Value];
  const probability: Expression =
    random.below(2) === 0 ? { kind: "parameter", name: "p" } : literal(random.below(9) / 8);
  const rest: Expression = { kind: "binary", operator: "-", left: literal(1), right: probability };
  switch (choice) {
    case 0:
      return { kind: "family", family: "uniform", arguments: [] };
    case 1:
      if (domain.values.length === 2)
        return { kind: "family", family: "bernoulli", arguments: [probability] };
      return { kind: "family", family: "uniform", arguments: [literal(first), literal(second)] };
    case 2:
      return {
        kind: "family",
        family: "categorical",
        arguments: eighths(random, domain.values.length).map(literal),
      };
    case 3:
      return {
        kind: "weights",
        entries: [
          { value: literal(first), weight: probability },
          { value: literal(second), weight: rest },
        ],
      };
    case 4:
      return valueExpression(scope, domain, Math.min(depth, 1));
    case 5:
      return {
        kind: "if",
        condition: truthExpression(scope, depth - 1),
        then: again(),
        otherwise: again(),
      };
    default:
      return matchOn(scope, again);
  }
}
