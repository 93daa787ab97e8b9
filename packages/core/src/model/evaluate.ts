/**
 * From mechanism to numbers, one parent configuration at a time. Whoever needs tables (checking,
 * solving, sampling) reads them through a `MechanismReader`, so that sparse and huge mechanisms
 * are never expanded unless somebody asks.
 */
import type { NodeId } from "../graph/index.ts";
import type { DiagramNode, InfluenceDiagram } from "./diagram.ts";
import type { BinaryOperator, Expression, Pattern } from "./expression.ts";
import type { FiniteDomain, Value } from "./value.ts";
import { familyLogMass, familyMass } from "./families.ts";
import { Fault } from "./fault.ts";
import { applyOperator, asBoolean, asNumber, callBuiltIn, finiteNumber } from "./operations.ts";
import { indexInDomain, showValue, valuesEqual } from "./value.ts";

/** Why a mechanism has no number at some parent configuration. Codes are diagnostics' codes. */
export class MechanismError extends Error {
  readonly code: string;
  /** The configuration at fault, as `S = 1, A = left`; empty for a root. */
  readonly configuration: string;
  readonly nodeName: string;

  constructor(code: string, message: string, nodeName: string, configuration: string) {
    super(configuration === "" ? message : `${message} when ${configuration}`);
    this.name = "MechanismError";
    this.code = code;
    this.nodeName = nodeName;
    this.configuration = configuration;
  }
}

export interface MechanismReader {
  readonly node: DiagramNode;
  /** Number of values of each parent, in order. */
  readonly parentSizes: readonly number[];
  /** Length of a row: values of the domain, or 1 for a utility. */
  readonly rowSize: number;
  /**
   * Writes the row for the parents at these value positions: probabilities in domain order, or
   * the utility.
   * @throws MechanismError when the expression has no lawful value there
   */
  read(parentPositions: ArrayLike<number>, row: Float64Array): void;
  /**
   * Logarithms of the row's probabilities: of a named distribution also where the probability
   * itself is too small for a number. Absent for tables, whose numbers are all there is.
   * @throws MechanismError as `read`
   */
  readLogs?(parentPositions: ArrayLike<number>, row: Float64Array): void;
}

/** Values the diagram's parameters have, with overrides (sliders, sweeps). */
export function parameterValues(
  diagram: InfluenceDiagram,
  overrides?: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  return new Map(diagram.parameters.map((p) => [p.name, overrides?.get(p.name) ?? p.value]));
}

/**
 * A reader of one node's mechanism.
 * @throws MechanismError `missing-mechanism` for structure-only nodes and decisions,
 *   `missing-domain` or `continuous-domain` where a finite one is needed
 */
export function mechanismReader(
  diagram: InfluenceDiagram,
  id: NodeId,
  parameters: ReadonlyMap<string, number> = parameterValues(diagram),
): MechanismReader {
  const node = diagram.node(id);
  const { mechanism } = node;
  if (mechanism.kind === "unspecified" || mechanism.kind === "decision") {
    throw new MechanismError(
      "missing-mechanism",
      `${node.name} has no numbers (its mechanism is not given)`,
      node.name,
      "",
    );
  }
  const parentValues = node.parents.map((p) => finiteValues(diagram.node(p)));
  const parentSizes = parentValues.map((values) => values.length);
  const domain =
    node.kind === "utility" && node.domain === undefined ? undefined : finiteDomainOf(node);
  const isUtility = node.kind === "utility";
  const rowSize = isUtility ? 1 : (domain?.values.length ?? 1);
  if (mechanism.kind === "table") {
    const { entries, stochastic } = mechanism;
    const expected =
      parentSizes.reduce((product, size) => product * size, 1) * (stochastic ? rowSize : 1);
    if (entries.length !== expected) {
      throw new MechanismError(
        "table-size",
        `${node.name} has ${entries.length} table entries, its parents and domain need ${expected}`,
        node.name,
        "",
      );
    }
    return {
      node,
      parentSizes,
      rowSize,
      read(positions, row) {
        let index = 0;
        for (let i = 0; i < parentSizes.length; i++)
          index = index * (parentSizes[i] as number) + (positions[i] as number);
        if (stochastic) {
          for (let j = 0; j < rowSize; j++) row[j] = entries[index * rowSize + j] as number;
        } else if (isUtility) row[0] = entries[index] as number;
        else {
          row.fill(0, 0, rowSize);
          row[entries[index] as number] = 1;
        }
      },
    };
  }
  const { body, stochastic } = mechanism;
  const scope: Scope = { parents: [], parameters, domain, locals: new Map() };
  const current: Value[] = Array.from({ length: parentSizes.length }, () => 0);
  scope.parents = current;
  const placed = (positions: ArrayLike<number>, run: () => void): void => {
    for (let i = 0; i < current.length; i++)
      current[i] = (parentValues[i] as readonly Value[])[positions[i] as number] as Value;
    try {
      run();
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      throw new MechanismError(
        fault.code,
        fault.message,
        node.name,
        configuration(diagram, node, current),
      );
    }
  };
  const readLogs = (positions: ArrayLike<number>, row: Float64Array): void => {
    placed(positions, () => {
      row.set(logDistribution(body, scope, rowSize));
    });
  };
  return {
    node,
    parentSizes,
    rowSize,
    ...(stochastic && !isUtility ? { readLogs } : {}),
    read(positions, row) {
      placed(positions, () => {
        if (stochastic) {
          row.fill(0, 0, rowSize);
          addDistribution(body, scope, 1, row);
          requireUnitMass(row, rowSize);
        } else {
          const value = evaluate(body, scope);
          if (isUtility) row[0] = finiteNumber(value);
          else {
            const index = domain === undefined ? -1 : indexInDomain(domain, value);
            if (index < 0)
              throw new Fault(
                "value-outside-domain",
                `${showValue(value)} is outside the domain of ${node.name}`,
              );
            row.fill(0, 0, rowSize);
            row[index] = 1;
          }
        }
      });
    },
  };
}

