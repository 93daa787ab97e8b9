/** Contexts less likely than a number can be are neither impossible nor judged. */
import { describe, expect, it } from "vitest";
import { checkClaims } from "../src/check/index.ts";
import { loadModel } from "../src/language/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { beliefs, solveSingleAgent, uniformPolicy } from "../src/solve/index.ts";

/** X1 → … → Xn, each true with probability `p` where the one before is; D is told the last. */
function chain(n: number, p: string, more = ""): InfluenceDiagram {
  const links = Array.from(
    { length: n - 1 },
    (_, i) => `chance X${i + 2} : bool ~ if X${i + 1} then bernoulli(${p}) else bernoulli(0)`,
  );
  const text = `chance X1 : bool ~ bernoulli(${p})
${links.join("\n")}
decision D : bool sees X${n}
utility U = if D == X${n} then 1 else 0
${more}`;
  const { diagram } = loadModel(text, { file: "chain.cid" });
  if (diagram === undefined) throw new Error("the model does not load");
  return diagram;
}

const rowsOf = (diagram: InfluenceDiagram) => solveSingleAgent(diagram).policies[0]?.rows ?? [];

describe("a context", () => {
  it("of 10⁻⁸⁰⁰ can come about, and what is best in it is left open", () => {
    const found = solveSingleAgent(chain(400, "0.01"));
    expect(found.policies[0]?.rows).toEqual([
      expect.objectContaining({ context: [0], reachable: true, possible: true, ties: [0] }),
      {
        context: [1],
        distribution: [0.5, 0.5],
        reachable: true,
        possible: true,
        ties: [0, 1],
        tooRare: true,
      },
    ]);
    expect(found.countOptimal).toBeUndefined();
    expect(found.shortfall).toBeGreaterThan(0);
    expect(found.ties).toEqual([]);
  });

  it("of 10⁻²⁸⁰ is judged like any other", () => {
    expect(rowsOf(chain(140, "0.01"))[1]).toMatchObject({ possible: true, ties: [1] });
    expect(rowsOf(chain(140, "0.01"))[1]).not.toHaveProperty("tooRare");
  });

  it("that really is impossible stays so, however small the other numbers are", () => {
    const diagram = chain(400, "0.01", "");
    const { diagram: shut } = loadModel(
      `${Array.from({ length: 400 }, (_, i) => `chance Y${i} : bool ~ bernoulli(0.01)`).join("\n")}
chance Z : bool ~ if Y0 and not Y0 then bernoulli(0.5) else bernoulli(0)
decision D : bool sees Z
utility U = if D == Z then 1 else 0`,
      { file: "shut.cid" },
    );
    expect(rowsOf(shut as InfluenceDiagram)[1]).toMatchObject({
      possible: false,
      reachable: false,
    });
    expect(rowsOf(shut as InfluenceDiagram)[1]).not.toHaveProperty("tooRare");
    const believed = beliefs(diagram, { policy: uniformPolicy(diagram) });
    const decision = diagram.idOf("D") as number;
    expect(believed.kind === "beliefs" && [...(believed.contexts.get(decision) ?? [])]).toEqual([
      1,
      Number.MIN_VALUE,
    ]);
  });
});

describe("a claim about what is done in it", () => {
  it.each([
    "policy(D | X400 = true) == true",
    "policy(D | X400 = true) == false",
    "P(D = true | X400 = true) == 1/2",
    "E(U | X400 = true) == 1/2",
  ])("is open: %s", (claim) => {
    const [result] = checkClaims(chain(400, "0.01", `claim ${claim}`));
    expect(result?.outcome).toBe("undecided");
  });
});
