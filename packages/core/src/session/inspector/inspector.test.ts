/** A node's sheet: what it shows, and that each edit is small, exact, one step, and undone by one. */
import { describe, expect, it } from "vitest";
import { mechanismReader } from "../../model/index.ts";
import { connectNodes } from "../gestures.ts";
import { createSession, type Session } from "../session.ts";
import { nodeSheet } from "./nodeSheet.ts";
import { setCell, setFormula, setNote, setOwners, writeAsTable } from "./sheetEdits.ts";
import { setStates } from "./states.ts";

const MODEL = `agent a
agent b
// How it is outside.
chance Weather "sky" : {sun, rain} ~ {sun: 0.7, rain: 0.3}
chance Report : {good, bad} from Weather ~ [[0.9, 0.1], [0.2, 0.8]] // by radio
chance Wet : bool = Weather == rain
decision Go : {stay, go} by a sees Report
utility Joy for a from Go, Weather = [[0, 1], [10, -5]]
utility Fee for b = if Go == go then 1 else 0
claim P(Weather = rain) == 0.3
`;

function open(text = MODEL): Session {
  return createSession({ text, now: () => 0 });
}

function sheet(session: Session, name: string): NonNullable<ReturnType<typeof nodeSheet>> {
  const { good } = session.state();
  const found = good && nodeSheet(good, name);
  if (found === undefined) throw new Error(`no sheet of ${name}`);
  return found;
}

/** The numbers of a node, row by row. */
function numbers(session: Session, name: string): number[] {
  const { diagram } = session.state();
  const id = diagram?.idOf(name);
  if (diagram === undefined || id === undefined) throw new Error(`no ${name}`);
  const reader = mechanismReader(diagram, id);
  const row = new Float64Array(reader.rowSize);
  const all: number[] = [];
  const visit = (at: number[]): void => {
    const size = reader.parentSizes[at.length];
    if (size !== undefined) for (let i = 0; i < size; i++) visit([...at, i]);
    else {
      reader.read(at, row);
      all.push(...row);
    }
  };
  visit([]);
  return all;
}

describe("the sheet of a node", () => {
  it("says what is written, and the table of a formula", () => {
    const session = open();
    expect(sheet(session, "Weather")).toMatchObject({
      label: "sky",
      kind: "chance",
      owners: [],
      states: ["sun", "rain"],
      parents: [],
      formula: "~ {sun: 0.7, rain: 0.3}",
      note: "How it is outside.",
      table: { kind: "probabilities", written: true, rows: [{ context: [], cells: [0.7, 0.3] }] },
    });
    expect(sheet(session, "Report").note).toBe("by radio");
    expect(sheet(session, "Wet").table).toMatchObject({
      kind: "choices",
      written: false,
      columns: ["false", "true"],
    });
    expect(sheet(session, "Joy").table).toMatchObject({
      kind: "utilities",
      written: true,
      rows: [
        { context: ["stay", "sun"], cells: [0] },
        { context: ["stay", "rain"], cells: [1] },
        { context: ["go", "sun"], cells: [10] },
        { context: ["go", "rain"], cells: [-5] },
      ],
    });
    expect(sheet(session, "Go").table).toBeUndefined();
    expect(sheet(session, "Go").owners).toEqual(["a"]);
  });

  it("takes one number in place of another, and of the text nothing else", () => {
    const session = open();
    expect(setCell(session, "Joy", { row: 3, column: 0, value: -7.25 }).ok).toBe(true);
    expect(session.state().text).toBe(MODEL.replace("-5", "-7.25"));
    session.undo();
    expect(session.state().text).toBe(MODEL);
    expect(setCell(session, "Report", { row: 1, column: 0, value: 0.123456 }).ok).toBe(true);
    expect(session.state().text).toBe(MODEL.replace("[0.2, 0.8]", "[0.123456, 0.876544]"));
    session.undo();
    expect(session.state().text).toBe(MODEL);
    const formula = setCell(session, "Fee", { row: 0, column: 0, value: 3 });
    expect(formula).toMatchObject({ ok: false, reason: expect.stringContaining("formula") });
  });

  it("keeps what stands before a typed probability, one cell after the other", () => {
    const session = open("chance X : {a, b, c} ~ {a: 0.2, b: 0.3, c: 0.5}\n");
    for (const [column, value] of [0.5, 0.3, 0.2].entries())
      expect(setCell(session, "X", { row: 0, column, value }).ok).toBe(true);
    expect(session.state().text).toContain("{a: 0.5, b: 0.3, c: 0.2}");
    expect(session.state().history.past).toHaveLength(2);
  });

  it("writes a formula as a table with the same numbers", () => {
    const session = open();
    for (const name of ["Fee", "Wet", "Weather"]) {
      const before = numbers(session, name);
      expect(writeAsTable(session, name).ok).toBe(true);
      expect(numbers(session, name)).toEqual(before);
      expect(sheet(session, name).table?.written).toBe(true);
    }
    expect(setCell(session, "Wet", { row: 0, column: 0, value: 1 }).ok).toBe(true);
    expect(numbers(session, "Wet")).toEqual([0, 1, 0, 1]);
  });

  it("takes another formula, or none; what is wrong is said and nothing done", () => {
    const session = open();
    expect(setFormula(session, "Fee", "if Go == go then 2 else Weather").ok).toBe(false);
    expect(session.state().text).toBe(MODEL);
    expect(setFormula(session, "Fee", "if Go == go then 2 else 0.5").ok).toBe(true);
    expect(numbers(session, "Fee")).toEqual([0.5, 2]);
    expect(setFormula(session, "Fee", "").ok).toBe(true);
    expect(session.state().text).toContain("utility Fee for b from Go\n");
    expect(setFormula(session, "Fee", "= if Go == go then 1 else 0").ok).toBe(true);
    expect(numbers(session, "Fee")).toEqual([0, 1]);
  });

  it("writes notes above, changes them where they stand, and takes them away", () => {
    const session = open();
    expect(setNote(session, "Go", "what to do\nwhen it rains").ok).toBe(true);
    expect(session.state().text).toContain("// what to do\n// when it rains\ndecision Go");
    expect(sheet(session, "Go").note).toBe("what to do\nwhen it rains");
    setNote(session, "Go", "short");
    expect(session.state().text).toContain("[0.2, 0.8]] // by radio\nchance Wet");
    expect(session.state().text).toContain("// short\ndecision Go");
    setNote(session, "Go", "");
    expect(session.state().text).toBe(MODEL);
    setNote(session, "Report", "");
    expect(session.state().text).toBe(MODEL.replace(" // by radio", ""));
    const places = open("// layout: X 1 2\nchance X\n");
    expect(sheet(places, "X").note).toBe("");
  });

  it("gives a utility to several agents", () => {
    const session = open();
    expect(setOwners(session, "Joy", ["a", "b"]).ok).toBe(true);
    expect(session.state().text).toContain("utility Joy for a, b from");
  });
});

