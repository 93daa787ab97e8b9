/**
 * Between which numbers a mechanism's values lie, told from its expression without reading a row:
 * small sets of values as they are, larger ones as an interval. Evaluation in floating point is
 * monotone wherever an interval is used here, so the bounds hold for the values as computed.
 */
import type { DiagramNode, InfluenceDiagram } from "./diagram.ts";
import type { BinaryOperator, BuiltIn, Expression } from "./expression.ts";
import type { Value } from "./value.ts";
import { Fault } from "./fault.ts";
import { applyOperator, callBuiltIn } from "./operations.ts";
import { valuesEqual } from "./value.ts";

/** Sets larger than this become intervals. */
const MOST_VALUES = 32;

/** What an expression may come to; undefined says nothing. */
type Range =
  | { readonly kind: "values"; readonly values: readonly Value[] }
  | { readonly kind: "interval"; readonly low: number; readonly high: number }
  | { readonly kind: "items"; readonly items: readonly (Range | undefined)[] }
  | undefined;

interface Known {
  readonly parents: readonly Range[];
  readonly parameters: ReadonlyMap<string, number>;
  readonly locals: ReadonlyMap<string, Range>;
}

const EITHER: Range = { kind: "values", values: [false, true] };

/**
 * The least and the greatest value a utility may have, or wider; infinite where nothing is known.
 * `node` may have other parents and another mechanism than in the diagram. Cost: the size of the
 * expression, whatever the number of rows; tables are looked through.
 */
export function valueRange(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  parameters: ReadonlyMap<string, number>,
): readonly [number, number] {
  const { mechanism } = node;
  if (mechanism.kind === "table") {
    const { entries } = mechanism;
    return [entries.reduce((a, b) => Math.min(a, b)), entries.reduce((a, b) => Math.max(a, b))];
  }
  if (mechanism.kind !== "expression" || mechanism.stochastic) return [-Infinity, Infinity];
  const parents = node.parents.map((p): Range => {
    const { domain } = diagram.node(p);
    return domain?.kind === "finite" ? packed(domain.values) : undefined;
  });
  const { low, high } = numbers(
    rangeOf(mechanism.body, { parents, parameters, locals: new Map() }),
  );
  return [low, high];
}

function rangeOf(e: Expression, known: Known): Range {
  switch (e.kind) {
    case "literal":
      return packed([e.value]);
    case "parameter": {
      const value = known.parameters.get(e.name);
      return value === undefined ? undefined : packed([value]);
    }
    case "parent":
      return known.parents[e.position];
    case "local":
      return known.locals.get(e.name);
    case "let": {
      const locals = new Map(known.locals).set(e.name, rangeOf(e.value, known));
      return rangeOf(e.body, { ...known, locals });
    }
    case "unary": {
      const operand = rangeOf(e.operand, known);
      if (e.operator === "not") return each([operand], ([x]) => x !== true) ?? EITHER;
      return each([operand], ([x]) => -(x as number)) ?? interval(operand, (x, y) => [-y, -x]);
    }
    case "binary":
      return binary(e.operator, rangeOf(e.left, known), rangeOf(e.right, known));
    case "call":
      return call(
        e.name,
        e.arguments.map((argument) => rangeOf(argument, known)),
      );
    case "other": {
      const [first, second] = e.values;
      return (
        each([rangeOf(e.operand, known)], ([x]) =>
          valuesEqual(x as Value, first) ? second : first,
        ) ?? packed([first, second])
      );
    }
    case "if": {
      const condition = rangeOf(e.condition, known);
      const may = (answer: boolean): boolean =>
        condition?.kind !== "values" || condition.values.includes(answer);
      const branches = [
        ...(may(true) ? [rangeOf(e.then, known)] : []),
        ...(may(false) ? [rangeOf(e.otherwise, known)] : []),
      ];
      return union(branches);
    }
    case "match":
      return union(e.cases.map(({ body }) => rangeOf(body, known)));
    case "tuple":
    case "list":
      return { kind: "items", items: e.items.map((item) => rangeOf(item, known)) };
    case "component": {
      const tuple = rangeOf(e.tuple, known);
      if (tuple?.kind === "items") return union(tuple.items);
      if (tuple?.kind !== "values") return undefined;
      return union(
        tuple.values.flatMap((v) => (Array.isArray(v) ? v : [v]).map((x) => packed([x]))),
      );
    }
    case "weights":
    case "family":
      return undefined;
  }
}