/** The value of an expression without parents (an index bound, a parameter's default). */
export function evaluateConstant(
  expression: Expression,
  parameters: ReadonlyMap<string, number>,
): Value {
  return evaluate(expression, { parents: [], parameters, domain: undefined, locals: new Map() });
}

/**
 * The value of an expression at these values of its parents, in the order of their positions.
 * @throws Fault when it has no lawful value there
 */
export function evaluateAt(
  expression: Expression,
  parents: readonly Value[],
  parameters: ReadonlyMap<string, number>,
): Value {
  return evaluate(expression, { parents, parameters, domain: undefined, locals: new Map() });
}

interface Scope {
  parents: readonly Value[];
  readonly parameters: ReadonlyMap<string, number>;
  readonly domain: FiniteDomain | undefined;
  readonly locals: Map<string, Value>;
}

function evaluate(e: Expression, scope: Scope): Value {
  switch (e.kind) {
    case "literal":
      return e.value;
    case "parameter": {
      const value = scope.parameters.get(e.name);
      if (value === undefined)
        throw new Fault("unknown-parameter", `parameter ${e.name} has no value`);
      return value;
    }
    case "parent":
      return scope.parents[e.position] as Value;
    case "local":
      return scope.locals.get(e.name) as Value;
    case "let":
      return withLocal(e.name, evaluate(e.value, scope), scope, () => evaluate(e.body, scope));
    case "unary": {
      const operand = evaluate(e.operand, scope);
      return e.operator === "-" ? -asNumber(operand) : !asBoolean(operand);
    }
    case "binary":
      return evaluateBinary(e.operator, e.left, e.right, scope);
    case "call":
      return callBuiltIn(
        e.name,
        e.arguments.map((argument) => evaluate(argument, scope)),
      );
    case "other": {
      const value = evaluate(e.operand, scope);
      const [first, second] = e.values;
      return valuesEqual(value, first) ? second : first;
    }
    case "if":
      return asBoolean(evaluate(e.condition, scope))
        ? evaluate(e.then, scope)
        : evaluate(e.otherwise, scope);
    case "match": {
      return evaluate(matchingBody(e, scope), scope);
    }
    case "tuple":
    case "list":
      return e.items.map((item) => evaluate(item, scope));
    case "component": {
      const tuple = evaluate(e.tuple, scope);
      const index = asNumber(evaluate(e.index, scope));
      const item = Array.isArray(tuple) ? (tuple as readonly Value[])[index] : undefined;
      if (item === undefined)
        throw new Fault(
          "index-out-of-range",
          `there is no component ${index} in ${showValue(tuple)}`,
        );
      return item;
    }
    case "weights":
      throw new Fault("distribution-as-value", "a distribution stands where a value is needed");
    case "family":
      throw new Fault(
        "distribution-as-value",
        `${e.family} is a distribution; a value is needed here`,
      );
  }
}

function addDistribution(e: Expression, scope: Scope, mass: number, row: Float64Array): void {
  switch (e.kind) {
    case "if":
      return addDistribution(
        asBoolean(evaluate(e.condition, scope)) ? e.then : e.otherwise,
        scope,
        mass,
        row,
      );
    case "match":
      return addDistribution(matchingBody(e, scope), scope, mass, row);
    case "let":
      return withLocal(e.name, evaluate(e.value, scope), scope, () =>
        addDistribution(e.body, scope, mass, row),
      );
    case "weights": {
      for (const { value, weight } of e.entries) {
        const share = asNumber(evaluate(weight, scope));
        if (!(share >= 0)) throw new Fault("negative-weight", `a probability is ${share}`);
        if (share > 0) addPoint(evaluate(value, scope), mass * share, scope, row);
      }
      return;
    }
    case "family":
      return familyMass(
        e.family,
        e.arguments.map((a) => evaluate(a, scope)),
        requireDomain(scope),
        mass,
        row,
      );
    case "list": {
      const weights = e.items.map((item) => asNumber(evaluate(item, scope)));
      return familyMass("categorical", weights, requireDomain(scope), mass, row);
    }
    case "component": {
      if (e.tuple.kind === "list") {
        const index = asNumber(evaluate(e.index, scope));
        const item = e.tuple.items[index];
        if (item === undefined)
          throw new Fault(
            "index-out-of-range",
            `there is no row ${index} among ${e.tuple.items.length}`,
          );
        return addDistribution(item, scope, mass, row);
      }
      return addPoint(evaluate(e, scope), mass, scope, row);
    }
    default:
      return addPoint(evaluate(e, scope), mass, scope, row);
  }
}

