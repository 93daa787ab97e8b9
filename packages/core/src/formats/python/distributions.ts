/** What PyCID makes of a relationship's worth: the values of a variable, and a whole distribution. */
import type { SyntaxNode } from "./syntaxNodes.ts";
import type { Value } from "../../model/index.ts";
import type { PyValue } from "./values.ts";
import { NotRead } from "./evaluate.ts";
import { isDict, isNumber, isSequence, same, shownValue } from "./values.ts";

/** All values that occur, in Python's order where it has one, as PyCID lists them. */
export function sortedValues(worths: readonly PyValue[]): PyValue[] {
  const found: PyValue[] = [];
  for (const worth of worths) {
    for (const value of isDict(worth) ? worth.entries.map(([key]) => key) : [worth]) {
      if (!found.some((one) => same(one, value))) found.push(value);
    }
  }
  if (found.every(isNumber)) return found.toSorted((a, b) => Number(a) - Number(b));
  if (found.every((one) => typeof one === "string"))
    return (found as string[]).toSorted((a, b) => (a < b ? -1 : 1));
  return found;
}

/** A distribution; mass that is not given is spread over the values that are not mentioned. */
export function completed(
  worth: PyValue,
  domain: readonly PyValue[],
  node: SyntaxNode,
): (readonly [PyValue, number])[] {
  if (!isDict(worth)) return [[worth, 1]];
  const given = worth.entries.flatMap(([value, p]): [PyValue, number][] => {
    if (p === null) return [];
    if (typeof p !== "number")
      throw new NotRead(node, `the probability of ${shownValue(value)} is ${shownValue(p)}`);
    return [[value, p]];
  });
  const others = domain.filter((value) => !given.some(([one]) => same(one, value)));
  const left = 1 - given.reduce((sum, [, p]) => sum + p, 0);
  return [
    ...given,
    ...others.map((value): [PyValue, number] => [
      value,
      Math.abs(left) < 1e-12 ? 0 : left / others.length,
    ]),
  ];
}

/** As a value of ours. */
export function plain(value: PyValue): Value {
  if (typeof value === "object") {
    if (value !== null && isSequence(value)) return value.items.map((item) => plain(item));
    return shownValue(value);
  }
  return value;
}