function binary(operator: BinaryOperator, left: Range, right: Range): Range {
  switch (operator) {
    case "and":
      return each([left, right], ([a, b]) => a === true && b === true) ?? EITHER;
    case "or":
      return each([left, right], ([a, b]) => a === true || b === true) ?? EITHER;
    case "implies":
      return each([left, right], ([a, b]) => a !== true || b === true) ?? EITHER;
    case "xor":
      return each([left, right], ([a, b]) => a !== b) ?? EITHER;
    default:
  }
  const told = each([left, right], ([a, b]) => applyOperator(operator, a as Value, b as Value));
  if (told !== undefined) return told;
  const [a, b] = [numbers(left), numbers(right)];
  switch (operator) {
    case "+":
      return between(a.low + b.low, a.high + b.high);
    case "-":
      return between(a.low - b.high, a.high - b.low);
    case "*": {
      const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return between(Math.min(...corners), Math.max(...corners));
    }
    case "/": {
      if (b.low <= 0 && b.high >= 0) return undefined;
      const corners = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high];
      return between(Math.min(...corners), Math.max(...corners));
    }
    case "%":
    case "^":
      return undefined;
    default:
      return EITHER;
  }
}

function call(name: BuiltIn, operands: readonly Range[]): Range {
  const told = each(operands, (values) => callBuiltIn(name, values));
  if (told !== undefined) return told;
  const [x, y, z] = operands.map(numbers);
  const bounds = operands.map(numbers);
  switch (name) {
    case "min":
      return between(least(bounds, "low"), least(bounds, "high"));
    case "max":
      return between(most(bounds, "low"), most(bounds, "high"));
    case "clamp":
      if (x === undefined || y === undefined || z === undefined) return undefined;
      return between(
        Math.min(Math.max(x.low, y.low), z.low),
        Math.min(Math.max(x.high, y.high), z.high),
      );
    case "abs": {
      if (x === undefined) return undefined;
      const far = Math.max(Math.abs(x.low), Math.abs(x.high));
      return between(x.low > 0 ? x.low : x.high < 0 ? -x.high : 0, far);
    }
    case "floor":
    case "ceil":
    case "sign":
      return x === undefined ? undefined : between(Math[name](x.low), Math[name](x.high));
    default:
      // Not sure to be monotone in floating point, or not of numbers alone.
      return undefined;
  }
}

const least = (all: readonly Ends[], end: keyof Ends): number =>
  all.reduce((m, one) => Math.min(m, one[end]), Infinity);
const most = (all: readonly Ends[], end: keyof Ends): number =>
  all.reduce((m, one) => Math.max(m, one[end]), -Infinity);

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** Every combination of known values; undefined where they are not known, or too many. */
function each(ranges: readonly Range[], of: (values: readonly Value[]) => Value): Range {
  let combinations: Value[][] = [[]];
  for (const range of ranges) {
    if (range?.kind !== "values") return undefined;
    combinations = combinations.flatMap((some) => range.values.map((value) => [...some, value]));
    if (combinations.length > MOST_VALUES ** 2) return undefined;
  }
  const values: Value[] = [];
  for (const combination of combinations) {
    try {
      values.push(of(combination));
    } catch (error) {
      // A combination without a value cannot occur in a model that has numbers.
      if (!(error instanceof Fault)) throw error;
    }
  }
  return packed(values);
}

function packed(values: readonly Value[]): Range {
  const different: Value[] = [];
  let numeric = true;
  for (const value of values) {
    if (typeof value !== "number" || Number.isNaN(value)) numeric = false;
    if (different.length <= MOST_VALUES && !different.some((one) => Object.is(one, value)))
      different.push(value);
  }
  if (different.length <= MOST_VALUES) return { kind: "values", values: different };
  if (!numeric) return undefined;
  const all = values as readonly number[];
  return {
    kind: "interval",
    low: all.reduce((a, b) => Math.min(a, b)),
    high: all.reduce((a, b) => Math.max(a, b)),
  };
}

function union(ranges: readonly Range[]): Range {
  if (ranges.every((range) => range?.kind === "values"))
    return packed(ranges.flatMap((range) => (range as { values: readonly Value[] }).values));
  if (ranges.some((range) => range?.kind === "items")) {
    const lists = ranges.map((range) => (range?.kind === "items" ? range.items : undefined));
    const longest = Math.max(...lists.map((list) => list?.length ?? 0));
    if (lists.some((list) => list === undefined)) return undefined;
    const items = Array.from({ length: longest }, (_, i) =>
      union(lists.flatMap((list) => (list !== undefined && i < list.length ? [list[i]] : []))),
    );
    return { kind: "items", items };
  }
  const bounds = ranges.map(numbers);
  return between(least(bounds, "low"), most(bounds, "high"));
}

function interval(range: Range, to: (low: number, high: number) => [number, number]): Range {
  const { low, high } = numbers(range);
  return between(...to(low, high));
}

function between(low: number, high: number): Range {
  return low <= high ? { kind: "interval", low, high } : undefined;
}

/** The ends of what are numbers; values of other kinds would be faults where a number is needed. */
function numbers(range: Range): Ends {
  const nothing = { low: -Infinity, high: Infinity };
  if (range === undefined || range.kind === "items") return nothing;
  if (range.kind === "interval") return range;
  const values = range.values.filter((value): value is number => typeof value === "number");
  if (values.length === 0 || values.some((x) => !Number.isFinite(x))) return nothing;
  return { low: Math.min(...values), high: Math.max(...values) };
}
