/** A text that takes long to read keeps nobody from writing. The clock counts how often it is asked. */
import { describe, expect, it } from "vitest";
import { loadModel } from "../language/index.ts";
import { createSession } from "./index.ts";

const SMALL = "decision D : bool\nutility U = if D then 1 else 0\n";
/** Some thousand steps of loops that declare nothing. */
const SLOW = `${SMALL}for a in 1..20 { for b in 1..20 { for c in 1..20 { } } }\n`;
const LIMITS = { typing: 500, patient: 50_000 };
const HOPELESS = { typing: 500, patient: 1000 };

function opened(limits: typeof LIMITS, text: string) {
  let time = 0;
  const session = createSession({ now: () => ++time, limits, text });
  const cost = (run: () => void): number => {
    const before = time;
    run();
    return time - before;
  };
  return { session, cost };
}

describe("a text that takes long to read", () => {
  it("is given up while somebody writes; text and last diagram stay, and it is said", () => {
    const { session, cost } = opened(LIMITS, SMALL);
    const { good } = session.state();
    expect(session.state().late).toBeUndefined();
    expect(cost(() => session.setText(SLOW, "paste"))).toBeLessThan(520);
    const state = session.state();
    expect(state.late).toBe("typing");
    expect(state.text).toBe(SLOW);
    expect(state.diagram).toBeUndefined();
    expect(state.good).toBe(good);
    expect(state.diagnostics.map(({ code }) => code)).toEqual(["reading-late"]);
  });

  it("costs each further change a tenth of that", () => {
    const { session, cost } = opened(LIMITS, SMALL);
    session.setText(SLOW, "paste");
    for (const more of ["#", "# a", "# ab"])
      expect(cost(() => session.setText(SLOW + more, "typing"))).toBeLessThan(70);
    expect(session.state().late).toBe("typing");
  });

  it("is read by whoever is patient, and quick ones at once again", () => {
    const { session } = opened(LIMITS, SMALL);
    session.setText(SLOW, "paste");
    session.reload();
    expect(session.state().late).toBeUndefined();
    expect(session.state().diagram?.nodes).toHaveLength(2);
    session.setText(`${SLOW}#`, "typing");
    expect(session.state().late).toBe("typing");
    session.setText(SMALL, "typing");
    expect(session.state().late).toBeUndefined();
    expect(session.state().diagnostics).toEqual([]);
  });

  it("is given up for good where even patience ends, also when it is opened", () => {
    const { session, cost } = opened(HOPELESS, SLOW);
    expect(session.state().late).toBe("patient");
    expect(cost(() => session.setText(`${SLOW}#`, "typing"))).toBeLessThan(70);
    expect(session.state().late).toBe("patient");
    session.open({ text: SMALL }, "open");
    expect(session.state().late).toBeUndefined();
    expect(cost(() => session.open({ text: SLOW }, "open"))).toBeLessThan(1020);
    expect(session.state().late).toBe("patient");
    expect(session.undo()).toBe("open");
    expect(session.state().text).toBe(SMALL);
  });

  it("is not given up before a least amount of work, however much time passes", () => {
    // A starved machine: seconds pass between any two steps.
    let time = 0;
    const now = () => (time += 3000);
    const limits = { typing: 1000, patient: 1000, least: 200 };
    const session = createSession({ now, limits, text: SMALL });
    expect(session.state()).toMatchObject({ late: undefined, diagnostics: [] });
    session.setText(`${SMALL}chance X : bool\n`, "typing");
    expect(session.state().late).toBeUndefined();
    expect(session.state().diagram?.nodes).toHaveLength(3);
    session.setText(SLOW, "paste");
    expect(session.state().late).toBe("typing");
    session.setText(SMALL, "undo");
    expect(session.state().late).toBeUndefined();
    const impatient = createSession({ now, limits: { typing: 1000, patient: 1000 }, text: SMALL });
    expect(impatient.state().late).toBe("patient");
  });

  it("is read whatever it takes where nobody sets a limit", () => {
    const session = createSession({ now: () => 0, text: SLOW });
    expect(session.state().diagram?.nodes).toHaveLength(2);
  });
});

describe("a text that was read elsewhere", () => {
  const late = () => {
    const { session } = opened(HOPELESS, SMALL);
    session.setText(SLOW, "paste");
    expect(session.state().late).toBe("typing");
    return session;
  };

  it("is taken as if it had been read here, for gestures as well", () => {
    const session = late();
    const { revision } = session.state();
    session.adopt(SLOW, loadModel(SLOW));
    expect(session.state()).toMatchObject({ late: undefined, diagnostics: [], revision });
    expect(session.state().diagram).toBe(session.state().good?.diagram);
    expect(session.read(SLOW).diagram?.nodes).toHaveLength(2);
  });

  it("is left alone when the text is another by now, or was read", () => {
    const session = late();
    session.setText(SMALL, "undo");
    const before = session.state();
    session.adopt(SLOW, loadModel(SLOW));
    session.adopt(SMALL, { gaveUpAfter: 20_000 });
    expect(session.state()).toBe(before);
  });

  it("says how long it was given when that was not enough", () => {
    const session = late();
    session.adopt(SLOW, { gaveUpAfter: 20_000 });
    expect(session.state().late).toBe("patient");
    expect(session.state().diagnostics[0]?.message).toContain("longer than 20 s");
  });
});
