import { describe, expect, it } from "vitest";
import { Register } from "./register.ts";

interface Entry {
  readonly id: string;
  readonly aliases: readonly string[];
}

const register = (...entries: Entry[]): Register<Entry> =>
  new Register("thing", entries, ({ id, aliases }) => [id, ...aliases]);

describe("a register", () => {
  const fruit = { id: "apple-pie", aliases: ["pie"] };

  it("finds an entry by any of its names, however they are spelled", () => {
    for (const name of ["apple-pie", "apple_pie", "Apple pie", "pie"])
      expect(register(fruit).called(name)).toBe(fruit);
    expect(register(fruit).called("tart")).toBeUndefined();
  });

  it("refuses two entries with one name, and one name twice", () => {
    const message = /means more than one thing/;
    expect(() => register(fruit, { id: "pie", aliases: [] })).toThrow(message);
    expect(() => register(fruit, { id: "cake", aliases: ["Apple_Pie"] })).toThrow(message);
    expect(() => register({ id: "cake", aliases: ["cake"] })).toThrow(message);
  });

  it("says what the nearest name is", () => {
    expect(register(fruit).unknown("aple-pie")).toBe(
      "no thing is called aple-pie; did you mean apple-pie?",
    );
    expect(register(fruit).unknown("sandwich")).toBe("no thing is called sandwich");
  });
});
