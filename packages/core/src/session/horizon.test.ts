/** The number of steps changes by the smallest edit, and undo brings the old one back. */
import { describe, expect, it } from "vitest";
import { parse } from "../language/index.ts";
import { horizonOf, horizonSize, setHorizon } from "./horizon.ts";
import { createSession, type Session } from "./session.ts";
import { stepNameOf } from "./stepName.ts";

function open(text: string, base?: string): Session {
  return createSession({ text, now: () => 0, resolve: () => base });
}

function horizon(session: Session) {
  const { diagram, text } = session.state();
  return diagram && horizonOf(diagram, parse(text));
}

describe("the horizon", () => {
  it("that is a parameter is set there", () => {
    const text = "param T = 3 in 2..9 // steps\nfor k in 1..T { chance S[k] }\n";
    const session = open(text);
    expect(horizon(session)).toEqual({ kind: "parameter", name: "T", value: 3, low: 2, high: 9 });
    expect(stepNameOf(parse(text))).toBe("k");
    expect(setHorizon(session, 5)).toMatchObject({ ok: true });
    expect(session.state().text).toBe(text.replace("T = 3", "T = 5"));
    expect(session.state().diagram?.nodes.length).toBe(5);
    session.undo();
    expect(session.state().text).toBe(text);
  });

  it("that is written as numbers is changed in all loops together", () => {
    const text = `chance S[1]
for t in 1..2 { // moves
  decision A[t] sees S[t]
  chance S[t+1] from A[t]
}
for t in 1..3 { utility R[t] from S[t] }
for i in 1..2 { chance X[i] }
`;
    const session = open(text);
    expect(horizon(session)).toEqual({
      kind: "literal",
      name: "t",
      value: 3,
      low: 2,
      high: undefined,
    });
    expect(setHorizon(session, 4)).toMatchObject({ ok: true });
    expect(session.state().text).toBe(
      text.replace("t in 1..2", "t in 1..3").replace("1..3 { u", "1..4 { u"),
    );
    expect(setHorizon(session, 1)).toMatchObject({ ok: false });
    session.undo();
    expect(session.state().text).toBe(text);
  });

  it("that makes a large model is announced with its size, and made when asked again", () => {
    const text = `param T = 3 in 2..900
for t in 1..T {
  chance S[t]
  decision A[t] sees S[k] for k in 1..t
}
`;
    const session = open(text);
    expect(horizonSize(session, 4)).toEqual({ nodes: 8, arrows: 10 });
    // The sum of 1..T, from three small models.
    expect(horizonSize(session, 800)).toEqual({ nodes: 1600, arrows: 320_400 });
    expect(setHorizon(session, 40)).toMatchObject({ ok: true });
    session.undo();
    const result = setHorizon(session, 150);
    if (result.ok || result.remedy === undefined) throw new Error("not announced");
    expect(result.reason).toContain("150 steps make about 300 nodes and 11,325 arrows");
    expect(session.state().text).toBe(text);
    expect(result.remedy.run()).toMatchObject({ ok: true });
    expect(session.state().text).toBe(text.replace("T = 3", "T = 150"));
    expect(session.state().diagram?.graph.edgeCount).toBe(11_325);
    const beyond = setHorizon(session, 901);
    expect(beyond.ok ? "" : beyond.reason).toBe("901 is more than T may be: its range ends at 900");
  });

  it("of an extended file is overridden here", () => {
    const base = "param T = 3 in 2..9\nfor t in 1..T { chance S[t] }\n";
    const session = open('extends "base.cid"\nchance X from S[1]\n', base);
    expect(setHorizon(session, 4)).toMatchObject({ ok: true });
    expect(session.state().text).toBe(
      'extends "base.cid"\nparam T = 4 in 2..9\nchance X from S[1]\n',
    );
    expect(setHorizon(session, 5)).toMatchObject({ ok: true });
    expect(session.state().text).toContain("param T = 5 in 2..9\n");
  });

  it("is refused in words where something needs the steps, and absent where nothing repeats", () => {
    const session = open(
      "param T = 3 in 1..9\nfor t in 1..T { chance S[t] }\nchance X from S[3]\n",
    );
    const result = setHorizon(session, 2);
    expect(result.ok ? "" : result.reason).toMatch(/would not be sound/u);
    expect(horizon(open("param p = 0.5\nchance X ~ bernoulli(p)\n"))).toBeUndefined();
  });
});
