/** Gestures change what they must, keep every comment, and refuse in words. */
import { describe, expect, it } from "vitest";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { Random } from "../base/index.ts";
import { loadModel, printModel } from "../language/index.ts";
import { randomDiagram } from "../testing/index.ts";
import { pinNodes, togglePins } from "./arrange.ts";
import {
  connectedNode,
  connectNodes,
  createNode,
  cycleOwner,
  deleteSelected,
  removeLinks,
  renameNode,
  retypeSelected,
} from "./gestures.ts";
import { pinnedPlaces } from "./pinnedPlaces.ts";
import { createSession } from "./session.ts";
import { setParameter } from "./setParameters.ts";

const MODEL = `// what the robot knows
agent robot
agent human

param p = 0.25 in 0..1   // slider
chance   S "state" : bool ~ bernoulli(p)   // root

decision D : {a, b} by robot sees S   /* all of it */
chance   X from S, D
utility  U for robot from X           // paid by the day
utility  V for human from X
chance   N : bool = D == a
claim control(D, X)   // it can
`;

function open(text: string): Session {
  return createSession({ now: () => 0, text });
}

function done(result: GestureResult): string {
  if (!result.ok) throw new Error(result.reason);
  return result.label;
}

function reason(result: GestureResult): string {
  return result.ok ? "(done)" : result.reason;
}

