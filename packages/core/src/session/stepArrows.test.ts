/** Arrows of a picture of one step: drawn, deleted and turned by a minimal change of the loop. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { templateGraph } from "../draw/index.ts";
import { deleteSelected } from "./gestures.ts";
import { createSession, type Session } from "./session.ts";
import { connectInStep, turnStepArrow } from "./stepArrows.ts";

const MODEL = `param T = 3 in 2..9
chance Theta
chance S[1] // the first
for t in 1..T-1 {
  decision A[t] sees S[t] // what it sees
  chance S[t+1] from S[t], A[t] /* what follows */
}
for t in 1..T { utility R[t] from S[t] }
`;

function open(text = MODEL): Session {
  return createSession({ text, now: () => 0 });
}

/** Draws, says what the text is then, and checks that one undo takes it back. */
function drawn(text: string, from: string, to: string): string {
  const session = open(text);
  expect(connectInStep(session, from, to)).toMatchObject({ ok: true });
  const now = session.state().text;
  session.undo();
  expect(session.state().text).toBe(text);
  return now;
}

function remove(session: Session, from: string, to: string, step: "same" | "later" = "same") {
  session.select({ nodes: [], edges: [{ from, to, step }] });
  return deleteSelected(session);
}

function refusal(session: Session, from: string, to: string): string {
  const result = connectInStep(session, from, to);
  return result.ok ? "done" : result.reason;
}

describe("connecting in a picture of one step", () => {
  it("writes the tail of the same step into the list in the loop", () => {
    expect(drawn(MODEL.replace("from S[t], A[t]", "from S[t]"), "A[2]", "S[2]")).toBe(MODEL);
    const more = MODEL.replace("decision A", "chance O[t]\n  decision A");
    expect(drawn(more, "O[2]", "A[2]")).toBe(more.replace("sees S[t]", "sees S[t], O[t]"));
  });

  it("leads into the next step where the same one would be a cycle, and to itself", () => {
    const bare = MODEL.replace(" from S[t], A[t]", " from A[t]");
    expect(drawn(bare, "S[2]", "S[2]")).toBe(bare.replace("from A[t]", "from A[t], S[t]"));
    const memory = MODEL.replace("sees S[t]", "sees S[t], A[k] for k in 1..t-1");
    expect(refusal(open(memory), "A[2]", "A[2]")).toContain("cycle");
  });

  it("writes into every declaration that can have it, what is not repeated into all", () => {
    expect(drawn(MODEL, "Theta", "S[2]")).toBe(
      MODEL.replace("chance S[1] //", "chance S[1] from Theta //").replace(
        "from S[t], A[t] /*",
        "from S[t], A[t], Theta /*",
      ),
    );
    expect(drawn(`${MODEL}decision D\n`, "S[2]", "D")).toBe(`${MODEL}decision D sees S[1..T]\n`);
  });

  it("writes a loop of links where some steps have no such tail", () => {
    expect(drawn(MODEL, "A[2]", "R[2]")).toBe(
      `${MODEL.trimEnd()}\nfor t in 1..T-1 { add link A[t] -> R[t] }\n`,
    );
    const later = MODEL.replace("R[t] from S[t]", "R[t] from S[t], Theta");
    const session = open(later);
    expect(connectInStep(session, "S[2]", "R[2]")).toMatchObject({
      ok: true,
      label: "connect S[t] → R[t+1]",
    });
    expect(session.state().text).toBe(
      `${later.trimEnd()}\nfor t in 2..T { add link S[t-1] -> R[t] }\n`,
    );
    expect(remove(session, "S[2]", "R[2]", "later")).toMatchObject({ ok: true });
    expect(session.state().text).toBe(later);
  });

  it("is the same for rows with several indices, one of them or a loop over both", () => {
    const rounds = `for r in 1..3 {
  decision A[1, r] by one
  decision A[2, r] by two sees A[1, r]
}
agent one
agent two
`;
    expect(drawn(rounds, "A[2, 2]", "A[1, 2]")).toContain(
      "for r in 2..3 { add link A[2, r-1] -> A[1, r] }",
    );
    const both = "for i in 1..2, t in 1..3 { chance X[i, t]\ndecision D[i, t] }\n";
    expect(drawn(both, "X[1, 2]", "D[1, 2]")).toBe(
      `${both}for t in 1..3 { add link X[1, t] -> D[1, t] }\n`,
    );
  });

  it("offers the other step as an alternative, in one change", () => {
    const session = open(MODEL.replace("decision A", "chance O[t]\n  decision A"));
    const text = session.state().text;
    const done = connectInStep(session, "O[2]", "A[2]");
    if (!done.ok || done.alternative === undefined) throw new Error("no alternative");
    expect(done.alternative.title).toBe("Into the next step instead");
    const turned = done.alternative.run();
    expect(turned).toMatchObject({ ok: true });
    expect(session.state().text).toContain("for t in 2..T-1 { add link O[t-1] -> A[t] }");
    expect(session.state().text).toContain("sees S[t] // what it sees");
    expect(session.state().selection.edges).toEqual([{ from: "O[2]", to: "A[2]", step: "later" }]);
    expect(turnStepArrow(session, { from: "O[2]", to: "A[2]", step: "later" }).ok).toBe(true);
    expect(session.state().text).toBe(text.replace("sees S[t]", "sees S[t], O[t]"));
    session.undo();
    session.undo();
    session.undo();
    expect(session.state().text).toBe(text);
  });

  it("says why not: there already, no next step, a mechanism; offers to do without that", () => {
    expect(refusal(open(), "S[2]", "A[2]")).toBe("done");
    expect(refusal(open(), "A[2]", "S[2]")).toContain("cycle");
    expect(refusal(open(), "Theta", "Theta")).toContain("cycle");
    const twice = MODEL.replace("from S[t] }", "from S[t], Theta }");
    expect(refusal(open(twice), "Theta", "R[2]")).toContain("there already");
    const numbers = `for t in 1..3 {
  chance S[t] : bool ~ uniform
  chance O[t] : bool = S[t] // sees it
  decision A[t] : bool sees S[t]
}
`;
    const session = open(numbers);
    const result = connectInStep(session, "A[2]", "O[2]");
    if (result.ok || result.remedy === undefined) throw new Error("no remedy");
    expect(result.reason).toContain("mechanism");
    expect(result.remedy.title).toBe("Do it without the mechanism of O[t]");
    expect(result.remedy.run()).toMatchObject({ ok: true });
    expect(session.state().text).toBe(numbers.replace("= S[t] //", "from S[t], A[t] //"));
    session.undo();
    expect(session.state().text).toBe(numbers);
  });
});

describe("deleting in a picture of one step", () => {
  it("takes the tail out of the list in the loop, and its comments stay", () => {
    const session = open();
    expect(remove(session, "A[2]", "S[2]", "later")).toMatchObject({
      ok: true,
      label: "delete A[t] → S[t+1]",
    });
    expect(session.state().text).toBe(MODEL.replace("from S[t], A[t]", "from S[t]"));
    expect(session.state().selection.edges).toEqual([]);
    expect(remove(session, "S[2]", "A[2]")).toMatchObject({ ok: true });
    expect(session.state().text).toContain("decision A[t] // what it sees");
    session.undo();
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("takes one end off a range: this step, or all earlier ones", () => {
    const memory = MODEL.replace("sees S[t]", "sees S[k] for k in 1..t, A[k] for k in 1..t-1");
    const session = open(memory);
    remove(session, "S[2]", "A[2]");
    expect(session.state().text).toBe(memory.replace("k in 1..t,", "k in 1..t-1,"));
    session.undo();
    remove(session, "S[2]", "A[2]", "later");
    expect(session.state().text).toBe(memory.replace("S[k] for k in 1..t,", "S[t],"));
    session.undo();
    remove(session, "A[2]", "A[2]", "later");
    expect(session.state().text).toBe(memory.replace(", A[k] for k in 1..t-1", ""));
    const braces = MODEL.replace("sees S[t]", "sees { S[1..t] }");
    const other = open(braces);
    remove(other, "S[2]", "A[2]");
    expect(other.state().text).toBe(braces.replace("S[1..t]", "S[1..t-1]"));
  });

  it("writes `remove link` where a declaration is shared, and drawing takes that back", () => {
    const both = "for i in 1..2, t in 1..3 { chance X[i, t]\ndecision D[i, t] sees X[i, t] }\n";
    const session = open(both);
    expect(remove(session, "X[1, 2]", "D[1, 2]")).toMatchObject({ ok: true });
    expect(session.state().text).toBe(`${both}for t in 1..3 { remove link X[1, t] -> D[1, t] }\n`);
    expect(connectInStep(session, "X[1, 2]", "D[1, 2]")).toMatchObject({ ok: true });
    expect(session.state().text).toBe(both);
  });

  it("refuses where the text stands for arrows of several kinds", () => {
    const fixed = MODEL.replace("R[t] from S[t]", "R[t] from S[1]");
    const session = open(fixed);
    const result = remove(session, "S[2]", "R[2]", "later");
    expect(result.ok ? "done" : result.reason).toBe(
      "S[1] in the list of R[t] stands for other arrows, too; change it in the text",
    );
    expect(session.state().text).toBe(fixed);
  });
});

describe("in the catalogue's reward tampering models", () => {
  const folder = fileURLToPath(new URL("../../../../models/reward-tampering/", import.meta.url));
  const texts = readdirSync(folder)
    .map((file) => readFileSync(folder + file, "utf8"))
    .filter((text) => /^for /mu.test(text));

  it("whatever is drawn is deleted again by the opposite edit, byte for byte", () => {
    let count = 0;
    for (const text of texts) {
      const session = open(text);
      const { diagram } = session.state();
      if (diagram === undefined) throw new Error("not read");
      const shown = [
        ...new Set([...templateGraph(diagram).steps.values()].map(({ node }) => node)),
      ];
      const names = shown.map((id) => diagram.node(id).name);
      for (const from of names) {
        for (const to of names) {
          for (const step of ["same", "later"] as const) {
            if (!connectInStep(session, from, to, step).ok) continue;
            count++;
            const before = templateGraph(diagram).arrows.some(
              (arrow) =>
                arrow.from === diagram.idOf(from) &&
                arrow.to === diagram.idOf(to) &&
                arrow.isLater === (step === "later"),
            );
            // Where only some steps had it before, they lose it, too.
            if (!before) {
              expect(remove(session, from, to, step)).toMatchObject({ ok: true });
              expect(session.state().text).toBe(text);
              session.undo();
            }
            session.undo();
            expect(session.state().text).toBe(text);
          }
        }
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  it("every arrow can be deleted or says why not, and undo brings it back", () => {
    let [gone, kept] = [0, 0];
    for (const text of texts) {
      const session = open(text);
      const { diagram } = session.state();
      if (diagram === undefined) throw new Error("not read");
      for (const { from, to, isLater } of templateGraph(diagram).arrows) {
        const names = [diagram.node(from).name, diagram.node(to).name] as const;
        const result = remove(session, ...names, isLater ? "later" : "same");
        if (result.ok) gone++;
        else {
          kept++;
          expect(result.reason).toContain("stands for other arrows, too");
        }
        if (result.ok) session.undo();
        expect(session.state().text).toBe(text);
      }
    }
    expect(gone).toBeGreaterThan(kept * 10);
  });
});
