/**
 * Events as engines need them: the nodes they mention, and whether they hold in a world. The value
 * of a calculation is found the same way, from the values of its nodes.
 */
import type { NodeId } from "../graph/index.ts";
import type { BuiltIn, Value } from "../model/index.ts";
import type { ClaimEvent, Quantity } from "./exactEngine.ts";
import { callBuiltIn, Fault, showValue, valuesEqual } from "../model/index.ts";
import { holds } from "./comparison.ts";

/** What a node is in a world; undefined when the world does not say. */
export type WorldValues = (node: NodeId) => Value | undefined;

export function nodesOf(event: ClaimEvent): NodeId[] {
  return [...new Set(mentioned(event))];
}

function mentioned(event: ClaimEvent): NodeId[] {
  switch (event.kind) {
    case "is":
      return [event.node];
    case "compared":
      return [...quantityNodes(event.left), ...quantityNodes(event.right)];
    case "not":
      return mentioned(event.event);
    case "all":
    case "any":
      return event.events.flatMap(mentioned);
  }
}

export function quantityNodes(quantity: Quantity): NodeId[] {
  switch (quantity.kind) {
    case "value":
      return [];
    case "node":
      return [quantity.node];
    case "function":
      return quantity.arguments.flatMap(quantityNodes);
  }
}

/** @throws UndefinedValue where a calculation has no value */
export function eventHolds(event: ClaimEvent, world: WorldValues): boolean {
  switch (event.kind) {
    case "is": {
      const value = world(event.node);
      return value !== undefined && valuesEqual(value, event.value);
    }
    case "compared": {
      const left = quantityValue(event.left, world);
      const right = quantityValue(event.right, world);
      const answer = holds(event.operator, left, right);
      if (answer !== undefined) return answer;
      throw new UndefinedValue(`${showValue(left)} and ${showValue(right)} have no order`);
    }
    case "not":
      return !eventHolds(event.event, world);
    case "all":
      return event.events.every((e) => eventHolds(e, world));
    case "any":
      return event.events.some((e) => eventHolds(e, world));
  }
}

/** A calculation that has no value in some world: 1 / X where X is 0, a label plus one. */
export class UndefinedValue extends Error {
  override readonly name = "UndefinedValue";
}

export function quantityValue(quantity: Quantity, world: WorldValues): Value {
  switch (quantity.kind) {
    case "value":
      return quantity.value;
    case "node": {
      const value = world(quantity.node);
      if (value !== undefined) return value;
      throw new UndefinedValue("a variable without values stands in a calculation");
    }
    case "function": {
      const values = quantity.arguments.map((part) => quantityValue(part, world));
      if (quantity.name === "component") {
        const [tuple, at] = values as [Value, number];
        const component = Array.isArray(tuple) ? (tuple as readonly Value[])[at] : undefined;
        if (component !== undefined) return component;
        throw new UndefinedValue(`${showValue(tuple)} has no component ${at}`);
      }
      if (!OPERATORS.has(quantity.name)) return builtIn(quantity.name as BuiltIn, values);
      const numbers = values.map((value) => {
        if (typeof value === "number") return value;
        throw new UndefinedValue(`${showValue(value)} is not a number`);
      });
      const result = calculate(quantity.name, numbers);
      if (Number.isFinite(result)) return result;
      throw new UndefinedValue(
        `${numbers.map(showValue).join(` ${quantity.name} `)} has no finite value`,
      );
    }
  }
}

const OPERATORS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "^"]);

function builtIn(name: BuiltIn, values: readonly Value[]): Value {
  try {
    return callBuiltIn(name, values);
  } catch (fault) {
    if (fault instanceof Fault) throw new UndefinedValue(fault.message);
    throw fault;
  }
}

/** The value of an operator between numbers; not a number for any other sign. */
export function calculate(name: string, numbers: readonly number[]): number {
  const [x = Number.NaN, y = Number.NaN] = numbers;
  switch (name) {
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return x / y;
    case "^":
      return x ** y;
    case "%":
      return x - y * Math.floor(x / y);
    default:
      return Number.NaN;
  }
}
