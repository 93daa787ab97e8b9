/** The first way that meets no node twice, against a plain search; and what its budget pays for. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { type SimpleTrail, simpleTrail, type StateSpace } from "./simpleTrail.ts";

/** States are nodes, `next[s]` are the states after s; a way begins at node 0 and ends at a goal. */
function spaceOf(next: readonly (readonly number[])[], goals: readonly number[]): StateSpace {
  return {
    size: next.length,
    nodeOf: (state) => state,
    start: 0,
    first: next[0] ?? [],
    next: (state) => next[state] ?? [],
    isGoal: (state) => goals.includes(state),
  };
}

/** s, s + 1, … one after the other, with nothing after the last. */
const chain = (states: number): number[][] =>
  Array.from({ length: states }, (_, s) => (s + 1 < states ? [s + 1] : []));

/** Depth first, the last neighbour first, nothing looked at ahead. */
function plainly(
  space: StateSpace,
  way: readonly number[] = [space.start],
  at?: number,
): SimpleTrail {
  const last = at === undefined ? space.first : space.next(at);
  for (const state of [...last].reverse()) {
    const node = space.nodeOf(state);
    if (way.includes(node)) continue;
    if (space.isGoal(state)) return [...way, node];
    const found = plainly(space, [...way, node], state);
    if (found !== "none") return found;
  }
  return "none";
}

describe("a way that meets no node twice", () => {
  it("is the first of a plain search, in 2,000 random spaces with a state or two for each node", () => {
    const random = Random.seeded(17);
    const seen = { none: 0, found: 0 };
    for (let run = 0; run < 2_000; run++) {
      const nodes = 2 + random.below(5);
      const size = nodes + random.below(nodes);
      const states = Array.from({ length: size }, (_, s) => s);
      const some = (): number[] => random.shuffled(states).slice(0, random.below(4));
      const next = states.map(some);
      const goals = random.shuffled(states).slice(0, random.below(3));
      const space: StateSpace = { ...spaceOf(next, goals), nodeOf: (state) => state % nodes };
      const expected = plainly(space);
      seen[expected === "none" ? "none" : "found"]++;
      expect(simpleTrail(space, 100_000), `run ${run}`).toEqual(expected);
    }
    expect(Math.min(seen.none, seen.found)).toBeGreaterThan(300);
  });

  it("may use as many states as the budget says, and not one more", () => {
    const space = spaceOf(chain(4), [3]);
    expect(simpleTrail(space, 3)).toEqual([0, 1, 2, 3]);
    expect(simpleTrail(space, 2)).toBe("undecided");
  });

  it("looks at ten states ahead for each step of the budget, and sees then that none leads on", () => {
    // The list of what is reached takes one of the ten.
    expect(simpleTrail(spaceOf(chain(10), []), 1)).toBe("none");
    expect(simpleTrail(spaceOf(chain(11), []), 1)).toBe("undecided");
  });

  it("is found by steps alone where looking ahead is too dear", () => {
    const many = Array.from({ length: 2_000 }, (): number[] => []);
    const next = [[1], [2], [3], ...many];
    expect(simpleTrail(spaceOf(next, [3]), 3)).toEqual([0, 1, 2, 3]);
  });
});