/** Lines that went and came, `-` and `+`. */
function changes(session: Session, before = MODEL): string[] {
  const old = before.split("\n");
  const now = session.state().text.split("\n");
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe("a gesture changes one place of the text", () => {
  it.each<[string, (session: Session) => GestureResult, string[]]>([
    ["a new node", (s) => createNode(s, "utility"), ["+utility U2 for robot"]],
    ["a new effect", (s) => createNode(s, "chance", { parent: "D" }), ["+chance X2 from D"]],
    [
      "a new cause",
      (s) => connectedNode(s, "D", true),
      [
        "-decision D : {a, b} by robot sees S   /* all of it */",
        "+decision D : {a, b} by robot sees S, X2   /* all of it */",
        "+chance X2",
      ],
    ],
    [
      "an arrow",
      (s) => connectNodes(s, "S", "U"),
      [
        "-utility  U for robot from X           // paid by the day",
        "+utility  U for robot from X, S           // paid by the day",
      ],
    ],
    [
      "an arrow less",
      (s) => removeLinks(s, [{ from: "S", to: "X" }]),
      ["-chance   X from S, D", "+chance   X from D"],
    ],
    [
      "another parameter",
      (s) => setParameter(s, "p", 0.5),
      ["-param p = 0.25 in 0..1   // slider", "+param p = 0.5 in 0..1   // slider"],
    ],
  ])("%s", (_, gesture, expected) => {
    const session = open(MODEL);
    done(gesture(session));
    expect(changes(session)).toEqual(expected);
    expect(session.state().diagram).toBeDefined();
    expect(session.state().history.past).toHaveLength(1);
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("a rename touches every use and no comment", () => {
    const session = open(MODEL.replace("// paid", "// X paid"));
    done(renameNode(session, "X", "Outcome"));
    expect(session.state().text).toContain("claim control(D, Outcome)   // it can");
    expect(session.state().text).toContain("// X paid by the day");
    expect(session.state().selection.nodes).toEqual(["Outcome"]);
  });

  it("a node that changes its kind keeps its owner", () => {
    const session = open(MODEL);
    session.select({ nodes: ["V"] });
    done(retypeSelected(session, "decision"));
    expect(changes(session)).toEqual([
      "-utility  V for human from X",
      "+decision  V by human sees X",
    ]);
  });

  it("a node that loses its mechanism with its kind says so", () => {
    const session = open(MODEL);
    session.select({ nodes: ["N"] });
    expect(retypeSelected(session, "decision")).toMatchObject({ lost: "the mechanism of N" });
    expect(session.undo()).toBe("make N a decision node, without the mechanism of N");
    session.select({ nodes: ["X"] });
    const result = retypeSelected(session, "decision");
    expect(result.ok && result.lost).toBeUndefined();
  });

  it("a node goes round all agents", () => {
    const session = open(MODEL);
    session.select({ nodes: ["V"] });
    expect(done(cycleOwner(session))).toBe("give V to robot");
    expect(done(cycleOwner(session))).toBe("give V to human");
    expect(session.state().text).toBe(MODEL);
    session.select({ nodes: ["S"] });
    expect(reason(cycleOwner(session))).toContain("belongs to nobody");
  });
});

describe("a gesture that cannot be done says why, and changes nothing", () => {
  it.each<[string, (session: Session) => GestureResult, RegExp]>([
    ["a cycle", (s) => connectNodes(s, "X", "S"), /close a cycle: state → X .*time steps/],
    ["an arrow to itself", (s) => connectNodes(s, "X", "X"), /cycle/],
    ["an arrow twice", (s) => connectNodes(s, "S", "D"), /there already/],
    ["a node that is gone", (s) => connectNodes(s, "S", "Nowhere"), /gone/],
    ["a name that is taken", (s) => renameNode(s, "S", "X"), /already/],
    ["no name", (s) => renameNode(s, "S", " "), /cannot be empty/],
    ["no selection", deleteSelected, /nothing is selected/],
    ["no such parameter", (s) => setParameter(s, "q", 1), /no parameter q/],
    ["no number", (s) => setParameter(s, "p", Number.NaN), /NaN/],
  ])("%s", (_, gesture, expected) => {
    const session = open(MODEL);
    const before = session.state();
    expect(reason(gesture(session))).toMatch(expected);
    expect(session.state().text).toBe(before.text);
    expect(session.state().history).toBe(before.history);
  });

  it("what would leave a model that is not sound", () => {
    const text = "type T = a | b\nchance S : T ~ uniform\nchance X : bool = S == a\n";
    const session = open(text);
    session.select({ nodes: ["S"] });
    expect(reason(retypeSelected(session, "utility"))).toMatch(/^the model would not be sound: /);
    expect(session.state().text).toBe(text);
    expect(session.undo()).toBeUndefined();
  });

  it("where a mechanism is in the way, it offers to drop it and says what that costs", () => {
    const session = open(MODEL);
    const result = connectNodes(session, "X", "N");
    if (result.ok || result.remedy === undefined) throw new Error("no remedy");
    expect(result.remedy.title).toBe("Do it without the mechanism of N");
    expect(session.state().text).toBe(MODEL);
    done(result.remedy.run());
    expect(changes(session)).toEqual([
      "-chance   N : bool = D == a",
      "+chance   N : bool from D, X",
    ]);
  });

  it("a new cause of a node with a mechanism offers the same", () => {
    const session = open(MODEL);
    const result = connectedNode(session, "N", true);
    if (result.ok || result.remedy === undefined) throw new Error("no remedy");
    done(result.remedy.run());
    expect(session.state().selection.nodes).toEqual(["X2"]);
    expect(session.state().text).toContain("chance   N : bool from D, X2");
  });

  it("deleting what a claim speaks of offers to drop the claim", () => {
    const session = open(MODEL);
    session.select({ nodes: ["X"] });
    const result = deleteSelected(session);
    if (result.ok || result.remedy === undefined) throw new Error("no remedy");
    expect(result.remedy.title).toBe("Do it without a claim");
    done(result.remedy.run());
    expect(session.state().diagram?.idOf("X")).toBeUndefined();
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("an offer that comes too late changes nothing", () => {
    const session = open(MODEL);
    const result = connectNodes(session, "X", "N");
    session.setText(`${MODEL}// more\n`, "typing");
    if (result.ok || result.remedy === undefined) throw new Error("no remedy");
    expect(reason(result.remedy.run())).toContain("changed meanwhile");
    expect(session.state().text).toBe(`${MODEL}// more\n`);
  });
});

describe("pins", () => {
  it("survive edits of text and canvas, and follow a rename", () => {
    const session = open(MODEL);
    pinNodes(
      session,
      new Map([
        ["S", { x: 10, y: -20 }],
        ["X", { x: 3.6, y: 4 }],
      ]),
    );
    const first = { x: 10, y: -20 };
    done(createNode(session, "chance"));
    done(connectNodes(session, "S", "U"));
    done(renameNode(session, "S", "State"));
    session.setText(session.state().text.replace("// root", "// the root"), "typing");
    expect([...pinnedPlaces(session.state().text)]).toEqual([
      ["State", first],
      ["X", { x: 4, y: 4 }],
    ]);
    session.undo();
    session.undo();
    expect(pinnedPlaces(session.state().text).get("S")).toEqual(first);
  });

  it("follow a rename of a repeated node, every instance", () => {
    const session = open("chance S[1]\nfor t in 1..2 {\n  chance S[t+1] from S[t]\n}\n");
    pinNodes(
      session,
      new Map([
        ["S[1]", { x: 1, y: 1 }],
        ["S[2]", { x: 2, y: 2 }],
      ]),
    );
    done(renameNode(session, "S", "State"));
    expect([...pinnedPlaces(session.state().text).keys()]).toEqual(["State[1]", "State[2]"]);
  });

  it("are one line that goes when the last node is let go", () => {
    const session = open(MODEL);
    const places = new Map([["S", { x: 1, y: 2 }]]);
    session.select({ nodes: ["S"] });
    togglePins(session, places);
    expect(session.state().text).toBe(`${MODEL}\n// layout: S 1 2\n`);
    togglePins(session, places);
    expect(session.state().text).toBe(MODEL);
  });
});

describe("comments", () => {
  it("survive every gesture but the deletion of the line they stand on", () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = Random.seeded(seed);
      const text = commented(printModel(randomDiagram(random, { nodes: 6, agents: 2 })));
      const session = open(text);
      const { diagram } = session.state();
      if (diagram === undefined) throw new Error(`seed ${seed} does not load`);
      const name = random.pick(diagram.nodes).name;
      const other = random.pick(diagram.nodes).name;
      session.select({ nodes: [name] });
      const gestures: readonly (() => GestureResult)[] = [
        () => createNode(session, "decision"),
        () => connectedNode(session, name, true),
        () => connectNodes(session, name, other),
        () => renameNode(session, name, "Fresh"),
        () => retypeSelected(session, random.pick(["chance", "decision", "utility"])),
        () => cycleOwner(session),
        () => setParameter(session, "p", 0.5),
        () => removeLinks(session, [{ from: name, to: other }]),
        () => {
          const result = deleteSelected(session);
          return result.ok ? result : (result.remedy?.run() ?? result);
        },
      ];
      for (const [at, gesture] of gestures.entries()) {
        const before = session.state().text;
        const result = gesture();
        const { text: after } = session.state();
        if (!result.ok) expect(after).toBe(before);
        const lost = commentsIn(before).filter((comment) => !after.includes(comment));
        const isDeletion = at === gestures.length - 1;
        if (!isDeletion) expect(lost, `seed ${seed}, gesture ${at}`).toEqual([]);
        else for (const comment of lost) expect(comment).toMatch(/^\/\/ beside/);
        if (result.ok) {
          const { diagnostics } = loadModel(after);
          expect(
            diagnostics.filter(({ severity }) => severity === "error"),
            `seed ${seed}, gesture ${at}: ${after}`,
          ).toEqual([]);
        }
        if (!isDeletion && result.ok) session.undo();
      }
    }
  });
});

/** Comments of every kind on and between the lines. */
function commented(text: string): string {
  return text
    .split("\n")
    .flatMap((line, at) => [`// above ${at}.`, line === "" ? "" : `${line} // beside ${at}.`])
    .join("\n");
}

function commentsIn(text: string): string[] {
  return [...text.matchAll(/\/\/ (?:above|beside) \d+\./gu)].map(([comment]) => comment);
}
