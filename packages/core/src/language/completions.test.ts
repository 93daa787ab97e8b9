/** What is proposed while a model is typed. */
import { describe, expect, it } from "vitest";
import { completionsAt, definitionAt, hoverAt, referencesAt, tokens } from "./index.ts";

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

  it("proposes names and labels as they are written, in back-ticks and quotation marks", () => {
    const start = 'agent `risk officer`\nchance `a b` : {"<20", if, x} ~ uniform\n';
    expect(labelsAfter(`${start}decision D by `)).toEqual(["`risk officer`"]);
    expect(labelsAfter(`${start}chance Y from `)).toContain("`a b`");
    expect(labelsAfter(`${start}chance Y : bool = x == `)).toEqual(
      expect.arrayContaining(["`a b`", '"<20"', '"if"', "x"]),
    );
    const typed = `${start}chance Y from \`a b`;
    expect(completionsAt(typed, typed.length).range.start).toBe(typed.lastIndexOf("`"));
    const closed = `${typed}\` = 1`;
    expect(completionsAt(closed, typed.length).range).toEqual({
      start: typed.lastIndexOf("`"),
      end: typed.length + 1,
    });
  });
});

describe("an editor", () => {
  it("knows quoted names and labels for what they are", () => {
    const text = 'chance `a b` : {"<20", not} ~ uniform\nchance note : bool = `a b` == "<20"';
    const kinds = tokens(text).map(({ range, kind }) => [text.slice(range.start, range.end), kind]);
    expect(kinds).toContainEqual(["`a b`", "variable"]);
    expect(kinds).toContainEqual(['"<20"', "label"]);
    expect(kinds).toContainEqual(["not", "label"]);
    expect(kinds).toContainEqual(["note", "variable"]);
    const use = text.lastIndexOf("`a b`") + 2;
    expect(definitionAt(text, use)).toEqual({ start: 7, end: 12 });
    expect(referencesAt(text, use)).toHaveLength(2);
    expect(referencesAt(text, text.lastIndexOf("<20"))).toHaveLength(2);
    expect(hoverAt(text, use)?.text).toBe('chance `a b` : {"<20", not} ~ uniform');
  });
});
