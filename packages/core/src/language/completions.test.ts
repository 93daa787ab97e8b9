/** What is proposed while a model is typed. */
import { describe, expect, it } from "vitest";
import { completionsAt } from "./index.ts";

const labelsAfter = (text: string): string[] =>
  completionsAt(text, text.length).items.map(({ label }) => label);

describe("completionsAt", () => {
  it.each(["chance Z", "agent r", "param T", "for t", "agent robot\ndecision D", "utility U"])(
    "proposes nothing for a name that is just being given: %s",
    (text) => {
      expect(labelsAfter(text)).toEqual([]);
    },
  );

  it("proposes what may begin a line", () => {
    expect(labelsAfter("agent robot\ncha")).toContain("chance");
  });

  it("proposes agents after by, variables after sees, domains after a colon", () => {
    const start = "agent robot\nchance X : bool ~ bernoulli(0.5)\n";
    expect(labelsAfter(`${start}decision D by ro`)).toEqual(["robot"]);
    expect(labelsAfter(`${start}decision D by robot sees X`)).toContain("X");
    expect(labelsAfter(`${start}chance Y : bo`)).toContain("bool");
    expect(labelsAfter(`${start}utility U for ro`)).toEqual(["robot"]);
  });

  it("proposes variables that may be replaced or changed", () => {
    expect(labelsAfter("chance X\nchance Y = X")).toContain("X");
  });
});
