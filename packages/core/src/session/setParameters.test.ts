import { describe, expect, it } from "vitest";
import { createSession, type Session } from "./session.ts";
import { setParameter, setParameters } from "./setParameters.ts";

const MODEL = `param p = 0.5 in 0..1 // beside p
param q = -1 in -2.5..3
chance X : bool ~ bernoulli(p)
`;

function open(text: string, base = ""): Session {
  return createSession({ text, file: "this.cid", now: () => 0, resolve: () => base });
}

describe("parameters", () => {
  it("are set in one step, which touches nothing else", () => {
    const session = open(MODEL);
    const values = new Map([
      ["p", 0.25],
      ["q", 2],
    ]);
    expect(setParameters(session, values)).toEqual({ ok: true, label: "set p to 0.25, q to 2" });
    expect(session.state().text).toBe(
      MODEL.replace("p = 0.5", "p = 0.25").replace("q = -1", "q = 2"),
    );
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("of an extended file are overridden here, within the same range", () => {
    const session = open('extends "base.cid"\nparam r = 1\n', MODEL);
    const values = new Map([
      ["q", 2.5],
      ["r", 3],
    ]);
    expect(setParameters(session, values)).toMatchObject({ ok: true });
    expect(session.state().text).toBe(
      'extends "base.cid"\nparam q = 2.5 in -2.5..3\nparam r = 3\n',
    );
    expect(session.state().diagram?.parameters).toMatchObject([
      { name: "p", value: 0.5 },
      { name: "q", value: 2.5, low: -2.5, high: 3 },
      { name: "r", value: 3 },
    ]);
  });

  it("are all left alone when one is unknown, or outside its range", () => {
    const session = open(MODEL);
    for (const [name, value, reason] of [
      ["nobody", 1, "there is no parameter nobody"],
      ["p", 1.5, "would not be sound"],
    ] as const) {
      const result = setParameters(
        session,
        new Map([
          ["q", 0],
          [name, value],
        ]),
      );
      expect(result.ok ? "" : result.reason).toContain(reason);
      expect(session.state().text).toBe(MODEL);
    }
  });

  it("a slider's single parameter of an extended file is overridden here, one step for many moves", () => {
    const session = open('extends "base.cid"\nparam r = 1\n', MODEL);
    const { text } = session.state();
    expect(setParameter(session, "q", 1)).toMatchObject({ ok: true });
    expect(setParameter(session, "q", 1.5)).toMatchObject({ ok: true });
    expect(session.state().diagram?.parameters.find(({ name }) => name === "q")?.value).toBe(1.5);
    session.undo();
    expect(session.state().text).toBe(text);
  });
});
