/** What Python's operators and the functions that are read make of values. */
import type { PyValue } from "./values.ts";
import { dictionary, isNumber, isSequence, same, truthy } from "./values.ts";

export const COMPARISONS = new Set(["<", "<=", ">", ">=", "==", "!="]);

export function compare(operator: string, sign: number): boolean {
  return { "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0 }[operator] ?? false;
}

export function arithmetic(operator: string, x: number, y: number): number | undefined {
  switch (operator) {
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return x / y;
    case "//":
      return Math.floor(x / y);
    case "%":
      return x - y * Math.floor(x / y);
    case "**":
      return x ** y;
    default:
      return undefined;
  }
}

/** Python's and PyCID's functions that are read. */
export function builtIn(name: string, values: readonly PyValue[]): PyValue | undefined {
  const [first] = values;
  const numbers = (
    first !== undefined && isSequence(first) && values.length === 1 ? first.items : values
  )
    .filter(isNumber)
    .map(Number);
  const all = numbers.length > 0;
  switch (name) {
    case "int":
      return all ? Math.trunc(numbers[0] as number) : undefined;
    case "float":
      return all ? numbers[0] : undefined;
    case "bool":
      return first === undefined ? undefined : truthy(first);
    case "abs":
      return all ? Math.abs(numbers[0] as number) : undefined;
    case "min":
      return all ? Math.min(...numbers) : undefined;
    case "max":
      return all ? Math.max(...numbers) : undefined;
    case "sum":
      return numbers.reduce((sum, x) => sum + x, 0);
    case "len":
      return first !== undefined && isSequence(first) ? first.items.length : undefined;
    case "list":
    case "tuple":
      return first !== undefined && isSequence(first)
        ? { kind: name, items: first.items }
        : undefined;
    case "range":
      return all ? { kind: "list", items: range(numbers) } : undefined;
    case "bernoulli":
      return all
        ? dictionary([
            [0, 1 - (numbers[0] as number)],
            [1, numbers[0] as number],
          ])
        : undefined;
    case "discrete_uniform":
      return first !== undefined && isSequence(first)
        ? dictionary(first.items.map((item) => [item, 1 / first.items.length]))
        : undefined;
    case "noisy_copy":
      return noisyCopy(values);
    default:
      return undefined;
  }
}

function range([first = 0, second, step = 1]: readonly number[]): number[] {
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const count = Math.min(10_000, Math.max(0, Math.ceil((to - from) / step)));
  return Array.from({ length: count }, (_, i) => from + i * step);
}

/** PyCID spreads what is left of the mass over the values that are not mentioned. */
function noisyCopy([value, probability = 0.9, domain = null]: readonly PyValue[]):
  | PyValue
  | undefined {
  if (value === undefined || typeof probability !== "number") return undefined;
  const others =
    domain !== null && isSequence(domain) ? domain.items.filter((one) => !same(one, value)) : [];
  return dictionary([
    [value, probability],
    ...others.map((one): [PyValue, PyValue] => [one, null]),
  ]);
}
