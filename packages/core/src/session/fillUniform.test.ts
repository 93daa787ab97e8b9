/** "Put numbers in" makes a model that can be solved, and touches no number that is there. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { printModel } from "../language/index.ts";
import { randomDiagram } from "../testing/index.ts";
import { fillUniform } from "./fillUniform.ts";
import { createSession } from "./session.ts";

function filled(text: string): string {
  const session = createSession({ now: () => 0, text });
  const result = fillUniform(session);
  if (!result.ok) return result.reason;
  expect(session.state().diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(session.state().history.past).toHaveLength(1);
  const after = session.state().text;
  session.undo();
  expect(session.state().text).toBe(text);
  return after;
}

describe("putting numbers in", () => {
  it("writes domains, uniform tables and ramps", () => {
    expect(
      filled(
        "chance S // root\nchance X : {a, b, c} from S\ndecision D sees X\nutility U from D, S\n",
      ),
    ).toBe(
      `chance S : bool ~ uniform // root
chance X : {a, b, c} from S ~ [[0.333333333333, 0.333333333333, 0.333333333334], [0.333333333333, 0.333333333333, 0.333333333334]]
decision D : bool sees X
utility U from D, S = [0, 0.333333333333, 0.666666666667, 1]
`,
    );
  });

  it("leaves what has numbers, and says so when all have", () => {
    const text = "chance S : bool ~ bernoulli(0.1)\nchance X from S\n";
    expect(filled(text)).toMatch(/^chance S : bool ~ bernoulli\(0\.1\)\nchance X : bool from S ~ /);
    expect(filled("chance S : bool ~ uniform\n")).toBe("every variable has its numbers already");
  });

  it("fills repeated steps in their loop", () => {
    expect(filled("chance S[1]\nfor t in 1..2 {\n  chance S[t+1] from S[t]\n}\n")).toContain(
      "chance S[t+1] : bool from S[t] ~ [[0.5, 0.5], [0.5, 0.5]]",
    );
  });

  it("says which tables would be too large", () => {
    const parents = Array.from({ length: 9 }, (_, at) => `P${at}`);
    const text = `${parents.map((name) => `chance ${name} : bool ~ uniform\n`).join("")}chance X : bool from ${parents.join(", ")}\n`;
    expect(filled(text)).toMatch(/tables of X would have more than 256 rows/);
  });

  it("makes any structure a model with numbers", () => {
    for (let seed = 0; seed < 40; seed++) {
      const options = { nodes: 7, agents: 2, structureOnly: true };
      const text = printModel(randomDiagram(Random.seeded(seed), options));
      const session = createSession({ now: () => 0, text });
      fillUniform(session);
      const { diagram } = session.state();
      expect(diagram, `seed ${seed}: ${session.state().text}`).toBeDefined();
      for (const node of diagram?.nodes ?? []) {
        expect(node.mechanism.kind, `${node.name}, seed ${seed}`).not.toBe("unspecified");
      }
    }
  });
});
