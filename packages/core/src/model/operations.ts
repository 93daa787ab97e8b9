/** What operators and built-in functions make of values. */
import type { BinaryOperator, BuiltIn } from "./expression.ts";
import type { Value } from "./value.ts";
import { Fault } from "./fault.ts";
import { showValue, valuesEqual } from "./value.ts";

/** Operators that need both their operands; the others may be done after the first. */
type StrictOperator = Exclude<BinaryOperator, "and" | "or" | "implies" | "xor">;

/** @throws Fault where the operator has no value */
export function applyOperator(operator: StrictOperator, left: Value, right: Value): Value {
  switch (operator) {
    case "==":
      return valuesEqual(left, right);
    case "!=":
      return !valuesEqual(left, right);
    case "in":
      return (
        Array.isArray(right) && (right as readonly Value[]).some((item) => valuesEqual(item, left))
      );
    default:
      break;
  }
  const a = asNumber(left);
  const b = asNumber(right);
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      if (b === 0) throw new Fault("division-by-zero", `${a} is divided by zero`);
      return a / b;
    case "%":
      if (b === 0) throw new Fault("division-by-zero", `${a} is divided by zero`);
      return a - b * Math.floor(a / b);
    case "^":
      return finiteNumber(a ** b);
    case "<":
      return a < b && !valuesEqual(a, b);
    case "<=":
      return a <= b || valuesEqual(a, b);
    case ">":
      return a > b && !valuesEqual(a, b);
    case ">=":
      return a >= b || valuesEqual(a, b);
  }
}

/** @throws Fault where the function has no value, or none that is finite */
export function callBuiltIn(name: BuiltIn, values: readonly Value[]): Value {
  if (name === "number")
    return typeof values[0] === "boolean" ? (values[0] ? 1 : 0) : asNumber(values[0] as Value);
  const [x = 0, y = 0, z = 0] = values.map(asNumber);
  switch (name) {
    case "min":
      return Math.min(...values.map(asNumber));
    case "max":
      return Math.max(...values.map(asNumber));
    case "clamp":
      return Math.min(Math.max(x, y), z);
    case "round":
      return Math.sign(x) * Math.round(Math.abs(x));
    case "sqrt":
      if (x < 0) throw new Fault("not-a-number", `sqrt of ${x}`);
      return Math.sqrt(x);
    case "log":
      if (x <= 0) throw new Fault("not-a-number", `log of ${x}`);
      return Math.log(x);
    case "exp":
      return finiteNumber(Math.exp(x));
    case "abs":
    case "floor":
    case "ceil":
    case "sign":
      return Math[name](x);
  }
}

export function asNumber(value: Value): number {
  if (typeof value !== "number")
    throw new Fault("type-mismatch", `${showValue(value)} is not a number`);
  return value;
}

export function asBoolean(value: Value): boolean {
  if (typeof value !== "boolean")
    throw new Fault("type-mismatch", `${showValue(value)} is not true or false`);
  return value;
}

export function finiteNumber(value: Value): number {
  const number = asNumber(value);
  if (!Number.isFinite(number))
    throw new Fault("not-a-number", `the result is ${number}, not a finite number`);
  return number;
}