/** As `addDistribution`, but logarithms; named distributions keep what underflows. */
function logDistribution(e: Expression, scope: Scope, size: number): Float64Array {
  switch (e.kind) {
    case "if":
      return logDistribution(
        asBoolean(evaluate(e.condition, scope)) ? e.then : e.otherwise,
        scope,
        size,
      );
    case "match":
      return logDistribution(matchingBody(e, scope), scope, size);
    case "let":
      return withLocal(e.name, evaluate(e.value, scope), scope, () =>
        logDistribution(e.body, scope, size),
      );
    case "family":
      return familyLogMass(
        e.family,
        e.arguments.map((a) => evaluate(a, scope)),
        requireDomain(scope),
      );
    default: {
      const row = new Float64Array(size);
      addDistribution(e, scope, 1, row);
      requireUnitMass(row, size);
      return row.map(Math.log);
    }
  }
}

function addPoint(value: Value, mass: number, scope: Scope, row: Float64Array): void {
  const index = indexInDomain(requireDomain(scope), value);
  if (index < 0)
    throw new Fault("value-outside-domain", `${showValue(value)} is outside the domain`);
  row[index] = (row[index] as number) + mass;
}

function requireUnitMass(row: Float64Array, size: number): void {
  let total = 0;
  for (let i = 0; i < size; i++) {
    const share = row[i] as number;
    if (!(share >= 0)) throw new Fault("negative-weight", `a probability is ${share}`);
    total += share;
  }
  if (!(Math.abs(total - 1) <= 1e-9))
    throw new Fault(
      "probabilities-do-not-sum",
      `probabilities sum to ${Number(total.toPrecision(12))}, not 1`,
    );
}

function requireDomain(scope: Scope): FiniteDomain {
  if (scope.domain === undefined)
    throw new Fault("missing-domain", "a distribution needs a finite domain");
  return scope.domain;
}

function withLocal<T>(name: string, value: Value, scope: Scope, run: () => T): T {
  const before = scope.locals.get(name);
  scope.locals.set(name, value);
  try {
    return run();
  } finally {
    if (before === undefined) scope.locals.delete(name);
    else scope.locals.set(name, before);
  }
}

function matchingBody(e: Extract<Expression, { kind: "match" }>, scope: Scope): Expression {
  const subject = evaluate(e.subject, scope);
  for (const { patterns, body } of e.cases)
    if (patterns.some((p) => matches(p, subject))) return body;
  throw new Fault("no-matching-case", `no case of the match covers ${showValue(subject)}`);
}

function matches(pattern: Pattern, value: Value): boolean {
  if (pattern.kind === "any") return true;
  if (pattern.kind === "value") return valuesEqual(pattern.value, value);
  return (
    Array.isArray(value) &&
    value.length === pattern.items.length &&
    pattern.items.every((item, i) => matches(item, (value as readonly Value[])[i] as Value))
  );
}

function evaluateBinary(
  operator: BinaryOperator,
  l: Expression,
  r: Expression,
  scope: Scope,
): Value {
  const left = evaluate(l, scope);
  switch (operator) {
    case "and":
      return asBoolean(left) && asBoolean(evaluate(r, scope));
    case "or":
      return asBoolean(left) || asBoolean(evaluate(r, scope));
    case "implies":
      return !asBoolean(left) || asBoolean(evaluate(r, scope));
    case "xor":
      return asBoolean(left) !== asBoolean(evaluate(r, scope));
    default:
      break;
  }
  return applyOperator(operator, left, evaluate(r, scope));
}

function finiteDomainOf(node: DiagramNode): FiniteDomain {
  if (node.domain === undefined)
    throw new MechanismError("missing-domain", `${node.name} has no domain`, node.name, "");
  if (node.domain.kind !== "finite") {
    throw new MechanismError(
      "continuous-domain",
      `${node.name} is continuous; give it \`by step\` to solve it exactly`,
      node.name,
      "",
    );
  }
  return node.domain;
}

function finiteValues(node: DiagramNode): readonly Value[] {
  return finiteDomainOf(node).values;
}

function configuration(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  values: readonly Value[],
): string {
  return node.parents
    .map((p, i) => `${diagram.node(p).name} = ${showValue(values[i] as Value)}`)
    .join(", ");
}