describe("the values of a node", () => {
  it("are renamed wherever they are meant", () => {
    const session = open();
    const wishes = [
      { text: "sun", was: 0 },
      { text: "storm", was: 1 },
    ];
    expect(setStates(session, "Weather", wishes).ok).toBe(true);
    expect(session.state().text).toBe(MODEL.replaceAll("rain", "storm"));
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("come and go with the numbers of all tables kept", () => {
    const session = open();
    const joy = numbers(session, "Joy");
    const three = [{ text: "sun", was: 0 }, { text: "rain", was: 1 }, { text: "snow" }];
    expect(setStates(session, "Weather", three)).toMatchObject({ ok: true });
    expect(numbers(session, "Weather")).toEqual([0.7, 0.3, 0]);
    expect(numbers(session, "Report")).toEqual([0.9, 0.1, 0.2, 0.8, 0.2, 0.8]);
    expect(numbers(session, "Joy")).toEqual([0, 1, 1, 10, -5, -5]);
    // A formula says what it says of the new value, too.
    expect(session.state().text).toContain("chance Wet : bool = Weather == rain");
    const two = [
      { text: "sun", was: 0 },
      { text: "rain", was: 1 },
    ];
    expect(setStates(session, "Weather", two).ok).toBe(true);
    expect(numbers(session, "Joy")).toEqual(joy);
    expect(session.state().history.past).toHaveLength(2);
  });

  it("leave their probability to the others in proportion", () => {
    const session = open("chance X : {a, b, c} ~ {a: 0.2, b: 0.3, c: 0.5}\n");
    const wishes = [
      { text: "a", was: 0 },
      { text: "b", was: 1 },
    ];
    expect(setStates(session, "X", wishes).ok).toBe(true);
    expect(numbers(session, "X")).toEqual([0.4, 0.6]);
  });

  it("become labels where truth values were, and formulas become tables", () => {
    const session = open(
      "chance Ill : bool ~ bernoulli(0.2)\nutility U = if Ill then -10 else 0\n",
    );
    const wishes = [
      { text: "well", was: 0 },
      { text: "ill", was: 1 },
    ];
    expect(setStates(session, "Ill", wishes)).toMatchObject({ ok: true });
    expect(numbers(session, "U")).toEqual([0, -10]);
    expect(numbers(session, "Ill")).toEqual([0.8, 0.2]);
    expect(session.state().text).toContain("chance Ill : {well, ill}");
  });

  it("are written where there were none, and refused where two are the same", () => {
    const session = open("chance X\ndecision D\n");
    const wishes = [{ text: "no" }, { text: "yes" }];
    expect(setStates(session, "X", wishes).ok).toBe(true);
    expect(setStates(session, "D", wishes).ok).toBe(true);
    expect(session.state().text).toBe("chance X : {no, yes}\ndecision D : {no, yes}\n");
    expect(setStates(session, "X", [{ text: "no" }, { text: "no" }])).toMatchObject({ ok: false });
  });
});

describe("an arrow into a node with numbers", () => {
  it("is drawn: the new parent makes no difference yet", () => {
    const session = open();
    expect(connectNodes(session, "Report", "Joy")).toMatchObject({ ok: true, told: true });
    expect(numbers(session, "Joy")).toEqual([0, 0, 1, 1, 10, 10, -5, -5]);
    expect(connectNodes(session, "Wet", "Report").ok).toBe(true);
    expect(numbers(session, "Report")).toEqual([0.9, 0.1, 0.9, 0.1, 0.2, 0.8, 0.2, 0.8]);
    session.undo();
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });
});
