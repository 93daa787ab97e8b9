/** Another kind for a node, the numbers kept: exact, one step, undone by one. */
import { describe, expect, it } from "vitest";
import { mechanismReader } from "../model/index.ts";
import {
  afterRetype,
  type KindChoice,
  kindChoices,
  mindsKind,
  retypeKeeping,
} from "./retypeKept.ts";
import { createSession, type Session } from "./session.ts";

const MODEL = `chance S : {a, b} ~ {a: 0.25, b: 0.75}
decision D : {go, stay} sees S // what is done
chance N : {0, 2, 6} from D ~ [[0.5, 0.25, 0.25], [0, 0, 1]]
utility U = if D == go then 3 else -1 // formula
utility V from S = [4, 7]
`;

function open(): Session {
  return createSession({ text: MODEL, now: () => 0 });
}

function numbers(session: Session, name: string): number[] {
  const { diagram } = session.state();
  const id = diagram?.idOf(name);
  if (diagram === undefined || id === undefined) throw new Error(`no ${name}`);
  const reader = mechanismReader(diagram, id);
  const row = new Float64Array(reader.rowSize);
  const count = reader.parentSizes.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, at) => {
    reader.read(reader.parentSizes.length === 0 ? [] : [at], row);
    return [...row];
  }).flat();
}

const MADE: readonly (readonly [string, "chance" | "utility", KindChoice, number[], string])[] = [
  ["D", "chance", { kind: "uniform" }, [0.5, 0.5, 0.5, 0.5], "chance D : {go, stay} from S ~ "],
  ["D", "chance", { kind: "played", rule: [1, 0, 0.3, 0.7] }, [1, 0, 0.3, 0.7], "// what is done"],
  ["D", "chance", { kind: "fix", value: "stay" }, [0, 1, 0, 1], "from S ~ [[0, 1], [0, 1]]"],
  [
    "U",
    "chance",
    { kind: "keep" },
    [0, 1, 1, 0],
    "chance U = if D == go then 3 else -1 // formula",
  ],
  ["V", "chance", { kind: "keep" }, [1, 0, 0, 1], "chance V : {4, 7} from S = [4, 7]"],
  ["N", "utility", { kind: "keep" }, [2, 6], "utility N from D = [2, 6]"],
];

describe("a node of another kind", () => {
  it.each(MADE)("%s as %s, %o: the numbers are kept", (name, kind, choice, wanted, line) => {
    const session = open();
    const shown = afterRetype(session, { name, kind }, choice);
    expect(shown).toMatchObject({ ok: true });
    expect(retypeKeeping(session, { name, kind }, choice).ok).toBe(true);
    expect(shown.ok && shown.text).toBe(session.state().text);
    expect(session.state().text).toContain(line);
    expect(numbers(session, name)).toEqual(wanted);
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("says which choices there are, and asks where numbers are at stake", () => {
    const { diagram } = open().state();
    if (diagram === undefined) throw new Error("no model");
    expect(kindChoices(diagram, { name: "D", kind: "chance" })).toEqual([
      "uniform",
      "played",
      "fix",
      "forget",
    ]);
    expect(kindChoices(diagram, { name: "S", kind: "utility" })).toEqual(["forget"]);
    expect(kindChoices(diagram, { name: "N", kind: "decision" })).toEqual(["forget"]);
    expect(mindsKind(diagram, { name: "N", kind: "decision" })).toBe(true);
    expect(mindsKind(diagram, { name: "N", kind: "chance" })).toBe(false);
    const bare = createSession({ text: "decision D : bool\nutility U from D\n", now: () => 0 });
    const drawn = bare.state().diagram;
    expect(drawn && mindsKind(drawn, { name: "D", kind: "chance" })).toBe(false);
  });

  it("forgets them when told, and refuses what no longer fits", () => {
    const session = open();
    expect(retypeKeeping(session, { name: "N", kind: "decision" }, { kind: "forget" }).ok).toBe(
      true,
    );
    expect(session.state().text).toContain("decision N : {0, 2, 6} sees D");
    const stale: KindChoice = { kind: "played", rule: [1] };
    expect(afterRetype(open(), { name: "D", kind: "chance" }, stale)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("compute it again"),
    });
  });
});
