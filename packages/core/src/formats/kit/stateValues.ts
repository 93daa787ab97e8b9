/**
 * What other tools call the values of a variable, as values of ours. Spellings stay: a level
 * becomes a number only when every level of its variable is one and no two are the same number,
 * and a truth value only when the levels are `true` and `false`.
 */
import type { FiniteDomain, Value } from "../../model/index.ts";
import { finiteDomain } from "../../model/index.ts";

/** No leading zeros: 007 and 01 are spellings, not numbers. */
const PLAIN_NUMBER = /^[+-]?(?:0|[1-9]\d*)?(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$/u;

export function stateDomain(states: readonly string[]): FiniteDomain {
  return finiteDomain(stateValues(states));
}

function stateValues(states: readonly string[]): Value[] {
  if (states.every((state) => state === "true" || state === "false")) {
    return states.map((state) => state === "true");
  }
  const numbers = states.map(plainNumber);
  const all = numbers.every((number) => number !== undefined);
  return all && new Set(numbers).size === states.length ? (numbers as number[]) : [...states];
}

function plainNumber(text: string): number | undefined {
  if (!PLAIN_NUMBER.test(text) || !/\d/u.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

const counted = new Map<number, FiniteDomain>();

/** 0 … n−1, the same domain each time: what formats mean that only count values. */
export function countedDomain(size: number): FiniteDomain {
  let domain = counted.get(size);
  if (domain === undefined) {
    domain = finiteDomain(Array.from({ length: size }, (_, i) => i));
    if (size <= 1024) counted.set(size, domain);
  }
  return domain;
}
