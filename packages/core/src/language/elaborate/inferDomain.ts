/**
 * The values of a deterministic mechanism for which no domain is written: truth values, or everything it
 * comes to at the values of its parents. Numbers are listed upwards, labels as the rows bring them up.
 */
import type { Domain, Expression, FiniteDomain, Value } from "../../model/index.ts";
import { BOOLEAN_DOMAIN, evaluateAt, Fault, finiteDomain, showValue } from "../../model/index.ts";
import { BOOLEAN, NUMBER, type Typed } from "./typed.ts";

/** More values are not a domain that somebody meant. */
const MOST_VALUES = 2_000;

export type Inferred =
  | { readonly kind: "domain"; readonly domain: Domain }
  /** Why there is none, to go after "they cannot be worked out: ". */
  | { readonly kind: "unknown"; readonly why: string }
  | { readonly kind: "fault"; readonly code: string; readonly message: string };

/**
 * Cost: one evaluation for each row.
 * @param parents name and domain of the parents, in the order of their positions
 */
export function inferDomain(
  { expression, kinds, random }: Typed,
  parents: readonly { readonly name: string; readonly domain?: FiniteDomain | undefined }[],
  maxRows: number,
): Inferred {
  if (random) return { kind: "unknown", why: "it is drawn at random" };
  if (kinds === BOOLEAN) return { kind: "domain", domain: BOOLEAN_DOMAIN };
  const open = parents.find(({ domain }) => domain === undefined);
  if (open !== undefined)
    return { kind: "unknown", why: `${open.name} has no list of values either` };
  const parameter = parameterIn(expression);
  // A slider must not change what a variable can be.
  if (parameter !== undefined)
    return { kind: "unknown", why: `they change with the parameter ${parameter}` };
  const domains = parents.map(({ domain }) => domain?.values ?? []);
  const rows = domains.reduce((product, { length }) => product * length, 1);
  if (rows > maxRows) return { kind: "unknown", why: `it has ${rows} rows` };
  return collect(expression, domains, rows, kinds);
}

function collect(
  expression: Expression,
  domains: readonly (readonly Value[])[],
  rows: number,
  kinds: number,
): Inferred {
  const found = new Map<string, Value>();
  const current: Value[] = [];
  for (let row = 0; row < rows; row++) {
    let rest = row;
    for (let d = domains.length - 1; d >= 0; d--) {
      const values = domains[d] as readonly Value[];
      current[d] = values[rest % values.length] as Value;
      rest = Math.floor(rest / values.length);
    }
    try {
      const value = evaluateAt(expression, current, new Map());
      const plain = Object.is(value, -0) ? 0 : value;
      found.set(`${typeof plain} ${showValue(plain)}`, plain);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      return { kind: "fault", code: fault.code, message: fault.message };
    }
    if (found.size > MOST_VALUES)
      return { kind: "unknown", why: `there are more than ${MOST_VALUES}` };
  }
  const values = [...found.values()];
  const types = new Set(values.map((value) => typeof value));
  if (types.size > 1) return { kind: "unknown", why: "some are numbers and some are not" };
  if (kinds === NUMBER || types.has("number")) values.sort((a, b) => (a as number) - (b as number));
  if (types.has("boolean")) return { kind: "domain", domain: BOOLEAN_DOMAIN };
  return { kind: "domain", domain: finiteDomain(values) };
}

/** The name of a parameter that the expression mentions. */
function parameterIn(expression: Expression): string | undefined {
  const stack: unknown[] = [expression];
  while (stack.length > 0) {
    const part = stack.pop();
    if (Array.isArray(part)) stack.push(...(part as unknown[]));
    else if (typeof part === "object" && part !== null) {
      const { kind, name } = part as { readonly kind?: unknown; readonly name?: unknown };
      if (kind === "parameter" && typeof name === "string") return name;
      stack.push(...Object.values(part));
    }
  }
  return undefined;
}
