/** Probabilities written as numbers can be set by hand; of the text only the numbers change. */
import { describe, expect, it } from "vitest";
import { ownTable, setProbability } from "./ownTable.ts";
import { createSession } from "./session.ts";

function after(text: string, name: string, row: number, value: number, probability: number) {
  const session = createSession({ text, now: () => 0 });
  const result = setProbability(session, name, { row, value, probability });
  if (!result.ok) return result.reason;
  expect(session.state().diagram).toBeDefined();
  const { good } = session.state();
  const read = good && ownTable(good, name);
  if (read?.ok !== true) throw new Error("not readable afterwards");
  const row_ = read.table.rows[row]?.probabilities ?? [];
  expect(row_.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  expect(row_[value]).toBeCloseTo(probability, 4);
  const changed = session.state().text;
  session.undo();
  expect(session.state().text).toBe(text);
  return changed;
}

describe("a chance node's own probabilities", () => {
  it("in braces, as bernoulli, as a table, as uniform", () => {
    expect(
      after("chance X : {a, b, c} ~ { a: 0.2, b: 0.2, c: 0.6 } // why\n", "X", 0, 0, 0.6),
    ).toBe("chance X : {a, b, c} ~ { a: 0.6, b: 0.1, c: 0.3 } // why\n");
    expect(after("chance X : bool ~ bernoulli(0.3)\n", "X", 0, 1, 0.75)).toBe(
      "chance X : bool ~ bernoulli(0.75)\n",
    );
    expect(after("chance X : bool ~ bernoulli(0.3)\n", "X", 0, 0, 0.75)).toBe(
      "chance X : bool ~ bernoulli(0.25)\n",
    );
    const table = "chance X : bool ~ uniform\nchance Y : bool from X ~ [[0.9, 0.1], [0.3, 0.7]]\n";
    expect(after(table, "Y", 1, 0, 0.5)).toBe(table.replace("[0.3, 0.7]", "[0.5, 0.5]"));
    expect(after("chance X : {a, b} ~ uniform\n", "X", 0, 1, 0.9)).toBe(
      "chance X : {a, b} ~ { a: 0.1, b: 0.9 }\n",
    );
  });

  it("name their rows by the parents' values, the first parent slowest", () => {
    const text = `chance A : bool ~ uniform
chance B : {u, v} ~ uniform
chance Y : bool from A, B ~ [[1, 0], [0.5, 0.5], [0.2, 0.8], [0, 1]]
`;
    const { good, diagram } = createSession({ text, now: () => 0 }).state();
    const read = good && ownTable(good, "Y");
    if (read?.ok !== true) throw new Error("not read");
    expect(read.table.rows.map(({ context }) => context.join(", "))).toEqual([
      "A = false, B = u",
      "A = false, B = v",
      "A = true, B = u",
      "A = true, B = v",
    ]);
    const y = diagram?.node(diagram.idOf("Y") as number);
    if (y?.mechanism.kind !== "table") throw new Error("no table");
    expect(read.table.rows.flatMap(({ probabilities }) => probabilities)).toEqual([
      ...y.mechanism.entries,
    ]);
  });

  it("that are computed, missing or not its own are refused with what to do", () => {
    const text = `param p = 0.5
chance X : bool ~ bernoulli(p)
chance Z
decision D : bool sees X
chance Y : bool = X
utility U = if D == X then 1 else 0
`;
    expect(after(text, "X", 0, 0, 0.1)).toMatch(/not all written as numbers/u);
    expect(after(text, "Z", 0, 0, 0.1)).toMatch(/put numbers in first/u);
    expect(after(text, "Y", 0, 0, 0.1)).toMatch(/change its mechanism/u);
    expect(after(text, "D", 0, 0, 0.1)).toMatch(/only chance/u);
    expect(after("chance X : bool ~ bernoulli(0.3)\n", "X", 0, 1, 1.5)).toMatch(
      /not a probability/u,
    );
  });
});
